"""The agenda of a meeting: minutes, estimated times, the break, the freeze, and two orders that can be suggested.

All arithmetic is on instants in UTC: midnight and a change of the clocks move nothing. Sources: docs users B11, B12, B14.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.errors import Violation

LIMITS = {
    "case_minutes": (1, 120),
    "freeze_hours": (0, 336),
    "break_after": (0, 600),
    "break_minutes": (0, 120),
}


@dataclass(frozen=True)
class Pace:
    """How a meeting goes: minutes of a case, hours of freeze, the break (0 minutes: none).

    `length_minutes` is how long the meeting itself lasts: said with it, and nowhere else.
    """

    case_minutes: int = 5
    freeze_hours: int = 24
    break_after: int = 60
    break_minutes: int = 10
    length_minutes: int = 120

    @property
    def kept(self) -> dict[str, int]:
        """What is decided with the pace, by field."""
        return {name: getattr(self, name) for name in LIMITS}


@dataclass(frozen=True)
class Entry:
    """One case as the agenda orders it; `minutes` None takes the meeting's own."""

    id: str
    minutes: int | None = None
    is_complex: bool = False
    specialities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """When a case is expected to begin and end; `is_over` when it ends after the meeting should."""

    id: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    is_over: bool = False
    break_before: datetime | None = None


@dataclass(frozen=True)
class Leave:
    """From when a speciality is needed no more, and after which case (from one)."""

    speciality: str
    after: int
    at: datetime


@dataclass(frozen=True)
class Schedule:
    """The estimated course of a meeting; minutes of cases alone, then of all, the break included."""

    slots: tuple[Slot, ...]
    minutes: int
    total: int
    over: int
    leaves: tuple[Leave, ...] = ()

    @property
    def ends_at(self) -> datetime | None:
        """When the last case is expected to end."""
        return self.slots[-1].ends_at if self.slots else None


def violations(pace: Pace) -> list[Violation]:
    """What is out of range in a pace, by field."""
    return [
        Violation("range", name, {"low": str(low), "high": str(high)})
        for name, (low, high) in LIMITS.items()
        if not low <= getattr(pace, name) <= high
    ]


def minutes_are_plausible(value: int | None) -> bool:
    """Whether planned minutes can be those of one case; None takes the meeting's own."""
    low, high = LIMITS["case_minutes"]
    return value is None or low <= value <= high


def schedule(starts_at: datetime, entries: Sequence[Entry], pace: Pace) -> Schedule:
    """The estimated times of each case; the break is suggested before the first one that would begin after the limit."""
    start = starts_at.astimezone(UTC)
    end = start + timedelta(minutes=pace.length_minutes)
    limit = start + timedelta(minutes=pace.break_after)
    has_break, at = bool(pace.break_minutes and pace.break_after), start
    slots: list[Slot] = []
    for entry in entries:
        pause = at if has_break and slots and at >= limit else None
        if pause:
            has_break, at = False, at + timedelta(minutes=pace.break_minutes)
        minutes = entry.minutes or pace.case_minutes
        after = at + timedelta(minutes=minutes)
        slots.append(Slot(entry.id, at, after, minutes, after > end, pause))
        at = after
    total = _minutes(at - start)
    return Schedule(
        tuple(slots),
        sum(slot.minutes for slot in slots),
        total,
        max(0, total - pace.length_minutes),
        _leaves(entries, slots),
    )


def frozen_from(starts_at: datetime, pace: Pace) -> datetime:
    """The instant from which the list is frozen."""
    return starts_at.astimezone(UTC) - timedelta(hours=pace.freeze_hours)


def is_late(at: datetime, starts_at: datetime, pace: Pace) -> bool:
    """Whether a case listed at that instant is a late addition."""
    return at >= frozen_from(starts_at, pace)


def complex_first(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The order with the cases marked complex at the beginning; otherwise nothing moves."""
    return tuple(e.id for e in sorted(entries, key=lambda e: not e.is_complex))


def by_specialist(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The order with the cases that need the same specialists side by side, those that need nobody at the end.

    A group stands where its first case stood, so that a specialist can leave once it is over.
    """
    places: dict[tuple[str, ...], int] = {}
    for number, entry in enumerate(entries):
        places.setdefault(tuple(sorted(entry.specialities)), number)
    ordered = sorted(
        entries, key=lambda e: (not e.specialities, places[tuple(sorted(e.specialities))])
    )
    return tuple(e.id for e in ordered)


def _leaves(entries: Sequence[Entry], slots: Sequence[Slot]) -> tuple[Leave, ...]:
    """Specialities needed before the last case only, in the order in which they are free."""
    last: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        last.update(dict.fromkeys(entry.specialities, number))
    free = [
        Leave(name, number, slots[number - 1].ends_at)
        for name, number in last.items()
        if number < len(entries)
    ]
    return tuple(sorted(free, key=lambda leave: (leave.after, leave.speciality)))


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
