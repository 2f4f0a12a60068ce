"""The one mapper between tables and the case file, in both directions of reading: whole rows to frozen facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.domain import casefile as facts
from app.domain.ins import Ins
from app.domain.preferences import at_board_level, current, progressions, since_progression
from app.domain.question_progress import Progress
from app.domain.vocabulary import Share
from app.extensions import db
from app.models import (
    G8,
    Allergy,
    Biomarker,
    Case,
    Caution,
    Check,
    FamilyHistory,
    HealthFact,
    Imaging,
    Measure,
    Medication,
    NervousDisease,
    NotGiven,
    Patient,
    QuestionProgress,
    RedFlag,
    Report,
    SocialNote,
    Statement,
    Tempo,
    Treatment,
    Tumour,
)

F = TypeVar("F")

FACTS: dict[type[Any], type[Any]] = {
    facts.Biomarker: Biomarker,
    facts.Treatment: Treatment,
    facts.Measure: Measure,
    facts.Caution: Caution,
    facts.G8: G8,
    facts.FamilyHistory: FamilyHistory,
    facts.RedFlag: RedFlag,
    facts.NervousDisease: NervousDisease,
    facts.Tempo: Tempo,
    facts.Medication: Medication,
    facts.Allergy: Allergy,
    facts.Check: Check,
    facts.SocialNote: SocialNote,
    facts.Imaging: Imaging,
    facts.Report: Report,
    facts.NotGiven: NotGiven,
}
# Which part of the case file each kind is; those of HEALTH share one table and one statement.
PARTS: dict[type[Any], str] = {
    facts.Biomarker: "biomarkers",
    facts.Treatment: "treatments",
    facts.Measure: "measures",
    facts.Caution: "cautions",
    facts.G8: "g8",
    facts.FamilyHistory: "family_history",
    facts.RedFlag: "red_flags",
    facts.NervousDisease: "nervous_diseases",
    facts.Tempo: "tempos",
    facts.Medication: "medications",
    facts.Allergy: "allergies",
    facts.Check: "checks",
    facts.SocialNote: "social_notes",
    facts.Imaging: "imaging",
    facts.Report: "reports",
    facts.NotGiven: "not_given",
}
HEALTH = {FACTS[kind]: kind for kind in PARTS if issubclass(FACTS[kind], HealthFact)}
HEALTH_ORDER = (Caution.kind, HealthFact.noted_on.desc())


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
}
_HEALTH = _standing(HealthFact, *HEALTH_ORDER)
_LATER = sa.orm.aliased(QuestionProgress)
# News of a question stands beside it: a file is read in as many statements with questions as without.
_NEWS = sa.and_(
    QuestionProgress.statement_id == Statement.id,
    QuestionProgress.revision
    == sa.select(sa.func.max(_LATER.revision))
    .where(_LATER.statement_id == Statement.id)
    .correlate(Statement)
    .scalar_subquery(),
)
_SAID = (
    sa.select(Statement, QuestionProgress)
    .join(QuestionProgress, _NEWS, isouter=True)
    .where(Statement.patient_id == sa.bindparam("patient_id"))
    .order_by(Statement.recorded_at, Statement.rank)
)


def as_fact(row: Any, kind: type[F]) -> F:
    """The frozen fact of a row: same field names, id as text, lists as tuples."""
    given = {}
    for name in _shared(kind, type(row)):  # type: ignore[arg-type]
        value = getattr(row, name)
        given[name] = tuple(value) if isinstance(value, list) else value
    given["id"] = str(row.id)
    return kind(**given)


@cache
def _shared(kind: Any, table: Any) -> tuple[str, ...]:
    """The names that a shape and a table have in common."""
    return tuple(f.name for f in fields(kind) if hasattr(table, f.name))


def case_file(case: Case, *, for_doctor: bool = False) -> facts.CaseFile:
    """The case file as it stands, in seven queries; what is shared with the doctor only stays out unless asked for."""
    patient = db.session.get_one(Patient, case.patient_id)
    tumours = _tumours(case)
    treatments = _facts(case.patient_id, facts.Treatment)
    health = health_parts(db.session.scalars(_HEALTH, {"patient_id": case.patient_id}))
    said = since_progression(
        _said_now(case.patient_id), progressions(treatments, health["imaging"])
    )
    return facts.CaseFile(
        patient=as_fact(patient, facts.Patient),
        tumours=tumours,
        biomarkers=_facts(case.patient_id, facts.Biomarker),
        treatments=treatments,
        measures=_facts(case.patient_id, facts.Measure),
        **health,
        statements=said if for_doctor else at_board_level(said),
        told=facts.Told(case.told_text, case.told_by, case.told_on),
        ins=ins_of(patient),
        about=about(case, tumours),
    )


def health_parts(rows: Iterable[HealthFact]) -> dict[str, tuple[Any, ...]]:
    """The parts of a case file that one table holds, from its rows."""
    found: dict[str, list[Any]] = {PARTS[kind]: [] for kind in HEALTH.values()}
    for row in rows:
        kind = HEALTH[type(row)]
        found[PARTS[kind]].append(as_fact(row, kind))
    return {part: tuple(shapes) for part, shapes in found.items()}


def name_of(table: type[Any]) -> str:
    """The name of a kind of fact in the audit: that of its table, or of its shape where several share one."""
    return str(sa.inspect(table).polymorphic_identity or table.__tablename__)


def ins_of(row: Patient) -> Ins:
    """The national identity of a patient row."""
    return Ins(row.ins_number, row.ins_authority, row.identity_status, row.birth_place_code)


def current_statements(patient_id: UUID) -> tuple[facts.Statement, ...]:
    """Statements not superseded, by the one rule of the domain; those older than a progression say so."""
    health = health_parts(db.session.scalars(_HEALTH, {"patient_id": patient_id}))
    days = progressions(_facts(patient_id, facts.Treatment), health["imaging"])
    return since_progression(_said_now(patient_id), days)


def _said_now(patient_id: UUID) -> tuple[facts.Statement, ...]:
    rows, news = _spoken(patient_id)
    return tuple(as_statement(row, news.get(row.id)) for row in current(rows))


def as_statement(row: Statement, news: QuestionProgress | None) -> facts.Statement:
    """The frozen statement of a row, with the latest news of it when it is a question."""
    statement = as_fact(row, facts.Statement)
    if news is None:
        return statement
    told = {f.name: getattr(news, f.name) for f in fields(Progress)}
    return replace(statement, progress=Progress(**told))


def news_of(patient_ids: Iterable[UUID]) -> dict[UUID, QuestionProgress]:
    """By statement, the latest news of every question of these patients, in one query."""
    query = sa.select(QuestionProgress).join(Statement, _NEWS)
    rows = db.session.scalars(query.where(Statement.patient_id.in_(list(patient_ids))))
    return {row.statement_id: row for row in rows}


def earlier_statements(patient_id: UUID, *, for_doctor: bool) -> tuple[facts.Statement, ...]:
    """What was superseded, latest first; an answer now kept for the doctor keeps its earlier wordings too."""
    rows, news = _spoken(patient_id)
    standing = current(rows)
    kept_back = {(r.topic, r.speaker) for r in standing if r.share is Share.DOCTOR_ONLY}
    earlier = [
        replace(
            as_statement(row, news.get(row.id)),
            share=Share.DOCTOR_ONLY if (row.topic, row.speaker) in kept_back else row.share,
        )
        for row in reversed(rows)
        if row not in standing
    ]
    return tuple(earlier) if for_doctor else at_board_level(earlier)


def _spoken(patient_id: UUID) -> tuple[list[Statement], dict[UUID, QuestionProgress]]:
    found = db.session.execute(_SAID, {"patient_id": patient_id}).all()
    return [row for row, _news in found], {row.id: news for row, news in found if news}


def _tumours(case: Case) -> tuple[facts.Tumour, ...]:
    return own_first(case, _facts(case.patient_id, facts.Tumour))


def own_first(case: Case, found: Iterable[facts.Tumour]) -> tuple[facts.Tumour, ...]:
    """The case's own tumour first, then those it is also about in their order, then the others."""
    places = {key: n for n, key in enumerate((str(case.tumour_id), *(case.also_about or ())))}
    return tuple(sorted(found, key=lambda tumour: places.get(tumour.id, len(places))))


def about(case: Case, found: Iterable[facts.Tumour]) -> int:
    """How many of these tumours the case is about."""
    own = {str(case.tumour_id), *(case.also_about or ())}
    return sum(tumour.id in own for tumour in found)


def _facts(patient_id: UUID, kind: type[F]) -> tuple[F, ...]:
    rows = db.session.scalars(_STANDING[kind], {"patient_id": patient_id})
    return tuple(as_fact(row, kind) for row in rows)
