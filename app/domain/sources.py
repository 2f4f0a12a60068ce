"""Dated sources on medicines: what each kind says of one substance or gene, as its authors wrote it.

BDPM (ANSM, HAS, UNCAM), the EMA's table of medicines, CIViC. They document an alternative; none decides of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .vocabulary import Labelled


class SourceKind(Labelled):
    """The sources a site may load; one version of each is in use."""

    BDPM = "bdpm", "Base de données publique des médicaments (BDPM)"
    EMA = "ema", "Table des médicaments de l’EMA"
    CIVIC = "civic", "CIViC, éléments de preuve"

    @property
    def short(self) -> str:
        """The name used beside a date."""
        return {"bdpm": "BDPM", "ema": "EMA", "civic": "CIViC"}[self.value]


@dataclass(frozen=True)
class Condition:
    """One condition of prescription or dispensing, and the medicines it is written for."""

    text: str
    medicines: tuple[str, ...]


@dataclass(frozen=True)
class HasOpinion:
    """One opinion of the HAS: `measure` is SMR or ASMR, `value` as the HAS gives it; `link` is its page."""

    measure: str
    value: str
    on: date
    reason: str
    text: str
    dossier: str
    link: str = ""
    medicines: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrenchSheet:
    """What BDPM says of one substance."""

    substance: str
    medicines: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    opinions: tuple[HasOpinion, ...] = ()


@dataclass(frozen=True)
class EuropeanMedicine:
    """One medicine of the EMA's table; `status` and `indication` in the table's English words."""

    name: str
    status: str
    indication: str
    authorised_on: date | None
    conditional: bool = False
    exceptional: bool = False
    copy: bool = False
    number: str = ""
    link: str = ""


@dataclass(frozen=True)
class EvidenceItem:
    """One predictive item of CIViC: its words are kept; `together` is how its drugs are given (Combination…)."""

    id: str
    profile: str
    disease: str
    drugs: tuple[str, ...]
    together: str
    direction: str
    level: str
    significance: str
    citation: str
    origin: str = ""
    rating: str = ""
    reviewed_on: str = ""
    flagged: bool = False


@dataclass(frozen=True)
class ReadSource:
    """One source as read from its files, by substance or gene key; `counts` say what was read and what was left."""

    kind: SourceKind
    by_key: Mapping[str, tuple[Any, ...]]
    counts: Mapping[str, int]
    latest: date | None = None


@dataclass(frozen=True)
class SourceVersion:
    """One loaded version of a source: the date of its data, who loaded it, from which files (name, SHA-256)."""

    id: str
    kind: SourceKind
    data_on: date
    imported_on: date
    imported_by: str
    files: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    in_use: bool
    version: int


@dataclass(frozen=True)
class Known:
    """What the sources in use say: the version of each kind, and its contents for the keys asked."""

    versions: Mapping[SourceKind, SourceVersion] = field(default_factory=dict)
    french: Mapping[str, FrenchSheet] = field(default_factory=dict)
    european: Mapping[str, tuple[EuropeanMedicine, ...]] = field(default_factory=dict)
    evidence: tuple[EvidenceItem, ...] = ()
