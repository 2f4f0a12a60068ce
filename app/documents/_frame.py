"""What stands on every page: head, page number, the patient's band, draft marks and foot."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from app.i18n import _

from ._face import Face
from ._style import (
    BOLD,
    BRAND,
    INK,
    INK_2,
    METRICS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SEMIBOLD,
    WASH,
    WHITE,
    Theme,
    colour,
)
from .blocks import PageFrame

_HEAD = PAGE_HEIGHT - 34
_RULE = PAGE_HEIGHT - 41
_FOOT = 24
_MARK = Face(8.6, BOLD, WHITE)
_WATERMARK = Face(120, BOLD)
_WATERMARK_INK = "#cdd5da"


def draw_frame(canvas: Canvas, frame: PageFrame, theme: Theme, page: int, pages: int) -> None:
    """Draw all of it, under the content to come."""
    if frame.watermark:
        _watermark(canvas, frame.watermark)
    left = METRICS[theme].margin
    right = PAGE_WIDTH - left
    number = _("Page %(n)s sur %(all)s", n=page, all=pages)
    end = _number(canvas, theme, right, number)
    if theme.is_for_patient:
        _marks(canvas, frame.marks, right, _HEAD + 15)
    else:
        end = _marks(canvas, frame.marks, end, _HEAD)
        _band(canvas, frame, left, right)
    head = Face(10.5 if theme.is_for_patient else 8.6, ink=INK_2)
    head.write(canvas, left, _HEAD, head.fit(frame.head, end - left))
    foot = Face(8.5 if theme.is_for_patient else 7.2, ink=INK_2)
    foot.write(canvas, left, _FOOT, foot.fit(frame.foot, right - left))
    canvas.setStrokeColor(colour(BRAND))
    canvas.setLineWidth(1.4)
    canvas.line(left, _RULE, right, _RULE)


def _number(canvas: Canvas, theme: Theme, right: float, number: str) -> float:
    """Page x of y at the right; where the room before it ends."""
    face = Face(10.5 if theme.is_for_patient else 8.6, SEMIBOLD)
    text = face.fit(number, 150)
    start = right - face.width(text)
    face.write(canvas, start, _HEAD, text)
    return start - 10


def _marks(canvas: Canvas, marks: tuple[str, ...], right: float, y: float) -> float:
    """White on black from the right edge leftwards; where the room before them ends."""
    for mark in reversed(marks):
        text = _MARK.fit(mark, 200)
        width = _MARK.width(text) + 10
        right -= width
        canvas.setFillColor(colour(INK))
        canvas.roundRect(right, y - 3.2, width, 12.4, 2, stroke=0, fill=1)
        _MARK.write(canvas, right + 5, y, text)
        right -= 5
    return right - 5 if marks else right


def _band(canvas: Canvas, frame: PageFrame, left: float, right: float) -> None:
    """Name, birth and reference of the patient on a light ground."""
    top, height, pad = _RULE - 5, 26, 8
    canvas.setFillColor(colour(WASH))
    canvas.rect(left, top - height, right - left, height, stroke=0, fill=1)
    y = top - 17.5
    reference = Face(9, SEMIBOLD)
    text = reference.fit(frame.reference, 180)
    end = right - pad - reference.width(text)
    reference.write(canvas, end, y, text)
    name = Face(13, BOLD)
    x = left + pad
    x += name.write(canvas, x, y, name.fit(frame.name, (end - x) * 0.6)) + 10
    details = Face(9.5)
    details.write(canvas, x, y, details.fit(frame.details, end - x - 12))


def _watermark(canvas: Canvas, word: str) -> None:
    """Thin outlined letters across the page: plain to see, and the text over them stays legible in grey."""
    text = _WATERMARK.fit(word, PAGE_HEIGHT)
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(52)
    canvas.setStrokeColor(colour(_WATERMARK_INK))
    canvas.setLineWidth(0.7)
    pen = canvas.beginText(-_WATERMARK.width(text) / 2, -_WATERMARK.size / 3)
    pen.setFont(_WATERMARK.font, _WATERMARK.size)
    pen.setTextRenderMode(1)
    pen.textOut(text)
    canvas.drawText(pen)
    canvas.restoreState()
