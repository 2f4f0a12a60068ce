"""What this database is."""

from __future__ import annotations

from flask import current_app

from app.extensions import db
from app.models import Installation

from ._reading import reading


def is_demonstration() -> bool:
    """Whether the database was seeded as a demonstration: written once, so read once a process."""
    known: bool | None = current_app.extensions.get("relais_demonstration")
    if known is None:
        known = _read()
        if known is not None:
            current_app.extensions["relais_demonstration"] = known
    return bool(known)


@reading
def _read() -> bool | None:
    """None while the database does not know yet what it is."""
    row = db.session.get(Installation, 1)
    return row.is_demonstration if row else None
