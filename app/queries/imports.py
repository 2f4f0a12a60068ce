"""The report kept of an import: what the file said that went nowhere, and notes to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.exchange import codec
from app.exchange.imported import ImportNote, NotUnderstood
from app.extensions import db
from app.models import Job

from ._reading import reading


@dataclass(frozen=True)
class Report:
    """What an import left out, by name, and what it noted."""

    not_understood: tuple[NotUnderstood, ...] = ()
    notes: tuple[ImportNote, ...] = ()


@reading
def report_of(case_id: UUID) -> Report | None:
    """The report of the import that made a case, None for a case typed by hand; the caller checked the access."""
    row = db.session.scalar(
        sa.select(Job).where(
            Job.kind == "import", Job.arguments["case"].as_string() == str(case_id)
        )
    )
    if row is None or row.result is None:
        return None
    return codec.from_plain(row.result, Report)
