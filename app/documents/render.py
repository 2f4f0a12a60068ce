"""The one renderer: from semantic blocks to the bytes of a tagged PDF, identical for identical blocks."""

from __future__ import annotations

import io
from dataclasses import dataclass

from ._composer import Composer
from ._frame import FrameTags, draw_frame, frame_tags
from ._layout import Piece, draw_stack, fill
from ._sheet import Sheet
from ._style import METRICS, PAGE_HEIGHT, PAGE_WIDTH, Metrics
from ._tags import Element, group
from ._text import printable
from .blocks import Document


@dataclass(frozen=True)
class Layout:
    """The pieces of each page of a document, and the structure of its content."""

    pages: list[list[Piece]]
    tags: list[Element]


def render(document: Document, layout: Layout | None = None) -> bytes:
    """The PDF of a document; `layout` is its own, when it was already laid out."""
    layout = layout or paginate(document)
    head = head_of(document, layout)
    target = io.BytesIO()
    canvas = Sheet(target, group("Document", (head.element, *layout.tags)))
    describe(canvas, document)
    draw(canvas, document, layout, head)
    canvas.save()
    return target.getvalue()


def head_of(document: Document, layout: Layout) -> FrameTags:
    """The elements of a document's frame, said before its content."""
    titled = any(e.level == 1 for tag in layout.tags for e in tag.walk())
    return frame_tags(document.frame, titled)


def draw(canvas: Sheet, document: Document, layout: Layout, head: FrameTags) -> None:
    """Draw every page of a document, numbered from one, on a sheet whose structure holds its elements."""
    metrics = METRICS[document.theme]
    count = len(layout.pages)
    for number, pieces in enumerate(layout.pages, start=1):
        draw_frame(canvas, document.frame, document.theme, head, number, count)
        draw_stack(pieces, canvas, metrics.margin, PAGE_HEIGHT - metrics.top, _width(metrics))
        canvas.showPage()


def paginate(document: Document, composer: Composer | None = None) -> Layout:
    """The pieces of each page; no heading ends a page, and what can stay whole does.

    A composer of the same theme that laid out another version of the document makes only what differs.
    """
    metrics = METRICS[document.theme]
    laid = (composer or Composer(document.theme)).whole(document.blocks)
    rest = laid.pieces
    height = PAGE_HEIGHT - metrics.top - metrics.bottom
    pages: list[list[Piece]] = []
    while rest:
        page, rest = fill(rest, _width(metrics), height, force=True)
        pages.append(page)
    return Layout(pages or [[]], laid.tags)


def _width(metrics: Metrics) -> float:
    return PAGE_WIDTH - 2 * metrics.margin


def describe(canvas: Sheet, document: Document) -> None:
    """Title, subject, author and keywords of the file, from one document."""
    canvas.setTitle(printable(document.title, 200))
    canvas.setSubject(printable(document.subject, 200))
    canvas.setAuthor(printable(document.author, 200))
    canvas.setCreator("Relais")
    canvas.setKeywords(printable(document.keywords, 500))
    canvas.setViewerPreference("DisplayDocTitle", "true")
