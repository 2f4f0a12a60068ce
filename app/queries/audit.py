"""The audit chain, read to be verified."""

from __future__ import annotations

import sqlalchemy as sa

from app.domain import audit
from app.extensions import db
from app.models import AuditEntry

from ._reading import reading


@reading
def first_bad() -> tuple[int | None, int]:
    """The first bad entry's number (None when the chain holds), and how many entries there are."""
    rows = db.session.execute(
        sa.select(
            AuditEntry.seq,
            AuditEntry.body,
            AuditEntry.prev_hash,
            AuditEntry.hash,
            AuditEntry.at,
            AuditEntry.action,
            AuditEntry.target_id,
        ).order_by(AuditEntry.seq)
    ).all()
    return audit.first_bad(audit.Entry(*row) for row in rows), len(rows)


@reading
def head() -> tuple[int, str]:
    """The number and hash of the last entry."""
    row = db.session.execute(
        sa.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    ).first()
    return (row.seq, row.hash) if row else (0, audit.GENESIS)
