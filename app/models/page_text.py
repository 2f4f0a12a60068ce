"""What clinicians wrote themselves on patient pages."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ._base import Base, Identified, reference


class PageText(Identified, Base):
    """One revision of the words of one block of a patient page, signed; append-only, the latest stands.

    `openness` is how much the page might say when they were written (app/domain/page_text.py).
    """

    __tablename__ = "page_text"
    __table_args__ = (sa.UniqueConstraint("presentation_id", "block", "revision"),)
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id", index=False)
    block: Mapped[str] = mapped_column(sa.String(80))
    revision: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
    brings: Mapped[str] = mapped_column(default="")
    hard: Mapped[str] = mapped_column(default="")
    daily: Mapped[str] = mapped_column(default="")
    unknown: Mapped[str] = mapped_column(default="")
    openness: Mapped[int]
    by: Mapped[str]
    at: Mapped[datetime]
