"""The timeline drawn in grey for paper: from the shared `Timeline` to a piece of a page."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from app.domain.timeline import Bar, Mark, Timeline
from app.i18n import _
from app.wording import timeline as words

from ._face import Face
from ._layout import Drawing
from ._style import INK, INK_2, LINE, SEMIBOLD, colour

_AXIS_SHARE = 0.76
_BAR, _NOTE, _GAP = 12.0, 9.0, 3.5
_AXIS = 15.0
_TOP = 10.0
_NAME, _OUTCOME = Face(7.9), Face(7.9, SEMIBOLD)
_SMALL, _RCP = Face(7.2, ink=INK_2), Face(7.2, SEMIBOLD)
_GREY, _DARK = "#dde3e7", "#7b8892"


def piece(timeline: Timeline, before: float) -> Drawing:
    """The drawing as a piece of a page, as high as its lanes need."""
    return Drawing(
        _TOP + sum(_lane_heights(timeline)) + _AXIS + (_NOTE if timeline.undated else 0),
        lambda canvas, x, top, width: _Pen(canvas, timeline, x, top, width).draw(),
        before,
    )


def _lane_heights(timeline: Timeline) -> list[float]:
    bars = [_BAR + _GAP + (_NOTE if b.treatment.dose_note else 0) for b in timeline.bars]
    return bars + [_BAR] * len(timeline.marks)


class _Pen:
    """Draws one timeline at one place."""

    def __init__(
        self, canvas: Canvas, timeline: Timeline, x: float, top: float, width: float
    ) -> None:
        self.canvas, self.timeline = canvas, timeline
        self.x, self.top, self.width = x, top, width
        self.axis = width * _AXIS_SHARE
        self.bottom = top - _TOP - sum(_lane_heights(timeline))

    def draw(self) -> None:
        """Axis first, so that bars and words stand over it."""
        self._ticks()
        self._meeting()
        y = self.top - _TOP
        heights = _lane_heights(self.timeline)
        for bar, height in zip(self.timeline.bars, heights, strict=False):
            self._bar(bar, y)
            y -= height
        for mark in self.timeline.marks:
            self._mark(mark, y)
            y -= _BAR
        undated = words.undated_label(self.timeline)
        self._write(self.x, self.bottom - _AXIS - 5, undated, _SMALL)

    def _at(self, share: float) -> float:
        return self.x + share * self.axis

    def _ticks(self) -> None:
        self.canvas.setStrokeColor(colour(LINE))
        self.canvas.setLineWidth(0.6)
        self.canvas.line(self.x, self.bottom, self.x + self.axis, self.bottom)
        free = self.x
        for tick in self.timeline.ticks:
            self.canvas.line(self._at(tick.at), self.bottom, self._at(tick.at), self.bottom - 3)
            text = words.tick_label(tick)
            half = _SMALL.width(text) / 2
            left = max(self._at(tick.at) - half, self.x)
            if left >= free:
                self._write(left, self.bottom - 10.5, text, _SMALL)
                free = left + 2 * half + 6

    def _meeting(self) -> None:
        if self.timeline.meeting is None:
            return
        at = self._at(self.timeline.meeting)
        self.canvas.setStrokeColor(colour(INK))
        self.canvas.setLineWidth(0.8)
        self.canvas.setDash(2, 2)
        self.canvas.line(at, self.bottom, at, self.top - _TOP + 2)
        self.canvas.setDash()
        text = _("RCP")
        self._write(at - _RCP.width(text) / 2, self.top - _TOP + 4, text, _RCP)

    def _bar(self, bar: Bar, y: float) -> None:
        left, right = self._at(bar.start), self._at(bar.end)
        self.canvas.setFillColor(colour(_GREY))
        self.canvas.rect(left, y - _BAR, right - left, _BAR, stroke=0, fill=1)
        self._ends(bar, left, right, y)
        base = y - _BAR + 3.6
        end = self._write(left + 5, base, words.bar_label(bar), _NAME)
        outcome = words.outcome_label(bar)
        after = self._clear_of_meeting(max(end, right) + 6, outcome)
        self._write(after, base, outcome, _OUTCOME)
        self._write(left + 5, y - _BAR - 7, bar.treatment.dose_note, _SMALL)

    def _ends(self, bar: Bar, left: float, right: float, y: float) -> None:
        """A firm edge for a known date, none for one that is only drawn, an arrow while it goes on."""
        self.canvas.setStrokeColor(colour(_DARK))
        self.canvas.setLineWidth(1.4)
        if bar.start_known:
            self.canvas.line(left, y - _BAR, left, y)
        if bar.end_known:
            self.canvas.line(right, y - _BAR, right, y)
        if bar.is_ongoing:
            self._triangle(right, y - _BAR / 2)

    def _triangle(self, x: float, y: float) -> None:
        path = self.canvas.beginPath()
        path.moveTo(x, y - 4)
        path.lineTo(x + 5, y)
        path.lineTo(x, y + 4)
        path.close()
        self.canvas.setFillColor(colour(_DARK))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _mark(self, mark: Mark, y: float) -> None:
        at, middle = self._at(mark.at), y - _BAR / 2
        self.canvas.setFillColor(colour(INK_2))
        path = self.canvas.beginPath()
        for dx, dy in ((0, 3.6), (3.6, 0), (0, -3.6), (-3.6, 0)):
            (path.lineTo if dx or dy < 0 else path.moveTo)(at + dx, middle + dy)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)
        self._write(at + 7, middle - 2.6, words.mark_label(mark), _NAME)

    def _clear_of_meeting(self, x: float, text: str) -> float:
        """Where the text may start without lying over the line of the meeting."""
        if self.timeline.meeting is None:
            return x
        at = self._at(self.timeline.meeting)
        crosses = x - 2 <= at <= x + _OUTCOME.width(text) + 2
        return at + 5 if crosses and self._left(at) > 90 else x

    def _left(self, x: float) -> float:
        return self.x + self.width - x

    def _write(self, x: float, y: float, value: str, face: Face) -> float:
        """Write one line, cut where the drawing ends; where it ended."""
        if not value:
            return x
        return x + face.write(self.canvas, x, y, face.fit(value, self._left(x)))
