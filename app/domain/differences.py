"""What changed between two versions of a catalogue entry, field by field and word by word (difflib).

Takes two entries, gives the fields that differ; each holds lines kept, removed or added, cut in pieces so that the
words that moved can be shown. No sentence here: labels of fields are in app/wording/catalogue.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from .catalogue import CatalogueEntry, Fact, Figure

Told = Callable[[Iterable[Mapping[str, Any]]], tuple[str, ...]]
_WORDS = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    """What happened to a line."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A stretch of a line, and whether it is what changed in it."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a field."""

    change: Change
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class FieldChange:
    """One field that differs, by its dotted name."""

    field: str
    lines: tuple[Line, ...]


def between(
    old: CatalogueEntry, new: CatalogueEntry, told: Told | None = None
) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the entry's page; `told` puts criteria in words, one line a node."""
    before, after = lines_of(old, told), lines_of(new, told)
    return tuple(
        FieldChange(name, tuple(between_lines(before[name], after[name])))
        for name in before
        if before[name] != after[name]
    )


def lines_of(entry: CatalogueEntry, told: Told | None = None) -> dict[str, tuple[str, ...]]:
    """Every field a person reads, as lines; the certainty of a fact stands at the head of its line."""
    practical, clinical, patient = entry.practical, entry.clinical, entry.patient
    return {
        "title": (entry.title,),
        "detail": (entry.detail,),
        "eu_authorised": (entry.eu_authorised.label,),
        "fr_access": (entry.fr_access.label,),
        "short": (practical.short,),
        "aim": _written(practical.aim),
        "rhythm": _facts((practical.rhythm,)),
        "known_after": _written(practical.known_after),
        "visits_per_month": _number(practical.visits_per_month),
        "hours_per_visit": _number(practical.hours_per_visit),
        "clinical.summary": (clinical.summary,),
        "clinical.when": _facts(clinical.when),
        "clinical.prerequisites": _facts(clinical.prerequisites),
        "clinical.advantages": _facts(clinical.advantages),
        "clinical.disadvantages": _facts(clinical.disadvantages),
        "clinical.cautions": _facts(clinical.cautions),
        "clinical.organisation": _facts(clinical.organisation),
        "clinical.figures": tuple(_figure(f) for f in clinical.figures),
        "clinical.references": clinical.references,
        "patient.title": (patient.title,),
        "patient.sentence": (patient.sentence,),
        "patient.brings": _facts(patient.brings),
        "patient.hard": _facts(patient.hard),
        "patient.daily": _facts((patient.daily,)),
        "patient.unknown": (patient.unknown,),
        "patient.red_flags": _facts(patient.red_flags),
        "patient.questions": patient.questions,
        "criteria": (told or _as_data)(entry.criteria),
    }


def _as_data(criteria: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(
        json.dumps(rule, ensure_ascii=False, sort_keys=True, default=str) for rule in criteria
    )


def _facts(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    return tuple(f"{fact.mark.value} : {fact.text}" for fact in facts)


def _written(fact: Fact) -> tuple[str, ...]:
    return _facts((fact,)) if fact.text else ()


def _figure(figure: Figure) -> str:
    told = (figure.text, figure.population, figure.comparator, figure.source)
    return f"{figure.mark.value} : " + " | ".join(told)


def _number(value: float | None) -> tuple[str, ...]:
    return () if value is None else (f"{value:g}".replace(".", ","),)


def between_lines(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Line]:
    """What became of each line: kept, removed or added, with the words that moved."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        removed, added = before[a:b], after[c:d]
        if what == "equal":
            yield from (Line(Change.KEPT, (Piece(text),)) for text in removed)
            continue
        yield from (Line(Change.REMOVED, _cut(t, _beside(added, n))) for n, t in enumerate(removed))
        yield from (Line(Change.ADDED, _cut(t, _beside(removed, n))) for n, t in enumerate(added))


def _beside(lines: tuple[str, ...], number: int) -> str:
    """The line that stands opposite, "" when there is none."""
    return lines[number] if number < len(lines) else ""


def _cut(text: str, opposite: str) -> tuple[Piece, ...]:
    """The line in pieces: what the opposite line does not have is marked; a whole new line is one changed piece."""
    if not opposite:
        return (Piece(text, changed=True),)
    words, others = _WORDS.findall(text), _WORDS.findall(opposite)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return tuple(
        Piece("".join(words[a:b]), changed=what != "equal")
        for what, a, b, _c, _d in matcher.get_opcodes()
        if a < b
    )
