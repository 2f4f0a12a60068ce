"""The rows of new cases: built before any lock, then stored table by table in one go, for one case as for a thousand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.ins import Ins, compact
from app.domain.permissions import Actor
from app.domain.vocabulary import PresentationState
from app.extensions import db
from app.models import (
    Attachment,
    Case,
    HealthFact,
    ImportedFacts,
    Job,
    Option,
    Patient,
    Presentation,
    QuestionProgress,
    ReferenceCounter,
    Statement,
    Talk,
    Tumour,
)
from app.queries.facts import FACTS

from . import _index, _said, options
from ._transaction import Unit

# a row is stored after those it refers to
_ORDER: tuple[type[Any], ...] = (
    Patient,
    Tumour,
    *FACTS.values(),
    Statement,
    QuestionProgress,
    Case,
    Presentation,
    Option,
    ImportedFacts,
    Talk,
    Attachment,
    Job,
)
_STAMPED = frozenset({Patient, Tumour, Case, Presentation, Option, Attachment, *FACTS.values()})


@dataclass
class Prepared:
    """One new case as rows by table, without its reference and the instant, which the lock gives."""

    case_id: UUID
    patient_id: UUID
    presentation_id: UUID
    rows: dict[type[Any], list[dict[str, Any]]] = field(default_factory=dict)
    given: list[tuple[UUID, Any]] = field(default_factory=list)

    def add_fact(self, table: type[Any], fact: Any) -> UUID:
        """One more row of the patient's made of a fact, and which fact it was; the row's id."""
        row_id = uuid4()
        self.add(table, id=row_id, patient_id=self.patient_id, **plain(fact))
        self.given.append((row_id, fact))
        return row_id

    def add(self, table: type[Any], **values: Any) -> None:
        """One more row of that table."""
        self.rows.setdefault(table, []).append(values)


def prepare(
    actor: Actor,
    file: facts.CaseFile,
    request: Mapping[str, Any],
    entries: Sequence[Entry],
    *,
    known_patient: UUID | None = None,
    **more: Any,
) -> Prepared:
    """The rows of a case file that was checked: patient, facts, statements, case, first presentation, options.

    `request` holds the presentation's own columns, `entries` the latest of the catalogue, `more` columns of the case.
    A `known_patient` keeps the identity already recorded: only the facts of the file are added.
    """
    made = Prepared(uuid4(), known_patient or uuid4(), uuid4())
    hospital = UUID(actor.hospital_id)
    made.given.append((made.patient_id, file.patient))
    if known_patient is None:
        identity = plain(file.patient) | ins_columns(file.ins)
        made.add(Patient, id=made.patient_id, hospital_id=hospital, **identity)
    tumour_ids = [made.add_fact(Tumour, tumour) for tumour in file.tumours]
    for kind, rows in facts_of(file).items():
        for fact in rows:
            made.add_fact(FACTS[kind], fact)
    said = _said.rows(actor, made.patient_id, file.statements)
    for statement in said:
        made.add(Statement, **statement)
    for told in _said.news(actor, said, file.statements):
        made.add(QuestionProgress, id=uuid4(), **told)
    made.add(
        Case,
        id=made.case_id,
        hospital_id=hospital,
        patient_id=made.patient_id,
        tumour_id=tumour_ids[0],
        told_text=file.told.text,
        told_by=file.told.by,
        told_on=file.told.on,
        also_about=[str(key) for key in tumour_ids[1 : max(1, file.about)]],
        **more,
    )
    made.add(
        Presentation,
        id=made.presentation_id,
        case_id=made.case_id,
        number=1,
        state=PresentationState.PREPARED,
        **request,
    )
    for option in options.starting(made.presentation_id, file.tumour.site, entries):
        made.add(Option, **option)
    return made


def store(tx: Unit, prepared: Sequence[Prepared]) -> list[str]:
    """Store every prepared case in the unit of work, in order; their references."""
    references = _references(clock.today().year, len(prepared))
    for one, reference in zip(prepared, references, strict=True):
        one.rows[Case][0] |= {"reference": reference, "opened_at": tx.now}
        tx.audit("case.opened", one.case_id, reference=reference)
    stamp = {"version": 1, "updated_at": tx.now, "updated_by": tx.actor.name}
    for table in _ORDER:
        rows = [row for one in prepared for row in one.rows.get(table, ())]
        more = _instants(table, tx) | (stamp if table in _STAMPED else {})
        if rows:
            db.session.execute(sa.insert(table.__table__), _named(table, rows, more))
    _index.touch(Case, [one.case_id for one in prepared])
    return references


def facts_of(file: facts.CaseFile) -> dict[type[Any], tuple[Any, ...]]:
    """The dated facts of a case file by their kind, whatever field holds them."""
    found: dict[type[Any], tuple[Any, ...]] = {}
    for held in fields(file):
        value = getattr(file, held.name)
        for fact in value if isinstance(value, tuple) else ():
            if type(fact) in FACTS:
                found[type(fact)] = (*found.get(type(fact), ()), fact)
    return found


def ins_columns(ins: Ins) -> dict[str, Any]:
    """The national identity as the patient's row stores it."""
    return {
        "ins_number": compact(ins.number),
        "ins_authority": ins.authority,
        "identity_status": ins.status,
        "birth_place_code": ins.birth_place_code,
    }


def plain(fact: Any) -> dict[str, Any]:
    """A fact's fields as its row stores them."""
    values = {f.name: getattr(fact, f.name) for f in fields(fact) if f.name != "id"}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _named(
    table: type[Any], rows: Sequence[Mapping[str, Any]], more: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The rows by the names of their columns, which several shapes of one table may share."""
    mapper = sa.inspect(table)
    columns = {each.key: each.columns[0].key for each in mapper.column_attrs}
    shape = {}
    if mapper.polymorphic_identity is not None and mapper.polymorphic_on is not None:
        shape = {mapper.polymorphic_on.key: mapper.polymorphic_identity}
    return [
        shape | {columns[name]: value for name, value in ({**row, **more}).items()} for row in rows
    ]


def _into(table: type[Any]) -> sa.Insert:
    """By column; the shapes of one table by attribute, so that each row says its shape."""
    return sa.insert(table if issubclass(table, HealthFact) else table.__table__)


def _instants(table: type[Any], tx: Unit) -> dict[str, Any]:
    """When a row that only grows, an import or a job came to be."""
    if table is Statement:
        return {"recorded_at": tx.now}
    if table is Attachment:
        return {"added_at": tx.now}
    if table is ImportedFacts:
        return {"read_at": tx.now}
    return {"created_at": tx.now, "updated_at": tx.now} if table is Job else {}


def _references(year: int, count: int) -> list[str]:
    """The next references of the year, in order."""
    counter = db.session.get(ReferenceCounter, year)
    if counter is None:
        counter = ReferenceCounter(year=year, last=0)
        db.session.add(counter)
    first = counter.last + 1
    counter.last += count
    return [f"R-{year}-{number:06d}" for number in range(first, first + count)]
