"""Who in the same hospital may be the person that is typed: same number, same name and birth, or same name.

Only people with a case that the actor may read are told: the search for doubles opens no other door.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
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
# People of a file looked up together, and what one statement may bind (SQLite: 32,766 values; three for a word).
AT_ONCE = 2_000
_IDS, _WORDS, _LONGEST_NAME = 20_000, 10_000, 100
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
    return _of_each(actor, [(patient, ins)], apart)[0]


@reading
def of_each(
    actor: Actor, people: Sequence[tuple[shapes.Patient, Ins]]
) -> tuple[tuple[Candidate, ...], ...]:
    """The same for each of these, in their order: a whole file is looked up in a few statements by hundreds."""
    return tuple(
        found
        for start in range(0, len(people), AT_ONCE)
        for found in _of_each(actor, people[start : start + AT_ONCE], set())
    )


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


def _of_each(
    actor: Actor, people: Sequence[tuple[shapes.Patient, Ins]], apart: set[UUID]
) -> list[tuple[Candidate, ...]]:
    alike = [found - apart for found in _look_up(actor, people)]
    wanted = set().union(*alike)
    cases = _cases(actor, wanted)
    rows = {row.id: row for row in _standing(cases)}
    return [
        _likely(patient, ins, (rows[key] for key in sorted(found & rows.keys())), cases)
        for (patient, ins), found in zip(people, alike, strict=True)
    ]


def _likely(
    patient: shapes.Patient,
    ins: Ins,
    rows: Iterable[Patient],
    cases: Mapping[UUID, list[KnownCase]],
) -> tuple[Candidate, ...]:
    """Those of the rows who resemble, the likeliest first."""
    found = []
    for row in rows:
        there = facts.as_fact(row, shapes.Patient)
        how = resemblance(patient, ins, there, facts.ins_of(row))
        if how:
            found.append(Candidate(str(row.id), there, how, tuple(cases[row.id])))
    return tuple(sorted(found, key=lambda one: _rank(one, patient))[:MOST])


def _look_up(actor: Actor, people: Sequence[tuple[shapes.Patient, Ins]]) -> list[set[UUID]]:
    """For each, the patients of the actor's hospital that share two words of their names, or the number."""
    found: list[set[UUID]] = [set() for _one in people]
    if not actor.hospital_id:
        return found
    home = UUID(actor.hospital_id)
    for rows in _words([name_tokens(patient) for patient, _ins in people]):
        for place, patient_id in db.session.execute(_sharing(home, rows)):
            found[place].add(patient_id)
    by_number = _by_number(home, {compact(ins.number) for _patient, ins in people} - {""})
    for place, (_patient, ins) in enumerate(people):
        found[place] |= by_number.get(compact(ins.number), set())
    return found


def _words(names: Sequence[Collection[str]]) -> Iterable[list[tuple[int, str, int]]]:
    """Place, word, and how many words must be shared, by as many as one statement takes; nobody is cut in two."""
    rows: list[tuple[int, str, int]] = []
    for place, name in enumerate(names):
        some = sorted(name)[:_LONGEST_NAME]
        if len(rows) + len(some) > _WORDS:
            yield rows
            rows = []
        rows += [(place, word, min(_SHARED, len(some))) for word in some]
    if rows:
        yield rows


def _sharing(home: UUID, rows: list[tuple[int, str, int]]) -> sa.Select[Any]:
    """Who shares enough words with each place; those who share most, when they are too many to look at."""
    asked = (
        sa.values(
            sa.column("place", sa.Integer),
            sa.column("word", sa.String),
            sa.column("needed", sa.Integer),
            name="asked",
        )
        .data(rows)
        .cte("asked")
    )
    shared = sa.func.count()
    rank = sa.func.row_number().over(
        partition_by=asked.c.place, order_by=(shared.desc(), NameToken.patient_id)
    )
    alike = (
        sa.select(asked.c.place, NameToken.patient_id, rank.label("rank"))
        .join(NameToken, NameToken.token == asked.c.word)
        .where(NameToken.hospital_id == home)
        .group_by(asked.c.place, asked.c.needed, NameToken.patient_id)
        .having(shared >= asked.c.needed)
        .subquery()
    )
    return sa.select(alike.c.place, alike.c.patient_id).where(alike.c.rank <= MOST_LOOKED_AT)


def _by_number(home: UUID, numbers: set[str]) -> dict[str, set[UUID]]:
    if not numbers:
        return {}
    rows = db.session.execute(
        sa.select(Patient.ins_number, Patient.id).where(
            Patient.hospital_id == home,
            Patient.ins_number.in_(numbers),
            Patient.merged_into_id.is_(None),
        )
    )
    found: dict[str, set[UUID]] = {}
    for row in rows:
        found.setdefault(row.ins_number, set()).add(row.id)
    return found


def _standing(patients: Collection[UUID]) -> Iterable[Patient]:
    """The rows of these that were not merged into another."""
    for some in _portions(patients):
        query = sa.select(Patient).where(Patient.id.in_(some), Patient.merged_into_id.is_(None))
        yield from db.session.scalars(query)


def _cases(actor: Actor, patients: Collection[UUID]) -> dict[UUID, list[KnownCase]]:
    found: dict[UUID, list[KnownCase]] = {}
    for some in _portions(patients):
        rows = db.session.execute(
            sa.select(Case.patient_id, Case.id, Case.reference, Tumour.label)
            .join(Tumour, Tumour.id == Case.tumour_id)
            .where(Case.patient_id.in_(some), _scope.readable_cases(actor))
            .order_by(Case.reference.desc())
        )
        for row in rows:
            known = KnownCase(str(row.id), row.reference, row.label)
            found.setdefault(row.patient_id, []).append(known)
    return found


def _portions(patients: Collection[UUID]) -> Iterable[list[UUID]]:
    """Ids by as many as one statement takes."""
    every = sorted(patients)
    for start in range(0, len(every), _IDS):
        yield every[start : start + _IDS]


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
