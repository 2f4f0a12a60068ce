"""What the dates of the lines say together: total time under each drug, time to progression, how efficacy was lost.

Counted from dates alone (R11 to R13): partial dates give a range, a missing one gives "not known"; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from . import substances
from .casefile import Treatment
from .partial_date import PartialDate
from .timeline import latest
from .vocabulary import Response, StopReason

_MONTH = 30.44  # mean days of a month


class Loss(StrEnum):
    """How efficacy was lost, from the best response and the progression."""

    PRIMARY = "primary"
    HELD = "held"
    RELAPSE = "relapse"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Months:
    """A time in whole months, between two bounds that are equal when the dates are known to the day."""

    least: int
    most: int


@dataclass(frozen=True)
class Exposure:
    """All the time under one drug, over the lines that gave it; `months` is None when a date is missing.

    `without_dates` counts the lines left out of the total for want of a date.
    """

    drug: str
    lines: tuple[Treatment, ...]
    months: Months | None
    without_dates: int = 0
    ongoing: bool = False


_LOSSES = {
    Response.PROGRESSION: Loss.PRIMARY,
    Response.STABLE: Loss.HELD,
    Response.PARTIAL: Loss.RELAPSE,
    Response.COMPLETE: Loss.RELAPSE,
}


def loss_of(treatment: Treatment) -> Loss | None:
    """The type of loss of efficacy; None when no progression is known under this treatment."""
    if treatment.progressed_on is None and treatment.stop_reason is not StopReason.PROGRESSION:
        return None
    if treatment.best_response is None:
        return Loss.UNKNOWN
    return _LOSSES.get(treatment.best_response, Loss.UNKNOWN)


def time_to_progression(treatment: Treatment) -> Months | None:
    """From the start to the progression; None without both, or when they contradict each other."""
    start, end = treatment.started_on, treatment.progressed_on
    if start is None or end is None or latest(end) < start.earliest:
        return None
    return _between(start, end)


def exposures(treatments: Iterable[Treatment], today: date) -> tuple[Exposure, ...]:
    """Each drug of the systemic lines in the order it was first given; overlapping lines are counted once."""
    found: dict[str, list[Treatment]] = {}
    names: dict[str, str] = {}
    for treatment in treatments:
        for drug in treatment.drugs if treatment.kind.is_systemic else ():
            key = substances.key(drug)
            names.setdefault(key, drug)
            if treatment not in found.setdefault(key, []):
                found[key].append(treatment)
    return tuple(_exposure(names[key], given, today) for key, given in found.items())


def _exposure(drug: str, given: list[Treatment], today: date) -> Exposure:
    spans = [_span(treatment, today) for treatment in given]
    known = [span for span in spans if span]
    months = None
    if known:
        least = _covered((start_late, end_early) for _s, start_late, end_early, _e in known)
        most = _covered((start, end) for start, _sl, _ee, end in known)
        months = Months(_months(least), _months(most))
    return Exposure(
        drug, tuple(given), months, len(spans) - len(known), any(map(_is_ongoing, given))
    )


def _span(treatment: Treatment, today: date) -> tuple[date, date, date, date] | None:
    """Its first possible day, last possible start, first possible end, last possible day."""
    start, end = treatment.started_on, treatment.ended_on
    if start is None:
        return None
    if end is None:
        if not _is_ongoing(treatment):
            return None
        return start.earliest, latest(start), today, max(today, start.earliest)
    return start.earliest, latest(start), end.earliest, latest(end)


def _is_ongoing(treatment: Treatment) -> bool:
    stopped = treatment.ended_on or treatment.stop_reason or treatment.ongoing is False
    return bool(treatment.started_on) and not stopped


def _covered(spans: Iterable[tuple[date, date]]) -> int:
    """How many days these spans cover together; an empty or reversed one covers none."""
    total, reached = 0, date.min
    for start, end in sorted(spans):
        first = max(start, reached)
        total += max(0, (end - first).days)
        reached = max(reached, end)
    return total


def _between(start: PartialDate, end: PartialDate) -> Months:
    least = max(0, (end.earliest - latest(start)).days)
    return Months(_months(least), _months((latest(end) - start.earliest).days))


def _months(days: int) -> int:
    return round(days / _MONTH)
