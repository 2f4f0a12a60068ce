"""Meetings: the list, one meeting with its members, and who may be convened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import record as shapes
from app.domain.permissions import Actor, Relation
from app.domain.vocabulary import MeetingState
from app.errors import NotFound
from app.extensions import db
from app.models import (
    Case,
    Hospital,
    Meeting,
    MeetingMember,
    Presentation,
    Professional,
    Speciality,
)

from . import _scope
from ._reading import reading
from .records import meeting_of


@dataclass(frozen=True)
class MeetingLine:
    """One line of the list of meetings."""

    id: str
    title: str
    starts_at: datetime
    place: str
    state: MeetingState
    cases: int
    hospital: str
    reason: str = ""
    moved_from: datetime | None = None


@dataclass(frozen=True)
class Seat:
    """A member as the attendance form edits it; `speciality` is the one that counts here."""

    id: str
    professional_id: str
    name: str
    speciality: str
    function: str
    attendance: str
    version: int
    counts_for: str = ""
    is_physician: bool = False


@dataclass(frozen=True)
class Room:
    """One meeting as its page shows it."""

    meeting: shapes.Meeting
    row: Meeting
    seats: tuple[Seat, ...]
    relations: frozenset[Relation]


@reading
def lines(actor: Actor) -> list[MeetingLine]:
    """Meetings this person may read: those of today and after, the soonest first, then the past ones, the latest first."""
    count = (
        sa.select(sa.func.count())
        .where(Presentation.meeting_id == Meeting.id, Case.id == Presentation.case_id)
        .where(_scope.readable_presentations(actor))
        .correlate(Meeting)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(Meeting, Hospital.name, count)
        .join(Hospital, Hospital.id == Meeting.hospital_id)
        .where(_scope.readable_meetings(actor))
        .order_by(Meeting.starts_at.desc())
        .limit(200)
    )
    found = [
        MeetingLine(
            str(m.id), m.title, m.starts_at, m.place, m.state, cases, hospital, m.reason,
            m.moved_from,
        )
        for m, hospital, cases in rows
    ]  # fmt: skip
    today = clock.today()
    past = [line for line in found if line.starts_at.astimezone(clock.PARIS).date() < today]
    return [*reversed(found[: len(found) - len(past)]), *past]


@reading
def room(actor: Actor, meeting_id: UUID) -> Room:
    """One meeting; NotFound when this person may not read it."""
    row = db.session.scalar(
        sa.select(Meeting).where(Meeting.id == meeting_id, _scope.readable_meetings(actor))
    )
    meeting = meeting_of(meeting_id) if row else None
    if row is None or meeting is None:
        raise NotFound
    return Room(meeting, row, _seats(meeting_id), _scope.relations_to_meeting(actor, meeting_id))


@reading
def listable(actor: Actor) -> list[MeetingLine]:
    """Meetings of the actor's hospital a case may still be listed to."""
    rows = db.session.scalars(
        sa.select(Meeting)
        .where(
            Meeting.hospital_id == UUID(actor.hospital_id), Meeting.state == MeetingState.PLANNED
        )
        .order_by(Meeting.starts_at)
    )
    return [MeetingLine(str(m.id), m.title, m.starts_at, m.place, m.state, 0, "") for m in rows]


@reading
def open_to_cases(actor: Actor, hospital_id: UUID) -> list[MeetingLine]:
    """Planned meetings of a hospital that this person may read, the soonest first."""
    rows = db.session.scalars(
        sa.select(Meeting)
        .where(
            Meeting.hospital_id == hospital_id,
            Meeting.state == MeetingState.PLANNED,
            _scope.readable_meetings(actor),
        )
        .order_by(Meeting.starts_at)
    )
    return [MeetingLine(str(m.id), m.title, m.starts_at, m.place, m.state, 0, "") for m in rows]


def _seats(meeting_id: UUID) -> tuple[Seat, ...]:
    counted = sa.func.coalesce(MeetingMember.counts_for, Professional.speciality_code)
    rows = db.session.execute(
        sa.select(MeetingMember, Professional, Speciality.label, Speciality.is_medical)
        .join(Professional, Professional.id == MeetingMember.professional_id)
        .join(Speciality, Speciality.code == counted, isouter=True)
        .where(MeetingMember.meeting_id == meeting_id)
        .order_by(Professional.family_name, Professional.id)
    )
    return tuple(
        Seat(
            str(m.id),
            str(p.id),
            " ".join(filter(None, (p.title, p.given_name, p.family_name))),
            label or "",
            m.function.value,
            m.attendance.value,
            m.version,
            m.counts_for or "",
            bool(medical),
        )
        for m, p, label, medical in rows
    )
