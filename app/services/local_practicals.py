"""How one hospital organises an entry of the catalogue: revisions beside the text, never in it."""

from __future__ import annotations

from uuid import UUID

from app.domain.catalogue import LocalPractical
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import LocalPractical as Row
from app.queries import governance

from . import _access
from ._transaction import Submitted, transaction

TYPED = ("place", "phone", "contact", "waiting", "note")


def record(
    actor: Actor, code: str, given: LocalPractical, seen_revision: int, submitted: Submitted
) -> None:
    """Append a revision for the actor's own hospital; all fields empty withdraws what was said.

    StaleVersion when another revision came since; NotFound for an entry this hospital does not see.
    """
    _access.everywhere(actor, Action.EDIT_LOCAL)
    with transaction(actor, submitted) as tx:
        governance.history(actor, code)
        known = governance.local(actor, code)
        standing = known[0] if known else LocalPractical("")
        if standing.revision != seen_revision:
            current = {name: getattr(standing, name) for name in TYPED}
            raise StaleVersion(version=standing.revision, current=current, by=standing.by, at=None)
        if _typed(given) == _typed(standing):
            raise RuleViolation(Violation("nothing_changed"))
        db.session.add(
            Row(
                hospital_id=UUID(actor.hospital_id),
                entry_code=code,
                revision=standing.revision + 1,
                by=actor.name,
                at=tx.now,
                **_typed(given),
            )
        )
        tx.audit("catalogue.local", code, revision=standing.revision + 1)


def _typed(value: LocalPractical) -> dict[str, str]:
    return {name: getattr(value, name) for name in TYPED}
