"""Two to four options side by side: the patient's questions as rows, one cell for each option (R53, §3.7).

Takes options of one presentation, gives rows of facts. A cell is made from its own option alone, so that neither the
order nor the company of options changes it; there is one row for each wish, so that a wish taken back takes its row
only. No row sums, ranks or colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .burden import Burden
from .catalogue import CatalogueEntry, Fact, Figure
from .findings import Finding, Fit
from .record import Option
from .text import fold
from .vocabulary import Family, FindingOutcome

FEWEST, MOST = 2, 4
_PERCENTAGES = re.compile(r"\d+(?:,\d+)?(?=\s*%)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUALITY = "qualite de vie"
_OPEN = frozenset({FindingOutcome.UNKNOWN, FindingOutcome.HUMAN})


class Question(StrEnum):
    """The rows, in the order of the page; prerequisites come first (§2.6)."""

    POSSIBLE = "possible"
    AIM = "aim"
    WAY = "way"
    COME = "come"
    KNOWN = "known"
    BRINGS = "brings"
    QUALITY = "quality"
    COSTS = "costs"
    DAILY = "daily"
    WISHES = "wishes"
    MISSING = "missing"


@dataclass(frozen=True)
class Cell:
    """What one option answers to one question; `incomplete` counts the figures kept back for want of a source."""

    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    incomplete: int = 0
    findings: tuple[Finding, ...] = ()
    fit: Fit | None = None
    burden: Burden | None = None
    cautions: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Row:
    """One question, or one wish of the patient, and the cells in the order of the options."""

    question: Question
    cells: tuple[Cell, ...]
    wish: Fit | None = None


def rows(options: Sequence[Option]) -> tuple[Row, ...]:
    """Every row, for options in the order given."""
    made: list[Row] = []
    for question in Question:
        if question is Question.WISHES:
            made.extend(_wishes(options))
        else:
            made.append(Row(question, tuple(_CELLS[question](o) for o in options)))
    return tuple(made)


def chosen(options: Iterable[Option], ids: Iterable[str]) -> tuple[Option, ...]:
    """The options of these ids, in the neutral order of the presentation whatever the order they were ticked in."""
    wanted = set(ids)
    return tuple(o for o in options if o.id in wanted)


def if_waiting(options: Iterable[Option]) -> CatalogueEntry | None:
    """The entry that says what waiting or doing without means: the pause with follow-up of the same presentation."""
    return next((o.entry for o in options if o.entry.family is Family.PAUSE), None)


def is_sourced(figure: Figure) -> bool:
    """Whether a figure may be shown: with its population, comparator, source and the year of that source."""
    told = all(text.strip() for text in (figure.text, figure.population, figure.comparator))
    return told and bool(_YEAR.search(figure.source))


def figures_of(entry: CatalogueEntry) -> tuple[Figure, ...]:
    """The figures of an entry that may be shown."""
    return tuple(f for f in entry.clinical.figures if is_sourced(f))


def in_words(facts: Iterable[Fact], entry: CatalogueEntry) -> tuple[Fact, ...]:
    """The facts without those that only repeat percentages of a figure, which stands with its source."""
    held = {n for f in figures_of(entry) for n in _PERCENTAGES.findall(f.text)}
    return tuple(f for f in facts if not _repeats(f, held))


def _repeats(fact: Fact, held: set[str]) -> bool:
    found = set(_PERCENTAGES.findall(fact.text))
    return bool(found) and found <= held


def _possible(option: Option) -> Cell:
    return Cell(findings=option.findings)


def _aim(option: Option) -> Cell:
    return Cell(facts=_written(option.entry.practical.aim))


def _way(option: Option) -> Cell:
    return Cell(facts=_written(option.entry.practical.rhythm), burden=option.burden)


def _come(option: Option) -> Cell:
    return Cell(burden=option.burden)


def _known(option: Option) -> Cell:
    return Cell(facts=_written(option.entry.practical.known_after))


def _brings(option: Option) -> Cell:
    entry = option.entry
    shown = figures_of(entry)
    kept_back = len(entry.clinical.figures) - len(shown)
    return Cell(in_words(entry.clinical.advantages, entry), shown, kept_back)


def _quality(option: Option) -> Cell:
    """What the entry says of quality of life, sentence by sentence: a row of its own, as high as survival (R20)."""
    entry, clinical = option.entry, option.entry.clinical
    said = (*clinical.advantages, *clinical.disadvantages)
    figures = tuple(f for f in figures_of(entry) if _QUALITY in fold(f.text))
    return Cell(tuple(f for f in in_words(said, entry) if _QUALITY in fold(f.text)), figures)


def _costs(option: Option) -> Cell:
    clinical = option.entry.clinical
    return Cell(in_words(clinical.disadvantages, option.entry), cautions=clinical.cautions)


def _daily(option: Option) -> Cell:
    return Cell(facts=option.entry.clinical.organisation)


def _missing(option: Option) -> Cell:
    return Cell(findings=tuple(f for f in option.findings if f.outcome in _OPEN))


def _written(fact: Fact) -> tuple[Fact, ...]:
    return (fact,) if fact.text else ()


_CELLS = {
    Question.POSSIBLE: _possible,
    Question.AIM: _aim,
    Question.WAY: _way,
    Question.COME: _come,
    Question.KNOWN: _known,
    Question.BRINGS: _brings,
    Question.QUALITY: _quality,
    Question.COSTS: _costs,
    Question.DAILY: _daily,
    Question.MISSING: _missing,
}


def _wishes(options: Sequence[Option]) -> Iterable[Row]:
    """One row for each thing the patient said, in the order it is said everywhere else."""
    said = dict.fromkeys(_key(fit) for o in options for fit in o.fits)
    for key in said:
        found = [next((f for f in o.fits if _key(f) == key), None) for o in options]
        yield Row(Question.WISHES, tuple(Cell(fit=f) for f in found), next(filter(None, found)))


def _key(fit: Fit) -> tuple[str, str, str]:
    return fit.rule, fit.said, fit.said_on
