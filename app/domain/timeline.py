"""The patient's journey as bars and marks on one axis: what the screen's SVG and the print both draw.

Positions are fractions of the axis (0 at the left, 1 at the right); sentences are made in `wording.timeline`, and
`timeline_layout` gives each its place. A partial date is never drawn as a day: its span is kept beside it.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .casefile import Biomarker, CaseFile, Treatment
from .health import DoseReduction, Imaging
from .partial_date import PartialDate
from .vocabulary import MarkerState, TreatmentKind

_LEAST_SPAN = timedelta(days=120)
_MARGIN = 0.02
_SHORT_BAR = 0.04
_MOST_TICKS = 6
_STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 480)


class Sign(StrEnum):
    """What a mark is, which gives its shape: never told apart by colour alone."""

    SURGERY = "surgery"
    RADIOTHERAPY = "radiotherapy"
    GESTURE = "gesture"
    IMAGE = "image"
    RESULT = "result"


@dataclass(frozen=True)
class Span:
    """From the first to the last place a date can mean; no wider than a sign when the day is known."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """Where its sign stands."""
        return round((self.start + self.end) / 2, 4)


@dataclass(frozen=True)
class Reduction:
    """One change of dose under its line, from `at` to the end of the bar; None when nobody wrote when."""

    change: DoseReduction
    at: float | None


@dataclass(frozen=True)
class Bar:
    """One systemic treatment on its own lane; `start_known` and `end_known` say which ends are only drawn.

    Between `start` and `sure_start`, and between `sure_end` and `end`, it may have been given or not: the dates are
    partial. `progression` is where the disease progressed, None when it did not or nobody wrote when.
    """

    treatment: Treatment
    lane: int
    start: float
    end: float
    start_known: bool
    end_known: bool
    is_ongoing: bool
    progression: float | None
    sure_start: float = 0.0
    sure_end: float = 0.0
    progression_span: Span | None = None
    reductions: tuple[Reduction, ...] = ()


@dataclass(frozen=True)
class Mark:
    """One local treatment (surgery, radiotherapy, gesture), drawn as a sign at `at` over the span it may be in."""

    treatment: Treatment
    lane: int
    at: float
    span: Span = Span(0.0, 0.0)

    @property
    def sign(self) -> Sign:
        """Its shape."""
        known = {
            TreatmentKind.SURGERY: Sign.SURGERY,
            TreatmentKind.RADIOTHERAPY: Sign.RADIOTHERAPY,
        }
        return known.get(self.treatment.kind, Sign.GESTURE)


@dataclass(frozen=True)
class Image:
    """One imaging of the disease; `on` is when it was done."""

    imaging: Imaging
    on: PartialDate
    span: Span


@dataclass(frozen=True)
class Results:
    """The markers whose results came on one date."""

    markers: tuple[Biomarker, ...]
    on: PartialDate
    span: Span


@dataclass(frozen=True)
class Tick:
    """One label of the axis: the first day of a month."""

    on: date
    at: float


@dataclass(frozen=True)
class Timeline:
    """The whole drawing; `undated` treatments and `awaited` results have no place on the axis and
    are listed apart."""

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[Treatment, ...]
    lanes: int
    first: date
    last: date
    today: float | None
    meeting: float | None
    results: tuple[Results, ...] = ()
    images: tuple[Image, ...] = ()
    today_on: date = date.min
    meeting_on: date | None = None
    awaited: tuple[Biomarker, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw on the axis."""
        return not (self.bars or self.marks or self.results or self.images)


def timeline(case_file: CaseFile, *, today: date, meeting_on: date | None) -> Timeline:
    """Place every dated treatment of the file between its first date and today or the meeting."""
    dated = [t for t in case_file.treatments if _dates(t)]
    undated = tuple(t for t in case_file.treatments if not _dates(t))
    until = meeting_on or today
    dates = [p for t in dated for p in _dates(t)]
    tested = _tested(case_file)
    seen = [(i.noted_on, i) for i in case_file.imaging if i.noted_on]
    axis = _Axis.around(
        [*dates, *tested, *(on for on, _imaging in seen)],
        [d for d in (today, meeting_on) if d],
        until,
    )
    systemic = sorted((t for t in dated if t.kind.is_systemic), key=_order)
    local = sorted((t for t in dated if not t.kind.is_systemic), key=_order)
    bars = tuple(_bar(t, lane, axis, until) for lane, t in enumerate(systemic))
    marks = tuple(_mark(t, len(bars), axis) for t in local)
    return Timeline(
        bars=bars,
        marks=marks,
        ticks=axis.ticks(),
        undated=undated,
        lanes=len(bars) + bool(marks),
        first=axis.first,
        last=axis.last,
        today=None if today == meeting_on else axis.at(today),
        meeting=axis.at(meeting_on) if meeting_on else None,
        results=tuple(
            Results(tuple(found), on, axis.span(on)) for on, found in sorted(tested.items())
        ),
        images=tuple(
            Image(imaging, on, axis.span(on))
            for on, imaging in sorted(seen, key=lambda one: one[0])
        ),
        today_on=today,
        meeting_on=meeting_on,
        awaited=tuple(m for m in case_file.biomarkers if m.state is MarkerState.PENDING),
    )


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date

    @classmethod
    def around(cls, dates: Iterable[PartialDate], extra: list[date], until: date) -> _Axis:
        known = list(dates)
        days = [d for p in known for d in (p.earliest, latest(p))]
        first = min([*days, *extra])
        # A date after the meeting counts at its earliest, so that no year is drawn to its end.
        last = max([*(min(d, until) for d in days), *(p.earliest for p in known), *extra])
        if last - first < _LEAST_SPAN:
            first = last - _LEAST_SPAN
        return cls(first, last)

    def at(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(min(max(_MARGIN + share * (1 - 2 * _MARGIN), 0.0), 1.0), 4)

    def span(self, partial: PartialDate) -> Span:
        return Span(self.at(partial.earliest), self.at(latest(partial)))

    def ticks(self) -> tuple[Tick, ...]:
        months = [
            date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13)
        ]
        inside = [d for d in months if self.first <= d <= self.last]
        for step in _STEPS:
            kept = [d for d in inside if (d.year * 12 + d.month - 1) % step == 0]
            if len(kept) <= _MOST_TICKS:
                break
        return tuple(Tick(d, self.at(d)) for d in kept or inside[:1])


def latest(partial: PartialDate) -> date:
    """The last day a partial date can mean."""
    month = partial.month or 12
    day = partial.day or calendar.monthrange(partial.year, month)[1]
    return date(partial.year, month, day)


def _bar(treatment: Treatment, lane: int, axis: _Axis, until: date) -> Bar:
    ongoing = treatment.ended_on is None and treatment.stop_reason is None
    end_on = treatment.ended_on or treatment.progressed_on
    start = axis.at(treatment.started_on.earliest) if treatment.started_on else None
    end = axis.at(latest(end_on)) if end_on else None
    if ongoing and treatment.started_on:
        end = axis.at(max(until, latest(treatment.started_on)))
    if start is None:
        start = max((end or 0.0) - _SHORT_BAR, 0.0)
    end = max(end if end is not None else start + _SHORT_BAR, start)
    if end - start < _SHORT_BAR / 4:
        end = min(start + _SHORT_BAR / 4, 1.0)
    progressed = treatment.progressed_on
    # What is only drawn is sure nowhere: the certain part is then empty.
    sure_start = axis.at(latest(treatment.started_on)) if treatment.started_on else end
    sure_end = axis.at(end_on.earliest) if end_on else end if ongoing else start
    return Bar(
        treatment=treatment,
        lane=lane,
        start=round(start, 4),
        end=round(min(end, 1.0), 4),
        start_known=treatment.started_on is not None,
        end_known=treatment.ended_on is not None,
        is_ongoing=ongoing,
        progression=axis.at(_middle(progressed)) if progressed else None,
        sure_start=round(min(sure_start, end), 4),
        sure_end=round(max(min(sure_end, end), start), 4),
        progression_span=axis.span(progressed) if progressed else None,
        reductions=tuple(
            Reduction(change, axis.at(change.on.earliest) if change.on else None)
            for change in treatment.dose_reductions
        ),
    )


def _mark(treatment: Treatment, lane: int, axis: _Axis) -> Mark:
    on = _dates(treatment)[0]
    end = treatment.ended_on or on
    span = Span(axis.at(on.earliest), max(axis.at(latest(on)), axis.at(end.earliest)))
    return Mark(treatment, lane, axis.at(_middle(on)), span)


def _tested(case_file: CaseFile) -> dict[PartialDate, list[Biomarker]]:
    """The markers with a dated result, by that date."""
    found: dict[PartialDate, list[Biomarker]] = {}
    for marker in case_file.biomarkers:
        if marker.resulted_on is not None:
            found.setdefault(marker.resulted_on, []).append(marker)
    return found


def _dates(treatment: Treatment) -> list[PartialDate]:
    found = (treatment.started_on, treatment.ended_on, treatment.progressed_on)
    return [d for d in found if d is not None]


def _middle(partial: PartialDate) -> date:
    return partial.earliest + (latest(partial) - partial.earliest) / 2


def _order(treatment: Treatment) -> tuple[str, int]:
    return _dates(treatment)[0].iso, treatment.line or 0
