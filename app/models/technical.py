"""Files, stored documents, drafts, submissions, jobs, audit and the installation's own row."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import DocumentKind

from ._base import Base, Identified, choice, reference


class StoredFile(Base):
    """A file of the content-addressed store, named by its SHA-256."""

    __tablename__ = "stored_file"
    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(sa.String(80))
    stored_at: Mapped[datetime]


class Document(Identified, Base):
    """A print of a presentation, kept with its hash; append-only."""

    __tablename__ = "document"
    __table_args__ = (sa.UniqueConstraint("presentation_id", "kind", "sequence"),)
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id", index=False)
    kind: Mapped[DocumentKind] = mapped_column(choice(DocumentKind, closed=True))
    sequence: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    large: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class Draft(Base):
    """What somebody typed in a form and has not saved yet."""

    __tablename__ = "draft"
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("account.id"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(300), primary_key=True)
    fields: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class Submission(Base):
    """A form already received, with what it made: a double click makes one record."""

    __tablename__ = "submission"
    id: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[uuid.UUID] = reference("account.id")
    result: Mapped[str]
    received_at: Mapped[datetime]


class Job(Identified, Base):
    """Long work done by one thread of the server."""

    __tablename__ = "job"
    kind: Mapped[str] = mapped_column(sa.String(40))
    owner_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    progress: Mapped[int] = mapped_column(default=0)
    arguments: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class AuditEntry(Base):
    """One change, chained to the one before; never updated, never deleted (triggers)."""

    __tablename__ = "audit_entry"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(sa.String(80), index=True)
    target_id: Mapped[str] = mapped_column(sa.String(80), index=True)
    body: Mapped[str]
    prev_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class AccessTrace(Base):
    """Who read which case, when; never updated, never deleted (triggers)."""

    __tablename__ = "access_trace"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    account_id: Mapped[str] = mapped_column(sa.String(36))
    account_name: Mapped[str]
    action: Mapped[str] = mapped_column(sa.String(80))
    case_id: Mapped[str] = mapped_column(sa.String(36), index=True)


class Installation(Base):
    """The one row that says what this database is; a demonstration is one for ever."""

    __tablename__ = "installation"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_demonstration: Mapped[bool]
    created_at: Mapped[datetime]
