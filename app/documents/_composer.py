"""From semantic blocks to pieces that can be drawn and elements that can be read aloud, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.lib.styles import ParagraphStyle

from . import _pictogram, _timeline
from ._boxes import Box, BoxLook, Grid, Row, RowLook
from ._laid import Laid, Memory, clear
from ._layout import Drawing, Piece, Text
from ._sheet import Sheet
from ._style import (
    BRAND,
    CARD,
    INK,
    INK_2,
    LINE,
    METRICS,
    PATIENT,
    PATIENT_WASH,
    REGULAR,
    WASH,
    Role,
    Theme,
    bullet_style,
    colour,
    style,
)
from ._tags import HEADING, Element, group
from ._text import label, labels, printable, text
from .blocks import (
    Block,
    BulletList,
    CallBox,
    Card,
    Cell,
    Columns,
    Figure,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Pictogram,
    Said,
    Table,
    WritingLines,
    joined,
    plain,
)

_LEVELS = {1: Role.TITLE, 2: Role.SECTION, 3: Role.CARD_TITLE}
# ISO 32000-1 § 14.8.5.5, by the last sign of the marker.
_NUMBERINGS = {"•": "Disc", ".": "Decimal"}
_APART = {Role.TITLE, Role.SECTION}


class Composer:
    """Turns blocks into pieces and elements in one theme; kept between versions of a document, it is quicker."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.metrics = METRICS[theme]
        self._memory = Memory()

    def whole(self, blocks: Sequence[Block]) -> Laid:
        """The pieces of a whole document, which the next one may use again."""
        self._memory.restart()
        return self.compose(blocks)

    def compose(self, blocks: Sequence[Block]) -> Laid:
        """The pieces and elements of blocks in reading order."""
        laid = [self._block(block) for block in blocks]
        if self.theme is Theme.FICHE:
            for at, (above, below) in enumerate(pairwise(blocks), start=1):
                if isinstance(above, Card | Said) and isinstance(below, Paragraph | Columns):
                    laid[at] = clear(laid[at])
        return Laid([p for one in laid for p in one.pieces], [t for one in laid for t in one.tags])

    def _block(self, block: Block) -> Laid:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case BulletList():
                return self._list(block)
            case WritingLines():
                return self._writing_lines(block)
            case Card() | Said() | CallBox() | Columns() | KeepTogether():
                return self._group(block)
        return self._single(block)

    def _single(self, block: Heading | Table | Figure | Pictogram) -> Laid:
        match block:
            case Heading():
                return self._heading(block)
            case Table():
                return self._table(block)
            case Figure():
                drawing = _timeline.piece(block.timeline, self.metrics.gap)
                return self._figure(drawing, block.alternative)
            case Pictogram():
                return self._figure(_pictogram.piece(block.count, 3), block.alternative)

    def _group(self, block: Card | Said | CallBox | Columns | KeepTogether) -> Laid:
        match block:
            case Card():
                return self._card(block)
            case Said():
                return self._said(block)
            case CallBox():
                return self._call_box(block)
            case Columns():
                return self._columns(block)
            case KeepTogether():
                return self._keep(block)

    def _heading(self, block: Heading) -> Laid:
        role = block.role or _LEVELS[block.level]
        before = self.metrics.section_gap if role in _APART else self.metrics.gap
        words = printable(block.text, 200).replace("\n", " ")
        tag = Element(HEADING, words=words, level=block.level)
        drawn = text(block.text, style(self.theme, role))
        return Laid([Text(drawn, before, with_next=True, tags=(tag,))], [tag])

    def _paragraph(self, block: Paragraph) -> Laid:
        apart = block.role is Role.SMALL and self.theme.is_for_patient
        before = self.metrics.section_gap if apart else self.metrics.gap
        return self._texts(block.line, style(self.theme, block.role), before)

    def _list(self, block: BulletList) -> Laid:
        look = bullet_style(self.theme, block.role)
        gap = self.metrics.gap * 0.6
        items = [self._texts(item, look, gap, "LBody", block.marker) for item in block.items]
        tags = tuple(tag for item in items for tag in item.tags)
        numbering = _NUMBERINGS.get(block.marker[-1:], "None")
        return Laid([p for item in items for p in item.pieces], [Element("L", tags, how=numbering)])

    def _texts(
        self, line: Line, look: ParagraphStyle, before: float, kind: str = "P", bullet: str = ""
    ) -> Laid:
        """A line as one element of a kind; as paragraphs inside it when it has several."""
        key = line, look.name, before, kind, bullet
        return self._memory.get(key, lambda: self._wrapped(line, look, before, kind, bullet))

    def _wrapped(
        self, line: Line, look: ParagraphStyle, before: float, kind: str, bullet: str
    ) -> Laid:
        drawn = labels(line, look, bullet)
        how = "Row" if kind == "TH" else ""
        alone = len(drawn) == 1
        tags = [Element(kind, how=how) if alone else Element("P") for _part in drawn]
        mark = (Element("Lbl"),) if bullet else ()
        pieces: list[Piece] = [
            Text(part, before, limit=self.metrics.measure, tags=(tag,) if number else (*mark, tag))
            for number, (part, tag) in enumerate(zip(drawn, tags, strict=True))
        ]
        if not alone and kind != "P":
            tags = [Element(kind, tuple(tags), how=how)]
        return Laid(pieces, [group("LI", (*mark, *tags))] if bullet else tags)

    def _figure(self, drawing: Drawing, alternative: str) -> Laid:
        tag = Element("Figure", words=printable(alternative))

        def paint(canvas: Sheet, x: float, top: float, width: float) -> None:
            canvas.boxes[tag] = (x, top - drawing.height, x + width, top)
            with canvas.marked(tag):
                drawing.paint(canvas, x, top, width)

        return Laid([Drawing(drawing.height, paint, drawing.before)], [tag])

    def _table(self, block: Table) -> Laid:
        heads = [Element("TH", how="Column") for _head in block.header]
        head_style = style(self.theme, Role.CELL_HEAD)
        cells = [
            [Text(label(plain(words), head_style), tags=(tag,))]
            for words, tag in zip(block.header, heads, strict=True)
        ]
        header = Row(cells, block.widths, RowLook(pad_x=4, pad_y=2, rule=INK_2, ground=WASH))
        look = RowLook(pad_x=4, pad_y=2.2, rule=LINE)
        # In a table of a row or two the columns are enough to find one's place.
        named = len(block.rows) * (len(block.header) - 2) >= len(block.header)
        laid = [self._row(row, named) for row in block.rows]
        rows = [Row([cell.pieces for cell in row], block.widths, look) for row in laid]
        tags = [group("TR", (t for cell in row for t in cell.tags)) for row in laid]
        whole = Element("Table", (group("TR", heads), *tags), printable(block.summary, 200))
        return Laid([Grid(header, rows, before=self.metrics.gap)], [whole])

    def _row(self, row: Sequence[Cell], named: bool) -> list[Laid]:
        """The cells of a row; when rows are named, the first one does it if it says anything."""
        heads = named and any(joined(line).strip() for line in row[0])
        return [self._cell(c, "TD" if n or not heads else "TH") for n, c in enumerate(row)]

    def _cell(self, cell: Cell, kind: str) -> Laid:
        look = style(self.theme, Role.CELL)
        if len(cell) == 1:
            return self._texts(cell[0], look, 0.8, kind)
        inside = [self._texts(line, look, 0.8) for line in cell]
        pieces = [p for one in inside for p in one.pieces]
        tags = tuple(t for one in inside for t in one.tags)
        return Laid(pieces, [Element(kind, tags, how="Row" if kind == "TH" else "")])

    def _card(self, block: Card) -> Laid:
        pad = self.metrics.pad
        look = BoxLook(pad_x=pad + 2, pad_y=pad, border=CARD, border_width=0.8, radius=4)
        if block.accent:
            look = BoxLook(pad_x=pad + 2, pad_y=pad, border=CARD, bar=BRAND, bar_width=3.5)
        inside = self.compose(block.blocks)
        box = Box(inside.pieces, look, before=self.metrics.gap + 4, keep=not block.may_split)
        return Laid([box], [group("Card", inside.tags)])

    def _said(self, block: Said) -> Laid:
        look = BoxLook(
            pad_x=self.metrics.pad + 3,
            pad_y=self.metrics.pad,
            ground=PATIENT_WASH,
            bar=PATIENT,
            bar_width=4,
        )
        inside = self.compose(block.blocks)
        box = Box(inside.pieces, look, before=self.metrics.gap + 3, keep=not block.may_split)
        return Laid([box], [group("Said", inside.tags)])

    def _call_box(self, block: CallBox) -> Laid:
        pad = self.metrics.pad
        look = BoxLook(pad_x=pad + 2, pad_y=pad, border=INK, border_width=2.2, radius=4)
        inside = self.compose(block.blocks)
        box = Box(inside.pieces, look, before=self.metrics.section_gap, keep=True)
        return Laid([box], [group("CallBox", inside.tags)])

    def _columns(self, block: Columns) -> Laid:
        cells = [self.compose(column) for column in block.columns]
        gap = 18 if self.theme.is_for_patient else 16
        headed = any(isinstance(c[0], Heading) for c in block.columns if c)
        before = self.metrics.section_gap if headed else self.metrics.gap
        row = Row([c.pieces for c in cells], block.widths, RowLook(gap=gap), before=before)
        return Laid([row], [tag for cell in cells for tag in cell.tags])

    def _keep(self, block: KeepTogether) -> Laid:
        inside = self.compose(block.blocks)
        before = inside.pieces[0].before if inside.pieces else 0
        return Laid([Box(inside.pieces, before=before, keep=True)], inside.tags)

    def _writing_lines(self, block: WritingLines) -> Laid:
        laid = [self._writing_line(printable(words, 200)) for words in block.labels]
        return Laid([p for one in laid for p in one.pieces], [t for one in laid for t in one.tags])

    def _writing_line(self, value: str) -> Laid:
        size, leading = self.metrics.sizes[Role.BODY]
        tags = [Element("P")] if value else []

        def paint(canvas: Sheet, x: float, top: float, width: float) -> None:
            base = top - leading * 1.2
            with canvas.marked(*tags):
                canvas.setFont(REGULAR, size)
                canvas.setFillColor(colour(INK))
                if value:
                    canvas.drawString(x, base, value)
            start = x + canvas.stringWidth(value, REGULAR, size) + (5 if value else 0)
            with canvas.decoration():
                canvas.setStrokeColor(colour(INK_2))
                canvas.setLineWidth(0.6)
                canvas.setDash(1, 2)
                canvas.line(start, base - 2, x + width, base - 2)
                canvas.setDash()

        return Laid([Drawing(leading * 1.4, paint)], tags)
