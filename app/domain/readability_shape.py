"""What is read and what is said of it: passages of a page for a patient, the limits they keep to, and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .sentences import Sentence, sentences, without, words

# Plain French of HAS (2008) and easy-to-read practice; balance and equal detail are IPDAS criteria.
INDEX_PAGE, INDEX_BLOCK, INDEX_WANTED = 65, 55, 70
LONGEST_SENTENCE, MEAN_SENTENCE = 20, 12
LONG_WORDS_SHARE = 0.05
QUESTIONS_SHARE = 0.8
BALANCE = (0.67, 1.5)
PARITY = 1.6


class Part(StrEnum):
    """What a passage is on the page."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    GLOSSARY = "glossary"
    NOTE = "note"


class Side(StrEnum):
    """Which side of an option a passage tells."""

    BRINGS = "brings"
    HARD = "hard"
    DAILY = "daily"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Passage:
    """A piece of the page: the question it stands under, the option it tells of, and on which side."""

    text: str
    part: Part = Part.TEXT
    block: str = ""
    card: str = ""
    side: Side | None = None

    @property
    def where(self) -> str:
        """The block it belongs to: its option, failing that its question."""
        return self.card or self.block


class Measure(StrEnum):
    """What is measured; its sentence for people is in app/wording/readability.py."""

    INDEX = "index"
    INDEX_WANTED = "index_wanted"
    INDEX_BLOCK = "index_block"
    MEAN = "mean"
    LENGTH = "length"
    LONG_WORDS = "long_words"
    GLOSSARY = "glossary"
    AVOIDED = "avoided"
    HEADINGS = "headings"
    BALANCE = "balance"
    PARITY = "parity"
    FIELDS = "fields"
    DENOMINATORS = "denominators"
    FIGURES = "figures"


# Said so that a clinician may look, without breaking a limit.
ADVICE = frozenset({Measure.INDEX_WANTED})


@dataclass(frozen=True)
class Remark:
    """One thing to look at: where, the sentence that shows it, the word and a plainer one when the list has one."""

    measure: Measure
    block: str = ""
    sentence: str = ""
    word: str = ""
    plainer: str = ""
    value: float = 0.0
    limit: float = 0.0

    @property
    def is_advice(self) -> bool:
        """Whether no limit is broken."""
        return self.measure in ADVICE


@dataclass(frozen=True)
class Page:
    """A page to read, and the names and addresses in it that count for nothing."""

    passages: Sequence[Passage]
    kept_out: tuple[str, ...]

    @property
    def measured(self) -> list[Passage]:
        """All but the small print."""
        return [p for p in self.passages if p.part is not Part.NOTE]

    @property
    def cards(self) -> dict[str, list[Passage]]:
        """The passages of each option shown as a card, by its title."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            if passage.card:
                found.setdefault(passage.card, []).append(passage)
        return found

    def sentences(self, passages: Iterable[Passage]) -> list[Sentence]:
        """Their sentences."""
        return [s for p in passages for s in sentences(p.text, self.kept_out)]

    def located(self) -> Iterator[tuple[str, Sentence]]:
        """Each measured sentence with its block."""
        for passage in self.measured:
            for sentence in sentences(passage.text, self.kept_out):
                yield passage.where, sentence

    def count(self, passages: Iterable[Passage]) -> int:
        """How many words of ours they have."""
        return sum(len(words(self.ours(p))) for p in passages)

    def ours(self, passage: Passage) -> str:
        """Its text without what others said or are called."""
        return without(passage.text, self.kept_out)
