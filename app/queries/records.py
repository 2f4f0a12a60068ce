"""The record of a presentation, whole, in a number of queries that does not depend on its size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import concordance, criteria
from app.domain import record as shapes
from app.domain.casefile import CaseFile
from app.domain.catalogue import CatalogueEntry, ClinicalText, Fact, PatientText, Practical
from app.domain.meeting import Seat, quorum
from app.domain.permissions import Actor, Relation
from app.domain.vocabulary import Family, PresentationState, Route
from app.domain.vocabulary import Relation as Beside
from app.errors import NotFound
from app.exchange import codec
from app.extensions import db
from app.i18n import _
from app.models import (
    Addendum,
    Case,
    Hospital,
    Installation,
    Meeting,
    MeetingMember,
    OpinionRevision,
    Option,
    Presentation,
    Professional,
    Speciality,
    Unit,
)

from . import _scope, catalogue, facts
from ._reading import reading

_ORDER = {family: index for index, family in enumerate(Family)}
_NOT_AGAINST_DISEASE = {Family.SUPPORTIVE, Family.PALLIATIVE, Family.PAUSE, Family.OTHER}


@dataclass(frozen=True)
class Seen:
    """A record and how the reader stands to it."""

    record: shapes.Record
    relations: frozenset[Relation]


@reading
def of_presentation(actor: Actor, presentation_id: UUID) -> Seen:
    """The record this actor may read, validated ones from their snapshot; NotFound otherwise."""
    presentation = db.session.scalar(
        sa.select(Presentation)
        .join(Case, Case.id == Presentation.case_id)
        .where(Presentation.id == presentation_id, _scope.readable_presentations(actor))
    )
    if presentation is None:
        raise NotFound
    return Seen(build(presentation), _scope.relations_to_presentation(actor, presentation_id))


def build(presentation: Presentation) -> shapes.Record:
    """The record of a row, inside the caller's transaction; no access check."""
    if presentation.snapshot:
        return _from_snapshot(presentation)
    case = db.session.get_one(Case, presentation.case_id)
    file = facts.case_file(case)
    meeting = meeting_of(presentation.meeting_id)
    today = clock.today()
    return shapes.Record(
        reference=case.reference,
        number=presentation.number,
        state=presentation.state,
        track=presentation.track,
        question=presentation.question,
        changed_since=presentation.changed_since,
        hospital=_hospital(case),
        case_file=file,
        options=_options(presentation, file, today),
        opinion=_opinion(presentation),
        meeting=meeting,
        informed=shapes.Informed(
            presentation.informed_on, presentation.informed_by, presentation.opposed
        ),
        is_demonstration=db.session.scalar(sa.select(Installation.is_demonstration)) or False,
        patient_note=presentation.patient_note,
        id=str(presentation.id),
        case_id=str(presentation.case_id),
        version=presentation.version,
        **_people(presentation),
        **_signatures(presentation),
    )


def _from_snapshot(presentation: Presentation) -> shapes.Record:
    record = codec.loads(presentation.snapshot or "", shapes.Record)
    rows = db.session.scalars(
        sa.select(Addendum).where(Addendum.presentation_id == presentation.id).order_by(Addendum.at)
    )
    return replace(
        record,
        addenda=tuple(shapes.Addendum(row.text, row.by, row.at) for row in rows),
        patient_note=presentation.patient_note,
        version=presentation.version,
        **_signatures(presentation),
    )


def _signatures(presentation: Presentation) -> dict[str, Any]:
    return (
        {
            "state": presentation.state,
            "validated_by": presentation.validated_by,
            "validated_at": presentation.validated_at,
            "released_by": presentation.released_by,
            "released_at": presentation.released_at,
        }
        if presentation.state is PresentationState.VALIDATED
        else {}
    )


def _hospital(case: Case) -> shapes.Hospital:
    row = db.session.execute(
        sa.select(Hospital.name, Unit.name.label("unit"), Unit.day_phone, Unit.night_phone)
        .join(Unit, Unit.id == case.unit_id, isouter=True)
        .where(Hospital.id == case.hospital_id)
    ).one()
    return shapes.Hospital(row.name, row.unit or "", row.day_phone or "", row.night_phone or "")


def person(row: Professional, speciality: str | None) -> shapes.Person:
    """A professional as printed."""
    name = " ".join(part for part in (row.title, row.given_name, row.family_name) if part)
    return shapes.Person(name, speciality or "", row.rpps, row.phone)


def _people(presentation: Presentation) -> dict[str, Any]:
    wanted = {"requester": presentation.requester_id, "presenter": presentation.presenter_id}
    rows = db.session.execute(
        sa.select(Professional, Speciality.label)
        .join(Speciality, Speciality.code == Professional.speciality_code, isouter=True)
        .where(Professional.id.in_([key for key in wanted.values() if key]))
    )
    found = {row.Professional.id: person(row.Professional, row.label) for row in rows}
    return {name: found.get(key) if key else None for name, key in wanted.items()}


def meeting_of(meeting_id: UUID | None) -> shapes.Meeting | None:
    if meeting_id is None:
        return None
    meeting = db.session.get_one(Meeting, meeting_id)
    rows = db.session.execute(
        sa.select(MeetingMember, Professional, Speciality)
        .join(Professional, Professional.id == MeetingMember.professional_id)
        .join(Speciality, Speciality.code == Professional.speciality_code, isouter=True)
        .where(MeetingMember.meeting_id == meeting_id)
        .order_by(Professional.family_name)
    ).all()
    members = tuple(
        shapes.Member(
            person(p, s.label if s else ""), m.function, m.attendance, professional_id=str(p.id)
        )
        for m, p, s in rows
    )
    status = quorum(
        (Seat(s.label if s else "", m.attendance, bool(s and s.is_medical)) for m, _p, s in rows),
        minimum=meeting.quorum_minimum,
        required=meeting.quorum_required,
        state=meeting.state,
    )
    return shapes.Meeting(
        title=meeting.title,
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=meeting.state,
        members=members,
        quorum=status.value,
        missing_specialities=status.missing,
        quorum_note=meeting.quorum_note,
        id=str(meeting.id),
    )


def _opinion(presentation: Presentation) -> shapes.Opinion:
    row = db.session.scalar(
        sa.select(OpinionRevision)
        .where(OpinionRevision.presentation_id == presentation.id)
        .order_by(OpinionRevision.revision.desc())
        .limit(1)
    )
    if row is None:
        return shapes.Opinion("", None)
    return shapes.Opinion(
        row.text, row.outcome, row.next_steps, row.wishes_account, row.revision, row.by, row.at
    )


def _options(presentation: Presentation, file: CaseFile, today: date) -> tuple[shapes.Option, ...]:
    rows = db.session.scalars(
        sa.select(Option).where(Option.presentation_id == presentation.id)
    ).all()
    entries = catalogue.versions(
        (row.entry_code, row.entry_version or 0) for row in rows if row.entry_code
    )
    options = [_option(row, _entry(row, entries), file, today) for row in rows]
    position = {str(row.id): row.position for row in rows}
    return tuple(sorted(options, key=lambda o: (_ORDER[o.entry.family], position[o.id])))


def _entry(row: Option, entries: dict[catalogue.Key, CatalogueEntry]) -> CatalogueEntry:
    if row.entry_code:
        return entries[row.entry_code, row.entry_version or 0]
    return free_entry(row.free_title, row.family)


def free_entry(title: str, family: Family) -> CatalogueEntry:
    """An option the board added by itself: its title for the board, and neutral words of ours for the patient.

    Board free text is never copied onto the patient's page (issue 2, decisions).
    """
    nothing = Fact("")
    return CatalogueEntry(
        code="",
        version=0,
        family=family,
        title=title,
        detail="",
        relation=Beside.ADDS,
        practical=Practical(Route.CONSULTATION, (), nothing, ""),
        clinical=ClinicalText("", (), (), (), ()),
        patient=PatientText(
            _("Une autre possibilité"), _("Votre médecin vous l'explique."), (), (), nothing, "", ()
        ),
        is_against_disease=family not in _NOT_AGAINST_DISEASE,
    )


def _option(row: Option, entry: CatalogueEntry, file: CaseFile, today: date) -> shapes.Option:
    known = {
        name: getattr(row, name)
        for name in (
            "specifics",
            "practical_note",
            "verdict",
            "proposed",
            "rank",
            "condition",
            "fallback",
            "with_option",
            "reason",
            "reconsider_if",
            "complete_what",
            "complete_who",
            "complete_by",
            "wish_note",
            "decided_by",
            "decided_at",
            "version",
        )
    }
    return shapes.Option(
        entry=entry,
        findings=criteria.evaluate(entry, file, today=today),
        fits=concordance.fits(entry, file.statements, today=today),
        id=str(row.id),
        **known,
    )
