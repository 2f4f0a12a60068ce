"""Meetings: planning, members, agenda, opening and closing, on the real database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.vocabulary import Attendance, Function, MeetingState, Quorum
from app.errors import NotAllowed, NotFound, StaleVersion
from app.models import Meeting, MeetingMember, Presentation
from app.queries import cases as case_queries
from app.services import cases, meetings
from tests.services.board import (
    ONCE,
    count,
    every,
    one,
    open_meeting,
    ready,
    record_of,
    refused,
    row,
    validate,
)
from tests.world import World, new_case, presentation_of, version_of

pytestmark = pytest.mark.usefixtures("app")


def plan(**given: Any) -> meetings.Plan:
    """A meeting of this evening."""
    at = datetime.now(clock.PARIS) + timedelta(hours=5)
    return replace(meetings.Plan("RCP du soir", at, "Salle 2"), **given)


def seat(world: World, name: str) -> UUID:
    """The seat of a person of the world in its meeting."""
    found = one(
        sa.select(MeetingMember.id).where(
            MeetingMember.meeting_id == world.meeting,
            MeetingMember.professional_id == world.people[name],
        )
    )
    assert isinstance(found, UUID)
    return found


def agenda(world: World) -> list[UUID]:
    """The agenda in its order."""
    lines = case_queries.agenda(world.actors["coordinator"], world.meeting)
    return [UUID(line.presentation_id) for line in lines]


def listed(world: World, name: str) -> UUID:
    """One more case at the end of the agenda."""
    coordinator = world.actors["coordinator"]
    made = presentation_of(cases.open_case(coordinator, new_case(world, name=name)))
    meetings.put_on_agenda(coordinator, world.meeting, made, ONCE)
    return made


def test_a_meeting_is_planned_by_staff_only(world: World) -> None:
    made = meetings.plan(world.actors["secretary"], plan())
    assert row(Meeting, made).state is MeetingState.PLANNED
    for name in ("physician", "chair", "nurse", "reader", "admin"):
        with pytest.raises(NotAllowed):
            meetings.plan(world.actors[name], plan())


def test_a_meeting_without_chair_does_not_open(world: World) -> None:
    coordinator = world.actors["coordinator"]
    made = meetings.plan(coordinator, plan())
    with refused("meeting_without_chair"):
        meetings.advance(coordinator, made, MeetingState.OPEN, ONCE)
    meetings.convene(coordinator, made, world.people["chair"], Function.CHAIR, ONCE)
    meetings.advance(coordinator, made, MeetingState.OPEN, ONCE)
    assert row(Meeting, made).opened_at is not None


def test_a_meeting_opens_once_closes_once_and_never_goes_back(world: World) -> None:
    coordinator = world.actors["coordinator"]
    with refused("nothing_changed"):
        meetings.advance(coordinator, world.meeting, MeetingState.CLOSED, ONCE)
    open_meeting(world)
    with refused("nothing_changed"):
        open_meeting(world)
    meetings.advance(world.actors["chair"], world.meeting, MeetingState.CLOSED, ONCE)
    for target in MeetingState:
        with refused("meeting_closed"):
            meetings.advance(coordinator, world.meeting, target, ONCE)


def test_a_secretary_prepares_but_does_not_open(world: World) -> None:
    with pytest.raises(NotAllowed):
        meetings.advance(world.actors["secretary"], world.meeting, MeetingState.OPEN, ONCE)


def test_there_is_one_chair_and_he_is_a_physician(world: World) -> None:
    coordinator = world.actors["coordinator"]
    with refused("two_chairs"):
        meetings.convene(coordinator, world.meeting, world.people["stranger"], Function.CHAIR, ONCE)
    nurse = seat(world, "nurse")
    for function in (Function.CHAIR, Function.DELEGATE):
        with refused("not_physician"):
            meetings.take_attendance(
                coordinator, world.meeting, {nurse: (Attendance.PRESENT, function)}, ONCE
            )
    with refused("two_chairs"):
        meetings.take_attendance(
            coordinator,
            world.meeting,
            {seat(world, "member"): (Attendance.PRESENT, Function.CHAIR)},
            ONCE,
        )
    assert row(MeetingMember, seat(world, "member")).function is Function.MEMBER


def test_the_chair_passes_to_another_physician_in_one_gesture(world: World) -> None:
    ticked = {
        seat(world, "chair"): (Attendance.ABSENT, Function.MEMBER),
        seat(world, "member"): (Attendance.PRESENT, Function.CHAIR),
    }
    meetings.take_attendance(world.actors["coordinator"], world.meeting, ticked, ONCE)
    read = record_of(world.actors["member"], world.presentation).meeting
    assert read is not None
    assert read.chair is not None
    assert "Member" in read.chair.name


def test_nobody_is_convened_twice(world: World) -> None:
    with refused("already_exists"):
        meetings.convene(
            world.actors["coordinator"],
            world.meeting,
            world.people["member"],
            Function.MEMBER,
            ONCE,
        )


def test_who_is_convened_while_it_sits_is_present(world: World) -> None:
    open_meeting(world)
    meetings.convene(
        world.actors["coordinator"], world.meeting, world.people["stranger"], Function.MEMBER, ONCE
    )
    assert row(MeetingMember, seat(world, "stranger")).attendance is Attendance.PRESENT


def test_who_is_dismissed_stops_reading_at_once(world: World) -> None:
    invited = world.actors["invited"]
    assert record_of(invited, world.presentation)
    meetings.dismiss(world.actors["coordinator"], world.meeting, seat(world, "invited"), ONCE)
    with pytest.raises(NotFound):
        record_of(invited, world.presentation)


def test_nobody_is_dismissed_from_a_meeting_that_has_opened(world: World) -> None:
    open_meeting(world)
    with refused("meeting_already_open"):
        meetings.dismiss(world.actors["coordinator"], world.meeting, seat(world, "invited"), ONCE)


def test_members_read_until_thirty_days_after_closing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_meeting(world)
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.CLOSED, ONCE)
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=29, hours=23))
    assert record_of(world.actors["invited"], world.presentation)
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=30, hours=1))
    with pytest.raises(NotFound):
        record_of(world.actors["invited"], world.presentation)
    assert record_of(world.actors["physician"], world.presentation)


def test_the_agenda_moves_by_one_and_stops_at_its_ends(world: World) -> None:
    second, third = listed(world, "TEST-DEUX"), listed(world, "TEST-TROIS")
    first, secretary = world.presentation, world.actors["secretary"]
    assert agenda(world) == [first, second, third]
    meetings.move(secretary, world.meeting, third, -1, ONCE)
    assert agenda(world) == [first, third, second]
    meetings.move(secretary, world.meeting, first, -1, ONCE)
    meetings.move(secretary, world.meeting, second, 1, ONCE)
    assert agenda(world) == [first, third, second]
    meetings.take_off_agenda(secretary, world.meeting, third, ONCE)
    assert agenda(world) == [first, second]


def test_the_agenda_of_a_meeting_that_sits_takes_nobody_in_or_out(world: World) -> None:
    coordinator = world.actors["coordinator"]
    late = presentation_of(cases.open_case(coordinator, new_case(world)))
    open_meeting(world)
    with refused("meeting_already_open"):
        meetings.put_on_agenda(coordinator, world.meeting, late, ONCE)
    with refused("meeting_already_open"):
        meetings.take_off_agenda(coordinator, world.meeting, world.presentation, ONCE)


def test_a_case_discussed_in_one_meeting_is_not_moved_to_another(world: World) -> None:
    coordinator = world.actors["coordinator"]
    evening = meetings.plan(coordinator, plan())
    open_meeting(world)
    with refused("meeting_already_open"):
        meetings.put_on_agenda(coordinator, evening, world.presentation, ONCE)


def test_a_case_of_another_hospital_is_on_no_agenda_here(world: World) -> None:
    with pytest.raises(NotFound):
        meetings.put_on_agenda(
            world.actors["coordinator"], world.meeting, world.other_presentation, ONCE
        )
    with pytest.raises(NotFound):
        meetings.take_off_agenda(
            world.actors["coordinator"], world.meeting, world.other_presentation, ONCE
        )


def test_a_closed_meeting_no_longer_changes(world: World) -> None:
    coordinator = world.actors["coordinator"]
    member = seat(world, "member")
    open_meeting(world)
    meetings.advance(coordinator, world.meeting, MeetingState.CLOSED, ONCE)
    changes: list[Callable[[], None]] = [
        lambda: meetings.edit(coordinator, world.meeting, plan(), 99, ONCE),
        lambda: meetings.convene(
            coordinator, world.meeting, world.people["stranger"], Function.MEMBER, ONCE
        ),
        lambda: meetings.take_attendance(
            coordinator, world.meeting, {member: (Attendance.ABSENT, Function.MEMBER)}, ONCE
        ),
        lambda: meetings.move(coordinator, world.meeting, world.presentation, 1, ONCE),
    ]
    for change in changes:
        with refused("meeting_closed"):
            change()


def test_two_coordinators_who_change_the_meeting_see_each_other(world: World) -> None:
    seen = version_of(Meeting, world.meeting)
    at = datetime(2026, 3, 2, 13, 30, tzinfo=clock.PARIS)
    meetings.edit(world.actors["coordinator"], world.meeting, plan(starts_at=at), seen, ONCE)
    with pytest.raises(StaleVersion) as stale:
        meetings.edit(world.actors["secretary"], world.meeting, plan(title="Autre"), seen, ONCE)
    current = stale.value.current
    assert (current["title"], current["place"]) == ("RCP du soir", "Salle 2")
    assert (current["on"], current["at"]) == ("02/03/2026", "13:30")
    assert row(Meeting, world.meeting).title == "RCP du soir"


def test_the_quorum_is_stated_and_never_blocks(world: World) -> None:
    ready(world)
    read = record_of(world.actors["chair"], world.presentation).meeting
    assert read is not None
    assert read.quorum is Quorum.NOT_REACHED
    validate(world)


def test_the_quorum_counts_different_specialities_that_take_part(world: World) -> None:
    open_meeting(world)
    members = every(sa.select(MeetingMember).where(MeetingMember.meeting_id == world.meeting))
    ticked = {m.id: (Attendance.REMOTE, m.function) for m in members}
    meetings.take_attendance(world.actors["coordinator"], world.meeting, ticked, ONCE)
    read = record_of(world.actors["chair"], world.presentation).meeting
    assert read is not None
    assert read.quorum is Quorum.NOT_REACHED or not read.missing_specialities
    assert count(MeetingMember, MeetingMember.attendance == Attendance.REMOTE) == len(members)


def test_a_meeting_of_the_other_hospital_is_not_found(world: World) -> None:
    for name in ("coordinator", "chair", "admin"):
        with pytest.raises(NotFound):
            meetings.advance(world.actors[name], world.other_meeting, MeetingState.OPEN, ONCE)
    assert row(Presentation, world.other_presentation).meeting_id == world.other_meeting
