"""The members of a kind, the days it may be planned, and meetings as a calendar tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import series
from app.domain.holidays import holiday
from app.domain.permissions import Actor
from app.domain.vocabulary import Function, Holiday, MeetingState, Standing
from app.errors import NotFound
from app.extensions import db
from app.models import (
    KindMember,
    Meeting,
    MeetingKind,
    Professional,
    Speciality,
)

from . import _scope
from ._reading import reading


@dataclass(frozen=True)
class KindSeat:
    """One member of a kind; `counted` is the speciality he or she counts for."""

    id: str
    professional_id: str
    name: str
    counted: str
    standing: Standing
    function: Function
    active: bool
    counts_for: str
    version: int


@dataclass(frozen=True)
class Day:
    """One day of a series to come, and whether a meeting of the kind stands there already."""

    on: date
    starts_at: datetime
    is_taken: bool
    holiday: Holiday | None = None


@dataclass(frozen=True)
class CalendarLine:
    """One meeting as a calendar needs it; `version` moves with each change."""

    id: str
    title: str
    starts_at: datetime
    minutes: int
    place: str
    state: MeetingState
    version: int
    changed_at: datetime


@reading
def members(actor: Actor, kind_id: UUID) -> tuple[KindSeat, ...]:
    """The members of a kind of the actor's hospital, fixed ones first; NotFound for another kind."""
    _own(actor, kind_id)
    counted = sa.func.coalesce(KindMember.counts_for, Professional.speciality_code)
    rows = db.session.execute(
        sa.select(KindMember, Professional, Speciality.label)
        .join(Professional, Professional.id == KindMember.professional_id)
        .join(Speciality, Speciality.code == counted, isouter=True)
        .where(KindMember.kind_id == kind_id)
        .order_by(KindMember.standing, Professional.family_name, Professional.id)
    )
    ordered = [
        KindSeat(
            str(m.id), str(p.id), " ".join(filter(None, (p.title, p.given_name, p.family_name))),
            label or "", m.standing, m.function, p.active, m.counts_for or "", m.version,
        )
        for m, p, label in rows
    ]  # fmt: skip
    return tuple(sorted(ordered, key=lambda one: one.standing is not Standing.FIXED))


def member(actor: Actor, kind_id: UUID, member_id: UUID) -> KindSeat:
    """One of them; NotFound otherwise."""
    found = [one for one in members(actor, kind_id) if one.id == str(member_id)]
    if not found:
        raise NotFound
    return found[0]


@reading
def coming_days(actor: Actor, kind_id: UUID, since: date | None, n: int) -> tuple[Day, ...]:
    """The next days of a kind's rhythm: from `since`, else after its last planned meeting; none without a rhythm."""
    kind = _own(actor, kind_id)
    if kind.rhythm is None:
        return ()
    rows = db.session.scalars(
        sa.select(Meeting.starts_at).where(
            Meeting.kind_id == kind_id, Meeting.state != MeetingState.CANCELLED
        )
    )
    taken = {row.astimezone(clock.PARIS).date() for row in rows}
    today = clock.today()
    if since is None:
        since = max(series.after(kind.rhythm, max(taken)) if taken else today, today)
    rhythm = kind.rhythm
    return tuple(
        Day(day, series.starts(rhythm, day), day in taken, holiday(day))
        for day in series.days(rhythm, max(since, today), n)
    )


@reading
def calendar(
    actor: Actor, *, meeting_id: UUID | None = None, kind_id: UUID | None = None
) -> list[CalendarLine]:
    """Meetings this person may read: one, or those to come of a kind or of all; NotFound for one that is not."""
    query = sa.select(Meeting).where(_scope.readable_meetings(actor)).order_by(Meeting.starts_at)
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    else:
        query = query.where(Meeting.starts_at >= clock.now() - timedelta(days=1)).limit(500)
    if kind_id is not None:
        query = query.where(Meeting.kind_id == kind_id)
    rows = list(db.session.scalars(query))
    if meeting_id is not None and not rows:
        raise NotFound
    return [
        CalendarLine(
            str(m.id), m.title, m.starts_at, m.duration_minutes, m.place, m.state, m.version,
            m.updated_at,
        )
        for m in rows
    ]  # fmt: skip


def _own(actor: Actor, kind_id: UUID) -> MeetingKind:
    kind = db.session.get(MeetingKind, kind_id)
    if kind is None or str(kind.hospital_id) != actor.hospital_id:
        raise NotFound
    return kind
