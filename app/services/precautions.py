"""Typing the precautions of a case at once: one transaction, each fact checked against the version it was typed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain.casefile import Caution as Fact
from app.domain.fact_rules import violations
from app.domain.permissions import Action, Actor
from app.domain.precautions import Answer, answer_violations
from app.errors import RuleViolation, StaleVersion
from app.extensions import db
from app.models import Case, Caution, Patient

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import as_text, assign

_FIELDS = tuple(f.name for f in fields(Fact) if f.name not in {"id", "kind"})


def save(actor: Actor, case_id: UUID, answers: Sequence[Answer], submitted: Submitted) -> None:
    """Store the lines that were changed, all or none.

    RuleViolation names each line by its kind (`qt_detail`); StaleVersion gives, by the same names, what somebody else
    stored meanwhile. A condition that nobody answered makes no row.
    """
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        _refuse(answers, case)
        said = [answer for answer in answers if answer.presence is not None]
        standing = _standing(case)
        rows = [(answer, _row(standing, answer)) for answer in said]
        _expect(rows)
        changed = [_store(tx, case, answer, row) for answer, row in rows]
        tx.audit("precautions.edited", case.id, kinds=",".join(changed))


def _refuse(answers: Sequence[Answer], case: Case) -> None:
    birth = db.session.get_one(Patient, case.patient_id).birth_on
    broken = [
        replace(violation, field=f"{answer.kind.value}_{violation.field}")
        for answer in answers
        for violation in (
            *answer_violations(answer),
            *violations(answer.caution, birth=birth, today=clock.today()),
        )
    ]
    if broken:
        raise RuleViolation(*broken)


def _standing(case: Case) -> Sequence[Caution]:
    wanted = sa.select(Caution).where(
        Caution.patient_id == case.patient_id, Caution.withdrawn.is_(False)
    )
    return db.session.scalars(wanted.order_by(Caution.id)).all()


def _row(standing: Sequence[Caution], answer: Answer) -> Caution | None:
    """The row the line was typed over; failing that, one of the same condition that appeared meanwhile."""
    same = [row for row in standing if row.kind is answer.kind]
    own = (row for row in same if str(row.id) == answer.row_id)
    return next(own, next(iter(same), None))


def _expect(rows: Sequence[tuple[Answer, Caution | None]]) -> None:
    stale = [(answer, row) for answer, row in rows if _moved(answer, row)]
    if not stale:
        return
    current = {
        f"{answer.kind.value}_{name}": as_text(getattr(row, name)) if row else ""
        for answer, row in stale
        for name in _FIELDS
    }
    last = next((row for _answer, row in stale if row), None)
    raise StaleVersion(
        version=0,
        current=current,
        by=last.updated_by if last else "",
        at=last.updated_at if last else None,
    )


def _moved(answer: Answer, row: Caution | None) -> bool:
    """Whether what the person typed over is no longer what stands."""
    if row is None:
        return bool(answer.row_id)
    return (str(row.id), row.version) != (answer.row_id, answer.seen)


def _store(tx: Unit, case: Case, answer: Answer, row: Caution | None) -> str:
    values: Mapping[str, Any] = {name: getattr(answer.caution, name) for name in _FIELDS}
    if row is None:
        made = Caution(
            id=uuid4(),
            patient_id=case.patient_id,
            kind=answer.kind,
            updated_at=tx.now,
            updated_by=tx.actor.name,
            **values,
        )
        db.session.add(made)
    else:
        assign(row, dict(values), tx)
    return answer.kind.value
