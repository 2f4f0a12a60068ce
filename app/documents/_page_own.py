"""A clinician's own words in the blocks of the patient page: in place of ours, or after them, never instead of a sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from app.domain.catalogue import Fact, PatientText
from app.domain.page_text import CARD, BlockText, PageBlock, PageText, standing
from app.domain.record import Option, Record

from ._paper import openness_of
from .blocks import Block, BulletList, Paragraph, joined, plain

_ITEM = "- "


@dataclass(frozen=True)
class Own:
    """The words that stand on this page, by block."""

    texts: Mapping[str, PageText] = field(default_factory=dict)

    def text(self, block: str) -> str:
        """What is written in a block, "" for nothing."""
        found = self.texts.get(block)
        return found.words.text if found else ""

    def instead(self, block: PageBlock, ours: Iterable[Block]) -> tuple[Block, ...]:
        """The clinician's words, failing that ours."""
        return from_text(self.text(block)) or tuple(ours)

    def more(self, block: PageBlock) -> tuple[Block, ...]:
        """What is added to a block that nobody may empty."""
        return from_text(self.text(block))

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote on this page, each once."""
        return tuple(dict.fromkeys(text.by for text in self.texts.values() if text.by))


def own_words(record: Record, printed_on: date) -> Own:
    """The words of this record that a page printed that day may carry."""
    if not record.page_texts:
        return Own()
    return Own(standing(record.page_texts, openness_of(record, printed_on)))


def card_name(option: Option) -> str:
    """The name of the block of an option's card."""
    return f"{CARD}{option.id or option.entry.code}"


def with_own_cards(record: Record, own: Own) -> Record:
    """The record with the clinician's words in the cards he or she wrote, in the place of the catalogue's."""
    if not any(name.startswith(CARD) for name in own.texts):
        return record
    options = tuple(_written(option, own) for option in record.options)
    return replace(record, options=options)


def _written(option: Option, own: Own) -> Option:
    found = own.texts.get(card_name(option))
    if found is None:
        return option
    patient = _patient_text(option.entry.patient, found.words)
    return replace(option, entry=replace(option.entry, patient=patient))


def _patient_text(ours: PatientText, words: BlockText) -> PatientText:
    """Every part of a card, with the title, signs and questions left as they were reviewed."""
    return replace(
        ours,
        sentence=one_line(words.text),
        brings=tuple(Fact(line) for line in lines_of(words.brings)),
        hard=tuple(Fact(line) for line in lines_of(words.hard)),
        daily=replace(ours.daily, text=one_line(words.daily)),
        unknown=one_line(words.unknown),
    )


def card_text(patient: PatientText) -> BlockText:
    """The reviewed words of a card, as its form shows them."""
    return BlockText(
        text=patient.sentence,
        brings="\n".join(fact.text for fact in patient.brings),
        hard="\n".join(fact.text for fact in patient.hard),
        daily=patient.daily.text,
        unknown=patient.unknown,
    )


def from_text(text: str) -> tuple[Block, ...]:
    """Typed lines as blocks: lines that start with a dash are a list, the others paragraphs."""
    lines = [line.strip() for line in text.split("\n") if line.strip(" -")]
    found: list[Block] = []
    for is_item, group in groupby(lines, key=lambda line: line.startswith(("-", "•"))):
        if is_item:
            found.append(BulletList(tuple(plain(line.lstrip("-• ")) for line in group)))
        else:
            found += [Paragraph(plain(line)) for line in group]
    return tuple(found)


def to_text(blocks: Iterable[Block]) -> str:
    """Paragraphs and lists as a person would type them; other blocks are not for typing."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(line=line):
                lines.append(joined(line))
            case BulletList(items=items):
                lines += [_ITEM + joined(item) for item in items]
    return "\n".join(lines)


def lines_of(text: str) -> list[str]:
    """Typed lines without their dashes."""
    return [kept for line in text.split("\n") if (kept := line.strip().lstrip("-• "))]


def one_line(text: str) -> str:
    """Typed lines as one."""
    return " ".join(lines_of(text))
