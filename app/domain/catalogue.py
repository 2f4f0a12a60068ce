"""A catalogue entry: one alternative as everybody must be able to read it, in one fixed version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .vocabulary import EuropeanStatus, Family, FrenchAccess, Mark, Place, Relation, Route


@dataclass(frozen=True)
class Fact:
    """One sentence and how sure it is."""

    text: str
    mark: Mark = Mark.VERIFIED


@dataclass(frozen=True)
class Figure:
    """One figure from a study, never without its population, comparator and source."""

    text: str
    population: str
    comparator: str
    source: str
    mark: Mark


@dataclass(frozen=True)
class Practical:
    """Daily organisation as facts a rule can read; `None` means not known."""

    route: Route
    places: tuple[Place, ...]
    rhythm: Fact
    short: str
    visits_per_month: float | None = None
    hours_per_visit: float | None = None
    effects: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClinicalText:
    """What clinicians read."""

    summary: str
    when: tuple[Fact, ...]
    prerequisites: tuple[Fact, ...]
    advantages: tuple[Fact, ...]
    disadvantages: tuple[Fact, ...]
    cautions: tuple[Fact, ...] = ()
    organisation: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class PatientText:
    """What the patient reads at home: plain words, equal room for both sides."""

    title: str
    sentence: str
    brings: tuple[Fact, ...]
    hard: tuple[Fact, ...]
    daily: Fact
    unknown: str
    red_flags: tuple[Fact, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """Who signed a wording, and when."""

    by: str
    on: date


@dataclass(frozen=True)
class CatalogueEntry:
    """One alternative, immutable by `code` and `version`; `criteria` is a tree of plain data (see criteria.py).

    `to_write` marks an entry whose texts are not written yet: it then carries no signature whatever was
    stored, so that no patient page with it can leave.
    """

    code: str
    version: int
    family: Family
    title: str
    detail: str
    relation: Relation
    practical: Practical
    clinical: ClinicalText
    patient: PatientText
    criteria: tuple[Mapping[str, Any], ...] = ()
    is_against_disease: bool = True
    always_listed: bool = False
    sites: tuple[str, ...] = ()
    clinical_review: Review | None = None
    patient_review: Review | None = None
    fr_access: FrenchAccess = FrenchAccess.TO_CHECK
    eu_authorised: EuropeanStatus = EuropeanStatus.UNKNOWN
    to_write: bool = False

    def __post_init__(self) -> None:
        """Drop the signatures of an entry still to be written."""
        if self.to_write:
            object.__setattr__(self, "clinical_review", None)
            object.__setattr__(self, "patient_review", None)


@dataclass(frozen=True)
class BoardAction:
    """What a board may ask for besides any option, without rank: another opinion, another meeting (§4.11)."""

    code: str
    title: str
    sentence: str
    when: tuple[Fact, ...]
    prerequisites: tuple[Fact, ...]
    practical: tuple[Fact, ...]
    advantages: tuple[Fact, ...]
    disadvantages: tuple[Fact, ...]
    questions: tuple[str, ...]
    references: tuple[str, ...]
    cautions: tuple[Fact, ...] = ()
