"""Plausibility of typed facts: dates in order, values in their range. Free text is never judged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.errors import Violation

from .casefile import G8, Biomarker, FamilyHistory, Measure, Patient, Treatment
from .partial_date import PartialDate
from .vocabulary import MeasureKind

RANGES = {
    MeasureKind.PERFORMANCE_STATUS: (Decimal(0), Decimal(4), "performance_status_range"),
    MeasureKind.PAIN: (Decimal(0), Decimal(10), "pain_range"),
    MeasureKind.G8: (Decimal(0), Decimal(17), "g8_range"),
    MeasureKind.WEIGHT: (Decimal(1), Decimal(400), "measure_range"),
    MeasureKind.HEIGHT: (Decimal(30), Decimal(260), "measure_range"),
    MeasureKind.ALBUMIN: (Decimal(1), Decimal(80), "measure_range"),
    MeasureKind.SYMPTOM: (Decimal(0), Decimal(10), "symptom_range"),
    MeasureKind.LVEF: (Decimal(1), Decimal(100), "measure_range"),
}
# What is typed with its own unit is not judged further: structure never blocks.
ANY = (Decimal(0), Decimal(1_000_000), "measure_range")
GRADES = range(1, 6)
OLDEST = 120
MOST_INTENSE = 200


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
        "sample_on",
        "resolved_on",
        "relapsed_on",
        "other_on",
        "board_asked_on",
        "board_seen_on",
    ):
        broken += _past(getattr(fact, name, None), name, birth, today)
    match fact:
        case Treatment():
            broken += _treatment(fact, birth, today)
        case Measure(kind=kind, value=value):
            low, high, code = ANY if fact.unit else RANGES.get(kind, ANY)
            whole = kind is MeasureKind.PERFORMANCE_STATUS
            if not low <= value <= high or (whole and value != int(value)):
                broken.append(Violation(code, "value"))
            if kind is MeasureKind.INSTRUMENT:
                # Its items are not ours to copy: a result with its name and its day is all that is kept.
                broken += _named_result(fact)
        case Biomarker(marker=marker) if not marker.strip():
            broken.append(Violation("required", "marker"))
        case G8(score=score) if not 0 <= score <= 17 or score * 2 != int(score * 2):
            broken.append(Violation("g8_range", "score"))
        case FamilyHistory(age=int() as age) if not 0 <= age <= OLDEST:
            broken.append(Violation("age_range", "age"))
    return broken


def _named_result(measure: Measure) -> list[Violation]:
    needed = {"name": measure.name.strip(), "measured_on": measure.measured_on}
    return [Violation("required", name) for name, value in needed.items() if not value]


def _treatment(treatment: Treatment, birth: PartialDate | None, today: date) -> list[Violation]:
    """Dates in order, grades from 1 to 5 (CTCAE), an intensity in percent."""
    broken: list[Violation] = []
    start, end, intensity = treatment.started_on, treatment.ended_on, treatment.dose_intensity
    if start and end and _before(end, start):
        broken.append(Violation("ends_before_start", "ended_on"))
    if intensity is not None and not 0 <= intensity <= MOST_INTENSE:
        broken.append(Violation("intensity_range", "dose_intensity"))
    for change in treatment.dose_reductions:
        broken += _past(change.on, "dose_reductions", birth, today)
    for event in treatment.toxicities:
        broken += _past(event.on, "toxicities", birth, today)
        if event.grade is not None and event.grade not in GRADES:
            broken.append(Violation("grade_range", "toxicities"))
    return broken


def identity_violations(patient: Patient, today: date) -> list[Violation]:
    """A name, a birth that is past, a death or a wish not to be contacted that came after it and is past."""
    broken = [] if patient.birth_name.strip() else [Violation("required", "birth_name")]
    broken += _past(patient.birth_on, "birth_on", None, today)
    for name in ("deceased_on", "no_contact_on"):
        broken += _past(getattr(patient, name), name, patient.birth_on, today)
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
