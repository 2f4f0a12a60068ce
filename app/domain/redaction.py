"""What in a free text may name somebody, a place or a day: takes a text and the names known of a case, gives marks.

A certain mark must be gone before a text leaves; a doubt is shown, for a person to judge. It is a help to a reader, never
the proof that a text is anonymous: only the reading is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .vocabulary import Labelled


class Clue(Labelled):
    """What a mark is about; its label stands in the text instead."""

    PATIENT = "patient", "patient"
    RELATIVE = "relative", "proche"
    PROFESSIONAL = "professional", "soignant"
    HOSPITAL = "hospital", "établissement"
    PLACE = "place", "lieu"
    PHONE = "phone", "téléphone"
    MAIL = "mail", "adresse électronique"
    DAY = "day", "date"
    YEAR = "year", "année"
    NUMBER = "number", "numéro"
    CAPITAL = "capital", "nom propre"


@dataclass(frozen=True)
class Known:
    """Something that names somebody or something of the case; `instead` replaces it (a speciality), else its clue."""

    text: str
    clue: Clue
    instead: str = ""


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, from `start` up to `end`; `instead` is "" when nothing is proposed in its place."""

    start: int
    end: int
    clue: Clue
    instead: str
    is_certain: bool


_MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|janv\.?|fevr?\.?|avr\.?|juil\.?|sept\.?|oct\.?|nov\.?|dec\.?"
)
_CIVILITY = r"(?:(?:docteur|dr|professeur|pr|madame|mme|monsieur|mr|m\.|mademoiselle|mlle)\.?\s+)"
# Certain signs, in the order they win; read on text without accents or capitals.
_SIGNS: tuple[tuple[Clue, bool, re.Pattern[str]], ...] = tuple(
    (clue, certain, re.compile(pattern))
    for clue, certain, pattern in (
        (Clue.MAIL, True, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        (Clue.NUMBER, True, r"https?://\S+|www\.\S+"),
        (Clue.NUMBER, True, r"\br-\d{4}-\d{3,}\b"),
        (
            Clue.NUMBER,
            True,
            r"(?<!\d)[12]\s?\d\d\s?\d\d\s?(?:\d\d|2[ab])\s?\d{3}\s?\d{3}(?:\s?\d\d)?(?!\d)",
        ),
        (Clue.PHONE, True, r"(?<!\d)(?:\+33\s?|0)[1-9](?:[\s.\-]?\d{2}){4}(?!\d)"),
        (Clue.DAY, True, r"(?<![\d/])\d{4}-\d{2}-\d{2}(?!\d)"),
        (
            Clue.DAY,
            True,
            r"(?<![\d/])\d{1,2}\s?([/.\-])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})(?![\d/])",
        ),
        (
            Clue.DAY,
            True,
            rf"(?<!\w)(?:(?:1er|\d{{1,2}})\s+)(?:{_MONTHS})(?:\s+(?:\d{{4}}))?(?!\w)",
        ),
        (Clue.DAY, True, rf"(?<!\w)(?:{_MONTHS})\s+\d{{4}}(?!\w)"),
        (Clue.DAY, True, r"(?<![\d/])(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])"),
        (
            Clue.DAY,
            True,
            r"(?<=\ble )\d{1,2}/\d{1,2}(?![\d/])|(?<=\b[da]u )\d{1,2}/\d{1,2}(?![\d/])",
        ),
        (
            Clue.DAY,
            False,
            r"(?<![\d/,.])(?:0[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])(?![\d/])",
        ),
        (
            Clue.YEAR,
            False,
            r"(?<![\w.,/\-])(?:19|20)\d\d(?![\d/]|[.,]\d|\s?(?:mg|g/|ml|ui|cgy|gy|/))",
        ),
        (Clue.NUMBER, False, r"(?<![\w.,])\d{7,}(?!\w)"),
    )
)
_WORD = r"[A-ZÀ-ÝŒ][\w’'\-]+"
_INSTITUTION = re.compile(
    r"\b(?:CHRU|CHU|CH|GHT|CLCC|[Hh]ôpital|[Cc]linique|[Pp]olyclinique|[Cc]entre|[Ii]nstitut|EHPAD|[Ll]aboratoire)\s+"
    rf"(?:(?:de|du|des|la|le|les|d’|d')\s?)*{_WORD}(?:\s+{_WORD})*"
)
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ,;’'] )[A-ZÀ-ÝŒ][a-zà-ÿœ]{2,}(?:[\- ][A-ZÀ-ÝŒ][a-zà-ÿœ]+)*")
_PARTS = re.compile(r"[^\W\d_]+")
_NO_NAME = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "van",
        "von",
        "der",
        "den",
        "el",
        "al",
        "ben",
        "dr",
        "pr",
        "mme",
        "mlle",
        "madame",
        "monsieur",
        "docteur",
        "professeur",
        "test",
        "rue",
        "avenue",
        "boulevard",
        "place",
        "chemin",
        "hopital",
        "centre",
        "clinique",
        "service",
        "unite",
        "son",
        "sa",
        "ses",
        "fils",
        "fille",
        "mari",
        "femme",
        "epouse",
        "epoux",
        "conjoint",
        "mere",
        "pere",
        "soeur",
        "frere",
        "compagne",
        "compagnon",
        "ami",
        "amie",
        "voisin",
        "voisine",
        "infirmiere",
        "infirmier",
        "medecin",
        "interne",
        "coordinatrice",
        "coordinateur",
        "secretaire",
        "aide",
        "soignante",
        "soignant",
        "oncologue",
        "chirurgien",
        "psychologue",
        "saint",
        "sainte",
        "hospitalier",
        "regional",
        "universitaire",
        "general",
        "demonstration",
        "essai",
        "personne",
        "confiance",
        "tel",
        "telephone",
        "annonce",
        "bis",
        "non",
        "connu",
        "inconnu",
    ]
)
# Family names that are words of every report: in small letters only a doubt.
_ORDINARY = frozenset(
    [
        "petit",
        "grand",
        "gros",
        "long",
        "court",
        "bon",
        "beau",
        "blanc",
        "noir",
        "brun",
        "roux",
        "rose",
        "fort",
        "faible",
        "doux",
        "sage",
        "vert",
        "bleu",
        "gris",
        "clair",
        "leger",
        "marin",
        "moreau",
        "moulin",
        "roche",
        "fontaine",
        "lefort",
        "lebon",
        "legrand",
        "mai",
        "avril",
        "juin",
        "noel",
        "colin",
        "page",
        "clerc",
        "chauvin",
        "gauche",
        "droit",
        "simple",
        "rousse",
        "marie",
        "claire",
        "aime",
        "dore",
        "pain",
        "vin",
        "port",
        "mont",
        "prat",
        "bras",
        "pied",
        "coude",
        "jambe",
        "foie",
    ]
)


def flat(text: str) -> str:
    """The text without accents and in small letters, each character in its own place."""
    return "".join(map(_flat, text))


@lru_cache(maxsize=4096)
def _flat(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)[0].casefold()
    return plain if len(plain) == 1 else char


def marks(text: str, known: Iterable[Known]) -> tuple[Mark, ...]:
    """Every stretch to look at, in order, none over another; what is certain wins, then the longest."""
    known = tuple(known)
    ours = _ours(text, known)
    found = [
        mark
        for mark in (*_named(text, known), *_signs(text), *_guessed(text))
        if not any(start <= mark.start and mark.end <= end for start, end in ours)
    ]
    found.sort(key=lambda m: (not m.is_certain, not m.instead, m.start - m.end, m.start))
    kept: list[Mark] = []
    for mark in found:
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda m: m.start))


def proposed(text: str, found: Iterable[Mark]) -> str:
    """The text with every proposal made; what is only shown stays."""
    parts, at = [], 0
    for mark in found:
        if mark.instead:
            parts += [text[at : mark.start], mark.instead]
            at = mark.end
    return "".join((*parts, text[at:]))


def remaining(text: str, known: Iterable[Known]) -> tuple[str, ...]:
    """What still names somebody or a day for certain, as written, each once: with any of it a text may not leave."""
    found = (text[m.start : m.end] for m in marks(text, known) if m.is_certain)
    return tuple(dict.fromkeys(found))


def _ours(text: str, known: tuple[Known, ...]) -> list[tuple[int, int]]:
    """Where our own replacements stand: a speciality in brackets names nobody."""
    made = {flat(f"[{one.instead}]") for one in known if one.instead}
    made |= {flat(f"[{clue.label}]") for clue in Clue}
    return [m.span() for m in re.finditer(r"\[[^\[\]]+\]", flat(text)) if m.group() in made]


def _signs(text: str) -> Iterator[Mark]:
    plain = flat(text)
    for clue, certain, pattern in _SIGNS:
        for found in pattern.finditer(plain):
            yield Mark(*found.span(), clue, f"[{clue.label}]", certain)


def _guessed(text: str) -> Iterator[Mark]:
    for found in _INSTITUTION.finditer(text):
        yield Mark(*found.span(), Clue.HOSPITAL, f"[{Clue.HOSPITAL.label}]", False)
    for found in _CAPITAL.finditer(text):
        yield Mark(*found.span(), Clue.CAPITAL, "", False)


def _named(text: str, known: Iterable[Known]) -> Iterator[Mark]:
    pattern, by_word = _names(tuple(known))
    if pattern is None:
        return
    plain = flat(text)
    for found in pattern.finditer(plain):
        written = found.group("name")
        clue, instead = by_word[_key(written)]
        as_typed = text[found.start("name") : found.end("name")]
        certain = not (
            _key(written) in _ORDINARY and not found.group("civility") and not as_typed.isupper()
        )
        yield Mark(*found.span(), clue, f"[{instead}]" if certain else "", certain)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip()


@lru_cache(maxsize=64)
def _names(known: tuple[Known, ...]) -> tuple[re.Pattern[str] | None, dict[str, tuple[Clue, str]]]:
    """One pattern for all names: whole as known, and each of their words; the patient's own come first."""
    by_word: dict[str, tuple[Clue, str]] = {}
    common = {part for one in known for part in _key(flat(one.instead)).split(" ")}
    for one in sorted(known, key=lambda k: list(Clue).index(k.clue)):
        meant = (one.clue, one.instead or one.clue.label)
        for word in _words(one):
            # a unit is often called as its speciality, which names nobody
            is_place = one.clue in {Clue.HOSPITAL, Clue.PLACE}
            if not (is_place and set(word.split(" ")) <= common | _NO_NAME):
                by_word.setdefault(word, meant)
    if not by_word:
        return None, by_word
    tried = sorted(by_word, key=lambda w: (-len(w), w))
    names = "|".join(r"[\W_]+".join(map(re.escape, word.split(" "))) for word in tried)
    run = rf"(?P<civility>{_CIVILITY})?(?P<name>{names})"
    return re.compile(rf"(?<![^\W\d_]){run}(?![^\W\d_])"), by_word


def _words(one: Known) -> Iterator[str]:
    whole = _key(flat(one.text))
    parts = whole.split(" ")
    if len(whole) > 2 and whole not in _NO_NAME:
        yield whole
    if one.clue in {Clue.NUMBER, Clue.PHONE}:
        return
    for part in parts:
        if len(part) > 2 and part not in _NO_NAME and not part.isdigit() and _PARTS.search(part):
            yield part
