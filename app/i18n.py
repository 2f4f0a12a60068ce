"""The door every visible sentence goes through: translation, then French typography."""

from __future__ import annotations

import gettext as _gettext
import re
from functools import lru_cache
from pathlib import Path

NBSP = "\u00a0"
NARROW = "\u202f"
LANGUAGE = "fr"

_catalogue = _gettext.translation(
    "relais", str(Path(__file__).parent / "translations"), languages=[LANGUAGE], fallback=True
)
_RULES = (
    (re.compile(r"'"), "’"),
    (re.compile(r" (?=[;!?](?:\s|$|[»)<]))"), NARROW),
    (re.compile(r" (?=:(?:\s|$|<))"), NBSP),
    (re.compile(r"« ?"), "«" + NBSP),
    (re.compile(r" ?»"), NBSP + "»"),
    (re.compile(r"(?<=\d) (?=(?:%|ans|mois|jours?|h|min|cm|mm|mg|kg)\b|%)"), NBSP),
    (re.compile(r"\b(Dr|Pr|M\.|Mme) (?=[A-ZÀ-Ý%{])"), r"\1" + NBSP),
)


@lru_cache(maxsize=4096)
def typography(text: str) -> str:
    """French typography of our own sentences: ’ « » and no-break spaces (Imprimerie nationale's rules)."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _(message: str, **params: object) -> str:
    """The sentence in the reader's language, with `%(name)s` parameters filled in."""
    sentence = _translated(message)
    return sentence % params if params else sentence


@lru_cache(maxsize=8192)
def _translated(message: str) -> str:
    return typography(_catalogue.gettext(message))


def ngettext(singular: str, plural: str, n: int, **params: object) -> str:
    """The singular or plural sentence for `n` (French: 0 and 1 are singular), with `%(n)s` available."""
    chosen = singular if abs(n) < 2 else plural
    return typography(_catalogue.gettext(chosen)) % {"n": n, **params}
