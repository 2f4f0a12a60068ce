"""What may become a teaching case: validated presentations of the actor's own hospital, for its coordination or their chair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Action, Actor
from app.domain.record import Person, Record
from app.domain.teaching import age_band, band_of, day_of
from app.domain.vocabulary import PresentationState, Role, Site
from app.errors import NotAllowed, NotFound
from app.extensions import db
from app.models import (
    Case,
    Draft,
    Hospital,
    Meeting,
    Patient,
    Presentation,
    Professional,
    Speciality,
    Tumour,
)
from app.models import Unit as HospitalUnit

from . import _scope, records
from ._reading import reading

MOST = 30
KEY = "teaching:"


@dataclass(frozen=True)
class Line:
    """One presentation that may be chosen, and when this person reviewed its texts (None: never)."""

    id: UUID
    case_id: UUID
    reference: str
    number: int
    patient: str
    site: Site
    meeting: str
    meeting_id: UUID | None
    held_at: datetime | None
    reviewed_at: datetime | None


@dataclass(frozen=True)
class Seen:
    """One presentation to make a teaching case of, and all that names somebody around it."""

    record: Record
    people: tuple[Person, ...]
    places: tuple[str, ...]
    kept: dict[str, Any]


@reading
def lines(actor: Actor, meeting_id: UUID | None = None) -> tuple[Line, ...]:
    """The validated presentations this person may choose, the latest first."""
    query = (
        sa.select(Presentation, Case, Patient, Tumour.site, Meeting)
        .join(Case, Case.id == Presentation.case_id)
        .join(Patient, Patient.id == Case.patient_id)
        .join(Tumour, Tumour.id == Case.tumour_id)
        .outerjoin(Meeting, Meeting.id == Presentation.meeting_id)
        .where(_offered(actor))
        .order_by(Presentation.validated_at.desc(), Presentation.id)
        .limit(500)
    )
    if meeting_id:
        query = query.where(Presentation.meeting_id == meeting_id)
    rows = db.session.execute(query).all()
    kept = dict(
        db.session.execute(
            sa.select(Draft.key, Draft.saved_at).where(
                Draft.account_id == UUID(actor.account_id), Draft.key.startswith(KEY)
            )
        ).all()
    )
    return tuple(_line(*row, kept.get(key_of(row.Presentation.id))) for row in rows)


def key_of(presentation_id: UUID) -> str:
    """Under which draft a person's review of that presentation is kept."""
    return f"{KEY}{presentation_id}"


@reading
def seen(actor: Actor, presentation_id: UUID) -> Seen:
    """One of them, whole. NotFound for another hospital's or one not validated, NotAllowed for a reader who may not."""
    found = records.of_presentation(actor, presentation_id)
    if not _scope.permits(actor, Action.EXPORT_TEACHING, found.relations):
        raise NotAllowed("relation")
    offered = db.session.scalar(
        sa.select(Presentation.id)
        .join(Case, Case.id == Presentation.case_id)
        .where(Presentation.id == presentation_id, _offered(actor))
    )
    if offered is None:
        raise NotFound
    draft = db.session.get(Draft, (UUID(actor.account_id), key_of(presentation_id)))
    return Seen(found.record, _people(actor), _places(), dict(draft.fields) if draft else {})


@reading
def alike(actor: Actor, record: Record) -> int:
    """How many patients of the hospital have the same site, sex and age band that day, this one included."""
    day, patient = day_of(record), record.case_file.patient
    if day is None:
        return 0
    rows = db.session.execute(
        sa.select(Patient.id, Patient.birth_on)
        .join(Case, Case.patient_id == Patient.id)
        .join(Tumour, Tumour.id == Case.tumour_id)
        .where(
            Case.hospital_id == UUID(actor.hospital_id),
            Case.withdrawn_at.is_(None),
            Patient.sex == patient.sex,
            Tumour.site == record.case_file.tumour.site,
        )
        .distinct()
    )
    return sum(_band(born, day) == band_of(record) for _id, born in rows)


def _band(born: Any, day: date) -> str:
    if born is None:
        return ""
    first = born.earliest
    return age_band(day.year - first.year - ((day.month, day.day) < (first.month, first.day)))


def _offered(actor: Actor) -> sa.ColumnElement[bool]:
    """Validated, of this hospital, not withdrawn; the staff's, or on an agenda this physician presides."""
    if not actor.hospital_id:
        return sa.false()
    mine = _scope.in_hospital(actor)
    if actor.role is Role.PHYSICIAN:
        mine = sa.and_(_scope.convened_to(actor), _scope.presided(actor))
    return sa.and_(
        Presentation.state == PresentationState.VALIDATED,
        Case.hospital_id == UUID(actor.hospital_id),
        Case.withdrawn_at.is_(None),
        mine,
    )


def _people(actor: Actor) -> tuple[Person, ...]:
    rows = db.session.execute(
        sa.select(Professional, Speciality.label)
        .outerjoin(Speciality, Speciality.code == Professional.speciality_code)
        .where(Professional.hospital_id == UUID(actor.hospital_id))
    )
    return tuple(records.person(row, speciality) for row, speciality in rows)


def _places() -> tuple[str, ...]:
    names: Iterable[str] = db.session.scalars(
        sa.union_all(sa.select(Hospital.name), sa.select(HospitalUnit.name))
    )
    return tuple(names)


def _line(presentation: Any, case: Any, patient: Any, site: Site, meeting: Any, saved: Any) -> Line:
    return Line(
        id=presentation.id,
        case_id=case.id,
        reference=case.reference,
        number=presentation.number,
        patient=f"{patient.used_name or patient.birth_name} {patient.given_names}",
        site=site,
        meeting=meeting.title if meeting else "",
        meeting_id=meeting.id if meeting else None,
        held_at=meeting.starts_at if meeting else presentation.validated_at,
        reviewed_at=saved,
    )
