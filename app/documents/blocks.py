"""Semantic blocks of a print: what a piece of a document is, never how it is drawn (see render.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from app.domain.timeline import Timeline

from ._style import Role, Theme


class Tone(Enum):
    """Weight of a run of text."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    PATIENT = "patient"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one tone; a space at its edge separates it from its neighbour."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Run, ...]


def plain(text: str) -> Line:
    """A line of ordinary text."""
    return (Run(text),)


def strong(text: str) -> Line:
    """A line of heavier text."""
    return (Run(text, Tone.STRONG),)


def muted(text: str) -> Line:
    """A line of secondary text."""
    return (Run(text, Tone.MUTED),)


def labelled(label: str, value: str) -> Line:
    """A heavier label, then the value."""
    return Run(label + " ", Tone.STRONG), Run(value)


def run_on(lines: Iterable[Line]) -> Line:
    """Labelled lines one after the other in one paragraph, each ended by a full stop."""
    whole: Line = ()
    for line in lines:
        *label, last = line
        ended = replace(last, text=last.text.rstrip(" .;") + ".")
        whole += (*((Run(" "),) if whole else ()), *label, ended)
    return whole


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 for the document, 2 for a section, 3 in a card; `role` is its look when not its level's.

    It never ends a page.
    """

    level: int
    text: str
    role: Role | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in the style of its role."""

    line: Line
    role: Role = Role.BODY


@dataclass(frozen=True)
class BulletList:
    """A list; `marker` is the sign before each item."""

    items: tuple[Line, ...]
    marker: str = "•"
    role: Role = Role.BODY


Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """A table with a header row repeated on each page; `widths` are shares of the width, `summary` says what it is."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    summary: str


@dataclass(frozen=True)
class Figure:
    """A drawing and the sentences that replace it for those who do not see it."""

    timeline: Timeline
    alternative: str


@dataclass(frozen=True)
class Pictogram:
    """`count` people out of a hundred, drawn, and the sentence that replaces the drawing."""

    count: int
    alternative: str


@dataclass(frozen=True)
class Card:
    """A framed group; `accent` marks the one that must be seen first; whole on a page unless it `may_split`."""

    blocks: tuple[Block, ...]
    accent: bool = False
    may_split: bool = False


@dataclass(frozen=True)
class Said:
    """What the patient said: violet, with a bar at its left, everywhere and only there; whole unless it `may_split`."""

    blocks: tuple[Block, ...]
    may_split: bool = False


@dataclass(frozen=True)
class CallBox:
    """When to call, and whom: a heavy frame that is never split."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Columns:
    """Blocks side by side; `widths` are shares of the width."""

    columns: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class KeepTogether:
    """Blocks that stay on one page when they fit on one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class WritingLines:
    """Lines to write on by hand, one for each label ("" for a bare line)."""

    labels: tuple[str, ...]


Block = (
    Heading
    | Paragraph
    | BulletList
    | Table
    | Figure
    | Pictogram
    | Card
    | Said
    | CallBox
    | Columns
    | KeepTogether
    | WritingLines
)


@dataclass(frozen=True)
class PageFrame:
    """What stands on every page: head, identity band, foot, and the marks that say what the paper is not yet."""

    head: str
    name: str = ""
    details: str = ""
    reference: str = ""
    foot: str = ""
    foot_more: str = ""
    marks: tuple[str, ...] = ()
    watermark: str = ""


@dataclass(frozen=True)
class Document:
    """A whole print, ready for the renderer."""

    title: str
    subject: str
    author: str
    theme: Theme
    frame: PageFrame
    blocks: tuple[Block, ...]
    keywords: str = field(default="")


def text_of(blocks: Iterable[Block]) -> str:
    """Every word of the blocks, one line each, in reading order: what a test or a search reads."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(line=line):
            yield joined(line)
        case BulletList(items=items):
            yield from (joined(item) for item in items)
        case Table(header=header, rows=rows):
            yield from header
            yield from (joined(line) for row in rows for cell in row for line in cell)
        case Figure(alternative=alternative) | Pictogram(alternative=alternative):
            yield alternative
        case WritingLines(labels=labels):
            yield from labels
        case Columns(columns=columns):
            for column in columns:
                yield from _lines(column)
        case _:
            yield from _lines(block.blocks)


def joined(line: Line) -> str:
    """The text of a line without its tones."""
    return "".join(run.text for run in line)
