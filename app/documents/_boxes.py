"""Pieces that hold pieces: framed boxes, rows of cells and tables, which can all be cut at a page's end."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from ._layout import EPSILON, Piece, draw_stack, fill, stack_height
from ._sheet import Sheet
from ._style import colour


@dataclass(frozen=True)
class BoxLook:
    """Frame and ground of a box."""

    pad_x: float = 0.0
    pad_y: float = 0.0
    border: str = ""
    border_width: float = 0.6
    ground: str = ""
    bar: str = ""
    bar_width: float = 3.0
    radius: float = 0.0


class Box(Piece):
    """Pieces one under the other in a frame; `keep` holds them on one page when they fit on one."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        look: BoxLook = BoxLook(),
        before: float = 0.0,
        keep: bool = False,
        with_next: bool = False,
    ) -> None:
        self.pieces = tuple(pieces)
        self.look = look
        self.before = before
        self.keep = keep
        self.with_next = with_next

    def measure(self, width: float) -> float:
        return stack_height(self.pieces, self._inner(width)) + 2 * self.look.pad_y

    def cut(self, width: float, height: float, force: bool) -> tuple[Piece | None, Piece | None]:
        if self.measure(width) <= height + EPSILON:
            return self, None
        if self.keep and not force:
            return None, self
        head, tail = fill(self.pieces, self._inner(width), height - 2 * self.look.pad_y, force)
        if not head:
            return None, self
        return (
            Box(head, self.look, self.before),
            Box(tail, self.look) if tail else None,
        )

    def draw(self, canvas: Sheet, x: float, top: float, width: float) -> None:
        with canvas.decoration():
            self._paint(canvas, x, top, width)
        offset = self.look.pad_x + (self.look.bar_width if self.look.bar else 0)
        draw_stack(self.pieces, canvas, x + offset, top - self.look.pad_y, self._inner(width))

    def _paint(self, canvas: Sheet, x: float, top: float, width: float) -> None:
        look, height = self.look, self.measure(width)
        bottom = top - height
        if look.ground:
            canvas.setFillColor(colour(look.ground))
            canvas.roundRect(x, bottom, width, height, look.radius, stroke=0, fill=1)
        if look.border:
            canvas.setStrokeColor(colour(look.border))
            canvas.setLineWidth(look.border_width)
            canvas.roundRect(x, bottom, width, height, look.radius, stroke=1, fill=0)
        if look.bar:
            canvas.setFillColor(colour(look.bar))
            canvas.rect(x, bottom, look.bar_width, height, stroke=0, fill=1)

    def _inner(self, width: float) -> float:
        return width - 2 * self.look.pad_x - (self.look.bar_width if self.look.bar else 0)


@dataclass(frozen=True)
class RowLook:
    """Space and rules of a row of cells."""

    gap: float = 0.0
    pad_y: float = 0.0
    pad_x: float = 0.0
    rule: str = ""
    ground: str = ""


class Row(Piece):
    """Cells side by side, each a stack of pieces."""

    def __init__(
        self,
        cells: Sequence[Sequence[Piece]],
        widths: Sequence[float],
        look: RowLook = RowLook(),
        before: float = 0.0,
    ) -> None:
        total = sum(widths)
        self.cells = tuple(tuple(cell) for cell in cells)
        self.widths = tuple(w / total for w in widths)
        self.look = look
        self.before = before

    def measure(self, width: float) -> float:
        spans = self._spans(width)
        heights = (stack_height(c, s[1]) for c, s in zip(self.cells, spans, strict=True))
        return max(heights, default=0) + 2 * self.look.pad_y

    def cut(self, width: float, height: float, force: bool) -> tuple[Piece | None, Piece | None]:
        if self.measure(width) <= height + EPSILON:
            return self, None
        room = height - 2 * self.look.pad_y
        spans = self._spans(width)
        parts = [fill(c, s[1], room, force) for c, s in zip(self.cells, spans, strict=True)]
        if not any(head for head, _ in parts):
            return None, self
        if not force and any(
            cell and not head for cell, (head, _) in zip(self.cells, parts, strict=True)
        ):
            return None, self
        head = Row([h for h, _ in parts], self.widths, self.look, self.before)
        if not any(tail for _, tail in parts):
            return head, None
        bare = replace(head.look, rule="")
        return (
            Row(head.cells, self.widths, bare, self.before),
            Row([t for _, t in parts], self.widths, self.look),
        )

    def draw(self, canvas: Sheet, x: float, top: float, width: float) -> None:
        height = self.measure(width)
        if self.look.ground:
            with canvas.decoration():
                canvas.setFillColor(colour(self.look.ground))
                canvas.rect(x, top - height, width, height, stroke=0, fill=1)
        for cell, (left, inner) in zip(self.cells, self._spans(width), strict=True):
            draw_stack(cell, canvas, x + left, top - self.look.pad_y, inner)
        if self.look.rule:
            with canvas.decoration():
                canvas.setStrokeColor(colour(self.look.rule))
                canvas.setLineWidth(0.5)
                canvas.line(x, top - height, x + width, top - height)

    def _spans(self, width: float) -> list[tuple[float, float]]:
        """Left edge and inner width of each cell."""
        gaps = self.look.gap * (len(self.widths) - 1)
        spans, left = [], 0.0
        for share in self.widths:
            outer = (width - gaps) * share
            spans.append((left + self.look.pad_x, outer - 2 * self.look.pad_x))
            left += outer + self.look.gap
        return spans


class Grid(Piece):
    """A table: a header repeated after every cut, for the eye only, then rows that stay whole when they can."""

    def __init__(
        self, header: Row, rows: Sequence[Row], before: float = 0.0, goes_on: bool = False
    ) -> None:
        self.header = header
        self.rows = tuple(rows)
        self.before = before
        self.goes_on = goes_on

    def measure(self, width: float) -> float:
        return sum(row.measure(width) for row in (self.header, *self.rows))

    def cut(self, width: float, height: float, force: bool) -> tuple[Piece | None, Piece | None]:
        left = height - self.header.measure(width)
        kept: list[Row] = []
        for index, row in enumerate(self.rows):
            needed = row.measure(width)
            if needed <= left + EPSILON:
                kept.append(row)
                left -= needed
                continue
            rest = list(self.rows[index:])
            if force and not kept:
                head, tail = row.cut(width, left, force)
                kept = [head] if isinstance(head, Row) else []
                rest = ([tail] if isinstance(tail, Row) else []) + rest[1:]
            if not kept:
                return None, self
            head = Grid(self.header, kept, self.before, self.goes_on)
            return head, Grid(self.header, rest, goes_on=True) if rest else None
        return self, None

    def draw(self, canvas: Sheet, x: float, top: float, width: float) -> None:
        with canvas.decoration("Pagination") if self.goes_on else nullcontext():
            self.header.draw(canvas, x, top, width)
        top -= self.header.measure(width)
        for row in self.rows:
            row.draw(canvas, x, top, width)
            top -= row.measure(width)
