"""Several meetings of a kind at once, and the last one made again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import series
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import Function, MeetingState, Standing
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import KindMember, Meeting, MeetingKind, MeetingMember, Professional

from . import _access, meetings
from ._transaction import Submitted, Unit, transaction
from .kind_members import own_kind


def plan_series(actor: Actor, kind_id: UUID, days: Sequence[date], submitted: Submitted) -> UUID:
    """Plan a meeting of the kind on each day, its fixed members convened; the id of the first.

    A day already taken by a meeting of the kind is refused, and so is one that is past: nothing is planned then.
    """
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        kind = own_kind(actor, kind_id)
        if kind.rhythm is None:
            raise RuleViolation(Violation("series_without_rhythm"))
        if not 1 <= len(set(days)) <= series.MOST:
            raise RuleViolation(Violation("series_without_day"))
        if min(days) < clock.today():
            raise RuleViolation(Violation("meeting_in_past"))
        if taken_days(kind_id) & set(days):
            raise RuleViolation(Violation("series_day_taken"))
        fixed = _fixed(kind_id)
        made = [
            _planned(tx, kind, series.starts(kind.rhythm, day), fixed) for day in sorted(set(days))
        ]
        return made[0].id


def duplicate(actor: Actor, meeting_id: UUID, submitted: Submitted) -> UUID:
    """Make the meeting again at its next date: same title, room, kind, duration, quorum rule, chair and members.

    The next date is the next of the kind's rhythm that is not taken, else the first coming same weekday. Guests, and
    occasional members of the kind, are not convened again. No case is copied.
    """
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        last = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        given = meetings.Plan(
            last.title, _next_start(last), last.place, last.quorum, last.kind_id,
            duration_minutes=last.duration_minutes,
        )  # fmt: skip
        made = meetings.make(tx, given)
        db.session.flush()
        for member in _again(last):
            meetings.seat(tx, made, member.professional_id, member.function, member.counts_for)
        return made.id


def taken_days(kind_id: UUID) -> set[date]:
    """The days of Paris on which a meeting of the kind stands, cancelled ones left out."""
    rows = db.session.scalars(
        sa.select(Meeting.starts_at).where(
            Meeting.kind_id == kind_id,
            Meeting.state != MeetingState.CANCELLED,
            Meeting.starts_at >= clock.now() - timedelta(days=31),
        )
    )
    return {row.astimezone(clock.PARIS).date() for row in rows}


def _planned(
    tx: Unit, kind: MeetingKind, starts_at: datetime, fixed: Iterable[KindMember]
) -> Meeting:
    given = meetings.Plan(
        kind.name, starts_at, kind_id=kind.id, duration_minutes=kind.duration_minutes
    )
    row = meetings.make(tx, given)
    db.session.flush()
    for member in fixed:
        meetings.seat(tx, row, member.professional_id, member.function, member.counts_for)
    return row


def _fixed(kind_id: UUID) -> list[KindMember]:
    """Fixed members still in the directory."""
    return list(
        db.session.scalars(
            sa.select(KindMember)
            .join(Professional, Professional.id == KindMember.professional_id)
            .where(
                KindMember.kind_id == kind_id,
                KindMember.standing == Standing.FIXED,
                Professional.active.is_(True),
            )
        )
    )


def _again(last: Meeting) -> list[MeetingMember]:
    occasional = sa.select(KindMember.professional_id).where(
        KindMember.kind_id == last.kind_id, KindMember.standing == Standing.OCCASIONAL
    )
    return list(
        db.session.scalars(
            sa.select(MeetingMember)
            .join(Professional, Professional.id == MeetingMember.professional_id)
            .where(
                MeetingMember.meeting_id == last.id,
                MeetingMember.function != Function.GUEST,
                MeetingMember.professional_id.not_in(occasional),
                Professional.active.is_(True),
            )
        )
    )


def _next_start(last: Meeting) -> datetime:
    local = last.starts_at.astimezone(clock.PARIS)
    since = max(local.date() + timedelta(days=1), clock.today())
    kind = db.session.get(MeetingKind, last.kind_id) if last.kind_id else None
    if kind is not None and kind.rhythm is not None:
        since = max(series.after(kind.rhythm, local.date()), clock.today())
        taken = taken_days(kind.id)
        coming = series.days(kind.rhythm, since, series.MOST)
        day = next((day for day in coming if day not in taken), coming[-1])
        return series.starts(kind.rhythm, day)
    day = since + timedelta(days=(local.isoweekday() - since.isoweekday()) % 7)
    return datetime.combine(day, local.time(), clock.PARIS)
