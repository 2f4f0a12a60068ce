"""The one mapper between tables and the case file, in both directions of reading: whole rows to frozen facts."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.domain import casefile as facts
from app.domain.preferences import at_board_level, current
from app.domain.vocabulary import Share
from app.extensions import db
from app.models import Biomarker, Case, Caution, Measure, Patient, Statement, Treatment, Tumour

F = TypeVar("F")

FACTS: dict[type[Any], type[Any]] = {
    facts.Biomarker: Biomarker,
    facts.Treatment: Treatment,
    facts.Measure: Measure,
    facts.Caution: Caution,
}


def _standing(table: type[Any], *order: Any) -> sa.Select[Any]:
    return (
        sa.select(table)
        .where(table.patient_id == sa.bindparam("patient_id"), table.withdrawn.is_(False))
        .order_by(*order, table.id)
    )


# Written once: putting a statement together costs more than SQLite takes to answer it.
_STANDING = {
    facts.Tumour: _standing(Tumour),
    facts.Biomarker: _standing(Biomarker, Biomarker.marker),
    facts.Treatment: _standing(Treatment, Treatment.started_on, Treatment.line),
    facts.Measure: _standing(Measure, Measure.measured_on.desc()),
    facts.Caution: _standing(Caution, Caution.kind),
}
_SAID = (
    sa.select(Statement)
    .where(Statement.patient_id == sa.bindparam("patient_id"))
    .order_by(Statement.recorded_at, Statement.rank)
)


def as_fact(row: Any, kind: type[F]) -> F:
    """The frozen fact of a row: same field names, id as text, lists as tuples."""
    given = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if not hasattr(row, field.name):
            continue
        value = getattr(row, field.name)
        given[field.name] = tuple(value) if isinstance(value, list) else value
    given["id"] = str(row.id)
    return kind(**given)


def case_file(case: Case, *, for_doctor: bool = False) -> facts.CaseFile:
    """The case file as it stands, in seven queries; what is shared with the doctor only stays out unless asked for."""
    patient = db.session.get_one(Patient, case.patient_id)
    said = current_statements(case.patient_id)
    return facts.CaseFile(
        patient=as_fact(patient, facts.Patient),
        tumours=_tumours(case),
        biomarkers=_facts(case.patient_id, facts.Biomarker),
        treatments=_facts(case.patient_id, facts.Treatment),
        measures=_facts(case.patient_id, facts.Measure),
        cautions=_facts(case.patient_id, facts.Caution),
        statements=said if for_doctor else at_board_level(said),
        told=facts.Told(case.told_text, case.told_by, case.told_on),
    )


def current_statements(patient_id: UUID) -> tuple[facts.Statement, ...]:
    """Statements not superseded, by the one rule of the domain."""
    return tuple(as_fact(row, facts.Statement) for row in current(_spoken(patient_id)))


def earlier_statements(patient_id: UUID, *, for_doctor: bool) -> tuple[facts.Statement, ...]:
    """What was superseded, latest first; an answer now kept for the doctor keeps its earlier wordings too."""
    rows = _spoken(patient_id)
    standing = current(rows)
    kept_back = {(r.topic, r.speaker) for r in standing if r.share is Share.DOCTOR_ONLY}
    earlier = [
        replace(
            as_fact(row, facts.Statement),
            share=Share.DOCTOR_ONLY if (row.topic, row.speaker) in kept_back else row.share,
        )
        for row in reversed(rows)
        if row not in standing
    ]
    return tuple(earlier) if for_doctor else at_board_level(earlier)


def _spoken(patient_id: UUID) -> list[Statement]:
    return list(db.session.scalars(_SAID, {"patient_id": patient_id}))


def _tumours(case: Case) -> tuple[facts.Tumour, ...]:
    """The case's own tumour first."""
    found = _facts(case.patient_id, facts.Tumour)
    return tuple(sorted(found, key=lambda tumour: tumour.id != str(case.tumour_id)))


def _facts(patient_id: UUID, kind: type[F]) -> tuple[F, ...]:
    rows = db.session.scalars(_STANDING[kind], {"patient_id": patient_id})
    return tuple(as_fact(row, kind) for row in rows)
