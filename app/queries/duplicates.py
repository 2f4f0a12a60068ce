"""Who in the same hospital may be the person that is typed: same number, same name and birth, or same name.

Only people with a case that the actor may read are told: the search for doubles opens no other door.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.domain import casefile as shapes
from app.domain.ins import Ins, compact
from app.domain.naming import name_tokens
from app.domain.permissions import Actor
from app.domain.resemblance import Likeness, Resemblance, may_be_same_day, resemblance
from app.domain.vocabulary import Correction as Kind
from app.extensions import db
from app.models import Case, Correction, NameToken, Patient, Tumour

from . import _scope, facts
from ._reading import reading

MOST_LOOKED_AT = 300
MOST = 12
_SHARED = 2
_ORDER = list(Likeness)


@dataclass(frozen=True)
class KnownCase:
    """A case of somebody who resembles."""

    id: str
    reference: str
    tumour: str


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the same person, with what differs and the cases the actor may read."""

    patient_id: str
    patient: shapes.Patient
    resemblance: Resemblance
    cases: tuple[KnownCase, ...]


@reading
def candidates(
    actor: Actor, patient: shapes.Patient, ins: Ins, *, apart_from: UUID | None = None
) -> tuple[Candidate, ...]:
    """The people of the actor's hospital who resemble, the likeliest first; `apart_from` is left out.

    Those of whom somebody said "another person" than `apart_from` are left out too.
    """
    apart = _told_apart(apart_from) if apart_from else set()
    cases = _cases(actor, _look_up(actor, patient, ins) - apart)
    rows = db.session.scalars(
        sa.select(Patient).where(Patient.id.in_(cases), Patient.merged_into_id.is_(None))
    )
    found = []
    for row in rows:
        there = facts.as_fact(row, shapes.Patient)
        how = resemblance(patient, ins, there, facts.ins_of(row))
        if how:
            found.append(Candidate(str(row.id), there, how, tuple(cases[row.id])))
    return tuple(sorted(found, key=lambda one: _rank(one, patient))[:MOST])


@reading
def of_patient(actor: Actor, patient_id: UUID) -> tuple[Candidate, ...]:
    """Who may be the same person as a patient already recorded, of whom nobody said otherwise."""
    row = db.session.get(Patient, patient_id)
    if row is None or str(row.hospital_id) != actor.hospital_id:
        return ()
    here = facts.as_fact(row, shapes.Patient)
    return candidates(actor, here, facts.ins_of(row), apart_from=patient_id)


def _rank(one: Candidate, patient: shapes.Patient) -> tuple[int, bool, str]:
    """By likeness, then those whose birth date does not contradict, then by name."""
    there = one.patient
    is_otherwise = bool(
        there.birth_on
        and patient.birth_on
        and not may_be_same_day(there.birth_on, patient.birth_on)
    )
    return _ORDER.index(one.resemblance.likeness), is_otherwise, there.birth_name


def _look_up(actor: Actor, patient: shapes.Patient, ins: Ins) -> set[UUID]:
    """Patients of the actor's hospital that share two words of their names, or the number."""
    if not actor.hospital_id:
        return set()
    home = UUID(actor.hospital_id)
    wanted = name_tokens(patient)
    named = (
        sa.select(NameToken.patient_id)
        .where(NameToken.hospital_id == home, NameToken.token.in_(wanted))
        .group_by(NameToken.patient_id)
        .having(sa.func.count() >= min(_SHARED, len(wanted)))
        .order_by(sa.func.count().desc(), NameToken.patient_id)
        .limit(MOST_LOOKED_AT)
    )
    found = set(db.session.scalars(named)) if wanted else set()
    number = compact(ins.number)
    if number:
        same = sa.select(Patient.id).where(
            Patient.hospital_id == home,
            Patient.ins_number == number,
            Patient.merged_into_id.is_(None),
        )
        found |= set(db.session.scalars(same))
    return found


def _cases(actor: Actor, patients: Collection[UUID]) -> dict[UUID, list[KnownCase]]:
    rows = db.session.execute(
        sa.select(Case.patient_id, Case.id, Case.reference, Tumour.label)
        .join(Tumour, Tumour.id == Case.tumour_id)
        .where(Case.patient_id.in_(patients), _scope.readable_cases(actor))
        .order_by(Case.reference.desc())
    )
    found: dict[UUID, list[KnownCase]] = {}
    for row in rows:
        found.setdefault(row.patient_id, []).append(
            KnownCase(str(row.id), row.reference, row.label)
        )
    return found


def _told_apart(patient_id: UUID) -> set[UUID]:
    """The patient itself, and those that somebody said to be another person."""
    rows = db.session.execute(
        sa.select(Correction.from_patient_id, Correction.to_patient_id).where(
            Correction.kind == Kind.OTHER_PERSON,
            sa.or_(
                Correction.from_patient_id == patient_id, Correction.to_patient_id == patient_id
            ),
        )
    )
    return {patient_id} | {one for pair in rows for one in pair if one is not None}
