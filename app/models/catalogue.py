"""The catalogue: entries immutable by code and version, and who signed their wordings."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import Family

from ._base import Base, Identified, choice


class CatalogueEntry(Base):
    """One version of one entry; `content` is its source text, never changed."""

    __tablename__ = "catalogue_entry"
    code: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    family: Mapped[Family] = mapped_column(choice(Family))
    content: Mapped[str]
    loaded_at: Mapped[datetime]


class CatalogueReview(Identified, Base):
    """A signature under the clinical or the patient wording of one version; append-only."""

    __tablename__ = "catalogue_review"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["entry_code", "entry_version"], ["catalogue_entry.code", "catalogue_entry.version"]
        ),
        sa.UniqueConstraint("entry_code", "entry_version", "wording"),
        sa.CheckConstraint("wording IN ('clinical', 'patient')", name="wording"),
    )
    entry_code: Mapped[str] = mapped_column(sa.String(80))
    entry_version: Mapped[int]
    wording: Mapped[str] = mapped_column(sa.String(20))
    by: Mapped[str]
    on: Mapped[date]
