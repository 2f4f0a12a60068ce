"""Pieces that know their height, can be cut at a page's end and draw themselves: the grammar of our pages.

Every piece measures itself for a width, cuts itself at a height, and draws itself from its top left corner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from reportlab.platypus import Paragraph

from ._sheet import Sheet
from ._tags import Element

EPSILON = 0.01


class Piece:
    """Base of all pieces; `before` is the space above (none at a page's top), `with_next` forbids ending a page."""

    before: float = 0.0
    with_next: bool = False

    def measure(self, width: float) -> float:
        """Height at this width."""
        raise NotImplementedError

    def cut(self, width: float, height: float, force: bool) -> tuple[Piece | None, Piece | None]:
        """The part that fits in `height` and the rest; with `force` something always comes out."""
        if force or self.measure(width) <= height + EPSILON:
            return self, None
        return None, self

    def draw(self, canvas: Sheet, x: float, top: float, width: float) -> None:
        """Draw with the top left corner at (x, top)."""
        raise NotImplementedError


class Text(Piece):
    """One paragraph, never wider than `limit`; `tags` are its elements: of the line, or of the bullet and the line."""

    def __init__(
        self,
        paragraph: Paragraph,
        before: float = 0.0,
        with_next: bool = False,
        limit: float = float("inf"),
        tags: tuple[Element, ...] = (),
    ) -> None:
        self.paragraph = paragraph
        self.before = before
        self.with_next = with_next
        self.limit = limit
        self.tags = tags
        self._known: tuple[float, float] | None = None

    def measure(self, width: float) -> float:
        width = min(width, self.limit)
        if self._known is None or self._known[0] != width:
            self._known = width, self.paragraph.wrap(width, 1e6)[1]
        return self._known[1]

    def cut(self, width: float, height: float, force: bool) -> tuple[Piece | None, Piece | None]:
        if self.measure(width) <= height + EPSILON:
            return self, None
        width = min(width, self.limit)
        parts = self.paragraph.split(width, height) if height > 0 else []
        # ReportLab forgets the lines of a paragraph that it was asked to split.
        self._known = None
        if len(parts) == 2:
            first, last = (cast(Paragraph, part) for part in parts)
            head = Text(first, self.before, limit=self.limit, tags=self.tags)
            return head, Text(last, limit=self.limit, tags=self.tags[-1:])
        return (self, None) if force else (None, self)

    def draw(self, canvas: Sheet, x: float, top: float, width: float) -> None:
        height = self.measure(width)
        for tag in self.tags:
            canvas.bookmark(tag, top)
        with canvas.marked(*self.tags):
            self.paragraph.drawOn(canvas, x, top - height)


class Drawing(Piece):
    """A drawing of fixed height made by a function of (canvas, x, top, width), which marks what it draws."""

    def __init__(
        self, height: float, paint: Callable[[Sheet, float, float, float], None], before: float = 0
    ) -> None:
        self.height = height
        self.paint = paint
        self.before = before

    def measure(self, width: float) -> float:
        return self.height

    def draw(self, canvas: Sheet, x: float, top: float, width: float) -> None:
        self.paint(canvas, x, top, width)


def stack_height(pieces: Sequence[Piece], width: float) -> float:
    """Height of pieces one under the other; the first one's space above is dropped."""
    heights = [p.measure(width) + (p.before if i else 0) for i, p in enumerate(pieces)]
    return sum(heights)


def draw_stack(pieces: Sequence[Piece], canvas: Sheet, x: float, top: float, width: float) -> None:
    """Draw pieces one under the other."""
    for index, piece in enumerate(pieces):
        top -= piece.before if index else 0
        piece.draw(canvas, x, top, width)
        top -= piece.measure(width)


def fill(
    pieces: Sequence[Piece], width: float, height: float, force: bool
) -> tuple[list[Piece], list[Piece]]:
    """The pieces that fit in `height` and the rest; a heading is never the last of the first part."""
    placed: list[Piece] = []
    left = height
    for index, piece in enumerate(pieces):
        room = left - (piece.before if placed else 0)
        head, tail = piece.cut(width, room, force and not _bodies(placed))
        if head is not None:
            placed.append(head)
            left = room - head.measure(width)
        if tail is not None:
            rest = [tail, *pieces[index + 1 :]]
            return _without_orphans(placed, rest, head, force)
    return placed, []


def _bodies(placed: Sequence[Piece]) -> list[Piece]:
    return [p for p in placed if not p.with_next]


def _without_orphans(
    placed: list[Piece], rest: list[Piece], head: Piece | None, force: bool
) -> tuple[list[Piece], list[Piece]]:
    while head is None and placed and placed[-1].with_next:
        rest.insert(0, placed.pop())
    return placed, rest
