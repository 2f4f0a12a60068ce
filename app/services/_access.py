"""What services check before they change anything: the thing is readable (else 404) and the action is allowed (else 403)."""

from __future__ import annotations

from uuid import UUID

from app.domain.governance import Editor
from app.domain.permissions import Action, Actor, Relation, can
from app.domain.vocabulary import PresentationState
from app.errors import NotAllowed, NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import Case, Meeting, Presentation
from app.queries import _scope

_OF_WITHDRAWN = frozenset({Action.READ_CASE, Action.CORRECT_PATIENT})


def case(actor: Actor, case_id: UUID, action: Action) -> Case:
    """The case this actor may do `action` to."""
    relations = _scope.relations_to_case(actor, case_id)
    return judged(actor, db.session.get(Case, case_id), relations, action)


def judged(actor: Actor, row: Case | None, relations: frozenset[Relation], action: Action) -> Case:
    """The same for a case and relations already read, as when a whole file is looked up at once."""
    if row is None or not (relations or actor.is_operator):
        raise NotFound
    if not can(actor, Action.READ_CASE, relations).allowed:
        raise NotFound
    _require(actor, action, relations)
    if row.withdrawn_at and action not in _OF_WITHDRAWN:
        raise RuleViolation(Violation("case_withdrawn"))
    return row


def presentation(
    actor: Actor, presentation_id: UUID, action: Action, *, editable: bool = True
) -> Presentation:
    """The presentation this actor may do `action` to; a validated one is locked unless `editable` is off."""
    relations = _scope.relations_to_presentation(actor, presentation_id)
    row = db.session.get(Presentation, presentation_id)
    if row is None or not (relations or actor.is_operator):
        raise NotFound
    _require(actor, action, relations)
    _refuse_withdrawn(row, action)
    if editable and row.state is PresentationState.VALIDATED:
        raise RuleViolation(Violation("validated"))
    return row


def _refuse_withdrawn(row: Presentation, action: Action) -> None:
    if action is Action.READ_PRESENTATION:
        return
    if db.session.get_one(Case, row.case_id).withdrawn_at:
        raise RuleViolation(Violation("case_withdrawn"))


def meeting(actor: Actor, meeting_id: UUID, action: Action) -> Meeting:
    """The meeting this actor may do `action` to."""
    relations = _scope.relations_to_meeting(actor, meeting_id)
    row = db.session.get(Meeting, meeting_id)
    if row is None or not (relations or actor.is_operator):
        raise NotFound
    _require(actor, action, relations)
    return row


def everywhere(actor: Actor, action: Action) -> None:
    """An action that needs no relation."""
    _require(actor, action, frozenset())


def editor(actor: Actor) -> Editor:
    """The actor as the author or the reviewer of a text."""
    return Editor("" if actor.is_operator else actor.account_id, actor.name)


def _require(actor: Actor, action: Action, relations: frozenset[Relation]) -> None:
    decision = can(actor, action, relations)
    if not decision.allowed:
        raise NotAllowed(decision.why)
