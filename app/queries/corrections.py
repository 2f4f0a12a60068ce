"""Before a wrong patient is corrected, what would change; afterwards, what was done, by whom and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain import casefile as shapes
from app.domain.permissions import Actor
from app.domain.resemblance import Difference, differences
from app.domain.vocabulary import Correction as Kind
from app.errors import NotFound
from app.extensions import db
from app.models import Case, Correction, Patient, Tumour

from . import _scope, facts, patient_rows
from ._reading import reading


@dataclass(frozen=True)
class Held:
    """A patient as a correction sees him or her: identity, cases (reference and tumour), rows by table."""

    patient_id: str
    patient: shapes.Patient
    cases: tuple[tuple[str, str], ...]
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Preview:
    """Both patients, what differs between them, and the mark of this very state."""

    here: Held
    there: Held
    differences: tuple[Difference, ...]
    mark: str


@dataclass(frozen=True)
class Done:
    """One correction as the file tells it."""

    kind: Kind
    cause: str
    reason: str
    by: str
    at: datetime
    before: shapes.Patient
    after: shapes.Patient | None
    rows: Mapping[str, int]


@reading
def preview(actor: Actor, case_id: UUID, other_id: UUID) -> Preview:
    """The patient of a case beside another of the same hospital; NotFound for a case or a patient one may not know."""
    case = _case(actor, case_id)
    other = db.session.get(Patient, other_id)
    if other is None or other.hospital_id != case.hospital_id or other.merged_into_id:
        raise NotFound
    here, there = db.session.get_one(Patient, case.patient_id), other
    both = (_held(here), _held(there))
    differ = differences(both[0].patient, facts.ins_of(here), both[1].patient, facts.ins_of(there))
    return Preview(*both, differ, mark(here, there))


@reading
def held(actor: Actor, case_id: UUID) -> Held:
    """The patient of a case with what he or she has; NotFound for a case one may not know."""
    return _held(db.session.get_one(Patient, _case(actor, case_id).patient_id))


def mark(here: Patient, there: Patient) -> str:
    """What tells this state of two patients from any other: versions, cases and rows."""
    seen = [(p.id, p.version, p.merged_into_id, *_held_ids(p)) for p in (here, there)]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


@reading
def of_case(case_id: UUID) -> tuple[Done, ...]:
    """What was corrected about a case or its patient, latest first. The caller has read the case."""
    case = db.session.get_one(Case, case_id)
    rows = db.session.scalars(
        sa.select(Correction)
        .where(
            sa.or_(
                Correction.case_id == case_id,
                Correction.to_patient_id == case.patient_id,
                Correction.from_patient_id == case.patient_id,
            )
        )
        .order_by(Correction.at.desc())
    ).all()
    people = {
        row.id: facts.as_fact(row, shapes.Patient)
        for row in db.session.scalars(
            sa.select(Patient).where(
                Patient.id.in_(
                    {r.from_patient_id for r in rows} | {r.to_patient_id for r in rows} - {None}
                )
            )
        )
    }
    return tuple(
        Done(
            kind=row.kind,
            cause=row.cause,
            reason=row.reason,
            by=row.by,
            at=row.at,
            before=people[row.from_patient_id],
            after=people.get(row.to_patient_id) if row.to_patient_id else None,
            rows={name: len(moved) for name, moved in row.moved.items()},
        )
        for row in rows
    )


@reading
def withdrawal(case_id: UUID) -> tuple[str, datetime] | None:
    """Who withdrew a case, and when; None when it stands. The caller has read the case."""
    case = db.session.get_one(Case, case_id)
    return (case.withdrawn_by, case.withdrawn_at) if case.withdrawn_at else None


def _case(actor: Actor, case_id: UUID) -> Case:
    case = db.session.scalar(
        sa.select(Case).where(Case.id == case_id, _scope.readable_cases(actor))
    )
    if case is None:
        raise NotFound
    return case


def _held(row: Patient) -> Held:
    cases = db.session.execute(
        sa.select(Case.reference, Tumour.label)
        .join(Tumour, Tumour.id == Case.tumour_id)
        .where(Case.patient_id == row.id)
        .order_by(Case.reference)
    )
    return Held(
        str(row.id),
        facts.as_fact(row, shapes.Patient),
        tuple((reference, label) for reference, label in cases),
        patient_rows.count(row.id),
    )


def _held_ids(row: Patient) -> tuple[object, ...]:
    held = _held(row)
    return held.cases, sorted(held.rows.items())
