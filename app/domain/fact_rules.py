"""Plausibility of typed facts: dates in order, values in their range. Free text is never judged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.errors import Violation

from .casefile import Biomarker, Measure, Treatment
from .partial_date import PartialDate
from .vocabulary import MeasureKind

RANGES = {
    MeasureKind.PERFORMANCE_STATUS: (Decimal(0), Decimal(4), "performance_status_range"),
    MeasureKind.PAIN: (Decimal(0), Decimal(10), "pain_range"),
    MeasureKind.G8: (Decimal(0), Decimal(17), "g8_range"),
    MeasureKind.WEIGHT: (Decimal(1), Decimal(400), "measure_range"),
    MeasureKind.HEIGHT: (Decimal(30), Decimal(260), "measure_range"),
    MeasureKind.ALBUMIN: (Decimal(1), Decimal(80), "measure_range"),
}


def violations(fact: object, *, birth: PartialDate | None, today: date) -> list[Violation]:
    """What is implausible in a fact; due dates may lie ahead, nothing else may."""
    broken: list[Violation] = []
    for name in (
        "diagnosed_on",
        "resulted_on",
        "ordered_on",
        "started_on",
        "ended_on",
        "progressed_on",
        "measured_on",
        "noted_on",
    ):
        broken += _past(getattr(fact, name, None), name, birth, today)
    match fact:
        case Treatment(started_on=PartialDate() as start, ended_on=PartialDate() as end) if _before(
            end, start
        ):
            broken.append(Violation("ends_before_start", "ended_on"))
        case Measure(kind=kind, value=value):
            low, high, code = RANGES[kind]
            whole = kind in {MeasureKind.PERFORMANCE_STATUS, MeasureKind.G8}
            if not low <= value <= high or (whole and value != int(value)):
                broken.append(Violation(code, "value"))
        case Biomarker(marker=marker) if not marker.strip():
            broken.append(Violation("required", "marker"))
    return broken


def date_violations(
    value: PartialDate | None, field: str, *, birth: PartialDate | None, today: date
) -> list[Violation]:
    """Why one past date is refused: in the future, or before birth."""
    return _past(value, field, birth, today)


def _past(
    value: PartialDate | None, field: str, birth: PartialDate | None, today: date
) -> list[Violation]:
    if value is None:
        return []
    if value.earliest > today:
        return [Violation("date_in_future", field)]
    if birth is not None and _before(value, birth):
        return [Violation("date_before_birth", field)]
    return []


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether `one` is certainly before `other`, at the precision they share."""
    size = min(len(one.iso), len(other.iso))
    return one.iso[:size] < other.iso[:size]
