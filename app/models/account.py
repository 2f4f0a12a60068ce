"""Accounts, their sessions, one-time links and the sign-in throttle."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import Role

from ._base import Base, Identified, Versioned, choice, reference


class Account(Versioned, Base):
    """A login of one hospital, perhaps of a professional of the directory."""

    __tablename__ = "account"
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id")
    professional_id: Mapped[uuid.UUID | None] = reference("professional.id", nullable=True)
    login: Mapped[str] = mapped_column(sa.String(200), unique=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(choice(Role, closed=True))
    clinical_editor: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    shortcuts: Mapped[bool] = mapped_column(default=True)


class LoginSession(Identified, Base):
    """A signed-in browser; the cookie holds a random token, this row its hash."""

    __tablename__ = "login_session"
    account_id: Mapped[uuid.UUID] = reference("account.id")
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ResetLink(Identified, Base):
    """A one-time link to choose a password, made by an administrator."""

    __tablename__ = "reset_link"
    account_id: Mapped[uuid.UUID] = reference("account.id")
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Throttle(Base):
    """Failed sign-ins of one login or address; it delays, it never locks for ever."""

    __tablename__ = "throttle"
    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]
