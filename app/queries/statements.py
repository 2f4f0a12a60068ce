"""The history of what was said: what later interviews replaced, for those who may read the case."""

from __future__ import annotations

from uuid import UUID

from app.domain.casefile import Statement
from app.domain.permissions import Actor

from . import cases, facts
from ._reading import reading


@reading
def earlier(actor: Actor, case_id: UUID) -> tuple[Statement, ...]:
    """Superseded statements, latest first, at this person's level of sharing; NotFound when the case is not theirs."""
    case = cases._readable(actor, case_id)
    for_doctor = cases._is_own_doctor(actor, case_id)
    return facts.earlier_statements(case.patient_id, for_doctor=for_doctor)
