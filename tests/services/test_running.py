"""Running a meeting, on the real database: the case shown, arrivals and departures, a guest, who speaks for a case."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.vocabulary import Attendance, Function, Quorum, RoomEvent
from app.errors import AlreadyDone, NotAllowed, NotFound, StaleVersion
from app.extensions import db
from app.models import MeetingEvent, MeetingMember, Presentation, Professional
from app.queries import running as queries
from app.services import meetings, running
from app.services._transaction import immediate
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
from tests.services.test_meetings import listed, seat
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")


def came(world: World, *names: str) -> None:
    """These people arrive."""
    for name in names:
        running.move(
            world.actors["coordinator"], world.meeting, seat(world, name), RoomEvent.ARRIVED, ONCE
        )


def left(world: World, name: str) -> None:
    """This person leaves."""
    running.move(
        world.actors["coordinator"], world.meeting, seat(world, name), RoomEvent.LEFT, ONCE
    )


def quorum(world: World, presentation: UUID) -> tuple[Quorum, tuple[str, ...]]:
    """The quorum of one case and what is missing."""
    meeting = record_of(world.actors["coordinator"], presentation).meeting
    assert meeting is not None
    return meeting.quorum, meeting.missing_specialities


def test_the_case_is_shown_by_who_runs_an_open_meeting_only(world: World) -> None:
    def show(who: str, what: UUID = world.presentation) -> None:
        running.show(world.actors[who], world.meeting, what, ONCE)

    with refused("meeting_not_open"):
        show("chair")
    open_meeting(world)
    show("chair")
    for name, refusal in (("physician", NotAllowed), ("nurse", NotAllowed), ("outsider", NotFound)):
        with pytest.raises(refusal):
            show(name)
    with pytest.raises(NotFound):
        show("chair", world.other_presentation)
    with pytest.raises(AlreadyDone):  # shown already
        show("coordinator")
    assert count(MeetingEvent) == 1


def test_followers_hear_where_the_meeting_is_and_who_changed_their_case(world: World) -> None:
    open_meeting(world)
    reader = world.actors["reader"]
    before = queries.now(reader, world.meeting, world.case)
    assert before.shown == ""
    running.show(world.actors["chair"], world.meeting, world.presentation, ONCE)
    running.describe(
        world.actors["coordinator"], world.meeting, world.presentation, None, True,
        version_of(Presentation, world.presentation), ONCE,
    )  # fmt: skip
    after = queries.now(reader, world.meeting, world.case)
    assert (after.shown, after.by) == (str(world.presentation), "Test Chair")
    assert after.changed > before.changed
    assert after.changed_by == "Test Coordinator"
    assert not after.changed_by_me
    assert queries.now(world.actors["coordinator"], world.meeting, world.case).changed_by_me
    assert queries.now(reader, world.meeting, world.other_case).changed == 0
    with immediate():  # other hospitals wait until the patient is known to be informed
        db.session.get_one(Presentation, world.presentation).opposed = None
    assert queries.now(world.actors["invited"], world.meeting, world.case).changed_by == ""
    for stranger in ("stranger", "outsider", "other_coordinator", "admin"):
        with pytest.raises(NotFound):
            queries.now(world.actors[stranger], world.meeting, world.case)


def test_who_left_does_not_count_for_the_next_case_and_the_speciality_is_named(
    world: World,
) -> None:
    second = listed(world, "TEST-SECOND")
    open_meeting(world)
    came(world, "chair", "member")
    running.show(world.actors["chair"], world.meeting, world.presentation, ONCE)
    here = quorum(world, world.presentation)
    for name in ("chair", "member", "physician"):
        if row(MeetingMember, seat(world, name)).attendance is Attendance.PRESENT:
            left(world, name)
    running.show(world.actors["chair"], world.meeting, second, ONCE)
    assert quorum(world, world.presentation) == here
    assert quorum(world, second)[0] is Quorum.NOT_REACHED
    assert "Oncologie médicale" in quorum(world, second)[1]


def test_an_arrival_ticks_and_taking_it_back_unticks_and_nothing_is_erased(world: World) -> None:
    open_meeting(world)
    came(world, "member")
    assert row(MeetingMember, seat(world, "member")).attendance is Attendance.PRESENT
    with pytest.raises(AlreadyDone):
        came(world, "member")
    running.take_back(world.actors["chair"], world.meeting, seat(world, "member"), ONCE)
    assert row(MeetingMember, seat(world, "member")).attendance is Attendance.EXPECTED
    with refused("nothing_to_undo"):
        running.take_back(world.actors["chair"], world.meeting, seat(world, "member"), ONCE)
    kinds = every(sa.select(MeetingEvent.kind).order_by(MeetingEvent.seq))
    assert kinds == [RoomEvent.ARRIVED, RoomEvent.UNDONE]
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), immediate():
        db.session.execute(sa.delete(MeetingEvent))


def test_a_guest_in_one_line_is_seated_and_a_known_person_is_not_made_twice(world: World) -> None:
    open_meeting(world)
    coordinator, before = world.actors["coordinator"], count(Professional)
    guest = running.Guest("Petit-Test", "Léa", "Dr", "G15_10/SM44", remote=True)
    running.welcome(coordinator, world.meeting, guest, ONCE)
    seated = one(sa.select(MeetingMember).order_by(MeetingMember.convened_at.desc()))
    assert (seated.function, seated.attendance) == (Function.GUEST, Attendance.REMOTE)
    with refused("already_seated"):
        running.welcome(coordinator, world.meeting, guest, ONCE)
    with refused("unknown_choice"):
        running.welcome(coordinator, world.meeting, running.Guest("X", speciality_code="no"), ONCE)
    assert count(Professional) == before + 1


def test_two_people_ticking_one_line_are_told(world: World) -> None:
    open_meeting(world)
    line, seen = seat(world, "member"), version_of(MeetingMember, seat(world, "member"))
    tick = meetings.Tick(Attendance.REMOTE, Function.MEMBER, seen)
    meetings.take_attendance(world.actors["chair"], world.meeting, {line: tick}, ONCE)
    late = meetings.Tick(Attendance.ABSENT, Function.MEMBER, seen)
    with pytest.raises(StaleVersion) as stale:
        meetings.take_attendance(world.actors["coordinator"], world.meeting, {line: late}, ONCE)
    assert stale.value.current[f"attendance-{line}"] == "remote"
    assert row(MeetingMember, line).attendance is Attendance.REMOTE


def test_the_snapshot_keeps_who_was_there_whatever_happens_after(world: World) -> None:
    ready(world)
    came(world, "chair")
    running.show(world.actors["chair"], world.meeting, world.presentation, ONCE)
    seen = version_of(Presentation, world.presentation)
    member = world.people["member"]
    with refused("unknown_choice"):
        running.describe(
            world.actors["chair"],
            world.meeting,
            world.presentation,
            world.people["stranger"],
            True,
            seen,
            ONCE,
        )
    running.describe(
        world.actors["chair"], world.meeting, world.presentation, member, True, seen, ONCE
    )
    validate(world)
    left(world, "chair")
    kept = record_of(world.actors["chair"], world.presentation)
    assert kept.meeting is not None
    there = {m.professional_id: m.there for m in kept.meeting.members}
    assert set(there.values()) <= {True, None}
    assert (kept.somebody_knows, kept.requester_there) == (True, False)
    assert kept.presenter is not None
    with refused("validated"):
        running.describe(
            world.actors["chair"], world.meeting, world.presentation, None, None, seen, ONCE
        )
    assert queries.room(world.actors["chair"], world.meeting, clock.now()).seconds


def test_a_person_of_two_specialities_counts_for_the_one_named_and_is_named_once(
    world: World,
) -> None:
    """The directory holds one speciality; the room says for which one a physician is there."""
    open_meeting(world)
    chair, line, nurse = world.actors["chair"], seat(world, "member"), seat(world, "nurse")
    came(world, "chair", "member")
    surgery = "G15_10/SM14"

    def tick(who: UUID, counts_for: str | None) -> None:
        given = meetings.Tick(Attendance.PRESENT, Function.MEMBER, counts_for=counts_for)
        meetings.take_attendance(chair, world.meeting, {who: given}, ONCE)

    def heard() -> list[str]:
        meeting = record_of(chair, world.presentation).meeting
        assert meeting is not None
        return [m.person.speciality for m in meeting.members if m.person.name.endswith("Member")]

    own = heard()
    tick(line, surgery)
    assert heard() == ["Chirurgie viscérale"] != own
    meetings.take_attendance(
        chair, world.meeting, {line: (Attendance.PRESENT, Function.MEMBER)}, ONCE
    )
    assert heard() == ["Chirurgie viscérale"]
    with refused("unknown_choice"):
        tick(line, "no")
    with refused("counts_not_physician"):
        tick(nurse, surgery)
    tick(line, None)
    assert heard() == own
