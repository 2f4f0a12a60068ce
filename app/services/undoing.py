"""Undoing a merge or a move: exactly the rows that moved go back, as long as nothing validated since forbids it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.partial_date import PartialDate
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import Correction as Kind
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Case, Correction, CorrectionUndo, Patient, Tumour
from app.queries import patient_rows, undoing

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign
from .corrections import TUMOUR, give, settle
from .identities import CONTACT


def undo(actor: Actor, case_id: UUID, reason: str, mark: str, submitted: Submitted) -> None:
    """Put back what the last merge or move made from this case moved; what was added since stays where it is.

    `mark` names the correction that was shown. RuleViolation when there is none, another, or it may not be undone.
    """
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.CORRECT_PATIENT)
        if not reason.strip():
            raise RuleViolation(Violation("correction_reason", "reason"))
        row = undoing.standing(case.id)
        if row is None or row.to_patient_id is None:
            raise RuleViolation(Violation("undo_none"))
        refusal = undoing.refusal(row) or ("" if str(row.id) == mark else "moved_since")
        if refusal:
            raise RuleViolation(Violation(refusal))
        back, left = row.from_patient_id, row.to_patient_id
        tx.audit("correction.undone", case.id, correction=row.id, patient=back)
        _cases_back(tx, row, back)
        _rows_back(tx, row, back)
        if row.kind is Kind.MERGED:
            _people_apart(tx, row)
        else:
            _tumour_back(tx, row, case)
        undone = CorrectionUndo(
            correction_id=row.id, reason=reason.strip(), by=actor.name, at=tx.now
        )
        db.session.add(undone)
        settle(tx, back, left)


def _cases_back(tx: Unit, row: Correction, back: UUID) -> None:
    for key in row.moved.get(Case.__tablename__, ()):
        held = db.session.get_one(Case, UUID(key))
        assign(held, {"patient_id": back}, tx)
        if held.id != row.case_id:
            tx.audit("correction.undone", held.id, correction=row.id, patient=back)
    db.session.flush()


def _rows_back(tx: Unit, row: Correction, back: UUID) -> None:
    for table in patient_rows.tables():
        ids = [UUID(key) for key in row.moved.get(table.name, ())]
        if not (row.kind is Kind.MOVED and table.name == TUMOUR and _is_copy(row)):
            give(tx, table, _still_there(table, ids, row.to_patient_id), back)


def _still_there(table: Any, ids: list[UUID], patient_id: UUID | None) -> list[UUID]:
    query = sa.select(table.c.id).where(table.c.id.in_(ids), table.c.patient_id == patient_id)
    return list(db.session.scalars(query))


def _people_apart(tx: Unit, row: Correction) -> None:
    """The emptied row stands again, and the dates of contact that the merge set are taken back."""
    other = db.session.get_one(Patient, row.from_patient_id)
    kept = db.session.get_one(Patient, row.to_patient_id)
    assign(other, {"merged_into_id": None}, tx)
    for key in row.moved.get(Patient.__tablename__, ()):
        assign(db.session.get_one(Patient, UUID(key)), {"merged_into_id": other.id}, tx)
    known = {
        name: (text and PartialDate.parse(text)) or None
        for name, text in row.before["contact"].items()
    }
    given = {
        name: known[name]
        for name in CONTACT
        if known[name] is None and getattr(kept, name) == getattr(other, name)
    }
    assign(kept, given, tx)


def _tumour_back(tx: Unit, row: Correction, case: Case) -> None:
    """The tumours the case was about; a copy made by the move is withdrawn."""
    if _is_copy(row):
        for key in row.moved[TUMOUR]:
            assign(db.session.get_one(Tumour, UUID(key)), {"withdrawn": True}, tx)
    values = {
        "tumour_id": UUID(row.before["tumour_id"]),
        "also_about": list(row.before["also_about"]),
    }
    assign(case, values, tx)


def _is_copy(row: Correction) -> bool:
    return bool(row.moved.get(TUMOUR, []) != [row.before.get("tumour_id")])
