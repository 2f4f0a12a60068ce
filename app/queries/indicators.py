"""The presentations of a period, each as the activity of a board counts it, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.board_facts import BoardFacts, board_facts
from app.domain.indicators import Counted
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.record import Record
from app.domain.vocabulary import MeetingState
from app.exchange import codec
from app.extensions import db
from app.models import (
    Case,
    FollowUp,
    Hospital,
    LetterSending,
    Meeting,
    MeetingKind,
    Presentation,
)

from . import _scope
from ._reading import reading


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted, in the hospital's time; one kind of meeting or all."""

    since: date
    until: date
    kind_id: UUID | None = None


@dataclass(frozen=True)
class Held:
    """One meeting of the period, as the table of meetings names it."""

    id: str
    title: str
    starts_at: datetime


@dataclass(frozen=True)
class Seen:
    """What was counted, and the meetings it was counted in, the latest first."""

    counted: tuple[Counted, ...]
    meetings: tuple[Held, ...]


@reading
def of_period(actor: Actor, period: Period) -> Seen:
    """Cases of the actor's hospital on the agenda of meetings that were held; withdrawn cases are not counted."""
    rows = db.session.execute(_statement(actor, period)).all()
    meetings = {str(r.meeting_id): Held(str(r.meeting_id), r.title, r.starts_at) for r in rows}
    return Seen(tuple(_counted(row) for row in rows), tuple(meetings.values()))


@reading
def hospital_name(actor: Actor) -> str:
    """The name of the actor's hospital, as a report gives it."""
    name = db.session.scalar(sa.select(Hospital.name).where(Hospital.id == UUID(actor.hospital_id)))
    return name or ""


@reading
def kinds(actor: Actor) -> list[tuple[str, str]]:
    """Identifiers and names of the kinds of meeting of the actor's hospital."""
    rows = db.session.execute(
        sa.select(MeetingKind.id, MeetingKind.name)
        .where(_scope.in_hospital(actor, MeetingKind))
        .order_by(MeetingKind.name)
    )
    return [(str(row.id), row.name) for row in rows]


def _statement(actor: Actor, period: Period) -> sa.Select[Any]:
    newest = (
        sa.select(sa.func.max(FollowUp.revision))
        .where(FollowUp.presentation_id == Presentation.id)
        .correlate(Presentation)
        .scalar_subquery()
    )
    letter = (
        sa.select(sa.func.min(LetterSending.sent_on))
        .where(LetterSending.presentation_id == Presentation.id)
        .correlate(Presentation)
        .scalar_subquery()
    )
    # Only what was signed before presentations were counted is read back whole.
    older = sa.case((Presentation.counted.is_(None), Presentation.snapshot), else_=sa.null())
    wanted = (
        sa.select(
            Case.patient_id,
            Case.opened_at,
            Meeting.id.label("meeting_id"),
            Meeting.title,
            Meeting.starts_at,
            Presentation.number,
            Presentation.validated_at,
            Presentation.released_told_on,
            Presentation.counted,
            older.label("snapshot"),
            letter.label("letter_on"),
            FollowUp.told_on,
            FollowUp.pps_on,
            FollowUp.applied,
            FollowUp.applied_on,
            FollowUp.obstacle,
        )
        .join(Presentation, Presentation.case_id == Case.id)
        .join(Meeting, Meeting.id == Presentation.meeting_id)
        .join(
            FollowUp,
            sa.and_(FollowUp.presentation_id == Presentation.id, FollowUp.revision == newest),
            isouter=True,
        )
        .where(
            _scope.in_hospital(actor),
            Case.withdrawn_at.is_(None),
            Meeting.state != MeetingState.PLANNED,
            Meeting.starts_at >= _midnight(period.since),
            Meeting.starts_at < _midnight(period.until + timedelta(days=1)),
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id, Presentation.position)
    )
    return wanted.where(Meeting.kind_id == period.kind_id) if period.kind_id else wanted


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.PARIS)


def _counted(row: Any) -> Counted:
    met_on = _day(row.starts_at)
    return Counted(
        patient=str(row.patient_id),
        meeting=str(row.meeting_id),
        met_on=met_on,
        number=row.number,
        facts=_facts(row, met_on),
        requested_on=_day(row.opened_at) if row.number == 1 else None,
        validated_on=_day(row.validated_at) if row.validated_at else None,
        letter_on=row.letter_on,
        told_on=_whole(row.told_on or row.released_told_on),
        pps_on=row.pps_on,
        applied=row.applied,
        applied_on=row.applied_on,
        obstacle=row.obstacle,
    )


def _facts(row: Any, met_on: date) -> BoardFacts | None:
    if row.counted or not row.snapshot:
        counted: BoardFacts | None = row.counted
        return counted
    return board_facts(codec.loads(row.snapshot, Record), met_on)


def _day(at: datetime) -> date:
    return at.astimezone(clock.PARIS).date()


def _whole(day: PartialDate | None) -> date | None:
    """A delay in days needs a whole date; a month alone is not one."""
    return day.earliest if day and day.day else None
