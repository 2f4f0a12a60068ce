"""The signs of the printed journey: each has a shape of its own, so that a photocopy loses nothing."""

from __future__ import annotations

from ._sheet import Sheet
from ._style import INK, INK_2, colour

_POLYGONS = {
    "surgery": ((0.0, 3.6), (3.6, 0.0), (0.0, -3.6), (-3.6, 0.0)),
    "radiotherapy": ((-3.6, -3.0), (3.6, -3.0), (0.0, 3.6)),
    "gesture": ((-3.0, -3.0), (3.0, -3.0), (3.0, 3.0), (-3.0, 3.0)),
}


def sign(canvas: Sheet, code: str, x: float, y: float) -> None:
    """The sign of a code of the legend, its middle at (x, y)."""
    if code in _POLYGONS:
        _polygon(canvas, code, x, y)
    elif code == "progression":
        cross(canvas, x, y)
    elif code == "reduced":
        hatched(canvas, x - 5, x + 5, y - 1.5, 3)
    elif code == "unsure":
        _unsure(canvas, x, y)
    elif code == "image":
        _image(canvas, x, y)
    else:
        _result(canvas, x, y)


def cross(canvas: Sheet, x: float, y: float) -> None:
    """A progression."""
    canvas.setStrokeColor(colour(INK))
    canvas.setLineWidth(1.5)
    canvas.line(x - 2.8, y - 2.8, x + 2.8, y + 2.8)
    canvas.line(x - 2.8, y + 2.8, x + 2.8, y - 2.8)


def hatched(canvas: Sheet, left: float, right: float, bottom: float, height: float) -> None:
    """The strip of a reduced dose."""
    right = max(right, left + 3)
    canvas.setStrokeColor(colour(INK_2))
    canvas.setFillColor(colour("#ffffff"))
    canvas.setLineWidth(0.5)
    canvas.rect(left, bottom, right - left, height, stroke=1, fill=1)
    at = left
    while at + height <= right:
        canvas.line(at, bottom, at + height, bottom + height)
        at += 3


def _polygon(canvas: Sheet, code: str, x: float, y: float) -> None:
    first, *rest = _POLYGONS[code]
    path = canvas.beginPath()
    path.moveTo(x + first[0], y + first[1])
    for dx, dy in rest:
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.setFillColor(colour(INK_2))
    canvas.drawPath(path, stroke=0, fill=1)


def _result(canvas: Sheet, x: float, y: float) -> None:
    canvas.setStrokeColor(colour(INK_2))
    canvas.setFillColor(colour("#ffffff"))
    canvas.setLineWidth(1)
    canvas.circle(x, y, 3.1, stroke=1, fill=1)
    canvas.setFillColor(colour(INK_2))
    canvas.circle(x, y, 1.1, stroke=0, fill=1)


def _image(canvas: Sheet, x: float, y: float) -> None:
    canvas.setFillColor(colour(INK_2))
    canvas.rect(x - 3.8, y - 2.8, 7.6, 5.6, stroke=0, fill=1)
    canvas.setFillColor(colour("#ffffff"))
    canvas.circle(x, y, 1.6, stroke=0, fill=1)


def _unsure(canvas: Sheet, x: float, y: float) -> None:
    canvas.setStrokeColor(colour(INK_2))
    canvas.setFillColor(colour("#ffffff"))
    canvas.setLineWidth(0.6)
    canvas.setDash(1.5, 1.5)
    canvas.rect(x - 5, y - 3, 10, 6, stroke=1, fill=1)
    canvas.setDash()
