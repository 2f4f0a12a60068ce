"""What clinicians wrote themselves on a patient page: what stands now, and every revision of one block."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.page_text import PARTS, BlockText, Openness, PageText, latest
from app.extensions import db
from app.models import PageText as Row

from ._reading import reading


@reading
def of_presentation(presentation_id: UUID) -> tuple[PageText, ...]:
    """The latest words of each block. The caller has read the presentation."""
    rows = db.session.scalars(sa.select(Row).where(Row.presentation_id == presentation_id))
    return latest(shape(row) for row in rows)


@reading
def revisions(presentation_id: UUID, block: str) -> tuple[PageText, ...]:
    """Every revision of one block, the latest first. The caller has read the presentation."""
    query = (
        sa.select(Row)
        .where(Row.presentation_id == presentation_id, Row.block == block)
        .order_by(Row.revision.desc())
    )
    return tuple(shape(row) for row in db.session.scalars(query))


def shape(row: Row) -> PageText:
    """A stored revision."""
    kept: dict[str, Any] = {part: getattr(row, part) for part in PARTS}
    return PageText(
        row.block, BlockText(**kept), Openness(row.openness), row.by, row.at, row.revision
    )
