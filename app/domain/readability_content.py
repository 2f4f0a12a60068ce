"""What a page for a patient must hold alike: words explained, questions, both sides of each option, one denominator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .plain_words import terms_in
from .readability_shape import (
    BALANCE,
    PARITY,
    QUESTIONS_SHARE,
    Measure,
    Page,
    Part,
    Passage,
    Remark,
    Side,
)
from .sentences import sentences, without
from .text import fold


def glossary(page: Page) -> Iterator[Remark]:
    """Terms that neither the glossary of the page, nor the card they name, nor their own sentence explains."""
    explained = {t for p in page.passages if p.part is Part.GLOSSARY for t in terms_in(p.text)}
    explained |= {term for card in page.cards for term in terms_in(card)}
    explained |= {t for p in page.measured for t in terms_in(p.text) if explained_inside(t, p.text)}
    for passage in (p for p in page.measured if p.part is not Part.GLOSSARY):
        for sentence in sentences(passage.text, page.kept_out):
            for term in terms_in(without(sentence.text, page.kept_out)):
                if term not in explained:
                    explained.add(term)
                    yield Remark(Measure.GLOSSARY, passage.where, sentence.text, term)


def unexplained(passages: Sequence[Passage], kept_out: Iterable[str] = ()) -> tuple[str, ...]:
    """The terms a page has still to explain, in the order it uses them."""
    return tuple(remark.word for remark in glossary(Page(passages, tuple(kept_out))))


def explained_inside(term: str, text: str) -> bool:
    """Whether a passage says what a term means: in brackets, after a colon, or in a sentence that names it so."""
    kept, name = fold(text), re.escape(fold(term))
    after = rf"{name}s?(?: \w+)?\s?(?:\(|: (?:(?:un|une|des|elle|il|ce|le|la) |l['’](?!equipe)))"
    before = rf"(?:c['’]est|ce sont|s['’]appelle(?:nt)?) (?:les? |la |l['’]|une? |des )?{name}"
    return bool(re.search(after, kept) or re.search(before, kept))


def headings(page: Page) -> Iterator[Remark]:
    """Sections whose heading asks no question, when they are too many."""
    asked = [p.text.rstrip() for p in page.passages if p.part is Part.HEADING]
    plain = [text for text in asked if not text.endswith("?")]
    share = 1 - len(plain) / len(asked) if asked else 1
    if share < QUESTIONS_SHARE:
        for text in plain:
            yield Remark(Measure.HEADINGS, text, text, value=share, limit=QUESTIONS_SHARE)


def cards(page: Page) -> Iterator[Remark]:
    """Both sides of each card alike, cards alike between them: the same fields, and lengths that compare."""
    fields = {name: frozenset(p.side for p in card if p.side) for name, card in page.cards.items()}
    wanted = frozenset().union(*fields.values())
    sizes = {name: page.count(card) for name, card in page.cards.items()}
    for name, card in page.cards.items():
        for side in sorted(wanted - fields[name]):
            yield Remark(Measure.FIELDS, name, word=side)
        brings, hard = (
            page.count(p for p in card if p.side is side) for side in (Side.BRINGS, Side.HARD)
        )
        ratio = brings / hard if hard else 0
        if (brings or hard) and not BALANCE[0] <= ratio <= BALANCE[1]:
            yield Remark(Measure.BALANCE, name, value=ratio, limit=BALANCE[ratio > 1])
        if sizes[name] > PARITY * min(sizes.values()):
            shortest = min(sizes, key=lambda n: sizes[n])
            ratio = sizes[name] / max(sizes[shortest], 1)
            yield Remark(Measure.PARITY, name, word=shortest, value=ratio, limit=PARITY)


_OUT_OF = re.compile(r"\bsur[\s\u00a0\u202f](\d+)\b")
# A pain of 4 on a scale of 10 is no frequency.
_SCALE = re.compile(r"\b(?:à|de)[\s\u00a0\u202f]\d+[\s\u00a0\u202f]sur[\s\u00a0\u202f]10\b")
_OUTLOOK = re.compile(r"survi|\ben vie\b|esperance de vie|median|mortalite|deces|mourir|mort\b")


def numbers(page: Page, figures_wanted: bool) -> Iterator[Remark]:
    """Frequencies with one denominator in the whole page; no figure of survival unless it was asked for."""
    seen = ""
    for where, sentence in page.located():
        ours = without(sentence.text, page.kept_out)
        for number in _OUT_OF.findall(_SCALE.sub("", ours)):
            seen = seen or number
            if number != seen:
                yield Remark(Measure.DENOMINATORS, where, sentence.text, number, seen)
        if not figures_wanted and _OUTLOOK.search(fold(ours)) and re.search(r"\d", ours):
            yield Remark(Measure.FIGURES, where, sentence.text)
