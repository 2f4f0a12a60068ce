"""Noting whether the palliative care team was called, on one presentation (R22)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from app import clock
from app.domain.palliative import PalliativeCall, violations
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation

from . import _access
from ._transaction import Submitted, transaction
from ._versions import assign, expect


def note(
    actor: Actor,
    presentation_id: UUID,
    call: PalliativeCall | None,
    seen: int,
    submitted: Submitted,
) -> None:
    """Keep the answer, with who noted it today; None puts the question back. StaleVersion when the presentation moved."""
    if call is not None and (broken := violations(call, clock.today())):
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        expect(row, seen, ())
        kept = replace(call, by=actor.name, noted_on=clock.today()) if call else None
        assign(row, {"palliative": kept}, tx)
        tx.audit(
            "palliative.noted",
            row.case_id,
            presentation=row.id,
            answer=call.answer.value if call else "",
        )
