"""The catalogue: entries immutable by code and version, who signed and decided, and what a hospital adds beside."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import DecisionKind, Family

from ._base import Base, Identified, choice, reference


class CatalogueEntry(Base):
    """One version of one entry; `content` is its source text, never changed.

    `hospital_id` is empty for a shared entry; `author_id` is empty for the product's own text.
    """

    __tablename__ = "catalogue_entry"
    code: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    family: Mapped[Family] = mapped_column(choice(Family))
    content: Mapped[str]
    loaded_at: Mapped[datetime]
    hospital_id: Mapped[uuid.UUID | None] = reference("hospital.id", nullable=True)
    author: Mapped[str] = mapped_column(default="")
    author_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)
    why: Mapped[str] = mapped_column(default="")


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
    account_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)


class CatalogueDecision(Identified, Base):
    """A version put in force until a date, or an entry retired; append-only, the latest of a version stands."""

    __tablename__ = "catalogue_decision"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["entry_code", "entry_version"], ["catalogue_entry.code", "catalogue_entry.version"]
        ),
        sa.Index("ix_catalogue_decision_entry", "entry_code", "entry_version"),
        sa.CheckConstraint("(kind = 'in_force') = (review_on IS NOT NULL)", name="review_on"),
    )
    entry_code: Mapped[str] = mapped_column(sa.String(80))
    entry_version: Mapped[int]
    kind: Mapped[DecisionKind] = mapped_column(choice(DecisionKind, closed=True))
    review_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    account_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)
    at: Mapped[datetime]


class LocalPractical(Identified, Base):
    """How one hospital organises an entry, beside its text; append-only revisions, the latest stands."""

    __tablename__ = "local_practical"
    __table_args__ = (sa.UniqueConstraint("hospital_id", "entry_code", "revision"),)
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id", index=False)
    entry_code: Mapped[str] = mapped_column(sa.String(80))
    revision: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    waiting: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime]


class ActionReview(Identified, Base):
    """A signature under the wording of one action without rank, named by the digest of that wording; append-only."""

    __tablename__ = "action_review"
    __table_args__ = (sa.UniqueConstraint("code", "digest"),)
    code: Mapped[str] = mapped_column(sa.String(80))
    digest: Mapped[str] = mapped_column(sa.String(64))
    by: Mapped[str]
    account_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)
    on: Mapped[date]


class FactReview(Identified, Base):
    """A signature under one fact to check of an entry, named by the digest of its words, with its source; append-only."""

    __tablename__ = "fact_review"
    __table_args__ = (sa.UniqueConstraint("entry_code", "digest"),)
    entry_code: Mapped[str] = mapped_column(sa.String(80))
    digest: Mapped[str] = mapped_column(sa.String(64))
    source: Mapped[str]
    by: Mapped[str]
    account_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)
    on: Mapped[date]
