"""The journey drawn in grey for paper: from the shared `Timeline` and its layout to a piece of a page."""

from __future__ import annotations

from app.domain.timeline import Timeline
from app.domain.timeline_layout import Layout, PlacedBar, PlacedSign, Written
from app.wording import timeline as words

from ._face import Face
from ._layout import Drawing
from ._sheet import Sheet
from ._style import INK, INK_2, LINE, METRICS, PAGE_WIDTH, SEMIBOLD, Theme, colour
from ._timeline_signs import cross, hatched, sign

_EM = 7.9
_WIDTH = PAGE_WIDTH - 2 * METRICS[Theme.FICHE].margin
_ROW, _BAR, _FLAGS, _AXIS, _LEGEND = 12.5, 9.5, 9.0, 13.0, 10.0
_FACES = {
    "name": Face(_EM),
    "outcome": Face(7.4, SEMIBOLD),
    "note": Face(7.2, ink=INK_2),
    "sign": Face(7.6),
    "tick": Face(7.2, ink=INK_2),
    "flag": Face(7.2, SEMIBOLD),
}
_GREY, _DARK = "#dde3e7", "#7b8892"


def piece(timeline: Timeline, before: float) -> Drawing:
    """The drawing as a piece of a page, as high as its rows need at the width of a fiche."""
    plan = words.laid_out(timeline, _WIDTH / _EM)
    legend = words.legend(timeline)
    below = (_LEGEND if legend else 0) + (_LEGEND if timeline.undated else 0)
    return Drawing(
        _FLAGS + plan.tiers * _ROW + _AXIS + below,
        lambda canvas, x, top, _width: _Pen(canvas, timeline, plan, x, top).draw(legend),
        before,
    )


class _Pen:
    """Draws one timeline at one place."""

    def __init__(
        self, canvas: Sheet, timeline: Timeline, plan: Layout, x: float, top: float
    ) -> None:
        self.canvas, self.timeline, self.plan = canvas, timeline, plan
        self.x, self.top = x, top
        self.width = plan.width * _EM
        self.bottom = top - _FLAGS - plan.tiers * _ROW

    def draw(self, legend: tuple[tuple[str, str], ...]) -> None:
        """Lines first, so that bars, signs and words stand over them."""
        self._lines()
        self._ticks()
        for bar in self.plan.bars:
            self._bar(bar)
        for placed in self.plan.signs:
            self._sign(placed)
        for written in self.plan.words:
            self._write(written, self._base(written.tier))
        for flag in self.plan.flags:
            self._write(flag, self.top - _FLAGS + 2.5)
        self._below(legend)

    def _at(self, share: float) -> float:
        return self.x + share * self.width

    def _top(self, tier: int) -> float:
        return self.top - _FLAGS - tier * _ROW

    def _base(self, tier: int) -> float:
        return self._top(tier) - _ROW + 4.4

    def _lines(self) -> None:
        """Today in a thin line, the meeting in dashes: told apart without colour, and by their words above."""
        self.canvas.setStrokeColor(colour(INK))
        for place, dash in ((self.timeline.today, ()), (self.timeline.meeting, (2, 2))):
            if place is not None:
                self.canvas.setLineWidth(0.9 if dash else 0.4)
                self.canvas.setDash(*dash)
                self.canvas.line(self._at(place), self.bottom, self._at(place), self.top - _FLAGS)
        self.canvas.setDash()

    def _ticks(self) -> None:
        self.canvas.setStrokeColor(colour(LINE))
        self.canvas.setLineWidth(0.6)
        self.canvas.line(self.x, self.bottom, self.x + self.width, self.bottom)
        for at, label in self.plan.ticks:
            place = self.x + at * _EM
            self.canvas.line(place, self.bottom, place, self.bottom - 3)
            if label:
                self._write(label, self.bottom - 10)

    def _bar(self, placed: PlacedBar) -> None:
        bar, top = placed.bar, self._top(placed.tier) - 1.5
        left, right = self._at(bar.start), self._at(bar.end)
        self._box(left, right, top, "")
        if bar.sure_end > bar.sure_start:
            self._box(self._at(bar.sure_start), self._at(bar.sure_end), top, _GREY)
        if bar.is_ongoing:
            self._arrow(right, top - _BAR / 2)
        if placed.reduced_from is not None:
            hatched(self.canvas, self._at(placed.reduced_from), right, top - _BAR - 2, 2)
        if bar.progression_span:
            middle = self._at(bar.progression_span.middle)
            self._link(right, self._at(bar.progression_span.start), top - _BAR / 2)
            self._reach(bar.progression_span.start, bar.progression_span.end, top - _BAR / 2)
            cross(self.canvas, middle, top - _BAR / 2)

    def _box(self, left: float, right: float, top: float, ground: str) -> None:
        """A certain stretch is filled with a firm edge; a doubtful one is white with a dashed edge."""
        self.canvas.setStrokeColor(colour(_DARK))
        self.canvas.setLineWidth(0.6)
        self.canvas.setFillColor(colour(ground or "#ffffff"))
        self.canvas.setDash(*(() if ground else (1.5, 1.5)))
        self.canvas.rect(left, top - _BAR, max(right - left, 1.5), _BAR, stroke=1, fill=1)
        self.canvas.setDash()

    def _arrow(self, x: float, y: float) -> None:
        path = self.canvas.beginPath()
        path.moveTo(x - 5, y - 3)
        path.lineTo(x, y)
        path.lineTo(x - 5, y + 3)
        path.close()
        self.canvas.setFillColor(colour(_DARK))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _link(self, end: float, progressed: float, y: float) -> None:
        """From a bar to the progression that came after it."""
        if progressed > end:
            self.canvas.setStrokeColor(colour(LINE))
            self.canvas.setLineWidth(0.6)
            self.canvas.line(end, y, progressed, y)

    def _reach(self, start: float, end: float, y: float) -> None:
        """The stretch a partial date may mean, under its sign."""
        if (end - start) * self.width < 7:
            return
        self.canvas.setStrokeColor(colour(INK_2))
        self.canvas.setLineWidth(0.8)
        self.canvas.setDash(1, 1.5)
        self.canvas.line(self._at(start), y, self._at(end), y)
        self.canvas.setDash()

    def _sign(self, placed: PlacedSign) -> None:
        y = self._top(placed.tier) - _ROW / 2
        self._reach(placed.span.start, placed.span.end, y)
        sign(self.canvas, placed.sign, self._at(placed.span.middle), y)

    def _below(self, legend: tuple[tuple[str, str], ...]) -> None:
        y, x, face = self.bottom - _AXIS - 6, self.x, _FACES["note"]
        for code, name in legend:
            sign(self.canvas, code, x + 5, y + 2.4)
            x += 12 + face.write(self.canvas, x + 12, y, face.fit(name, self.width)) + 10
        if undated := words.undated_label(self.timeline):
            y -= _LEGEND if legend else 0
            face.write(self.canvas, self.x, y, face.fit(undated, self.width))

    def _write(self, written: Written, y: float) -> None:
        face = _FACES[written.part]
        text = face.fit(written.text, self.width)
        x = self.x + written.x * _EM - (face.width(text) if written.is_end else 0)
        face.write(self.canvas, max(x, self.x), y, text)
