"""The texts of a catalogue entry as a form edits them, and its source written again with those texts.

A list is one line a sentence; a fact's line starts with its certainty, `V :` or `K :`, and counts as to check
without one. Figures are those of figure_lines.py. Criteria, effects,
route and places stay the data they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

import yaml

from app.domain.vocabulary import EuropeanStatus, Family, FrenchAccess, Mark, Relation, Route, Site
from app.errors import RuleViolation, UnreadableFile, Violation

from .catalogue import read_entry
from .figure_lines import figure_line, read_figure
from .marked_yaml import loaded

_MARKED = re.compile(r"^\s*([VK])\s*:\s*(.*)$", re.DOTALL)
_NEEDED = (
    *("title", "clinical_advantages", "clinical_disadvantages", "clinical_references"),
    *("patient_title", "patient_sentence", "patient_brings", "patient_hard"),
)
_FACTS = {
    "clinical": (
        *("when", "prerequisites", "advantages", "disadvantages", "cautions", "organisation"),
    ),
    "patient": ("brings", "hard", "red_flags"),
}
_PRACTICAL_FACTS = ("aim", "rhythm", "known_after")
_LISTS = {"clinical": ("references",), "patient": ("questions",)}
_TEXTS = {"clinical": ("summary",), "patient": ("title", "sentence", "unknown")}


@dataclass(frozen=True)
class EntryText:
    """Everything a proposal may change, as typed."""

    title: str = ""
    detail: str = ""
    short: str = ""
    aim: str = ""
    rhythm: str = ""
    known_after: str = ""
    eu_authorised: EuropeanStatus = EuropeanStatus.UNKNOWN
    fr_access: FrenchAccess = FrenchAccess.TO_CHECK
    visits_per_month: Decimal | None = None
    hours_per_visit: Decimal | None = None
    to_write: bool = False
    clinical_summary: str = ""
    clinical_when: str = ""
    clinical_prerequisites: str = ""
    clinical_advantages: str = ""
    clinical_disadvantages: str = ""
    clinical_cautions: str = ""
    clinical_organisation: str = ""
    clinical_figures: str = ""
    clinical_references: str = ""
    patient_title: str = ""
    patient_sentence: str = ""
    patient_brings: str = ""
    patient_hard: str = ""
    patient_daily: str = ""
    patient_unknown: str = ""
    patient_red_flags: str = ""
    patient_questions: str = ""


@dataclass(frozen=True)
class Outline:
    """What a new entry of a hospital is, beside its texts; its criteria are left to the board."""

    code: str
    family: Family
    relation: Relation
    route: Route
    sites: tuple[Site, ...] = ()
    against_disease: bool = True


def texts_of(source: str, language: str = "fr") -> EntryText:
    """The texts of a source as the form shows them."""
    given = loaded(source)
    words, practical = given[language], given["practical"]
    texts: dict[str, Any] = {name: words.get(name, "") for name in ("title", "detail", "short")}
    texts |= {name: _as_line(words.get(name)) for name in _PRACTICAL_FACTS}
    texts["eu_authorised"] = EuropeanStatus(given.get("eu_authorised", EuropeanStatus.UNKNOWN))
    texts["fr_access"] = FrenchAccess(given.get("fr_access", FrenchAccess.TO_CHECK))
    texts["to_write"] = bool(given.get("to_write", False))
    for name in ("visits_per_month", "hours_per_visit"):
        value = practical.get(name)
        texts[name] = None if value is None else Decimal(str(value))
    for part in ("clinical", "patient"):
        told = words.get(part, {})
        texts |= {f"{part}_{name}": told.get(name, "") for name in _TEXTS[part]}
        for name in _FACTS[part]:
            texts[f"{part}_{name}"] = "\n".join(map(_as_line, told.get(name, [])))
        texts |= {f"{part}_{name}": "\n".join(told.get(name, [])) for name in _LISTS[part]}
    texts["clinical_figures"] = "\n".join(map(figure_line, words["clinical"].get("figures", [])))
    texts["patient_daily"] = _as_line(words["patient"].get("daily"))
    return EntryText(**texts)


def rewritten(source: str, typed: EntryText, language: str = "fr") -> str:
    """The source with these texts, read once to be sure that it can be; RuleViolation names the field otherwise."""
    return _checked(loaded(source), typed, language)


def criteria_in(source: str) -> list[dict[str, Any]]:
    """The criteria of a source as written, before any typography."""
    return list(loaded(source).get("criteria", []))


def with_criteria(source: str, criteria: Iterable[Mapping[str, Any]], language: str = "fr") -> str:
    """The source with these criteria, read once to be sure that it can be; RuleViolation otherwise."""
    return _dumped({**loaded(source), "criteria": [dict(node) for node in criteria]}, language)


def written(outline: Outline, typed: EntryText, language: str = "fr") -> str:
    """The source of a new entry."""
    plain: dict[str, Any] = {
        "code": outline.code,
        "version": 1,
        "family": outline.family.value,
        "relation": outline.relation.value,
        "is_against_disease": outline.against_disease,
        "always_listed": not outline.sites,
        "sites": [site.value for site in outline.sites],
        "practical": {"route": outline.route.value, "places": []},
        "criteria": [
            {
                "rule": f"{outline.code}.board",
                "source": "Entrée propre à l'établissement, sans critère écrit",
                "human": {"text": "à juger par l'équipe"},
            }
        ],
        language: {},
    }
    return _checked(plain, typed, language)


def _checked(plain: dict[str, Any], typed: EntryText, language: str) -> str:
    broken = _missing(typed)
    figures = _figures(typed.clinical_figures, broken)
    if broken:
        raise RuleViolation(*broken)
    plain |= {
        "eu_authorised": typed.eu_authorised.value,
        "fr_access": typed.fr_access.value,
        "to_write": typed.to_write,
    }
    for name in ("visits_per_month", "hours_per_visit"):
        value = getattr(typed, name)
        plain["practical"].pop(name, None)
        plain["practical"] |= {} if value is None else {name: float(value)}
    plain[language] = _words(typed, figures)
    return _dumped(plain, language)


def _dumped(plain: dict[str, Any], language: str) -> str:
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000)
    try:
        read_entry(text, language)
    except UnreadableFile as error:
        raise RuleViolation(Violation("entry_unreadable", params={"why": error.code})) from error
    return text


def _missing(typed: EntryText) -> list[Violation]:
    needed = (*_NEEDED, *(() if typed.to_write else ("patient_red_flags",)))
    return [Violation("required", name) for name in needed if not getattr(typed, name).strip()]


def _words(typed: EntryText, figures: list[dict[str, Any]]) -> dict[str, Any]:
    words: dict[str, Any] = {
        "title": typed.title,
        "detail": typed.detail,
        "rhythm": _fact(typed.rhythm or "–"),
        "short": typed.short,
    }
    words |= {
        name: _fact(said) for name in ("aim", "known_after") if (said := getattr(typed, name))
    }
    for part in ("clinical", "patient"):
        told: dict[str, Any] = {name: getattr(typed, f"{part}_{name}") for name in _TEXTS[part]}
        for name in _FACTS[part]:
            told[name] = [_fact(line) for line in _lines(getattr(typed, f"{part}_{name}"))]
        told |= {name: _lines(getattr(typed, f"{part}_{name}")) for name in _LISTS[part]}
        words[part] = told
    words["clinical"]["figures"] = figures
    words["patient"]["daily"] = _fact(typed.patient_daily or "–")
    return words


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _fact(line: str) -> dict[str, str]:
    found = _MARKED.match(line)
    mark, sentence = found.groups() if found else (Mark.TO_CHECK.value, line)
    return {mark: sentence.strip() or "–"}


def _as_line(fact: Mapping[str, str] | None) -> str:
    [(mark, sentence)] = (fact or {"": ""}).items()
    return f"{mark} : {sentence}" if mark else ""


def _figures(text: str, broken: list[Violation]) -> list[dict[str, Any]]:
    """The figures typed; a line without its four parts is named, since none goes without population and source."""
    made = []
    for number, line in enumerate(_lines(text), start=1):
        [(mark, told)] = _fact(line).items()
        figure = read_figure(told, mark)
        if figure is None:
            broken.append(Violation("figure_shape", "clinical_figures", {"line": str(number)}))
        else:
            made.append(figure)
    return made


def names() -> Iterable[str]:
    """The names of everything a proposal may change."""
    return tuple(field.name for field in fields(EntryText))
