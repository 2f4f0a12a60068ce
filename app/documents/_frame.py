"""What stands on every page: head, page number, the patient's band, draft marks and foot."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import _

from ._face import Face
from ._sheet import Sheet
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
from ._tags import HEADING, Element, group
from ._text import printable
from .blocks import PageFrame

_HEAD = PAGE_HEIGHT - 34
_RULE = PAGE_HEIGHT - 41
_FOOT = 24
_FOOT_MORE = 14
_MARK = Face(8.6, BOLD, WHITE)
_WATERMARK = Face(120, BOLD)
_WATERMARK_INK = "#cdd5da"


@dataclass(frozen=True)
class FrameTags:
    """Elements of the first page's head: said once, before the content; later pages repeat it for the eye only."""

    head: Element
    marks: tuple[Element, ...]
    band: tuple[Element, ...]

    @property
    def element(self) -> Element:
        """All of them, in reading order."""
        return group("PageHead", (self.head, *self.marks, *self.band))


def frame_tags(frame: PageFrame, titled: bool) -> FrameTags:
    """The elements of a frame; its head is the document's heading when the content has none of its own."""
    head = Element("P") if titled else Element(HEADING, words=printable(frame.head, 200), level=1)
    return FrameTags(head, tuple(Element("P") for _mark in frame.marks), _paragraphs(3))


def _paragraphs(count: int) -> tuple[Element, ...]:
    return tuple(Element("P") for _n in range(count))


def draw_frame(
    canvas: Sheet, frame: PageFrame, theme: Theme, tags: FrameTags, page: int, pages: int
) -> None:
    """Draw all of it, under the content to come."""
    if frame.watermark:
        with canvas.decoration("Pagination", "Watermark"):
            _watermark(canvas, frame.watermark)
    if page == 1:
        _head(canvas, frame, theme, tags, page, pages)
    else:
        with canvas.decoration("Pagination", "Header"):
            _head(canvas, frame, theme, tags, page, pages)
    left = METRICS[theme].margin
    right = PAGE_WIDTH - left
    foot = Face(8.5 if theme.is_for_patient else 7.2, ink=INK_2)
    with canvas.decoration("Pagination", "Footer"):
        foot.write(canvas, left, _FOOT, foot.fit(frame.foot, right - left))
        if frame.foot_more:
            foot.write(canvas, left, _FOOT_MORE, foot.fit(frame.foot_more, right - left))
    with canvas.decoration():
        canvas.setStrokeColor(colour(BRAND))
        canvas.setLineWidth(1.4)
        canvas.line(left, _RULE, right, _RULE)


def _head(
    canvas: Sheet, frame: PageFrame, theme: Theme, tags: FrameTags, page: int, pages: int
) -> None:
    left = METRICS[theme].margin
    right = PAGE_WIDTH - left
    end = _number(canvas, theme, right, _("Page %(n)s sur %(all)s", n=page, all=pages))
    if not theme.is_for_patient:
        end = _marks(canvas, frame.marks, tags.marks, end, _HEAD)
    head = Face(10.5 if theme.is_for_patient else 8.6, ink=INK_2)
    canvas.bookmark(tags.head, PAGE_HEIGHT)
    with canvas.marked(tags.head):
        head.write(canvas, left, _HEAD, head.fit(frame.head, end - left))
    if theme.is_for_patient:
        _marks(canvas, frame.marks, tags.marks, right, _HEAD + 15)
    else:
        _band(canvas, frame, tags.band, left, right)


def _number(canvas: Sheet, theme: Theme, right: float, number: str) -> float:
    """Page x of y at the right; where the room before it ends."""
    face = Face(10.5 if theme.is_for_patient else 8.6, SEMIBOLD)
    text = face.fit(number, 150)
    start = right - face.width(text)
    with canvas.decoration("Pagination", "Header"):
        face.write(canvas, start, _HEAD, text)
    return start - 10


def _marks(
    canvas: Sheet, marks: tuple[str, ...], tags: tuple[Element, ...], right: float, y: float
) -> float:
    """White on black from the right edge leftwards; where the room before them ends."""
    for mark, tag in zip(reversed(marks), reversed(tags), strict=True):
        text = _MARK.fit(mark, 200)
        width = _MARK.width(text) + 10
        right -= width
        with canvas.decoration():
            canvas.setFillColor(colour(INK))
            canvas.roundRect(right, y - 3.2, width, 12.4, 2, stroke=0, fill=1)
        with canvas.marked(tag):
            _MARK.write(canvas, right + 5, y, text)
        right -= 5
    return right - 5 if marks else right


def _band(
    canvas: Sheet, frame: PageFrame, tags: tuple[Element, ...], left: float, right: float
) -> None:
    """Name, birth and reference of the patient on a light ground."""
    top, height, pad = _RULE - 5, 26, 8
    with canvas.decoration():
        canvas.setFillColor(colour(WASH))
        canvas.rect(left, top - height, right - left, height, stroke=0, fill=1)
    y = top - 17.5
    reference = Face(9, SEMIBOLD)
    text = reference.fit(frame.reference, 180)
    end = right - pad - reference.width(text)
    name, details = Face(13, BOLD), Face(9.5)
    x = left + pad
    with canvas.marked(tags[0]):
        x += name.write(canvas, x, y, name.fit(frame.name, (end - x) * 0.6)) + 10
    with canvas.marked(tags[1]):
        details.write(canvas, x, y, details.fit(frame.details, end - x - 12))
    with canvas.marked(tags[2]):
        reference.write(canvas, end, y, text)


def _watermark(canvas: Sheet, word: str) -> None:
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
