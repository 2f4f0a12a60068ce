"""Sources on medicines as loaded: dated versions, one of each kind in use, and their contents by key."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.sources import SourceKind

from ._base import Base, Identified, Versioned, choice, reference


class SourceVersion(Versioned, Base):
    """One loading of a source. `in_use` holds the kind while this version is the one read, else nothing.

    The unique column is what makes two versions in use at once impossible.
    """

    __tablename__ = "source_version"
    kind: Mapped[SourceKind] = mapped_column(choice(SourceKind, closed=True), index=True)
    in_use: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    data_on: Mapped[date]
    imported_at: Mapped[datetime]
    imported_by: Mapped[str]
    digest: Mapped[str] = mapped_column(sa.String(64))
    files: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]


class SourceItem(Identified, Base):
    """What one version says of one substance or gene, as plain data; never changed."""

    __tablename__ = "source_item"
    __table_args__ = (sa.UniqueConstraint("source_id", "key"),)
    source_id: Mapped[uuid.UUID] = reference("source_version.id", index=False)
    key: Mapped[str] = mapped_column(sa.String(200))
    content: Mapped[list[Any]] = mapped_column(sa.JSON())
