"""The hospital's own list of phrases, decided by its coordination."""

from __future__ import annotations

from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain import phrases as rules
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation, StaleVersion
from app.extensions import db
from app.models import PhraseList

from . import _access
from ._transaction import Submitted, transaction
from ._versions import assign


def decide(actor: Actor, typed: str, seen: int, submitted: Submitted) -> None:
    """Keep the list of the actor's hospital, one phrase a line; an empty one offers nothing.

    RuleViolation for too many phrases or one too long; StaleVersion when somebody decided another meanwhile.
    """
    _access.everywhere(actor, Action.PLAN_MEETING)
    given = rules.read(typed)
    if broken := rules.violations(given):
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        hospital = UUID(actor.hospital_id)
        row = db.session.scalar(sa.select(PhraseList).where(PhraseList.hospital_id == hospital))
        if row is None:
            row = PhraseList(
                id=uuid4(), hospital_id=hospital, updated_at=tx.now, updated_by=actor.name
            )
            db.session.add(row)
            row.phrases = list(given)
        elif row.version != seen:
            raise StaleVersion(
                version=row.version,
                current={"phrases": "\n".join(row.phrases)},
                by=row.updated_by,
                at=row.updated_at,
            )
        else:
            assign(row, {"phrases": list(given)}, tx)
        tx.audit("phrases.decided", row.id, count=len(given))
