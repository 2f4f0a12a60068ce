"""A catalogue entry: one alternative as everybody must be able to read it, in one fixed version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .vocabulary import (
    EuropeanStatus,
    Family,
    FigureOutcome,
    FrenchAccess,
    Mark,
    Place,
    Relation,
    Route,
)


@dataclass(frozen=True)
class Fact:
    """One sentence and how sure it is."""

    text: str
    mark: Mark = Mark.VERIFIED


# The one denominator of every figure that a patient reads.
OUT_OF = 100


@dataclass(frozen=True)
class Frequency:
    """People out of a hundred: with the alternative, and with what it was compared to (None: compared to nothing).

    `months` after the start for what is counted at a moment, None otherwise.
    """

    outcome: FigureOutcome
    here: int
    there: int | None = None
    months: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a number that is not out of a hundred."""
        if not all(0 <= n <= OUT_OF for n in (self.here, self.there or 0)):
            raise ValueError("not out of a hundred")


@dataclass(frozen=True)
class Figure:
    """One figure from a study, never without its population, comparator and source.

    `frequencies` are what the study gave as shares of its people, which a patient may be shown.
    """

    text: str
    population: str
    comparator: str
    source: str
    mark: Mark
    frequencies: tuple[Frequency, ...] = ()


@dataclass(frozen=True)
class ChosenFigure:
    """A figure that a clinician picked for one patient: whom the study was about in plain words, and what differs.

    `figure` is kept whole, so that a later version of its entry changes nothing; `plain_title` is how the patient
    reads the option it belongs to.
    """

    plain_title: str
    figure: Figure
    whom: str
    differs: str = ""
    by: str = ""


@dataclass(frozen=True)
class Practical:
    """Daily organisation as facts a rule can read; `None` means not known.

    `aim` is what it is for, `known_after` when one knows whether it works; both empty when not written.
    """

    route: Route
    places: tuple[Place, ...]
    rhythm: Fact
    short: str
    visits_per_month: float | None = None
    hours_per_visit: float | None = None
    effects: tuple[str, ...] = ()
    aim: Fact = Fact("", Mark.TO_CHECK)
    known_after: Fact = Fact("", Mark.TO_CHECK)


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
    stored, so that no patient page with it can leave. `in_force_on` and `review_on` are the editors' decisions
    about this version, None while it has none.
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
    in_force_on: date | None = None
    review_on: date | None = None

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


@dataclass(frozen=True)
class AskedAction:
    """One action as a presentation keeps it: the wording offered, whether it was asked, by whom, when, and a note.

    `digest` names the whole wording, so that a signature is of that one and no other; `signed` is looked up when a
    page is printed, and is never what a snapshot says.
    """

    code: str
    title: str
    sentence: str
    digest: str
    asked: bool = False
    by: str = ""
    on: date | None = None
    note: str = ""
    signed: bool = False


@dataclass(frozen=True)
class LocalPractical:
    """How one hospital organises an entry: where, which number, whom to call, how long one waits; dated and signed."""

    hospital: str
    place: str = ""
    phone: str = ""
    contact: str = ""
    waiting: str = ""
    note: str = ""
    revision: int = 0
    by: str = ""
    on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said: an emptied revision withdraws the earlier ones."""
        return not any((self.place, self.phone, self.contact, self.waiting, self.note))
