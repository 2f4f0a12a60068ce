"""The last treatments in words: takes the timeline, gives what is read from the back of a room in place of the drawing."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.casefile import Treatment
from app.domain.timeline import Timeline

from .timeline import bar_label, outcome_label, when

MOST = 3


class Line(NamedTuple):
    """`janv. 2025 à sept. 2025`, `1 FOLFOX, 12 cures`, `réponse partielle, × foie`."""

    when: str
    what: str
    outcome: str


class LastLines(NamedTuple):
    """The last treatments, oldest first, and how many came before them."""

    lines: tuple[Line, ...]
    earlier: int


def last_lines(timeline: Timeline) -> LastLines:
    """The three treatments that began last, dated ones only; the drawing and its table hold them all."""
    told = [
        (b.treatment, Line(when(b.treatment), bar_label(b), outcome_label(b)))
        for b in timeline.bars
    ]
    told += [(m.treatment, Line(when(m.treatment), m.treatment.label, "")) for m in timeline.marks]
    ordered = sorted(told, key=lambda one: _began(one[0]))
    return LastLines(tuple(line for _of, line in ordered[-MOST:]), max(0, len(ordered) - MOST))


def _began(treatment: Treatment) -> str:
    known = treatment.started_on or treatment.ended_on or treatment.progressed_on
    return known.iso if known else ""
