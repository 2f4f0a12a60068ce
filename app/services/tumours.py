"""The tumours of one patient: adding one, correcting one, saying which a case is about, taking a wrong one out."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.fact_rules import violations
from app.domain.permissions import Action, Actor
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import Case, Patient, Tumour

from . import _access
from ._opening import plain
from ._transaction import Submitted, transaction
from ._versions import assign, expect


def save(
    actor: Actor,
    case_id: UUID,
    tumour: facts.Tumour,
    tumour_id: UUID | None,
    seen: int,
    submitted: Submitted,
) -> None:
    """Add a tumour to the case's patient, or correct the one of that id; which ones the case is about does not change."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        birth = db.session.get_one(Patient, case.patient_id).birth_on
        if broken := violations(tumour, birth=birth, today=clock.today()):
            raise RuleViolation(*broken)
        if tumour_id is None:
            row = Tumour(
                id=uuid4(),
                patient_id=case.patient_id,
                updated_at=tx.now,
                updated_by=actor.name,
                **plain(tumour),
            )
            db.session.add(row)
            db.session.flush()
            tx.audit("tumour.added", case.id, row=row.id)
            return
        row = _own(case, tumour_id)
        values = plain(tumour)
        expect(row, seen, values)
        changed = assign(row, values, tx)
        tx.audit("tumour.edited", case.id, row=row.id, fields=",".join(changed))


def choose(
    actor: Actor,
    case_id: UUID,
    first: UUID,
    also: Sequence[UUID],
    seen: int,
    submitted: Submitted,
) -> None:
    """Say which tumour the comparison reads (`first`), and which others the case is about too.

    The alternatives already before the board do not change; a validated presentation keeps its snapshot.
    """
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        for key in (first, *also):
            _own(case, key)
        values = {
            "tumour_id": first,
            "also_about": [str(key) for key in dict.fromkeys(also) if key != first],
        }
        expect(case, seen, values)
        changed = assign(case, values, tx)
        tx.audit("tumours.chosen", case.id, first=first, fields=",".join(changed))


def withdraw(actor: Actor, case_id: UUID, tumour_id: UUID, submitted: Submitted) -> None:
    """Take a tumour typed by mistake out of the file; refused while a case is about it."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        row = _own(case, tumour_id)
        cases = db.session.scalars(sa.select(Case).where(Case.patient_id == case.patient_id))
        if any(str(row.id) in {str(one.tumour_id), *one.also_about} for one in cases):
            raise RuleViolation(Violation("tumour_of_a_case"))
        assign(row, {"withdrawn": True}, tx)
        tx.audit("tumour.withdrawn", case.id, row=row.id)


def _own(case: Case, tumour_id: UUID) -> Tumour:
    row = db.session.get(Tumour, tumour_id)
    if row is None or row.patient_id != case.patient_id or row.withdrawn:
        raise NotFound
    return row
