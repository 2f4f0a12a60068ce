"""The record of a presentation, whole, in a number of queries that does not depend on its size."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import concordance, running
from app.domain import record as shapes
from app.domain.burden import burden
from app.domain.casefile import CaseFile
from app.domain.catalogue import CatalogueEntry
from app.domain.national import National
from app.domain.permissions import Actor, Relation
from app.domain.quorum import Seat, quorum
from app.domain.vocabulary import Attendance, Family, MeetingState, PresentationState
from app.errors import NotFound
from app.exchange import codec
from app.extensions import db
from app.models import (
    Addendum,
    Hospital,
    Meeting,
    MeetingKind,
    OpinionRevision,
    Presentation,
    Professional,
    Unit,
)

from . import (
    _board_ids,
    _needs,
    _previous,
    _scope,
    actions,
    attachments,
    burdens,
    catalogue,
    facts,
    installation,
    preliminary,
    trial_search,
)
from ._around_options import around, newer
from ._findings import findings_of
from ._free_entry import free_entry
from ._reading import reading
from ._record_statements import HEAD, MEMBERS, OPTIONS
from .running import events_of

_OPINION = tuple(field.name for field in fields(shapes.Opinion))
_ORDER = {family: index for index, family in enumerate(Family)}


@dataclass(frozen=True)
class Seen:
    """A record, how the reader stands to it, and whether its meeting is open now, whatever a signed record says."""

    record: shapes.Record
    relations: frozenset[Relation]
    is_sitting: bool = False


@reading
def of_presentation(actor: Actor, presentation_id: UUID) -> Seen:
    """The record this actor may read, validated ones from their snapshot; NotFound otherwise."""
    head = _head(presentation_id, _head_for(actor))
    if head is None:
        raise NotFound
    is_sitting = head.Meeting is not None and head.Meeting.state is MeetingState.OPEN
    return Seen(_record(head), _scope.relations_of(actor, head), is_sitting)


def build(presentation: Presentation) -> shapes.Record:
    """The record of a row, inside the caller's transaction; no access check."""
    head = _head(presentation.id)
    if head is None:
        raise NotFound
    return _record(head)


@lru_cache(maxsize=128)
def _head_for(actor: Actor) -> sa.Select[Any]:
    """What this person may read, and how he or she stands to it; put together once a person, like the others once."""
    readable = _scope.readable_presentations(actor)
    return HEAD.add_columns(*_scope.standing(actor)).where(readable)


def _head(presentation_id: UUID, query: sa.Select[Any] = HEAD) -> Any:
    """All a presentation has one of, in one query: what is looked up by id afterwards is already loaded."""
    return db.session.execute(query, {"presentation_id": presentation_id}).first()


def _record(head: Any) -> shapes.Record:
    presentation, case = head.Presentation, head.Case
    if presentation.snapshot:
        return _from_snapshot(presentation)
    file = facts.case_file(case)
    meeting = meeting_of(presentation.meeting_id, presentation.id)
    return shapes.Record(
        reference=case.reference,
        number=presentation.number,
        state=presentation.state,
        track=presentation.track,
        question=presentation.question,
        changed_since=presentation.changed_since,
        hospital=_hospital(head.Hospital, head.Unit),
        case_file=file,
        options=_options(presentation, head.Hospital, file, clock.today()),
        opinion=_opinion(head.OpinionRevision),
        meeting=meeting,
        informed=shapes.Informed(
            presentation.informed_on, presentation.informed_by, presentation.opposed
        ),
        is_demonstration=installation.is_demonstration(),
        patient_note=presentation.patient_note,
        gp_note=presentation.gp_note,
        figures=tuple(presentation.figures),
        id=str(presentation.id),
        case_id=str(presentation.case_id),
        version=presentation.version,
        requester=person(head.requester, head.requests_as) if head.requester else None,
        presenter=person(head.presenter, head.presents_as) if head.presenter else None,
        needs=_needs.needs_of(head),
        national=presentation.national or National(),
        family_doctor=person(head.doctor, head.doctor_is) if head.doctor else None,
        actions=actions.of_presentation(presentation.asked_actions),
        trials=trial_search.search_of(presentation.trial_search),
        tasks=trial_search.tasks_of(presentation.tasks),
        urgent=presentation.urgent,
        attached=attachments.listed(head),
        somebody_knows=presentation.somebody_knows,
        palliative=presentation.palliative,
        requester_there=_requester_there(presentation.requester_id, meeting),
        preliminary=preliminary.listed(head),
        **_previous.of_head(head, file),
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
        gp_note=presentation.gp_note,
        figures=tuple(presentation.figures),
        options=newer(record.options),
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
            "replaced_at": presentation.replaced_at,
        }
        if presentation.state is PresentationState.VALIDATED
        else {}
    )


def _hospital(hospital: Hospital, unit: Unit | None) -> shapes.Hospital:
    if unit is None:
        return shapes.Hospital(hospital.name)
    return shapes.Hospital(hospital.name, unit.name, unit.day_phone, unit.night_phone)


def person(row: Professional, speciality: str | None) -> shapes.Person:
    """A professional as printed."""
    name = " ".join(part for part in (row.title, row.given_name, row.family_name) if part)
    return shapes.Person(name, speciality or "", row.rpps, row.phone)


def meeting_of(
    meeting_id: UUID | None, presentation_id: UUID | None = None
) -> shapes.Meeting | None:
    """A meeting with its members and quorum, None without one; no access check.

    With a presentation, who was there for that case and the quorum of that case; else those of the whole meeting.
    """
    if meeting_id is None:
        return None
    meeting = db.session.get_one(Meeting, meeting_id)
    kind = db.session.get(MeetingKind, meeting.kind_id) if meeting.kind_id else None
    rows = db.session.execute(MEMBERS, {"meeting_id": meeting_id}).all()
    seated = {m.id: (m, p, s) for m, p, s, _event in rows}
    events = running.standing(events_of(row.MeetingEvent for row in rows if row.MeetingEvent))
    there = {
        key: running.there_for(str(key), m.attendance, events, str(presentation_id), meeting.state)
        if presentation_id
        else None
        for key, (m, _p, _s) in seated.items()
    }
    members = tuple(
        shapes.Member(
            person(p, s.label if s else ""),
            m.function,
            m.attendance,
            professional_id=str(p.id),
            there=there[m.id],
        )
        for m, p, s in seated.values()
    )
    status = quorum(
        (
            Seat(
                (s.code,) if s else (),
                Attendance.ABSENT if there[m.id] is False else m.attendance,
                bool(s and s.is_medical),
            )
            for m, _p, s in seated.values()
        ),
        meeting.quorum,
        meeting.state,
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
        kind=kind.name if kind else "",
        ids=_board_ids.of(meeting, kind),
        recommended_specialities=status.recommended,
        specialities_short=status.short,
        minutes=meeting.duration_minutes,
        moved_from=meeting.moved_from,
        reason=meeting.reason,
    )


def _requester_there(requester_id: UUID | None, meeting: shapes.Meeting | None) -> bool | None:
    """Whether the requester was there for the case; None before the meeting opens, or when nobody is named."""
    if requester_id is None or meeting is None or meeting.state is MeetingState.PLANNED:
        return None
    return any(m.professional_id == str(requester_id) and m.counts_here for m in meeting.members)


def _opinion(row: OpinionRevision | None) -> shapes.Opinion:
    if row is None:
        return shapes.Opinion("", None)
    return shapes.Opinion(**{name: getattr(row, name) for name in _OPINION})


def _options(
    presentation: Presentation, hospital: Hospital, file: CaseFile, today: date
) -> tuple[shapes.Option, ...]:
    bound = {"presentation_id": presentation.id, "hospital_id": hospital.id}
    rows = db.session.execute(OPTIONS, bound).all()
    placed = [
        (
            row.Option.position,
            around(_option(row, file, today), row, hospital),
        )
        for row in rows
    ]
    placed.sort(key=lambda one: (_ORDER[one[1].entry.family], one[0]))
    return tuple(option for _position, option in placed)


def _entry(row: Any) -> CatalogueEntry:
    if row.CatalogueEntry is None:
        return free_entry(row.Option)
    return catalogue.signed(row)


def _option(found: Any, file: CaseFile, today: date) -> shapes.Option:
    row, entry = found.Option, _entry(found)
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
            "meanwhile",
            "wish_note",
            "decided_by",
            "decided_at",
            "review_on",
            "version",
        )
    }
    asked = burden(entry, file.statements, burdens.typed(row.burden), today=today)
    return shapes.Option(
        entry=entry,
        findings=findings_of(found, entry, file, today),
        fits=concordance.fits(
            entry,
            file.statements,
            today=today,
            practical_note=row.practical_note,
            known=asked,
        ),
        burden=asked,
        id=str(row.id),
        **known,
    )
