"""What a board needs to know of a case: a list of named items, present or missing, never an obstacle (B3, B4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .casefile import CaseFile
from .markers import expected_markers, never_done
from .record import Informed
from .vocabulary import MeasureKind, Site, StatementStatus, Topic

ELDERLY = 75


@dataclass(frozen=True)
class Item:
    """One thing the board needs; `section` is the part of the file where it is typed."""

    code: str
    section: str
    present: bool
    detail: str = ""


@dataclass(frozen=True)
class Completeness:
    """Every item that applies to this case."""

    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """Items that are not there yet."""
        return tuple(item for item in self.items if not item.present)

    @property
    def present(self) -> int:
        """How many items are there."""
        return len(self.items) - len(self.missing)


def completeness(
    file: CaseFile, informed: Informed, *, question: str, requester: bool, today: date
) -> Completeness:
    """The items of a case: the national minimum, then what its tumour and age ask for.

    A frailty score is asked from 75 (G8, INCa); expected markers depend on the site. A biomarker recorded as
    pending or non contributif counts as known to be awaited, "non fait" does not.
    """
    return Completeness(tuple(_items(file, informed, question, requester, today)))


def _items(
    file: CaseFile, informed: Informed, question: str, requester: bool, today: date
) -> Iterator[Item]:
    patient, tumour = file.patient, file.tumour
    yield Item("birth", "identity", patient.birth_on is not None)
    yield Item("question", "ask", bool(question.strip()))
    yield Item("requester", "ask", requester)
    yield Item("informed", "ask", informed.opposed is not None)
    yield Item("told", "told", bool(file.told.text.strip()))
    yield Item("diagnosis", "tumour", tumour.diagnosed_on is not None)
    yield Item("histology", "tumour", bool(tumour.histology.strip()))
    yield Item("stage", "tumour", bool((tumour.stage + tumour.tnm).strip()))
    yield Item(
        "performance_status", "measures", file.latest(MeasureKind.PERFORMANCE_STATUS) is not None
    )
    yield Item("weight", "measures", file.latest(MeasureKind.WEIGHT) is not None)
    yield Item("treatments", "treatments", bool(file.treatments))
    yield Item("cautions", "cautions", bool(file.cautions))
    if tumour.site is not Site.HAEMATOLOGY and expected_markers(tumour.site):
        absent = never_done(file)
        yield Item("markers", "biomarkers", not absent, ", ".join(absent))
    age = patient.age_on(today)
    if age is not None and age >= ELDERLY:
        yield Item("g8", "measures", file.latest(MeasureKind.G8) is not None)
    yield Item("wishes", "wishes", _asked(file))


def _asked(file: CaseFile) -> bool:
    """Whether the patient was asked what matters; not wishing to say is an answer (B20)."""
    return any(
        s.topic is Topic.WHAT_MATTERS and s.status is not StatementStatus.NOT_ASKED
        for s in file.statements
    )
