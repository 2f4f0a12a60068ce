"""The thresholds of §3.5 one by one, met or not, and the sentences of a text that break one, cut out in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .readability import Reading
from .readability_shape import (
    INDEX_PAGE,
    LONG_WORDS_SHARE,
    LONGEST_SENTENCE,
    MEAN_SENTENCE,
    Measure,
    Remark,
)


@dataclass(frozen=True)
class Limit:
    """One threshold: what is measured, its value (how many breaks, where nothing else is counted), and whether it is met."""

    measure: Measure
    value: float
    limit: float
    is_met: bool


_COUNTED = (
    Measure.INDEX_BLOCK,
    Measure.GLOSSARY,
    Measure.AVOIDED,
    Measure.HEADINGS,
    Measure.BALANCE,
    Measure.PARITY,
    Measure.FIELDS,
    Measure.DENOMINATORS,
    Measure.FIGURES,
)


def limits(reading: Reading) -> tuple[Limit, ...]:
    """Every threshold of a page, in the order of §3.5."""
    measured = (
        (Measure.INDEX, reading.index, INDEX_PAGE, reading.index >= INDEX_PAGE),
        (Measure.MEAN, reading.mean, MEAN_SENTENCE, reading.mean <= MEAN_SENTENCE),
        (Measure.LENGTH, reading.longest, LONGEST_SENTENCE, reading.longest <= LONGEST_SENTENCE),
        (
            Measure.LONG_WORDS,
            reading.long_share,
            LONG_WORDS_SHARE,
            reading.long_share <= LONG_WORDS_SHARE,
        ),
    )
    counts = {m: sum(r.measure is m for r in reading.remarks) for m in _COUNTED}
    counted = (Limit(m, n, 0, n == 0) for m, n in counts.items())
    return *(Limit(*one) for one in measured), *counted


@dataclass(frozen=True)
class Stretch:
    """A stretch of a typed text, with the remarks on the sentence it is (none for a sentence that reads well)."""

    text: str
    remarks: tuple[Remark, ...] = ()


def stretches(text: str, remarks: Iterable[Remark]) -> tuple[Stretch, ...]:
    """The text in order, cut around each sentence a remark is about; nothing of it is changed."""
    found: dict[tuple[int, int], list[Remark]] = {}
    for remark in remarks:
        if place := _place(text, remark.sentence):
            found.setdefault(place, []).append(remark)
    cut: list[Stretch] = []
    end = 0
    for start, stop in sorted(found):
        if start < end:
            continue
        cut += [Stretch(text[end:start]), Stretch(text[start:stop], tuple(found[start, stop]))]
        end = stop
    return tuple(s for s in (*cut, Stretch(text[end:])) if s.text)


def _place(text: str, sentence: str) -> tuple[int, int] | None:
    """Where a sentence stands in a text, however its spaces are typed; a card prints its first letter small."""
    words = sentence.split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = re.search(pattern, text, re.IGNORECASE)
    return found.span() if found else None


# Said in place of a whole sentence: put where the word stood, they would make no French.
_CLAUSES = ("le traitement ", "la maladie ", "d’autres soins ")


def fits_in_place(remark: Remark) -> bool:
    """Whether the plainer words of a remark can stand exactly where the avoided one stood."""
    return remark.measure is Measure.AVOIDED and bool(
        remark.plainer and not remark.plainer.startswith(_CLAUSES)
    )


def taken(texts: Sequence[str], word: str, plainer: str) -> tuple[str, ...]:
    """The texts with a word replaced by the plainer one where it first stands as a whole word."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    where = next((n for n, text in enumerate(texts) if pattern.search(text)), None)
    return tuple(
        pattern.sub(lambda _found: plainer, text, count=1) if n == where else text
        for n, text in enumerate(texts)
    )
