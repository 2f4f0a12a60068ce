"""A clinician's own words on the patient page, block by block: what may be replaced, and when they may be printed.

Words written while the patient wished to know little are still right when he or she wishes to know more; the
opposite never holds. So each text keeps how open the page was when it was written, and stands only on a page at
least as open. The most protective page takes nothing written for another one (docs/decisions/0005).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from app.errors import Violation

from .casefile import Statement
from .plain_words import is_drug, terms_in, uses
from .sentences import words
from .text import fold
from .vocabulary import PrognosisWish, StatementStatus

LONGEST = 2000
PARTS = ("text", "brings", "hard", "daily", "unknown")


class PageBlock(StrEnum):
    """The blocks of §3.2 in the order of the page; the foot is made of facts only and nobody writes it."""

    TITLE = "title"
    WHY = "why"
    SITUATION = "situation"
    MATTERS = "matters"
    OPTIONS = "options"
    PROPOSAL = "proposal"
    WITHOUT = "without"
    HELPERS = "helpers"
    CALL = "call"
    QUESTIONS = "questions"
    NEXT_STEP = "next_step"
    RIGHTS = "rights"
    GLOSSARY = "glossary"
    FOOT = "foot"


CARD = "card-"
# Signs, numbers, next step, rights, and the patient's own words: a clinician adds, and takes nothing away.
ADDED_TO = frozenset(
    {PageBlock.MATTERS, PageBlock.CALL, PageBlock.NEXT_STEP, PageBlock.RIGHTS, PageBlock.GLOSSARY}
)
PROTECTIVE = frozenset(
    {
        *(PageBlock.TITLE, PageBlock.MATTERS, PageBlock.HELPERS, PageBlock.CALL),
        *(PageBlock.QUESTIONS, PageBlock.NEXT_STEP, PageBlock.RIGHTS),
    }
)
# Nothing of these is a text of its own: cards are written one by one, and the foot is made of facts.
_UNWRITTEN = frozenset({PageBlock.OPTIONS, PageBlock.FOOT})


class Openness(IntEnum):
    """How much a page may say, from the most protective one to figures about the future."""

    PROTECTED = 0
    NO_FUTURE = 1
    FUTURE = 2
    FIGURES = 3


@dataclass(frozen=True)
class BlockText:
    """The words of a block: one text, or the five parts of a card. Lines starting with "- " are items of a list."""

    text: str = ""
    brings: str = ""
    hard: str = ""
    daily: str = ""
    unknown: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written: the reviewed wording stands alone."""
        return not any(getattr(self, part) for part in PARTS)


@dataclass(frozen=True)
class PageText:
    """What a clinician wrote in one block; the latest revision stands, an empty one goes back to the reviewed text."""

    block: str
    words: BlockText
    openness: Openness
    by: str
    at: datetime
    revision: int = 1

    def stands(self, now: Openness) -> bool:
        """Whether it may be printed on a page as open as `now`."""
        if self.words.is_empty:
            return False
        if Openness.PROTECTED in {self.openness, now}:
            return self.openness is now
        return self.openness <= now


def openness(is_protective: bool, prognosis: Statement | None) -> Openness:
    """How open a page is, of its mode and of the current wish about the future."""
    if is_protective:
        return Openness.PROTECTED
    if prognosis is None or prognosis.status is not StatementStatus.STATED:
        return Openness.NO_FUTURE
    wished = {
        PrognosisWish.WITHOUT_FIGURES.value: Openness.FUTURE,
        PrognosisWish.WITH_FIGURES.value: Openness.FIGURES,
    }
    return wished.get(prognosis.item, Openness.NO_FUTURE)


def standing(texts: Iterable[PageText], now: Openness) -> dict[str, PageText]:
    """The texts to print, by block."""
    return {text.block: text for text in texts if text.stands(now)}


def parts_of(block: str) -> tuple[str, ...]:
    """The fields of a block."""
    return PARTS if block.startswith(CARD) else PARTS[:1]


def is_writable(block: str, now: Openness, cards: Iterable[str]) -> bool:
    """Whether a block of that name is on the page and has words of its own."""
    if block.startswith(CARD):
        return now is not Openness.PROTECTED and block in cards
    if block not in set(PageBlock) - _UNWRITTEN:
        return False
    return now is not Openness.PROTECTED or PageBlock(block) in PROTECTIVE


_DECIDED = "a decide"
_OUTLOOK = (
    "pronostic", "survie", "survivre", "mourir", "mort", "deces", "fin de vie", "esperance de vie", "mediane",
    "incurable", "inguerissable", "condamne",
)  # fmt: skip
# Never on the most protective page: the disease, and what is done against it.
_TOLD = (
    "cancer", "tumeur", "maladie", "metastase", "oncolog", "chimio", "immuno", "therapie", "essai", "rayon",
    "perfusion", "radiotherapie", "traitement", "leucemie", "lymphome", "myelome", "sarcome", "carcinome",
)  # fmt: skip
_SAYABLE = {"personne de confiance", "directives anticipées"}


def broken(
    words_: BlockText,
    block: str,
    now: Openness,
    *,
    named: Iterable[str] = (),
    kept_back: Iterable[str] = (),
) -> list[Violation]:
    """What forbids these words on a page as open as `now`, each beside its field.

    `named` are what the file calls treatments, tumour, markers; `kept_back` what the patient said and keeps off paper.
    """
    found = []
    for part in parts_of(block):
        text = getattr(words_, part)
        if block.startswith(CARD) and not text and not words_.is_empty:
            found.append(Violation("page_part_missing", part))
        if len(text) > LONGEST:
            found.append(Violation("page_text_long", part, {"maximum": str(LONGEST)}))
        found += _said(text, part, now, tuple(named), tuple(kept_back))
    return found


def _said(
    text: str, part: str, now: Openness, named: tuple[str, ...], kept_back: tuple[str, ...]
) -> list[Violation]:
    kept = fold(text)
    found = []
    if uses(kept, _DECIDED):
        found.append(Violation("page_decided", part))
    if any(len(said) > 8 and fold(said) in kept for said in kept_back):
        found.append(Violation("page_kept_back", part))
    if future := _future(kept, now):
        found.append(Violation("page_future", part, {"word": future}))
    if now is Openness.PROTECTED and (told := _told(text, named)):
        found.append(Violation("page_protective", part, {"word": told}))
    return found


def _future(kept: str, now: Openness) -> str:
    """A word about the future that nobody may write there, "" when there is none."""
    said = next((word for word in _OUTLOOK if uses(kept, word)), "")
    if now <= Openness.NO_FUTURE or (now is Openness.FUTURE and re.search(r"\d", kept)):
        return said
    return ""


def _told(text: str, named: tuple[str, ...]) -> str:
    """A word that names the disease or a treatment, as it is written."""
    kept = fold(text)
    lexicon = [term for term in terms_in(text) if term not in _SAYABLE]
    stems = [stem for stem in _TOLD if re.search(rf"\b{stem}", kept)]
    drugs = [word for word in words(text) if is_drug(word)]
    file = [name for name in named if len(name) > 3 and fold(name) in kept]
    return next(iter((*drugs, *file, *lexicon, *stems)), "")


def latest(rows: Iterable[PageText]) -> tuple[PageText, ...]:
    """The last revision of each block."""
    kept: Mapping[str, PageText] = {
        row.block: row for row in sorted(rows, key=lambda r: r.revision)
    }
    return tuple(kept.values())
