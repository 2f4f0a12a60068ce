"""The shapes of the patient's health beside the tumour, and the parts of a treatment; `casefile.py` holds them.

As in the case file, `id` names the stored row and takes no part in comparison; every date may be partial.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from .partial_date import PartialDate
from .value_sets import Coded
from .vocabulary import Presence, Response
from .vocabulary.health import (
    CheckKind,
    CheckResult,
    ImagingKind,
    NervousSite,
    NervousState,
    Pace,
    RedFlagKind,
    ReportKind,
    SocialTopic,
)

CTCAE = "5.0"  # the version a typed grade is of (2017); an import says its own


@dataclass(frozen=True)
class DoseReduction:
    """One change of dose: of which drug (empty: all), what was done (`−25 %`), and why."""

    what: str
    drug: str = ""
    why: str = ""
    on: PartialDate | None = None

    def __str__(self) -> str:
        """Its parts as typed, to set one version beside another."""
        return _parts(self.drug, self.what, self.why, self.on)


@dataclass(frozen=True)
class Toxicity:
    """One adverse event of a treatment: CTCAE term and grade (1 to 5, None when not graded)."""

    term: str
    grade: int | None = None
    on: PartialDate | None = None
    note: str = ""
    version: str = ""

    def __str__(self) -> str:
        """Its parts as typed, to set one version beside another."""
        return _parts(self.term, self.grade, self.on, self.note)


def _parts(*given: object) -> str:
    return " ".join(str(part) for part in given if part not in {None, ""})


@dataclass(frozen=True)
class G8:
    """One G8 screening of frailty: 0 to 17, by halves (asked from 75)."""

    score: Decimal
    noted_on: PartialDate | None = None
    by: str = ""
    note: str = ""
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class FamilyHistory:
    """One cancer in the family; `age` is that of the relative at diagnosis, in years."""

    relation: str
    cancer: str = ""
    age: int | None = None
    text: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class RedFlag:
    """One emergency, on top of every page until somebody says that it is resolved."""

    kind: RedFlagKind
    detail: str = ""
    noted_on: PartialDate | None = None
    resolved: bool = False
    resolved_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class NervousDisease:
    """Brain or leptomeningeal disease at a date; `treated` is None when nobody said."""

    site: NervousSite
    state: NervousState
    treated: bool | None = None
    treatment: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Tempo:
    """How fast the disease goes, and who says so."""

    pace: Pace
    said_by: str = ""
    noted_on: PartialDate | None = None
    note: str = ""
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Medication:
    """One current drug taken for something else than the cancer; `dose` as written."""

    name: str
    dose: str = ""
    reason: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Allergy:
    """An allergy, or its absence asked for (`presence` NO, no substance)."""

    presence: Presence
    substance: str = ""
    reaction: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Check:
    """One test made before some treatments: hepatitis serology, DPD deficiency."""

    kind: CheckKind
    result: CheckResult
    detail: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Imaging:
    """One imaging of the disease: of what, what it showed, and the response the reader concluded, if any (RECIST)."""

    kind: ImagingKind
    region: str = ""
    finding: str = ""
    conclusion: Response | None = None
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Report:
    """The conclusion of a report (operation, pathology, molecular genetics), with its author (FRCP, sections 10 to 12)."""

    kind: ReportKind
    text: str
    author: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class NotGiven:
    """A treatment that was planned and not given, and why (FRCP, section 9: status not done); it counts as no line."""

    label: str
    official_type: Coded | None = None
    reason: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class SocialNote:
    """What the team saw of daily life or morale; `presence` says whether it is a difficulty."""

    topic: SocialTopic
    presence: Presence = Presence.UNKNOWN
    detail: str = ""
    noted_by: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)
