"""A case handed out in its open form: what may leave is written, and that it left is audited and traced."""

from __future__ import annotations

from uuid import UUID

from app.domain.casefile import CaseFile
from app.domain.permissions import Action, Actor
from app.exchange.case_json import write_case
from app.queries import facts
from app.queries._reading import reading

from . import _access, traces
from ._transaction import transaction

EXPORTED = "case.exported"


def case_json(actor: Actor, case_id: UUID) -> str:
    """The versioned JSON of a case this actor may read; NotFound otherwise.

    What the patient keeps for the doctor never leaves: it is read only to be counted. Nothing is handed out untraced.
    """
    reference, file = _read(actor, case_id)
    text = write_case(file, reference=reference, left_out={})
    with transaction(actor) as tx:
        tx.audit(EXPORTED, case_id, format="json")
    traces.record(actor, [(EXPORTED, str(case_id))])
    return text


@reading
def _read(actor: Actor, case_id: UUID) -> tuple[str, CaseFile]:
    case = _access.case(actor, case_id, Action.READ_CASE)
    return case.reference, facts.case_file(case, for_doctor=True)
