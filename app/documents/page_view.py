"""The patient page on a clinician's screen: each block as it will print, what may be typed in it, and how it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from app.domain.page_text import (
    ADDED_TO,
    CARD,
    BlockText,
    Openness,
    PageBlock,
    PageText,
    is_writable,
)
from app.domain.readability import Reading
from app.domain.readability_shape import Remark
from app.domain.record import Option, Record
from app.domain.text import fold

from . import _patient_help as end
from . import _patient_options as middle
from . import _patient_proposal as proposing
from . import _patient_start as start
from . import patient_summary
from ._page_own import card_name, card_text, own_words, to_text
from ._paper import meeting_day, mode_of, on_paper, openness_of
from ._patient_room import ROOMS
from .blocks import (
    Block,
    BulletList,
    Columns,
    Figure,
    Heading,
    Paragraph,
    Pictogram,
    Table,
    WritingLines,
    joined,
)

_UNSAVED = datetime.min.replace(tzinfo=UTC)
_NOT_NAMES = {"gauche", "droit", "droite", "avec", "sans", "dans", "pour", "puis", "cycle", "stade"}


@dataclass(frozen=True)
class ShownLine:
    """One line as it prints: `kind` is heading, text, item, or fill for a line to write on by hand."""

    text: str
    kind: str


@dataclass(frozen=True)
class ShownBlock:
    """One block of the page on screen: `title` is the option's when it is a card.

    `written` is the clinician's text that stands; `waiting` one that may not be printed today, because the patient
    wishes to know less than when it was written.
    """

    block: str
    lines: tuple[ShownLine, ...]
    writable: bool
    title: str = ""
    written: PageText | None = None
    waiting: PageText | None = None


def shown(record: Record, printed_on: date) -> tuple[ShownBlock, ...]:
    """Every block in the order of the page, each card on its own."""
    found: list[ShownBlock] = []
    for section in patient_summary.sections(record, printed_on=printed_on):
        if section.block is PageBlock.OPTIONS:
            found += _options(record, section.blocks, printed_on)
        else:
            found.append(_block(record, section.block, section.blocks, printed_on))
    return tuple(found)


def _options(record: Record, blocks: tuple[Block, ...], printed_on: date) -> Iterator[ShownBlock]:
    """The heading, each card under its name, then the sentences about the others."""
    cards = middle.shown_as_cards(on_paper(record))
    rest: list[Block] = []
    groups: list[tuple[Block, ...]] = []
    for block in _flat(blocks):
        inside = getattr(block, "blocks", ())
        if inside and isinstance(inside[0], Heading) and inside[0].level == 3:
            groups.append(inside)
        else:
            rest.append(block)
    yield _block(record, PageBlock.OPTIONS, tuple(rest), printed_on)
    for option, inside in zip(cards, groups, strict=True):
        yield _block(record, card_name(option), inside, printed_on, option.entry.patient.title)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if type(block).__name__ == "KeepTogether":
            yield from block.blocks  # type: ignore[union-attr]
        else:
            yield block


def _block(
    record: Record, name: str, blocks: tuple[Block, ...], printed_on: date, title: str = ""
) -> ShownBlock:
    now = openness_of(record, printed_on)
    text = next((t for t in record.page_texts if t.block == name and not t.words.is_empty), None)
    stands = text is not None and text.stands(now)
    return ShownBlock(
        str(name),
        tuple(_lines(blocks)),
        is_writable(name, now, [name]),
        title,
        written=text if stands else None,
        waiting=None if stands else text,
    )


def _lines(blocks: Iterable[Block]) -> Iterator[ShownLine]:
    for block in blocks:
        match block:
            case Heading(text=text):
                yield ShownLine(text, "heading")
            case Paragraph(line=line):
                yield ShownLine(joined(line), "text")
            case BulletList(items=items):
                yield from (ShownLine(joined(item), "item") for item in items)
            case WritingLines(labels=labels):
                yield from (ShownLine(label, "fill") for label in labels)
            case Columns(columns=columns):
                for column in columns:
                    yield from _lines(column)
            case Table() | Figure():
                raise TypeError(block)
            case Pictogram():
                # The sentence under it says the same.
                continue
            case _:
                yield from _lines(block.blocks)


def writable(record: Record, block: str, printed_on: date) -> bool:
    """Whether a clinician may write in a block of that name today."""
    cards = [card_name(option) for option in middle.shown_as_cards(on_paper(record))]
    return is_writable(block, openness_of(record, printed_on), cards)


def card_title(record: Record, block: str) -> str:
    """The title of the option whose card a block is, "" for any other block."""
    option = _option(record, block)
    return option.entry.patient.title if option else ""


def _option(record: Record, block: str) -> Option | None:
    if not block.startswith(CARD):
        return None
    return next((o for o in record.options if card_name(o) == block), None)


def reviewed(record: Record, block: str, printed_on: date) -> BlockText:
    """Our own words in a block, as its form shows them; nothing where a clinician only adds."""
    option = _option(record, block)
    if option:
        return card_text(option.entry.patient)
    if PageBlock(block) in ADDED_TO:
        return BlockText()
    return BlockText(_OURS[PageBlock(block)](on_paper(record), printed_on))


def _proposal(record: Record, _on: date) -> str:
    what, after = proposing.proposal_blocks(record)
    return to_text((*what, *after))


def _questions(record: Record, on: date) -> str:
    return "\n".join(end.suggested(record, mode_of(record, on))[: ROOMS[0].questions])


_OURS = {
    PageBlock.TITLE: lambda r, on: start.title_of(r, mode_of(r, on)),
    PageBlock.WHY: lambda r, on: start.why_text(r, ROOMS[0], on),
    PageBlock.SITUATION: lambda r, _on: start.situation_text(r),
    PageBlock.PROPOSAL: _proposal,
    PageBlock.WITHOUT: lambda r, on: proposing.without_text(r, meeting_day(r) or on),
    PageBlock.HELPERS: lambda r, on: end.helpers_text(r, mode_of(r, on)),
    PageBlock.QUESTIONS: _questions,
}


def present(record: Record, block: str, printed_on: date) -> BlockText:
    """The words of a block as they stand: the clinician's, failing that ours."""
    text = own_words(record, printed_on).texts.get(block)
    return text.words if text else reviewed(record, block, printed_on)


def with_words(record: Record, block: str, words: BlockText, on: date) -> Record:
    """The record as if these words had been written in a block."""
    now = openness_of(record, on)
    kept = [t for t in record.page_texts if t.block != block]
    same = words == reviewed(record, block, on)
    typed = PageText(block, BlockText() if same else words, now, "", _UNSAVED)
    return replace(record, page_texts=(*kept, typed))


@dataclass(frozen=True)
class Judged:
    """How the whole page reads with these words, and the remarks on their block alone."""

    page: Reading
    here: tuple[Remark, ...]


def judged(record: Record, block: str, words: BlockText, on: date) -> Judged:
    """Measure the page as if these words stood in it; nothing is kept."""
    tried = with_words(record, block, words, on)
    sections = patient_summary.sections(tried, printed_on=on)
    whole = [b for section in sections for b in section.blocks]
    page = patient_summary.reading_of(tried, whole, printed_on=on)
    names = _headings(tried, block, on)
    return Judged(page, tuple(r for r in page.remarks if r.sentence and fold(r.block) in names))


def reads(record: Record, on: date) -> Reading:
    """How the page reads as it stands, with all the room it may take."""
    blocks = patient_summary.blocks_of(record, printed_on=on)
    return patient_summary.reading_of(record, blocks, printed_on=on)


def _headings(record: Record, block: str, on: date) -> set[str]:
    """The headings under which a block is measured."""
    for one in shown(record, on):
        if one.block == block:
            return {fold(" ".join(x.text.split())) for x in one.lines if x.kind == "heading"}
    return set()


def openness_now(record: Record, on: date) -> Openness:
    """How much the page may say today."""
    return openness_of(record, on)


def named(record: Record) -> tuple[str, ...]:
    """What the file calls tumour, treatments and markers: words the most protective page never has."""
    file = record.case_file
    told = [t.label for t in file.treatments] + [o.specifics for o in record.options]
    told += [t.label for t in file.tumours] + [m.marker for m in file.biomarkers]
    parts = {part.strip("(),.;:") for text in told for part in text.split()}
    return tuple(sorted(p for p in parts if len(p) > 3 and fold(p) not in _NOT_NAMES))
