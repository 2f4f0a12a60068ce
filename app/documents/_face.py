"""One line of text drawn directly: a face knows its width, cuts what is too long and writes it."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from ._sheet import Sheet
from ._style import INK, REGULAR, colour
from ._text import printable

_SHORT = 200


@dataclass(frozen=True)
class Face:
    """A font at a size in an ink."""

    size: float
    font: str = REGULAR
    ink: str = INK

    def width(self, value: str) -> float:
        """Width of a text, in points."""
        return float(stringWidth(value, self.font, self.size))

    def fit(self, value: str, width: float) -> str:
        """The printable text on one line, cut with an ellipsis where the width ends."""
        kept = printable(value, _SHORT).replace("\n", " ")
        if self.width(kept) <= width:
            return kept
        while kept and self.width(kept + "…") > width:
            kept = kept[:-1]
        return kept.rstrip() + "…"

    def write(self, canvas: Sheet, x: float, y: float, value: str) -> float:
        """Write a text already made printable by `fit`; its width."""
        canvas.setFillColor(colour(self.ink))
        canvas.setFont(self.font, self.size)
        canvas.drawString(x, y, value)
        return self.width(value)
