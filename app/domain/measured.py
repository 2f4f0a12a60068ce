"""What the dated facts of a file say together: the latest of each measure, how much weight was lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal

from .casefile import CaseFile, Measure
from .partial_date import PartialDate
from .text import fold
from .vocabulary import MeasureKind

# Over how long a loss of weight is said; the date it is counted from is always shown beside it.
WINDOW = timedelta(days=183)


@dataclass(frozen=True)
class WeightChange:
    """By how much the latest weight differs from an earlier one, in percent of the earlier (negative: lost)."""

    percent: Decimal
    since: PartialDate


# Kinds of which there are several, each known by its name.
NAMED = frozenset({MeasureKind.SYMPTOM, MeasureKind.INSTRUMENT})


@dataclass(frozen=True)
class Series:
    """Every value of one measure, latest first; symptoms make one series for each name."""

    latest: Measure
    earlier: tuple[Measure, ...]


def series(file: CaseFile) -> tuple[Series, ...]:
    """The measures of the file in the order of their kinds, each with its earlier values. G8 is told apart."""
    found: dict[tuple[int, str], list[Measure]] = {}
    order = {kind: place for place, kind in enumerate(MeasureKind)}
    for measure in _latest_first(file.measures):
        name = fold(measure.name) if measure.kind in NAMED else ""
        found.setdefault((order[measure.kind], name), []).append(measure)
    return tuple(
        Series(rows[0], tuple(rows[1:]))
        for _key, rows in sorted(found.items())
        if rows[0].kind is not MeasureKind.G8
    )


def filled_parts(file: CaseFile) -> tuple[str, ...]:
    """The names of the parts of the file that hold several facts, and hold some."""
    held = ((f.name, getattr(file, f.name)) for f in fields(file))
    return tuple(name for name, value in held if isinstance(value, tuple) and value)


def weight_change(file: CaseFile) -> WeightChange | None:
    """The latest weight against the oldest of the six months before it, failing that against the one before.

    None without two dated weights in the same unit.
    """
    dated = [
        (m.measured_on, m.value)
        for m in _latest_first(file.measures)
        if m.kind is MeasureKind.WEIGHT and m.measured_on and not m.unit and m.value > 0
    ]
    if len(dated) < 2:
        return None
    (day, latest), *before = dated
    recent = [one for one in before if day.earliest - one[0].earliest <= WINDOW]
    since, was = recent[-1] if recent else before[0]
    if since == day:
        return None
    return WeightChange(((latest - was) * 100 / was).quantize(Decimal("0.1")), since)


def _latest_first(measures: Iterable[Measure]) -> list[Measure]:
    return sorted(measures, key=lambda m: m.measured_on.iso if m.measured_on else "", reverse=True)
