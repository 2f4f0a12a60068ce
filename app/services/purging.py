"""Letting go of what was typed and never saved, and of the ids of forms received, once they are old.

Both are technical rows, not records: no audit entry. The limits, in days, are settings (docs/runbook.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app

from app import clock
from app.extensions import db
from app.models import Draft, Submission

from ._transaction import immediate


@dataclass(frozen=True)
class Old:
    """How many drafts and ids of received forms are past their limit."""

    drafts: int
    submissions: int


def purge(*, remove: bool) -> Old:
    """Count what is past its limit; erased when `remove` is on. A younger draft is never touched."""
    kept = current_app.config["RELAIS"]
    with immediate():
        return Old(
            _past(Draft, Draft.saved_at, kept.drafts_days, remove=remove),
            _past(Submission, Submission.received_at, kept.submissions_days, remove=remove),
        )


def _past(table: type[Any], moment: Any, days: int, *, remove: bool) -> int:
    is_old = moment < clock.now() - timedelta(days=days)
    found = db.session.scalar(sa.select(sa.func.count()).select_from(table).where(is_old)) or 0
    if found and remove:
        db.session.execute(sa.delete(table).where(is_old))
    return found
