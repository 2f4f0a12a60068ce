"""Actions a board asks for besides any option, kept with the presentation; and who answers for their wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app import clock
from app.domain.catalogue import AskedAction
from app.domain.permissions import Action, Actor
from app.errors import NotFound, RuleViolation, Violation
from app.exchange import codec
from app.extensions import db
from app.models import ActionReview
from app.queries import actions

from . import _access
from ._transaction import Submitted, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class Asking:
    """What is said of one action."""

    asked: bool
    by: str = ""
    on: date | None = None
    note: str = ""


def ask(
    actor: Actor,
    presentation_id: UUID,
    given: Mapping[str, Asking],
    seen: int,
    submitted: Submitted,
) -> None:
    """Keep which actions are asked for, by whom and when, with the wording they have now; none has a rank.

    An action already asked keeps the wording it was asked with. RuleViolation names what is missing.
    """
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        known = {a.code: a for a in actions.of_presentation(row.asked_actions)}
        if broken := _violations(given, known):
            raise RuleViolation(*broken)
        expect(row, seen, ())
        wanted = [_said(known[code], said) for code, said in given.items()]
        kept = [codec.to_plain(one) for one in wanted if one.asked or one.note]
        changed = assign(row, {"asked_actions": kept}, tx)
        tx.audit("actions.asked", row.case_id, presentation=row.id, changed=len(changed))


def sign(actor: Actor, code: str) -> None:
    """A clinical editor signs the present wording of an action, once; only then may a patient's page print it."""
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    found = next((a for a in actions.offered() if a.code == code), None)
    if found is None:
        raise NotFound
    with transaction(actor) as tx:
        db.session.add(
            ActionReview(
                code=code,
                digest=actions.digest(found),
                by=actor.name,
                account_id=None if actor.is_operator else UUID(actor.account_id),
                on=clock.today(),
            )
        )
        tx.audit("action.signed", code, digest=actions.digest(found))


def _said(known: AskedAction, said: Asking) -> AskedAction:
    return replace(known, asked=said.asked, by=said.by, on=said.on, note=said.note)


def _violations(given: Mapping[str, Asking], known: Mapping[str, AskedAction]) -> list[Violation]:
    broken = [Violation("unknown_choice") for code in given if code not in known]
    for code, said in given.items():
        if said.asked and not said.by.strip():
            broken.append(Violation("asked_by_missing", f"by_{_field(code)}"))
        if said.asked and said.on is None:
            broken.append(Violation("asked_on_missing", f"on_{_field(code)}"))
        if said.on and said.on > clock.today():
            broken.append(Violation("date_in_future", f"on_{_field(code)}"))
    return broken


def _field(code: str) -> str:
    """The end of the form's field names for an action."""
    return code.replace("-", "_")
