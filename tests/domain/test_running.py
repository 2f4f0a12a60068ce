"""A meeting while it runs: who was there for which case, and how long each one took."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain import running
from app.domain.running import Event
from app.domain.vocabulary import Attendance, MeetingState, RoomEvent

START = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
PRESENT, ABSENT, OPINION = Attendance.PRESENT, Attendance.ABSENT, Attendance.OPINION
OPEN, CLOSED = MeetingState.OPEN, MeetingState.CLOSED


def told(story: str) -> list[Event]:
    """Events of a story: `A` shows case A, `+` and `-` are the member's arrival and departure, `u` takes the last move back."""
    found: list[Event] = []
    for seq, sign in enumerate(story, start=1):
        at = START + timedelta(minutes=seq)
        if sign == "u":
            last = running.last_move("m", found)
            assert last
            found.append(Event(seq, RoomEvent.UNDONE, at, member_id="m", cancels=last.seq))
        elif sign in "+-":
            kind = RoomEvent.ARRIVED if sign == "+" else RoomEvent.LEFT
            found.append(Event(seq, kind, at, member_id="m"))
        else:
            found.append(Event(seq, RoomEvent.SHOWN, at, "Dr Test", presentation_id=sign))
    return found


@pytest.mark.parametrize(
    ("story", "ticked", "state", "there"),
    [
        ("ABC", PRESENT, OPEN, {"A": None, "B": None, "C": None}),  # attendance alone speaks
        ("A+BC", PRESENT, OPEN, {"A": True, "B": True, "C": True}),  # came while A was discussed
        ("AB+C", PRESENT, OPEN, {"A": False, "B": True, "C": True}),  # late arrival
        ("A-BC", PRESENT, OPEN, {"A": True, "B": False, "C": False}),  # left during A
        ("-ABC", PRESENT, OPEN, {"A": False, "B": False, "C": False}),  # left before the first
        ("A-B+C", PRESENT, OPEN, {"A": True, "B": True, "C": True}),
        ("A-BC+", PRESENT, OPEN, {"A": True, "B": False, "C": True}),
        ("A-B-uC", PRESENT, OPEN, {"A": True, "B": False, "C": False}),
        ("A-uBC", PRESENT, OPEN, {"A": None, "B": None, "C": None}),  # taken back: nothing noted
        ("A-BA", PRESENT, OPEN, {"A": True, "B": False}),  # back to A: there for its first part
        ("A-", PRESENT, OPEN, {"B": False}),  # B is not shown yet, and the member is out
        ("A-+", PRESENT, OPEN, {"B": True}),
        ("A-", PRESENT, CLOSED, {"B": True}),  # never shown: whoever came at all
        ("A-B", OPINION, OPEN, {"A": None, "B": None}),  # a written opinion stands
        ("AB", ABSENT, OPEN, {"A": None}),
    ],
)
def test_who_was_there_follows_the_order_of_what_was_noted(story, ticked, state, there) -> None:
    events = told(story)
    assert {case: running.there_for("m", ticked, events, case, state) for case in there} == there


@pytest.mark.parametrize(
    ("story", "ticked", "here"),
    [("A", PRESENT, True), ("A", ABSENT, False), ("A-", PRESENT, False), ("A+", ABSENT, True)],
)
def test_the_last_move_says_who_is_in_the_room(story, ticked, here) -> None:
    assert running.in_room("m", ticked, told(story)) is here


def test_the_time_of_a_case_adds_its_stretches_and_ends_when_the_meeting_closed() -> None:
    closed = START + timedelta(minutes=9)
    times = running.stretches(told("AB+AC"), closed)
    assert [(t.presentation_id, t.end is not None) for t in times] == [
        ("A", True),
        ("B", True),
        ("A", True),
        ("C", True),
    ]
    by_case = running.seconds(times, now=START + timedelta(hours=5))
    assert by_case == {"A": 120, "B": 120, "C": 240}
    assert running.median_minutes(by_case) == 2.0
    assert running.median_minutes({}) is None


def test_the_night_the_clocks_go_back_adds_no_hour_to_a_case() -> None:
    # 02:31 in Paris twice that night: 00:31 and 01:31 UTC.
    shown = [Event(1, RoomEvent.SHOWN, START, presentation_id="A")]
    times = running.stretches(shown)
    assert running.seconds(times, START + timedelta(minutes=40)) == {"A": 2400}


def test_the_case_before_the_board_is_the_last_one_shown() -> None:
    assert running.current([]) is None
    now = running.current(told("AB-"))
    assert now is not None
    assert (now.presentation_id, now.by) == ("B", "Dr Test")
