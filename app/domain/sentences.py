"""Cuts a French text into sentences and words for measuring, without touching what belongs to somebody else.

Quotations, and the names and addresses the caller gives, count for nothing and are never altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .syllables import syllables

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
# A sentence ends at . ! ? : … before a space, and at the sign of an item; a number keeps its point.
_END = re.compile(r"[.!?:…]+(?=[\s»)]|$)|[•☐]")
_SPACES = " \t\n\u00a0\u202f"
_EDGES = ' \t\n\u00a0\u202f.,;:!?…()[]«»“”"–—/°•☐'
_HIDDEN = "\ue000"


@dataclass(frozen=True)
class Sentence:
    """One sentence as it is written, and the words of it that are measured."""

    text: str
    words: tuple[str, ...]

    @property
    def syllables(self) -> int:
        """Of the measured words."""
        return sum(syllables(word) for word in self.words)


def sentences(text: str, kept_out: Iterable[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text that have at least one measured word; `kept_out` are names and addresses in it."""
    hidden = _hide(text, kept_out)
    cuts = [0, *(m.end() for m in _END.finditer(hidden)), len(text)]
    parts = (
        (text[start:end].strip(_SPACES + "•☐"), hidden[start:end]) for start, end in pairwise(cuts)
    )
    found = (Sentence(shown, tuple(words(measured))) for shown, measured in parts)
    return tuple(sentence for sentence in found if sentence.words)


def words(text: str) -> list[str]:
    """The words between spaces, without the signs around them."""
    tokens = (token.strip(_EDGES) for token in re.split(r"[\s\u00a0\u202f]+", text))
    return [token for token in tokens if any(c.isalnum() for c in token)]


def without(text: str, kept_out: Iterable[str]) -> str:
    """The text with quotations, names and addresses blanked, of the same length."""
    return _hide(text, kept_out).replace(_HIDDEN, " ")


def _hide(text: str, kept_out: Iterable[str]) -> str:
    hidden = _QUOTED.sub(_blank, text)
    for phrase in sorted({p.strip() for p in kept_out if p.strip()}, key=len, reverse=True):
        spaced = r"[\s\u00a0\u202f]+".join(re.escape(part) for part in phrase.split())
        hidden = re.sub(rf"(?<!\w){spaced}(?!\w)", _blank, hidden)
    return hidden


def _blank(found: re.Match[str]) -> str:
    return _HIDDEN * len(found.group())
