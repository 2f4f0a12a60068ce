"""Who the patient is, as recorded: names, birth, national identity, and whether he or she may still be contacted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app import clock
from app.domain import casefile as facts
from app.domain.fact_rules import identity_violations
from app.domain.ins import Ins
from app.domain.partial_date import PartialDate
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation
from app.extensions import db
from app.models import Patient
from app.queries.facts import as_fact

from . import _access, _opening
from ._transaction import Submitted, transaction
from ._versions import assign, expect

CONTACT = ("deceased_on", "no_contact_on")


def edit(
    actor: Actor, case_id: UUID, patient: facts.Patient, ins: Ins, seen: int, submitted: Submitted
) -> None:
    """Correct the identity; StaleVersion when somebody else did meanwhile. A doubtful number is stored, with a warning."""
    values = _opening.plain(patient) | _opening.ins_columns(ins)
    for name in CONTACT:
        del values[name]
    _change(actor, case_id, values, seen, submitted)


def set_contact(
    actor: Actor,
    case_id: UUID,
    *,
    deceased_on: PartialDate | None,
    no_contact_on: PartialDate | None,
    seen: int,
    submitted: Submitted,
) -> None:
    """Record a death, or since when the patient no longer wishes to be contacted; empty dates take it back."""
    values = {"deceased_on": deceased_on, "no_contact_on": no_contact_on}
    _change(actor, case_id, values, seen, submitted)


def _change(
    actor: Actor, case_id: UUID, values: dict[str, Any], seen: int, submitted: Submitted
) -> None:
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        row = db.session.get_one(Patient, case.patient_id)
        expect(row, seen, values)
        changed = assign(row, values, tx)
        broken = identity_violations(as_fact(row, facts.Patient), clock.today())
        if broken:
            raise RuleViolation(*broken)
        tx.audit("patient.edited", case.id, row=row.id, fields=",".join(changed))
