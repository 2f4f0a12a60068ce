"""The two things a reading page writes: who read which case, and when a session was last seen."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.extensions import db
from app.models import AccessTrace, LoginSession

from ._transaction import immediate

# Written once: putting a statement together costs more than SQLite takes to carry it out.
_APPEND = sa.insert(AccessTrace)


def record(actor: Actor, accesses: Iterable[tuple[str, str]]) -> None:
    """Append one trace for each (action, case id)."""
    rows = [
        {
            "at": clock.now(),
            "account_id": actor.account_id,
            "account_name": actor.name,
            "action": action,
            "case_id": case_id,
        }
        for action, case_id in accesses
    ]
    with immediate():
        db.session.execute(_APPEND, rows)


def seen(session_id: str) -> None:
    """Note that a session is in use; a session ended meanwhile stays ended."""
    with immediate():
        db.session.execute(
            sa.update(LoginSession)
            .where(LoginSession.id == UUID(session_id), LoginSession.ended_at.is_(None))
            .values(last_seen_at=clock.now())
        )
