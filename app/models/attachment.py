"""Documents added to a case; their bytes are in the file store."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.attachment import AttachmentKind
from app.domain.partial_date import PartialDate

from ._base import Base, Versioned, choice, reference


class Attachment(Versioned, Base):
    """One document of a case: withdrawn with a reason, never erased."""

    __tablename__ = "attachment"
    __table_args__ = (
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason = '')", name="withdrawn_with_a_reason"
        ),
    )
    case_id: Mapped[uuid.UUID] = reference("clinical_case.id")
    kind: Mapped[AttachmentKind] = mapped_column(choice(AttachmentKind, closed=True))
    title: Mapped[str]
    dated_on: Mapped[PartialDate | None]
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    media_type: Mapped[str] = mapped_column(sa.String(80))
    pages: Mapped[int]
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")
    withdrawn_reason: Mapped[str] = mapped_column(default="")
