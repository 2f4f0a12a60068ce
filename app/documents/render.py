"""The one renderer: from semantic blocks to the bytes of a PDF, identical for identical blocks."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

from . import _timeline
from ._boxes import Box, BoxLook, Grid, Row, RowLook
from ._frame import draw_frame
from ._layout import Drawing, Piece, Text, draw_stack, fill
from ._style import (
    BRAND,
    CARD,
    INK,
    INK_2,
    LINE,
    METRICS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PATIENT,
    PATIENT_WASH,
    REGULAR,
    WASH,
    Metrics,
    Role,
    Theme,
    bullet_style,
    colour,
    style,
)
from ._text import label, labels, printable, text
from .blocks import (
    Block,
    BulletList,
    CallBox,
    Card,
    Columns,
    Document,
    Figure,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Said,
    Table,
    WritingLines,
    plain,
)

_LEVELS = {1: Role.TITLE, 2: Role.SECTION, 3: Role.CARD_TITLE}


def render(document: Document, pages: Sequence[Sequence[Piece]] = ()) -> bytes:
    """The PDF of a document; `pages` are its own, when they were already laid out."""
    pages = pages or paginate(document)
    metrics = METRICS[document.theme]
    target = io.BytesIO()
    canvas = Canvas(
        target, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="fr-FR"
    )
    _describe(canvas, document)
    for number, pieces in enumerate(pages, start=1):
        draw_frame(canvas, document.frame, document.theme, number, len(pages))
        draw_stack(pieces, canvas, metrics.margin, PAGE_HEIGHT - metrics.top, _width(metrics))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def paginate(document: Document) -> list[list[Piece]]:
    """The pieces of each page; no heading ends a page, and what can stay whole does."""
    metrics = METRICS[document.theme]
    rest = Composer(document.theme).pieces(document.blocks)
    height = PAGE_HEIGHT - metrics.top - metrics.bottom
    pages: list[list[Piece]] = []
    while rest:
        page, rest = fill(rest, _width(metrics), height, force=True)
        pages.append(page)
    return pages or [[]]


def _width(metrics: Metrics) -> float:
    return PAGE_WIDTH - 2 * metrics.margin


def _describe(canvas: Canvas, document: Document) -> None:
    canvas.setTitle(printable(document.title, 200))
    canvas.setSubject(printable(document.subject, 200))
    canvas.setAuthor(printable(document.author, 200))
    canvas.setCreator("Relais")
    canvas.setKeywords(printable(document.keywords, 500))
    canvas.setViewerPreference("DisplayDocTitle", "true")


class Composer:
    """Turns blocks into pieces in one theme; PDF tags will be added here, block by block."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.metrics = METRICS[theme]

    def pieces(self, blocks: Sequence[Block]) -> list[Piece]:
        """The pieces of blocks in reading order."""
        return [piece for block in blocks for piece in self._block(block)]

    def _block(self, block: Block) -> list[Piece]:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case BulletList():
                return self._list(block)
            case WritingLines():
                return [self._writing_line(words) for words in block.labels]
            case Card() | Said() | CallBox() | Columns() | KeepTogether():
                return [self._group(block)]
        return [self._single(block)]

    def _single(self, block: Heading | Table | Figure) -> Piece:
        match block:
            case Heading():
                return self._heading(block)
            case Table():
                return self._table(block)
            case Figure():
                return _timeline.piece(block.timeline, self.metrics.gap)

    def _group(self, block: Card | Said | CallBox | Columns | KeepTogether) -> Piece:
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

    def _heading(self, block: Heading) -> Piece:
        role = _LEVELS[block.level]
        before = self.metrics.section_gap if block.level < 3 else self.metrics.gap
        return Text(text(block.text, style(self.theme, role)), before, with_next=True)

    def _paragraph(self, block: Paragraph) -> list[Piece]:
        apart = block.role is Role.SMALL and self.theme.is_for_patient
        before = self.metrics.section_gap if apart else self.metrics.gap
        return self._texts(block.line, style(self.theme, block.role), before)

    def _list(self, block: BulletList) -> list[Piece]:
        look = bullet_style(self.theme, block.role)
        gap = self.metrics.gap * 0.6
        return [t for item in block.items for t in self._texts(item, look, gap, block.marker)]

    def _texts(
        self, line: Line, look: ParagraphStyle, before: float, bullet: str = ""
    ) -> list[Piece]:
        limit = self.metrics.measure
        return [Text(p, before, limit=limit) for p in labels(line, look, bullet)]

    def _table(self, block: Table) -> Piece:
        head_style, cell_style = style(self.theme, Role.CELL_HEAD), style(self.theme, Role.CELL)
        header = Row(
            [[Text(label(plain(h), head_style))] for h in block.header],
            block.widths,
            RowLook(pad_x=4, pad_y=2, rule=INK_2, ground=WASH),
        )
        look = RowLook(pad_x=4, pad_y=2.2, rule=LINE)
        rows = [
            Row(
                [[t for line in cell for t in self._texts(line, cell_style, 0.8)] for cell in row],
                block.widths,
                look,
            )
            for row in block.rows
        ]
        return Grid(header, rows, before=self.metrics.gap)

    def _card(self, block: Card) -> Piece:
        pad = self.metrics.pad
        look = BoxLook(pad_x=pad + 2, pad_y=pad, border=CARD, border_width=0.8, radius=4)
        if block.accent:
            look = BoxLook(pad_x=pad + 2, pad_y=pad, border=CARD, bar=BRAND, bar_width=3.5)
        return Box(
            self.pieces(block.blocks), look, before=self.metrics.gap + 4, keep=not block.may_split
        )

    def _said(self, block: Said) -> Piece:
        look = BoxLook(
            pad_x=self.metrics.pad + 3,
            pad_y=self.metrics.pad,
            ground=PATIENT_WASH,
            bar=PATIENT,
            bar_width=4,
        )
        return Box(self.pieces(block.blocks), look, before=self.metrics.gap + 3, keep=True)

    def _call_box(self, block: CallBox) -> Piece:
        pad = self.metrics.pad
        look = BoxLook(pad_x=pad + 2, pad_y=pad, border=INK, border_width=2.2, radius=4)
        return Box(self.pieces(block.blocks), look, before=self.metrics.section_gap, keep=True)

    def _columns(self, block: Columns) -> Piece:
        cells = [self.pieces(column) for column in block.columns]
        gap = 18 if self.theme.is_for_patient else 16
        headed = any(isinstance(c[0], Heading) for c in block.columns if c)
        before = self.metrics.section_gap if headed else self.metrics.gap
        return Row(cells, block.widths, RowLook(gap=gap), before=before)

    def _keep(self, block: KeepTogether) -> Piece:
        inside = self.pieces(block.blocks)
        before = inside[0].before if inside else 0
        return Box(inside, before=before, keep=True)

    def _writing_line(self, words: str) -> Piece:
        size, leading = self.metrics.sizes[Role.BODY]
        value = printable(words, 200)

        def paint(canvas: Canvas, x: float, top: float, width: float) -> None:
            base = top - leading * 1.2
            canvas.setFont(REGULAR, size)
            canvas.setFillColor(colour(INK))
            canvas.drawString(x, base, value)
            start = x + canvas.stringWidth(value, REGULAR, size) + (5 if value else 0)
            canvas.setStrokeColor(colour(INK_2))
            canvas.setLineWidth(0.6)
            canvas.setDash(1, 2)
            canvas.line(start, base - 2, x + width, base - 2)
            canvas.setDash()

        return Drawing(leading * 1.4, paint)
