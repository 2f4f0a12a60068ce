"""How easily a page for a patient is read: measures, their limits, and a remark on each sentence that breaks one.

Index of Kandel and Moles (1958): 207 - 1.015 x words a sentence - 73.6 x syllables a word. Other limits: plain
French of HAS (2008) and easy-to-read practice; balance and equal detail, IPDAS criteria. An index proves no
understanding: it finds what to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .plain_words import avoided_in, is_drug, terms_in
from .readability_content import cards, glossary, headings, numbers
from .readability_shape import (
    INDEX_BLOCK,
    INDEX_PAGE,
    INDEX_WANTED,
    LONG_WORDS_SHARE,
    LONGEST_SENTENCE,
    MEAN_SENTENCE,
    Measure,
    Page,
    Passage,
    Remark,
)
from .sentences import Sentence, without
from .syllables import syllables

_LETTERS, _SYLLABLES = 12, 4


@dataclass(frozen=True)
class Reading:
    """The measures of a page, and every remark in the order of the page."""

    index: float
    words: int
    sentences: int
    mean: float
    longest: int
    long_share: float
    remarks: tuple[Remark, ...]

    @property
    def passes(self) -> bool:
        """Whether no limit is broken."""
        return all(remark.is_advice for remark in self.remarks)


def kandel_moles(found: Sequence[Sentence]) -> float:
    """The index of some sentences, 100 for none: the higher, the easier."""
    count = sum(len(s.words) for s in found)
    if not count:
        return 100.0
    spoken = sum(s.syllables for s in found)
    return 207 - 1.015 * count / len(found) - 73.6 * spoken / count


def read(
    passages: Sequence[Passage], *, kept_out: Iterable[str] = (), figures_wanted: bool = False
) -> Reading:
    """Measure a page, or a part of it; `kept_out` are the names and addresses that stand in it."""
    page = Page(passages, tuple(kept_out))
    found = page.sentences(page.measured)
    count = sum(len(s.words) for s in found)
    every = [word for s in found for word in s.words]
    long = [word for word in every if is_long(word)]
    share = len(long) / len(every) if every else 0.0
    remarks = [*_index(page, found), *_lengths(page, found), *_words(page, share)]
    remarks += [*glossary(page), *headings(page), *cards(page), *numbers(page, figures_wanted)]
    return Reading(
        index=kandel_moles(found),
        words=count,
        sentences=len(found),
        mean=count / len(found) if found else 0.0,
        longest=max((len(s.words) for s in found), default=0),
        long_share=share,
        remarks=tuple(remarks),
    )


def is_long(word: str) -> bool:
    """More than four syllables or twelve letters, but for numbers, drugs and the terms a glossary explains."""
    bare = re.sub(r"^(?:[cdjlmnst]|qu)['’]", "", word, flags=re.IGNORECASE)
    if any(c.isdigit() for c in bare) or bare.isupper() or is_drug(bare) or terms_in(bare):
        return False
    letters = max(len(part) for part in bare.split("-"))
    return letters > _LETTERS or syllables(bare) > _SYLLABLES


def _index(page: Page, found: list[Sentence]) -> Iterator[Remark]:
    value = kandel_moles(found)
    if value < INDEX_PAGE:
        yield Remark(Measure.INDEX, value=value, limit=INDEX_PAGE)
    elif value < INDEX_WANTED:
        yield Remark(Measure.INDEX_WANTED, value=value, limit=INDEX_WANTED)
    blocks: dict[str, list[Passage]] = {}
    for passage in page.measured:
        blocks.setdefault(passage.where, []).append(passage)
    for name, passages in blocks.items():
        inside = page.sentences(passages)
        value = kandel_moles(inside)
        if value < INDEX_BLOCK:
            hardest = min(inside, key=lambda s: kandel_moles([s]))
            yield Remark(Measure.INDEX_BLOCK, name, hardest.text, value=value, limit=INDEX_BLOCK)


def _lengths(page: Page, found: list[Sentence]) -> Iterator[Remark]:
    mean = sum(len(s.words) for s in found) / len(found) if found else 0
    if mean > MEAN_SENTENCE:
        yield Remark(Measure.MEAN, value=mean, limit=MEAN_SENTENCE)
    for where, sentence in page.located():
        if (length := len(sentence.words)) > LONGEST_SENTENCE:
            yield Remark(Measure.LENGTH, where, sentence.text, value=length, limit=LONGEST_SENTENCE)


def _words(page: Page, share: float) -> Iterator[Remark]:
    for where, sentence in page.located():
        if share > LONG_WORDS_SHARE:
            for word in filter(is_long, sentence.words):
                yield Remark(
                    Measure.LONG_WORDS, where, sentence.text, word, "", share, LONG_WORDS_SHARE
                )
        for word, plainer in avoided_in(without(sentence.text, page.kept_out)):
            yield Remark(Measure.AVOIDED, where, sentence.text, word, plainer)
