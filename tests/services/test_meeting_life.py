"""A kind with its members and rhythm, its series, and meetings postponed, cancelled, made again or carried over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.holidays import holiday
from app.domain.quorum import QuorumRule
from app.domain.series import PARIS, Rhythm, days
from app.domain.vocabulary import (
    Frequency,
    Function,
    KindCategory,
    MeetingState,
    Standing,
    Weekday,
)
from app.errors import NotAllowed, NotFound, StaleVersion
from app.models import Meeting, MeetingKind, MeetingMember, Presentation
from app.queries import meetings as meeting_queries
from app.queries import series as series_queries
from app.queries import unseen
from app.services import (
    cases,
    kind_members,
    meeting_life,
    meetings,
    quorum_rules,
    requirements,
    running,
    series,
)
from app.services.kind_members import Seating
from tests.services.board import ONCE, every, ready, refused, row
from tests.world import World, new_case, presentation_of, version_of

pytestmark = pytest.mark.usefixtures("app")
RHYTHM = Rhythm(Frequency.WEEKLY, Weekday.TUESDAY, 14)
RULE = QuorumRule(2, source="Charte d’essai")


def kind_of(world: World, rhythm: Rhythm | None = RHYTHM) -> UUID:
    """A kind with a rule, a rhythm, a chair, a fixed and an occasional member."""
    coordinator = world.actors["coordinator"]
    entry = requirements.KindEntry("Digestif", KindCategory.STANDARD, room="Salle 3")
    made = requirements.add_kind(coordinator, entry)
    quorum_rules.rule_of_kind(coordinator, made, RULE, version_of(MeetingKind, made), ONCE)
    for name, standing, function in (
        ("chair", Standing.FIXED, Function.CHAIR),
        ("member", Standing.FIXED, Function.MEMBER),
        ("stranger", Standing.OCCASIONAL, Function.MEMBER),
    ):
        counts = "G15_10/SM44" if name == "member" else None
        given = Seating(world.people[name], standing, function, counts)
        kind_members.add(coordinator, made, given, ONCE)
    seen = version_of(MeetingKind, made)
    kind_members.rhythm_of_kind(coordinator, made, rhythm, 90, seen, ONCE)
    return made


def seated(meeting: UUID) -> dict[UUID, tuple[Function, str | None]]:
    """Who is convened, in which function, counted for what."""
    rows = every(sa.select(MeetingMember).where(MeetingMember.meeting_id == meeting))
    return {one.professional_id: (one.function, one.counts_for) for one in rows}


def coming(n: int) -> list[date]:
    """The next days of the rhythm, from next week."""
    return list(days(RHYTHM, clock.today() + timedelta(days=7), n))


def of_kind(kind: UUID) -> list[Meeting]:
    """The meetings of a kind, the soonest first."""
    return every(sa.select(Meeting).where(Meeting.kind_id == kind).order_by(Meeting.starts_at))


def another(world: World, **given: Any) -> UUID:
    """Another planned meeting of the hospital."""
    at = clock.now() + timedelta(days=9)
    return meetings.plan(world.actors["coordinator"], meetings.Plan("La suivante", at, **given))


def test_a_series_keeps_the_hour_the_rule_the_room_and_convenes_the_fixed_members(
    world: World,
) -> None:
    kind = kind_of(world)
    wanted = coming(3)
    series.plan_series(world.actors["secretary"], kind, wanted[:1] + wanted[2:], ONCE)
    made = of_kind(kind)
    local = [one.starts_at.astimezone(PARIS) for one in made]
    assert [one.date() for one in local] == [wanted[0], wanted[2]]
    assert {f"{one:%H:%M}" for one in local} == {"14:00"}
    assert {(one.quorum, one.place, one.duration_minutes) for one in made} == {
        (RULE, "Salle 3", 90)
    }
    assert seated(made[0].id) == {
        world.people["chair"]: (Function.CHAIR, None),
        world.people["member"]: (Function.MEMBER, "G15_10/SM44"),
    }


def test_a_series_refuses_a_day_taken_or_past_no_day_and_a_kind_without_rhythm(
    world: World,
) -> None:
    coordinator, kind = world.actors["coordinator"], kind_of(world)
    series.plan_series(coordinator, kind, coming(1), ONCE)
    for code, wanted in (
        ("series_day_taken", coming(2)),
        ("series_without_day", []),
        ("meeting_in_past", [clock.today() - timedelta(days=1)]),
    ):
        with refused(code):
            series.plan_series(coordinator, kind, wanted, ONCE)
    assert len(of_kind(kind)) == 1
    kind_members.rhythm_of_kind(coordinator, kind, None, 90, version_of(MeetingKind, kind), ONCE)
    with refused("series_without_rhythm"):
        series.plan_series(coordinator, kind, coming(1), ONCE)


def test_another_hospital_and_a_physician_touch_no_kind(world: World) -> None:
    kind = kind_of(world)
    with pytest.raises(NotFound):
        series.plan_series(world.actors["other_coordinator"], kind, coming(1), ONCE)
    with pytest.raises(NotFound):
        series_queries.members(world.actors["other_coordinator"], kind)
    with pytest.raises(NotAllowed):
        series.plan_series(world.actors["chair"], kind, coming(1), ONCE)


def test_a_nurse_neither_presides_nor_counts_for_a_medical_speciality(world: World) -> None:
    coordinator, kind = world.actors["coordinator"], kind_of(world)
    nurse = world.people["nurse"]
    with refused("not_physician"):
        kind_members.add(coordinator, kind, Seating(nurse, function=Function.DELEGATE), ONCE)
    with refused("counts_not_physician"):
        kind_members.add(coordinator, kind, Seating(nurse, counts_for="G15_10/SM36"), ONCE)
    with refused("two_chairs"):
        given = Seating(world.people["physician"], function=Function.CHAIR)
        kind_members.add(coordinator, kind, given, ONCE)


def test_a_member_of_a_kind_is_changed_in_place_under_the_same_rules_and_not_over_another_editor(
    world: World,
) -> None:
    coordinator, kind = world.actors["coordinator"], kind_of(world)
    seats = {seat.professional_id: seat for seat in series_queries.members(coordinator, kind)}
    seat = seats[str(world.people["member"])]
    given = Seating(world.people["member"], Standing.OCCASIONAL, counts_for="G15_10/SM24")
    member = UUID(seat.id)
    with refused("two_chairs"):
        chairing = Seating(world.people["member"], function=Function.CHAIR)
        kind_members.edit(coordinator, kind, member, chairing, seat.version, ONCE)
    kind_members.edit(coordinator, kind, member, given, seat.version, ONCE)
    after = series_queries.member(coordinator, kind, member)
    assert (after.standing, after.counts_for) == (Standing.OCCASIONAL, "G15_10/SM24")
    with pytest.raises(StaleVersion):
        kind_members.edit(coordinator, kind, member, given, seat.version, ONCE)
    with pytest.raises(NotFound):
        kind_members.edit(world.actors["other_coordinator"], kind, member, given, 1, ONCE)


def test_somebody_is_convened_to_one_meeting_for_another_speciality_a_physician_s_by_a_physician(
    world: World,
) -> None:
    coordinator = world.actors["coordinator"]
    stranger = world.people["stranger"]
    meeting = meetings.plan(coordinator, meetings.Plan("RCP", clock.now() + timedelta(days=3)))

    def convene(who: UUID, counts: str) -> None:
        meetings.convene(coordinator, meeting, who, Function.MEMBER, ONCE, counts)

    with refused("unknown_choice"):
        convene(stranger, "inconnue")
    with refused("counts_not_physician"):
        convene(world.people["nurse"], "G15_10/SM36")
    convene(stranger, "G15_10/SM36")
    [seat] = meeting_queries.room(coordinator, meeting).seats
    assert seat.speciality == "Oncologie médicale"


def test_a_series_says_which_of_its_days_is_a_public_holiday(world: World) -> None:
    coordinator, kind = world.actors["coordinator"], kind_of(world)
    year = clock.today().year + 1
    shown = series_queries.coming_days(coordinator, kind, date(year, 1, 1), 52)
    assert {day.on: day.holiday for day in shown} == {day.on: holiday(day.on) for day in shown}


def test_a_meeting_is_made_again_at_its_next_date_without_guests_or_cases(world: World) -> None:
    coordinator = world.actors["coordinator"]
    made = series.duplicate(coordinator, world.meeting, ONCE)
    last, again = row(Meeting, world.meeting), row(Meeting, made)
    assert again.starts_at.astimezone(PARIS).time() == last.starts_at.astimezone(PARIS).time()
    assert again.starts_at > last.starts_at + timedelta(days=6)
    assert (again.place, again.quorum) == (last.place, last.quorum)
    assert world.people["invited"] not in seated(made)
    assert seated(made)[world.people["chair"]] == (Function.CHAIR, None)
    assert every(sa.select(Presentation).where(Presentation.meeting_id == made)) == []


def test_a_postponed_meeting_keeps_its_agenda_its_first_date_and_its_reason(world: World) -> None:
    coordinator, before = world.actors["coordinator"], row(Meeting, world.meeting)
    later = clock.now() + timedelta(days=7)
    meeting_life.postpone(coordinator, world.meeting, later, "Grève", before.version, ONCE)
    now = row(Meeting, world.meeting)
    assert (now.starts_at, now.moved_from, now.reason) == (later, before.starts_at, "Grève")
    assert row(Presentation, world.presentation).meeting_id == world.meeting
    with pytest.raises(StaleVersion):
        meeting_life.postpone(coordinator, world.meeting, later, "Encore", before.version, ONCE)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_cancelled_meeting_stays_listed_and_its_cases_wait_or_move(
    world: World, elsewhere: bool
) -> None:
    coordinator = world.actors["coordinator"]
    target = another(world) if elsewhere else None
    version = version_of(Meeting, world.meeting)
    with refused("required"):
        meeting_life.cancel(coordinator, world.meeting, "", target, version, ONCE)
    meeting_life.cancel(coordinator, world.meeting, "Salle inondée", target, version, ONCE)
    assert row(Meeting, world.meeting).state is MeetingState.CANCELLED
    assert row(Presentation, world.presentation).meeting_id == target
    (moved,) = unseen.left_unseen(coordinator, world.meeting)
    assert moved.meeting_id == (str(target) if target else "")
    # What came late came late for the first meeting.
    assert row(Presentation, world.presentation).late_at is None
    with refused("meeting_cancelled"):
        running.welcome(coordinator, world.meeting, running.Guest("TEST-PASSAGE"), ONCE)
    with refused("meeting_cancelled"):
        meetings.advance(coordinator, world.meeting, MeetingState.OPEN, ONCE)
    with refused("meeting_cancelled"):
        meetings.put_on_agenda(coordinator, world.meeting, world.presentation, ONCE)


def test_cases_move_to_no_meeting_of_another_hospital_nor_to_one_that_began(world: World) -> None:
    coordinator, version = world.actors["coordinator"], version_of(Meeting, world.meeting)
    with pytest.raises(NotFound):
        meeting_life.cancel(coordinator, world.meeting, "Grève", world.other_meeting, version, ONCE)
    with refused("unknown_choice"):
        meeting_life.cancel(coordinator, world.meeting, "Grève", world.meeting, version, ONCE)


def test_cases_nobody_saw_go_on_to_the_next_meeting_and_those_with_an_outcome_stay(
    world: World,
) -> None:
    coordinator = world.actors["coordinator"]
    forgotten = presentation_of(cases.open_case(coordinator, new_case(world, name="TEST-OUBLI")))
    meetings.put_on_agenda(coordinator, world.meeting, forgotten, ONCE)
    ready(world)
    target = another(world)
    with refused("meeting_not_closed"):
        meeting_life.carry_over(coordinator, world.meeting, target, ONCE)
    meetings.advance(coordinator, world.meeting, MeetingState.CLOSED, ONCE)
    meeting_life.carry_over(coordinator, world.meeting, target, ONCE)
    assert row(Presentation, forgotten).meeting_id == target
    assert row(Presentation, forgotten).question == "Progression après FOLFOX : quelle suite ?"
    assert row(Presentation, world.presentation).meeting_id == world.meeting
    with refused("nothing_unseen"):
        meeting_life.carry_over(coordinator, world.meeting, target, ONCE)
