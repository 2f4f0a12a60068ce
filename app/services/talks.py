"""Keeping the log of talks with the patient: append-only, with who was there and what was understood (R49)."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from app import clock
from app.domain import interview as rules
from app.domain.interview import Talk
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation
from app.extensions import db
from app.models import Talk as Row

from . import _access
from ._transaction import Submitted, transaction

TYPED = [
    f.name for f in fields(Talk) if f.name not in {"recorded_by", "recorded_at", "withheld", "id"}
]


def record(actor: Actor, case_id: UUID, given: Talk, submitted: Submitted) -> None:
    """Append one talk; what the patient wishes is noted apart, as statements."""
    if broken := rules.violations(given, clock.today()):
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.RECORD_PREFERENCE)
        row = Row(
            case_id=case.id,
            recorder_id=None if actor.is_operator else UUID(actor.account_id),
            recorded_by=actor.name,
            recorded_at=tx.now,
            **{name: getattr(given, name) for name in TYPED},
        )
        db.session.add(row)
        db.session.flush()
        tx.audit("talk.recorded", case.id, talk=row.id)
