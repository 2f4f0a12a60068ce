"""How words are compared when people look for a person or a case: accents, hyphens, case and order do not matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .casefile import Patient
from .ins import compact
from .text import fold

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th"})
_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"[^\W_]+(?:['’\-‐‑./][^\W_]+)+")
LONGEST = 40


def plain(text: str) -> str:
    """Small letters without accents; ligatures and barred letters as French keyboards write them."""
    return fold(fold(text).translate(_LETTERS))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, each in its plain form, cut at 40 letters."""
    return tuple(word[:LONGEST] for word in _WORD.findall(plain(text)))


def glued(text: str) -> str:
    """All the words as one: `Le Goff` and `LEGOFF` are alike."""
    return "".join(_WORD.findall(plain(text)))[:LONGEST]


# A thousand imported patients share a few dozen diseases, markers and drugs.
@lru_cache(maxsize=4096)
def tokens(text: str) -> frozenset[str]:
    """What a text is found by: its words, and each compound (`Jean-Pierre`, `PD-L1`) also as one word."""
    compounds = {glued(found) for found in _GLUED.findall(plain(text))}
    return frozenset(words(text)) | {one for one in compounds if one}


def terms(text: str, *, as_one: bool = False) -> tuple[str, ...]:
    """What a typed search asks for, each the beginning of a word of the case; `as_one` reads compounds as one word.

    A date, a reference and a national number are each one word, however they are spaced.
    """
    found: list[str] = []
    rest = text
    for pattern, read in _WHOLE:
        found += [read(match) for match in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    if as_one:
        rest = _GLUED.sub(lambda match: glued(match[0]), plain(rest))
    found += words(rest)
    longer = [word for word in found if len(word) > 1 or word.isdigit()] or found
    return tuple(
        dict.fromkeys(
            one for one in longer if not any(o != one and o.startswith(one) for o in longer)
        )
    )


_WHOLE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"\bR-?(\d{4})-?(\d{1,6})\b", re.IGNORECASE),
        lambda match: f"r{match[1]}{int(match[2]):06d}",
    ),
    (
        re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b"),
        lambda match: f"{match[3]}{int(match[2]):02d}{int(match[1]):02d}",
    ),
    (
        re.compile(r"\b\d ?\d\d ?\d\d ?(?:\d\d|2[AB]) ?\d{3} ?\d{3}(?: ?\d\d)?\b", re.IGNORECASE),
        lambda match: number_token(match[0]),
    ),
)


def name_tokens(patient: Patient) -> frozenset[str]:
    """What a person is found by: birth name, used name, first names, each also without its spaces."""
    parts = (patient.birth_name, patient.used_name, patient.given_names)
    found = frozenset[str]().union(*(tokens(part) for part in parts))
    return found | {one for part in parts[:2] if (one := glued(part))}


def number_token(number: str) -> str:
    """A number (national identity, record number) as one word."""
    return glued(compact(number))
