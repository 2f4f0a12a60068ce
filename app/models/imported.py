"""What a source gave of a case the last time it was read, fact by fact."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ._base import Base


class ImportedFacts(Base):
    """One line for each imported case; `given` lists each fact with its part of the file and the row made of it.

    `digest` is that of the whole case file, empty while a conflict waits for an answer: the same file again then
    needs no comparison.
    """

    __tablename__ = "imported_facts"
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("clinical_case.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    given: Mapped[list[Any]] = mapped_column(sa.JSON())
    read_at: Mapped[datetime]
