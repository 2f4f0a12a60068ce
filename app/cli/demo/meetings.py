"""The meetings of the demonstration: held a fortnight ago, today, next week, then a series with one put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.domain.requirements import BY_CATEGORY
from app.domain.series import Rhythm
from app.domain.vocabulary import (
    Attendance,
    Frequency,
    Function,
    KindCategory,
    MeetingState,
    RoomEvent,
    Standing,
    Weekday,
)
from app.extensions import db
from app.models import Meeting, MeetingEvent, MeetingMember
from app.queries import series as series_queries
from app.services import kind_members, meeting_life, meetings, quorum_rules, requirements, series
from app.services._transaction import transaction
from app.services.kind_members import Seating

from .people import GUEST, ONCE, Cast

CHAIR = "Kaci"
# The limits of age are examples: each hospital sets its own.
KINDS = {
    KindCategory.STANDARD: ("Oncologie digestive", 28),
    KindCategory.RECOURS: ("Recours, toutes localisations", 42),
    KindCategory.ONCOPALLIATIVE: ("Onco-palliative", 14),
}
RHYTHMS = {
    KindCategory.STANDARD: Rhythm(Frequency.WEEKLY, Weekday.TUESDAY, 14),
    KindCategory.RECOURS: Rhythm(Frequency.FORTNIGHTLY, Weekday.THURSDAY, 14),
    KindCategory.ONCOPALLIATIVE: Rhythm(Frequency.MONTHLY, Weekday.FRIDAY, 8, 30, rank=2),
}
ABSENT = ("Petit", "Blanc")


@dataclass(frozen=True)
class Calendar:
    """The meetings, by when they are."""

    past: UUID
    today: UUID
    coming: UUID


def plan(coordinator: Actor, cast: Cast) -> Calendar:
    """Plan the three and convene everybody to each; today's alone bears the name of the digestive board."""
    every_site = "RCP de recours, toutes localisations"
    kinds = {category: _kind(coordinator, cast, category) for category in KINDS}
    recours, digestive = kinds[KindCategory.RECOURS], kinds[KindCategory.STANDARD]
    plan_later(coordinator, kinds[KindCategory.ONCOPALLIATIVE])
    return Calendar(
        _plan(coordinator, cast, every_site, -14, recours),
        _plan(coordinator, cast, "RCP d’oncologie digestive", 0, digestive),
        _plan(coordinator, cast, every_site, 7, recours, minutes=60),
    )


def _kind(coordinator: Actor, cast: Cast, category: KindCategory) -> UUID:
    name, days = KINDS[category]
    made = requirements.add_kind(
        coordinator,
        requirements.KindEntry(
            name=name,
            category=category,
            room="Salle Pasteur",
            link="visioconférence, lien dans la convocation",
            freshness_days=days,
            items=BY_CATEGORY[category],
        ),
    )
    quorum_rules.rule_of_kind(coordinator, made, quorum_rules.proposed(category), 1, ONCE)
    for person, (function, standing) in _usual(cast).items():
        kind_members.add(coordinator, made, Seating(person, standing, function), ONCE)
    if category in RHYTHMS:
        kind_members.rhythm_of_kind(coordinator, made, RHYTHMS[category], 120, 2, ONCE)
    return made


def _usual(cast: Cast) -> dict[UUID, tuple[Function, Standing]]:
    """Everybody is convened each time, the guest from afar when wanted; the same physician presides."""
    usual = {}
    for name, person in cast.board.items():
        function = {CHAIR: Function.CHAIR, GUEST[2]: Function.GUEST}.get(name, Function.MEMBER)
        standing = Standing.OCCASIONAL if name == GUEST[2] else Standing.FIXED
        usual[person] = function, standing
    return usual


def plan_later(coordinator: Actor, kind: UUID) -> None:
    """Three more of a kind by its rhythm; the second is put off by three days, the third will not be held."""
    days = series_queries.coming_days(coordinator, kind, clock.today() + timedelta(days=9), 3)
    series.plan_series(coordinator, kind, [day.on for day in days], ONCE)
    second, third = (_planned(kind, day.starts_at) for day in days[1:])
    moved = datetime.combine(days[1].on + timedelta(days=3), time(8, 30), clock.PARIS)
    why = "Salle indisponible ce jour-là (exemple)"
    meeting_life.postpone(coordinator, second.id, moved, why, second.version, ONCE)
    closed = "Équipe absente, congrès (exemple)"
    meeting_life.cancel(coordinator, third.id, closed, None, third.version, ONCE)


def _planned(kind: UUID, starts_at: datetime) -> Any:
    found = db.session.execute(
        sa.select(Meeting.id, Meeting.version).where(
            Meeting.kind_id == kind, Meeting.starts_at == starts_at
        )
    ).one()
    db.session.rollback()
    return found


def open_with_people(coordinator: Actor, cast: Cast, meeting: UUID) -> None:
    """Open a meeting and tick who came: the guest from afar, two people absent."""
    meetings.advance(coordinator, meeting, MeetingState.OPEN, ONCE)
    seats = db.session.execute(
        sa.select(MeetingMember.id, MeetingMember.professional_id, MeetingMember.function).where(
            MeetingMember.meeting_id == meeting
        )
    ).all()
    db.session.rollback()
    came = dict.fromkeys(cast.board.values(), Attendance.PRESENT)
    came[cast.board[GUEST[2]]] = Attendance.REMOTE
    came |= {cast.board[name]: Attendance.ABSENT for name in ABSENT}
    ticked = {seat.id: (came[seat.professional_id], seat.function) for seat in seats}
    meetings.take_attendance(coordinator, meeting, ticked, ONCE)


def note_course(coordinator: Actor, meeting: UUID, presentations: list[UUID]) -> None:
    """How that meeting went: seven minutes or so a case, and a member who came for the second and left before the last."""
    with transaction(coordinator) as tx:
        seats = sa.select(MeetingMember.id).where(
            MeetingMember.meeting_id == meeting, MeetingMember.attendance == Attendance.PRESENT
        )
        late = db.session.scalars(seats.order_by(MeetingMember.convened_at.desc())).first()
        start = tx.now - timedelta(minutes=8 * len(presentations))
        noted: list[tuple[RoomEvent, UUID | None, UUID]] = []
        for index, shown in enumerate(presentations):
            if index == len(presentations) - 1:
                noted.append((RoomEvent.LEFT, late, presentations[index - 1]))
            noted.append((RoomEvent.SHOWN, None, shown))
            if index == 1:
                noted.append((RoomEvent.ARRIVED, late, shown))
        for seq, (kind, member, shown) in enumerate(noted, start=1):
            db.session.add(
                MeetingEvent(
                    id=uuid4(),
                    meeting_id=meeting,
                    seq=seq,
                    kind=kind,
                    at=start + timedelta(minutes=4 * seq),
                    by=coordinator.name,
                    presentation_id=shown,
                    member_id=member,
                )
            )
        tx.audit("meeting.course_told", meeting)


def _plan(
    coordinator: Actor,
    cast: Cast,
    title: str,
    in_days: int,
    kind: UUID,
    minutes: int = 120,
) -> UUID:
    day = clock.today() + timedelta(days=in_days)
    meeting = meetings.plan(
        coordinator,
        meetings.Plan(
            title=title,
            starts_at=datetime.combine(day, time(14), clock.PARIS),
            place="Salle Pasteur et visioconférence",
            kind_id=kind,
            duration_minutes=minutes,
        ),
    )
    for name, person in cast.board.items():
        function = {CHAIR: Function.CHAIR, GUEST[2]: Function.GUEST}.get(name, Function.MEMBER)
        meetings.convene(coordinator, meeting, person, function, ONCE)
    return meeting
