"""Ten rows of ten people, some of them dark: a share that is seen, the same size everywhere (IPDAS, presenting probabilities)."""

from __future__ import annotations

from ._layout import Drawing
from ._sheet import Sheet
from ._style import INK, INK_2, WHITE, colour

SIDE = 10
_CELL, _DOT = 7.6, 3.0


def piece(count: int, before: float) -> Drawing:
    """The drawing of `count` people out of a hundred, filled row by row from the top left."""
    return Drawing(
        SIDE * _CELL, lambda canvas, x, top, _width: _draw(canvas, count, x, top), before
    )


def _draw(canvas: Sheet, count: int, x: float, top: float) -> None:
    """Dark or hollow, never by colour alone: grey print and colour-blind eyes lose nothing."""
    canvas.setStrokeColor(colour(INK_2))
    canvas.setLineWidth(0.7)
    for place in range(SIDE * SIDE):
        row, column = divmod(place, SIDE)
        canvas.setFillColor(colour(INK if place < count else WHITE))
        canvas.circle(x + (column + 0.5) * _CELL, top - (row + 0.5) * _CELL, _DOT, stroke=1, fill=1)
