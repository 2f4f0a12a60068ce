"""Accounts, read for sign-in, for administration, and by the person they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.domain.text import fold
from app.domain.vocabulary import Role
from app.errors import NotFound
from app.extensions import db
from app.models import Account, Hospital, LoginSession, Professional, ResetLink
from app.security.sessions import ABSOLUTE, IDLE

from ._reading import reading
from .records import person

_CLINICIANS = frozenset({Role.PHYSICIAN, Role.NURSE})


@dataclass(frozen=True)
class AccountLine:
    """One line of the accounts table; `lacks_professional`: a clinician not in the directory."""

    id: str
    name: str
    login: str
    role: str
    hospital: str
    active: bool
    clinical_editor: bool
    professional: str = ""
    lacks_professional: bool = False
    last_seen_at: datetime | None = None
    link_until: datetime | None = None


@dataclass(frozen=True)
class SessionLine:
    """One of a person's own open sessions; `is_idle` when it was left for more than 20 minutes."""

    id: str
    started_at: datetime
    last_seen_at: datetime
    is_current: bool
    is_idle: bool


@dataclass(frozen=True)
class Standing:
    """What the page of one account says beside its form."""

    open_sessions: int
    last_seen_at: datetime | None
    link_until: datetime | None


@reading
def by_login(login: str) -> Account | None:
    """The account of a folded login."""
    return db.session.scalar(sa.select(Account).where(Account.login == login))


@reading
def by_id(account_id: str | UUID) -> Account:
    """One account; NotFound otherwise."""
    account = db.session.get(Account, UUID(str(account_id)))
    if account is None:
        raise NotFound
    return account


@reading
def acting(account_id: UUID | None) -> Actor:
    """The account as somebody who acts, with the rights it has now; NotFound for none or one that was ended."""
    account = db.session.get(Account, account_id) if account_id else None
    if account is None or not account.active:
        raise NotFound
    return Actor(
        account_id=str(account.id),
        name=account.name,
        role=account.role,
        hospital_id=str(account.hospital_id),
        professional_id=str(account.professional_id or ""),
        clinical_editor=account.clinical_editor,
    )


@reading
def owner_of_link(token_hash: str) -> Account | None:
    """The active account an unused and unexpired one-time link was made for."""
    return db.session.scalar(
        sa.select(Account)
        .join(ResetLink, ResetLink.account_id == Account.id)
        .where(ResetLink.token_hash == token_hash, Account.active, *_usable())
    )


@reading
def lines(search: str = "") -> list[AccountLine]:
    """Accounts by hospital and name, or those whose name, login or hospital contains `search`."""
    rows = db.session.execute(
        sa.select(
            Account, Hospital.name.label("hospital"), Professional, _last_seen(), _link_until()
        )
        .join(Hospital, Hospital.id == Account.hospital_id)
        .join(Professional, Professional.id == Account.professional_id, isouter=True)
    )
    found = sorted(
        (_line(row) for row in rows),
        key=lambda line: (fold(line.hospital), fold(line.name), line.login),
    )
    sought = fold(search)
    return [line for line in found if sought in fold(f"{line.name} {line.login} {line.hospital}")]


@reading
def standing(account_id: UUID) -> Standing:
    """Open sessions, last activity and the usable link of one account."""
    row = db.session.execute(
        sa.select(_last_seen().label("seen"), _link_until().label("link")).where(
            Account.id == account_id
        )
    ).one()
    opened = sa.select(sa.func.count()).where(LoginSession.account_id == account_id, *_open())
    return Standing(db.session.scalar(opened) or 0, row.seen, row.link)


@reading
def sessions_of(actor: Actor) -> list[SessionLine]:
    """The open sessions of the person asking, the latest first."""
    rows = db.session.scalars(
        sa.select(LoginSession)
        .where(LoginSession.account_id == UUID(actor.account_id), *_open())
        .order_by(LoginSession.last_seen_at.desc(), LoginSession.id)
    )
    return [
        SessionLine(
            str(row.id),
            row.started_at,
            row.last_seen_at,
            is_current=str(row.id) == actor.session_id,
            is_idle=clock.now() - row.last_seen_at > IDLE,
        )
        for row in rows
    ]


@reading
def linked_to(professional_id: UUID) -> list[AccountLine]:
    """The accounts of one person of the directory."""
    rows = db.session.execute(
        sa.select(Account, Hospital.name.label("hospital"))
        .join(Hospital, Hospital.id == Account.hospital_id)
        .where(Account.professional_id == professional_id)
        .order_by(Account.login)
    )
    return [
        AccountLine(str(a.id), a.name, a.login, a.role.label, hospital, a.active, a.clinical_editor)
        for a, hospital in rows
    ]


def _line(row: Any) -> AccountLine:
    account, hospital, professional, seen, link = row
    return AccountLine(
        str(account.id),
        account.name,
        account.login,
        account.role.label,
        hospital,
        account.active,
        account.clinical_editor,
        person(professional, None).name if professional else "",
        account.active and professional is None and account.role in _CLINICIANS,
        seen,
        link,
    )


def _open() -> tuple[sa.ColumnElement[bool], ...]:
    return LoginSession.ended_at.is_(None), LoginSession.started_at > clock.now() - ABSOLUTE


def _usable() -> tuple[sa.ColumnElement[bool], ...]:
    return ResetLink.used_at.is_(None), ResetLink.expires_at > clock.now()


def _last_seen() -> sa.ScalarSelect[datetime]:
    query = sa.select(sa.func.max(LoginSession.last_seen_at))
    return query.where(LoginSession.account_id == Account.id).correlate(Account).scalar_subquery()


def _link_until() -> sa.ScalarSelect[datetime]:
    query = sa.select(sa.func.max(ResetLink.expires_at)).where(
        ResetLink.account_id == Account.id, *_usable()
    )
    return query.correlate(Account).scalar_subquery()
