"""Documents of a case: those who read the file read them; a member convened from outside does not (0005)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.attachment import Attached, AttachmentKind
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.errors import NotFound
from app.extensions import db
from app.models import Attachment, Case

from . import _scope
from ._reading import reading


@dataclass(frozen=True)
class Line:
    """One document as the case lists it."""

    id: str
    kind: AttachmentKind
    title: str
    dated_on: PartialDate | None
    sha256: str
    media_type: str
    pages: int
    added_by: str
    added_at: datetime
    version: int
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str

    @property
    def ending(self) -> str:
        """How the name of its file ends."""
        return ENDINGS[self.media_type]


@reading
def of_case(actor: Actor, case_id: UUID) -> tuple[Line, ...]:
    """Every document of a case this person may read, those withdrawn last; () of another."""
    rows = db.session.scalars(
        sa.select(Attachment)
        .join(Case, Case.id == Attachment.case_id)
        .where(Attachment.case_id == case_id, _scope.readable_cases(actor))
        .order_by(*_ORDER)
    )
    return tuple(_line(row) for row in rows)


@reading
def one(actor: Actor, case_id: UUID, attachment_id: UUID) -> Line:
    """One document that stands in a case this person may read; NotFound otherwise."""
    row = db.session.scalar(
        sa.select(Attachment)
        .join(Case, Case.id == Attachment.case_id)
        .where(
            Attachment.id == attachment_id,
            Attachment.case_id == case_id,
            Attachment.withdrawn_at.is_(None),
            _scope.readable_cases(actor),
        )
    )
    if row is None:
        raise NotFound
    return _line(row)


def beside(statement: sa.Select[Any]) -> sa.Select[Any]:
    """A statement on Case with the documents that stand in it as one more column, which `listed` then reads."""
    return statement.add_columns(_STANDING.label("attached"))


def listed(head: Any) -> tuple[Attached, ...]:
    """The documents that stand in a case as a print lists them, the latest first, from a row of `beside`."""
    rows = [row.split(_WITHIN, 3) for row in (head.attached or "").split(_BETWEEN) if row]
    rows.sort(key=lambda row: row[:2], reverse=True)
    return tuple(
        Attached(AttachmentKind(kind), title, PartialDate.parse(dated) if dated else None)
        for dated, _added, kind, title in rows
    )


# No text that was typed holds these two: they are stripped with the other control characters.
_WITHIN, _BETWEEN = "\x1f", "\x1e"
_STANDING = (
    sa.select(
        sa.func.aggregate_strings(
            sa.func.coalesce(sa.cast(Attachment.dated_on, sa.String), "")
            + _WITHIN
            + sa.cast(Attachment.added_at, sa.String)
            + _WITHIN
            + sa.cast(Attachment.kind, sa.String)
            + _WITHIN
            + Attachment.title,
            _BETWEEN,
        )
    )
    .where(Attachment.case_id == Case.id, Attachment.withdrawn_at.is_(None))
    .correlate(Case)
    .scalar_subquery()
)
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "text/plain": "txt"}
_ORDER = (
    Attachment.withdrawn_at.is_not(None),
    Attachment.dated_on.desc(),
    Attachment.added_at.desc(),
)


def _line(row: Attachment) -> Line:
    return Line(str(row.id), **{name: getattr(row, name) for name in _NAMES})


_NAMES = tuple(name for name in Line.__dataclass_fields__ if name != "id")
