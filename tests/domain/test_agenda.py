"""The agenda's arithmetic: times, break, overflow, freeze, suggested orders; no clock, no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.agenda import (
    Entry,
    Pace,
    by_specialist,
    complex_first,
    is_late,
    schedule,
    violations,
)

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 11, 23, 14, 0, tzinfo=PARIS)
HOUR = Pace(case_minutes=10, length_minutes=60, break_after=30, break_minutes=5)


def cases(*minutes: int | None) -> list[Entry]:
    """Cases of these minutes."""
    return [Entry(str(n), m) for n, m in enumerate(minutes, start=1)]


def times(start: datetime, entries: list[Entry], pace: Pace = HOUR) -> list[str]:
    """When each case begins, on the clocks of Paris."""
    slots = schedule(start, entries, pace).slots
    return [f"{slot.starts_at.astimezone(PARIS):%H:%M}" for slot in slots]


def test_each_case_begins_when_the_one_before_ends_and_the_break_is_between() -> None:
    assert times(START, cases(None, 20, None, None)) == ["14:00", "14:10", "14:35", "14:45"]


def test_no_break_before_the_first_case_nor_when_the_meeting_ends_before_it() -> None:
    assert times(START, cases(45)) == ["14:00"]
    assert schedule(START, cases(None, None), HOUR).total == 20
    none = Pace(case_minutes=10, break_after=30, break_minutes=0)
    assert schedule(START, cases(*[None] * 6), none).total == 60


def test_what_passes_the_length_is_counted_and_its_cases_are_marked() -> None:
    found = schedule(START, cases(*[None] * 6), HOUR)
    assert (found.minutes, found.total, found.over) == (60, 65, 5)
    assert [slot.is_over for slot in found.slots] == [False] * 5 + [True]
    assert schedule(START, [], HOUR).ends_at is None


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        # 25 October 2026, 3 h becomes 2 h; 29 March 2026, 2 h becomes 3 h; and over midnight.
        (datetime(2026, 10, 25, 2, 50, tzinfo=PARIS), ["02:50", "02:00", "02:10"]),
        (datetime(2026, 3, 29, 1, 50, tzinfo=PARIS), ["01:50", "03:00", "03:10"]),
        (datetime(2026, 11, 23, 23, 50, tzinfo=PARIS), ["23:50", "00:00", "00:10"]),
    ],
    ids=["autumn", "spring", "midnight"],
)
def test_clocks_that_change_and_midnight_move_no_case(start: datetime, expected: list[str]) -> None:
    assert times(start, cases(None, None, None)) == expected


def test_the_list_freezes_that_many_hours_before_whatever_the_clocks_do() -> None:
    after_change = datetime(2026, 10, 25, 14, 0, tzinfo=PARIS)
    frozen = after_change.astimezone(UTC) - timedelta(hours=24)
    assert is_late(frozen, after_change, HOUR)
    assert not is_late(frozen - timedelta(seconds=1), after_change, HOUR)


def test_complex_cases_come_first_and_the_others_keep_their_order() -> None:
    given = [Entry("a"), Entry("b", is_complex=True), Entry("c"), Entry("d", is_complex=True)]
    assert complex_first(given) == ("b", "d", "a", "c")


def test_cases_of_the_same_specialists_stand_together_and_those_people_leave() -> None:
    radio, patho = ("Radiologie",), ("Anatomopathologie",)
    given = [Entry("a", 10, False, radio), Entry("b", 10), Entry("c", 10, False, patho), Entry("d", 10, False, radio)]  # fmt: skip
    order = by_specialist(given)
    assert order == ("a", "d", "c", "b")
    known = {entry.id: entry for entry in given}
    leaves = schedule(START, [known[key] for key in order], HOUR).leaves
    assert [(one.speciality, one.after) for one in leaves] == [("Radiologie", 2), ("Anatomopathologie", 3)]  # fmt: skip


def test_a_pace_out_of_range_is_refused_field_by_field() -> None:
    wrong = Pace(case_minutes=0, freeze_hours=-1, break_after=601)
    assert [v.field for v in violations(wrong)] == [
        "case_minutes",
        "freeze_hours",
        "break_after",
    ]
    assert violations(HOUR) == []
