"""Drafts: what is typed and not yet saved, kept on the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.domain.text import LONG, clean
from app.extensions import db
from app.models import Draft, Submission

from ._transaction import immediate

# A refused text must come back whole, so a draft holds more than a field accepts.
_KEPT = LONG * 5


def keep(actor: Actor, key: str, fields: Mapping[str, Any], *, submission: str = "") -> None:
    """Store the fields of a form under its address, over an earlier draft of the same form.

    Nothing is stored when the form itself arrived first: its text is saved, and would come back as unsaved.
    """
    kept = {
        name[:80]: [clean(str(value))[:_KEPT] for value in values]
        for name, values in fields.items()
    }
    with immediate():
        if submission and db.session.get(Submission, submission[:64]) is not None:
            return
        db.session.merge(
            Draft(
                account_id=UUID(actor.account_id), key=key[:300], fields=kept, saved_at=clock.now()
            )
        )


def discard(actor: Actor, key: str) -> None:
    """Forget a draft."""
    with immediate():
        db.session.execute(
            sa.delete(Draft).where(
                Draft.account_id == UUID(actor.account_id), Draft.key == key[:300]
            )
        )
