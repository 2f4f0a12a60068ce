"""The case files of a whole agenda at once: as `facts.case_file`, in as many queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import casefile as shapes
from app.domain.permissions import Actor
from app.domain.preferences import at_board_level, current, progressions, since_progression
from app.errors import NotFound
from app.extensions import db
from app.models import Case, HealthFact, Measure, Patient, QuestionProgress, Statement, Tumour

from . import _scope, facts
from ._reading import reading

_ORDER: Mapping[type[Any], tuple[Any, ...]] = {
    shapes.Biomarker: (facts.FACTS[shapes.Biomarker].marker,),
    shapes.Treatment: (
        facts.FACTS[shapes.Treatment].started_on,
        facts.FACTS[shapes.Treatment].line,
    ),
    shapes.Measure: (Measure.measured_on.desc(),),
}


def at_board(cases: Iterable[Case]) -> dict[UUID, shapes.CaseFile]:
    """By case id, each file as the board may read it. The caller has read the cases: no access check here."""
    files = whole(cases)
    return {
        case_id: replace(file, statements=at_board_level(file.statements))
        for case_id, file in files.items()
    }


@reading
def readable(actor: Actor, case_id: UUID) -> shapes.CaseFile:
    """One file as the board may read it, for a person who may read the case whole; NotFound otherwise."""
    case = db.session.scalar(
        sa.select(Case).where(Case.id == case_id, _scope.readable_cases(actor))
    )
    if case is None:
        raise NotFound
    return at_board([case])[case.id]


def whole(cases: Iterable[Case]) -> dict[UUID, shapes.CaseFile]:
    """By case id, each file with what is kept for the doctor: for a writer that counts it and leaves it out."""
    given = list(cases)
    patients = {case.patient_id for case in given}
    people = _by_patient(Patient, Patient.id, patients)
    tumours = _standing(Tumour, patients)
    found = {kind: _standing(facts.FACTS[kind], patients, *order) for kind, order in _ORDER.items()}
    health = _standing(HealthFact, patients, *facts.HEALTH_ORDER)
    said = _by_patient(
        Statement, Statement.patient_id, patients, Statement.recorded_at, Statement.rank
    )
    news = facts.news_of(patients)
    read = {
        case.id: shapes.CaseFile(
            patient=facts.as_fact(people[case.patient_id][0], shapes.Patient),
            tumours=_tumours(case, tumours[case.patient_id]),
            statements=_statements(said[case.patient_id], news),
            told=shapes.Told(case.told_text, case.told_by, case.told_on),
            ins=facts.ins_of(people[case.patient_id][0]),
            about=facts.about(case, _tumours(case, tumours[case.patient_id])),
            **{
                facts.PARTS[kind]: tuple(
                    facts.as_fact(row, kind) for row in found[kind][case.patient_id]
                )
                for kind in _ORDER
            },
            **facts.health_parts(health[case.patient_id]),
        )
        for case in given
    }
    return {case_id: _dated(file) for case_id, file in read.items()}


def _dated(file: shapes.CaseFile) -> shapes.CaseFile:
    """The file with the wishes that a progression has made old."""
    days = progressions(file.treatments, file.imaging)
    return replace(file, statements=since_progression(file.statements, days))


def _standing(table: Any, patients: set[UUID], *order: Any) -> dict[UUID, list[Any]]:
    return _by_patient(
        table, table.patient_id, patients, *order, table.id, where=(table.withdrawn.is_(False),)
    )


def _by_patient(
    table: Any, owner: Any, patients: set[UUID], *order: Any, where: tuple[Any, ...] = ()
) -> dict[UUID, list[Any]]:
    rows = db.session.scalars(sa.select(table).where(owner.in_(patients), *where).order_by(*order))
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner.key)].append(row)
    return found


def _tumours(case: Case, rows: list[Tumour]) -> tuple[shapes.Tumour, ...]:
    return facts.own_first(case, [facts.as_fact(row, shapes.Tumour) for row in rows])


def _statements(
    rows: list[Statement], news: Mapping[UUID, QuestionProgress]
) -> tuple[shapes.Statement, ...]:
    return tuple(facts.as_statement(row, news.get(row.id)) for row in current(rows))
