"""The national items of a presentation: type, reason, summary, frame of the proposal (CI-SIS, volet FRCP 2022.01)."""

from __future__ import annotations

from uuid import UUID

from app import clock
from app.domain.fact_rules import date_violations
from app.domain.national import NAMES, National
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation, StaleVersion
from app.models import Presentation

from . import _access
from ._transaction import Submitted, transaction
from ._versions import as_text, assign, expect


def edit(
    actor: Actor, presentation_id: UUID, given: National, seen: int, submitted: Submitted
) -> None:
    """Keep the national items of a presentation that is not validated; whoever may write its opinion may.

    StaleVersion with each item as it is stored now; RuleViolation for a guideline dated of tomorrow.
    """
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.WRITE_OPINION)
        broken = date_violations(
            given.guideline_on, "guideline_on", birth=None, today=clock.today()
        )
        if broken:
            raise RuleViolation(*broken)
        before = row.national or National()
        _expect(row, before, seen)
        assign(row, {"national": given}, tx)
        changed = [name for name in NAMES if getattr(before, name) != getattr(given, name)]
        tx.audit("national.edited", row.case_id, presentation=row.id, fields=",".join(changed))


def _expect(row: Presentation, stored: National, seen: int) -> None:
    """As `expect`, item by item."""
    try:
        expect(row, seen, ())
    except StaleVersion as stale:
        current = {name: _text(getattr(stored, name)) for name in NAMES}
        raise StaleVersion(
            version=stale.version, current=current, by=stale.by, at=stale.at
        ) from None


def _text(value: object) -> str:
    return as_text(list(value) if isinstance(value, tuple) else value)
