"""The dates of a series, by table, and the hour on the clock through the changes of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.series import LAST, Rhythm, after, days, ends, starts
from app.domain.vocabulary import Frequency, Weekday

WEEKLY = Rhythm(Frequency.WEEKLY, Weekday.TUESDAY, 14)
FORTNIGHTLY = Rhythm(Frequency.FORTNIGHTLY, Weekday.THURSDAY, 8, 30)


def monthly(rank: int, weekday: Weekday = Weekday.TUESDAY) -> Rhythm:
    """Each month, that one of the month."""
    return Rhythm(Frequency.MONTHLY, weekday, 14, rank=rank)


CASES = {
    "the day itself counts": (WEEKLY, date(2026, 3, 24), ["2026-03-24", "2026-03-31", "2026-04-07"]),
    "else the next such day": (WEEKLY, date(2026, 3, 25), ["2026-03-31", "2026-04-07", "2026-04-14"]),
    "over the year": (FORTNIGHTLY, date(2026, 12, 20), ["2026-12-24", "2027-01-07", "2027-01-21"]),
    "the second of the month": (monthly(2), date(2026, 1, 20), ["2026-02-10", "2026-03-10", "2026-04-14"]),
    "the last has four or five": (monthly(LAST), date(2026, 3, 1), ["2026-03-31", "2026-04-28", "2026-05-26"]),
    "the first is the first": (monthly(1, Weekday.SUNDAY), date(2026, 11, 1), ["2026-11-01", "2026-12-06", "2027-01-03"]),
}  # fmt: skip


@pytest.mark.parametrize(("rhythm", "since", "expected"), CASES.values(), ids=CASES)
def test_a_rhythm_gives_its_days(rhythm: Rhythm, since: date, expected: list[str]) -> None:
    assert [str(day) for day in days(rhythm, since, 3)] == expected


def test_a_fortnight_goes_on_from_the_last_meeting() -> None:
    first, second = days(FORTNIGHTLY, date(2026, 3, 1), 2)
    assert days(FORTNIGHTLY, after(FORTNIGHTLY, first), 1) == (second,)


@pytest.mark.parametrize(
    ("spring", "clock", "utc"),
    [(date(2026, 3, 24), 14, 13), (date(2026, 3, 31), 14, 12), (date(2026, 10, 27), 14, 13)],
)
def test_the_hour_on_the_clock_stays_through_the_change_of_time(
    spring: date, clock: int, utc: int
) -> None:
    at = starts(WEEKLY, spring)
    assert at.hour == clock
    assert at.astimezone(UTC).hour == utc


def test_a_meeting_that_passes_midnight_or_the_change_of_time_lasts_its_minutes() -> None:
    night = starts(Rhythm(Frequency.WEEKLY, Weekday.SATURDAY, 23, 30), date(2026, 3, 28))
    end = ends(night, 180)
    assert (end.day, end.hour, end.minute) == (29, 3, 30)
    assert end - night.astimezone(UTC) == timedelta(minutes=180)
    assert ends(datetime(2026, 10, 25, 0, 30, tzinfo=night.tzinfo), 180).hour == 2
