"""What this database is."""

from __future__ import annotations

from flask import current_app

from app.extensions import db
from app.models import Installation

from ._reading import reading


def is_demonstration() -> bool:
    """Whether the database was seeded as a demonstration, which it then stays for ever; read once a process."""
    known: bool | None = current_app.extensions.get("relais_demonstration")
    if known is None:
        known = _read()
        if known:
            current_app.extensions["relais_demonstration"] = True
    return known


@reading
def _read() -> bool:
    row = db.session.get(Installation, 1)
    return row is not None and row.is_demonstration
