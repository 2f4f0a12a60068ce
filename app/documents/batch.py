"""Several prints as one file: a bookmark for each, and each on a new sheet, so that duplex never joins two patients."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import _

from ._face import Face
from ._sheet import Sheet
from ._style import INK_2, METRICS, PAGE_HEIGHT, Theme
from ._tags import group
from ._text import printable
from .blocks import Document
from .render import Layout, describe, draw, head_of


@dataclass(frozen=True)
class Part:
    """One print among others, already laid out; `bookmark` names it in the outline."""

    bookmark: str
    document: Document
    layout: Layout


def bind(parts: Sequence[Part], about: Document) -> bytes:
    """The PDF of all parts in order; `about` gives the file its title, subject and author, nothing else of it is drawn.

    Each part keeps its own page numbers and begins on an odd page: a blank one follows a part that ends on one.
    Identical bytes for identical arguments. ValueError without any part: a file has a page.
    """
    if not parts:
        raise ValueError("nothing to bind")
    heads = [head_of(part.document, part.layout) for part in parts]
    root = group(
        "Document",
        (
            group("Part", (head.element, *part.layout.tags))
            for part, head in zip(parts, heads, strict=True)
        ),
    )
    target = io.BytesIO()
    canvas = Sheet(target, root)
    describe(canvas, about)
    for number, (part, head) in enumerate(zip(parts, heads, strict=True), start=1):
        canvas.begin_part(printable(part.bookmark, 200))
        draw(canvas, part.document, part.layout, head)
        if len(part.layout.pages) % 2 and number < len(parts):
            _blank(canvas, part.document.theme)
    canvas.save()
    return target.getvalue()


def _blank(canvas: Sheet, theme: Theme) -> None:
    """The back of a sheet left white; it says so, so that nobody looks for what is missing."""
    face = Face(8.6, ink=INK_2)
    with canvas.decoration("Pagination", "Footer"):
        face.write(canvas, METRICS[theme].margin, PAGE_HEIGHT - 34, _("Page laissée blanche"))
    canvas.showPage()
