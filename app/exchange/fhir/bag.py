"""What is gathered while a FHIR file is read: facts by kind, what was not understood, and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.casefile import Biomarker, Caution, Measure
from app.domain.health import Allergy, FamilyHistory
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Intent, Laterality, StopReason, TreatmentKind
from app.exchange.imported import ImportNote, NotUnderstood

from .describe import describe
from .load import Resource
from .values import cut, identity, short_target, target, words


@dataclass(frozen=True)
class DrugEvent:
    """One drug on one occasion: a request, an administration or a statement."""

    drug: str
    kind: TreatmentKind
    start: PartialDate | None
    end: PartialDate | None
    is_request: bool
    is_over: bool
    intent: Intent
    dose: str = ""
    stop_reason: StopReason | None = None
    stop_text: str = ""


@dataclass(frozen=True)
class LocalEvent:
    """One procedure: surgery, radiotherapy session or course, interventional gesture."""

    label: str
    kind: TreatmentKind
    start: PartialDate | None
    end: PartialDate | None
    intent: Intent
    dose: str = ""
    note: str = ""


@dataclass(frozen=True)
class Staging:
    """One stage or category: `part` is stage, T, N or M; `basis` is c, p or "" (not said)."""

    part: str
    value: str
    basis: str
    edition: str
    on: PartialDate | None
    tumours: frozenset[str]
    resource: Resource


@dataclass
class Bag:
    """One reading of one file; the functions of this package fill it."""

    index: Mapping[str, Resource] = field(default_factory=dict)
    primaries: list[Resource] = field(default_factory=list)
    secondaries: list[Resource] = field(default_factory=list)
    histologies: list[Resource] = field(default_factory=list)
    stagings: list[Staging] = field(default_factory=list)
    biomarkers: list[Biomarker] = field(default_factory=list)
    drugs: list[DrugEvent] = field(default_factory=list)
    local: list[LocalEvent] = field(default_factory=list)
    chemotherapies: list[Resource] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    family: list[FamilyHistory] = field(default_factory=list)
    allergies: list[Allergy] = field(default_factory=list)
    sides: list[tuple[Laterality, str]] = field(default_factory=list)
    worsened_on: list[PartialDate] = field(default_factory=list)
    found: set[int] = field(default_factory=set)
    unread: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    first_ids: dict[tuple[str, str, str], str] = field(default_factory=dict)
    notes: list[ImportNote] = field(default_factory=list)

    def leave(self, resource: Resource, reason: str, text: str = "") -> None:
        """Say that this resource, or `text` in it, went nowhere and why; repeats are counted."""
        key = (words(resource.get("resourceType")), cut(text) or describe(resource), reason)
        self.unread[key] += 1
        self.first_ids.setdefault(key, identity(resource))

    def note(self, code: str, **params: str) -> None:
        """Tell the reader something once."""
        note = ImportNote(code, params)
        if note not in self.notes:
            self.notes.append(note)

    def source_words(self, text: str) -> str:
        """Keep the file's own words, and tell the reader that some are in its language."""
        if text:
            self.note("source_language")
        return text

    def find(self, reference: object) -> Resource | None:
        """The resource a Reference points at, if the file holds it."""
        found = self.index.get(target(reference)) or self.index.get(short_target(reference))
        if found is not None:
            self.found.add(id(found))
        return found

    def not_understood(self) -> tuple[NotUnderstood, ...]:
        """Everything that went nowhere, in file order."""
        return tuple(
            NotUnderstood(kind, self.first_ids[kind, text, reason], text, reason, count)
            for (kind, text, reason), count in self.unread.items()
        )

    def absorb(self, other: Bag) -> None:
        """Take over what another reading could not understand, and nothing else."""
        for key, count in other.unread.items():
            self.unread[key] += count
            self.first_ids.setdefault(key, other.first_ids[key])
