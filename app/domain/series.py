"""When the meetings of a kind are: the rhythm, and the dates it gives. Hours are those of a clock in Paris."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from .vocabulary import Frequency, Weekday

PARIS = ZoneInfo("Europe/Paris")
MOST = 52
LONGEST = 12 * 60
# The fifth rank is the last of the month: not every month has five.
LAST = 5


@dataclass(frozen=True)
class Rhythm:
    """Every so often, on this weekday, at this hour; `rank` 1 to 4 then LAST says which of the month, when monthly."""

    every: Frequency
    weekday: Weekday
    hour: int
    minute: int = 0
    rank: int = 1

    @property
    def at(self) -> time:
        """The hour on the clock."""
        return time(self.hour, self.minute)


def days(rhythm: Rhythm, since: date, n: int) -> tuple[date, ...]:
    """The next `n` days of the rhythm from `since` on, that day included; every two weeks counts from the first."""
    return tuple(
        islice(_monthly(rhythm, since) if _is_monthly(rhythm) else _weekly(rhythm, since), n)
    )


def starts(rhythm: Rhythm, day: date) -> datetime:
    """The instant of a meeting that day: the hour on the clock stays through the changes of time.

    An hour that the clock skips in March is read with the offset of before; one that comes twice in October is the
    first. No meeting sits then, but nothing breaks.
    """
    return datetime.combine(day, rhythm.at, PARIS)


def ends(starts_at: datetime, minutes: int) -> datetime:
    """When it ends: minutes that pass, not those the clock shows, in the zone of `starts_at`."""
    utc = starts_at.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)
    return utc.astimezone(starts_at.tzinfo)


def after(rhythm: Rhythm, last: date) -> date:
    """From which day to look for the meeting that follows the one of `last`."""
    return last + timedelta(days=8 if rhythm.every is Frequency.FORTNIGHTLY else 1)


def _is_monthly(rhythm: Rhythm) -> bool:
    return rhythm.every is Frequency.MONTHLY


def _weekly(rhythm: Rhythm, since: date) -> Iterator[date]:
    step = timedelta(days=14 if rhythm.every is Frequency.FORTNIGHTLY else 7)
    day = since + timedelta(days=(int(rhythm.weekday) - since.isoweekday()) % 7)
    while True:
        yield day
        day += step


def _monthly(rhythm: Rhythm, since: date) -> Iterator[date]:
    year, month = since.year, since.month
    while True:
        day = _of_month(rhythm, year, month)
        if day >= since:
            yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _of_month(rhythm: Rhythm, year: int, month: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(int(rhythm.weekday) - first.isoweekday()) % 7)
    found = day + timedelta(days=7 * (rhythm.rank - 1))
    return found if found.month == month else found - timedelta(days=7)
