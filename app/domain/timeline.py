"""The patient's journey as bars and marks on one axis: what the screen's SVG and the print both draw.

Positions are fractions of the axis (0 at the left, 1 at the right); sentences are made in `wording.timeline`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from .casefile import CaseFile, Treatment
from .partial_date import PartialDate

_LEAST_SPAN = timedelta(days=120)
_MARGIN = 0.02
_SHORT_BAR = 0.04
_MOST_TICKS = 6
_STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 480)


@dataclass(frozen=True)
class Bar:
    """One systemic treatment on its own lane; `start_known` and `end_known` say which ends are only drawn.

    `progression` is where the disease progressed, None when it did not or nobody wrote when.
    """

    treatment: Treatment
    lane: int
    start: float
    end: float
    start_known: bool
    end_known: bool
    is_ongoing: bool
    progression: float | None


@dataclass(frozen=True)
class Mark:
    """One local treatment (surgery, radiotherapy, gesture), drawn as a sign at `at`."""

    treatment: Treatment
    lane: int
    at: float


@dataclass(frozen=True)
class Tick:
    """One label of the axis: the first day of a month."""

    on: date
    at: float


@dataclass(frozen=True)
class Timeline:
    """The whole drawing; `undated` treatments have no place on the axis and are listed apart."""

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[Treatment, ...]
    lanes: int
    first: date
    last: date
    today: float | None
    meeting: float | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw on the axis."""
        return not self.bars and not self.marks


def timeline(case_file: CaseFile, *, today: date, meeting_on: date | None) -> Timeline:
    """Place every dated treatment of the file between its first date and today or the meeting."""
    dated = [t for t in case_file.treatments if _dates(t)]
    undated = tuple(t for t in case_file.treatments if not _dates(t))
    until = meeting_on or today
    axis = _Axis.around(dated, [d for d in (today, meeting_on) if d], until)
    systemic = sorted((t for t in dated if t.kind.is_systemic), key=_order)
    local = sorted((t for t in dated if not t.kind.is_systemic), key=_order)
    bars = tuple(_bar(t, lane, axis, until) for lane, t in enumerate(systemic))
    marks = tuple(Mark(t, len(bars), axis.at(_middle(_dates(t)[0]))) for t in local)
    return Timeline(
        bars=bars,
        marks=marks,
        ticks=axis.ticks(),
        undated=undated,
        lanes=len(bars) + bool(marks),
        first=axis.first,
        last=axis.last,
        today=axis.at(today),
        meeting=axis.at(meeting_on) if meeting_on else None,
    )


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date

    @classmethod
    def around(cls, treatments: list[Treatment], extra: list[date], until: date) -> _Axis:
        days = [d for t in treatments for p in _dates(t) for d in (p.earliest, latest(p))]
        first = min([*days, *extra])
        last = max([*(min(d, until) for d in days), *(t for t in _ends(treatments)), *extra])
        if last - first < _LEAST_SPAN:
            first = last - _LEAST_SPAN
        return cls(first, last)

    def at(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(min(max(_MARGIN + share * (1 - 2 * _MARGIN), 0.0), 1.0), 4)

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
    return Bar(
        treatment=treatment,
        lane=lane,
        start=round(start, 4),
        end=round(min(end, 1.0), 4),
        start_known=treatment.started_on is not None,
        end_known=treatment.ended_on is not None,
        is_ongoing=ongoing,
        progression=axis.at(_middle(progressed)) if progressed else None,
    )


def _dates(treatment: Treatment) -> list[PartialDate]:
    found = (treatment.started_on, treatment.ended_on, treatment.progressed_on)
    return [d for d in found if d is not None]


def _ends(treatments: list[Treatment]) -> list[date]:
    """Known days that may lie after the meeting, at their earliest so that no year is drawn to its end."""
    return [p.earliest for t in treatments for p in _dates(t)]


def _middle(partial: PartialDate) -> date:
    return partial.earliest + (latest(partial) - partial.earliest) / 2


def _order(treatment: Treatment) -> tuple[str, int]:
    return _dates(treatment)[0].iso, treatment.line or 0
