"""Signing in and out: throttle first, then the password, then a new session."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import lru_cache
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.domain.text import fold
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Account, LoginSession, Throttle
from app.queries import accounts
from app.security import passwords
from app.security.sessions import token_hash

from ._transaction import immediate, transaction

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def sign_in(login: str, password: str) -> str:
    """The token of a new session; RuleViolation when refused, the same for an unknown login as for a wrong password."""
    login = fold(login.strip())[:200]
    count_try(f"login:{login}"[:80])
    account = accounts.by_login(login)
    stored = account.password_hash if account else _dummy()
    if not passwords.matches(stored, password) or account is None or not account.active:
        raise RuleViolation(Violation("wrong_credentials", "password"))
    rehashed = passwords.hashed(password) if passwords.needs_rehash(stored) else ""
    return _open_session(account, login, rehashed)


def sign_out(actor: Actor) -> None:
    """End this session."""
    with transaction(actor) as tx:
        session = db.session.get_one(LoginSession, UUID(actor.session_id))
        session.ended_at = tx.now
        tx.audit("session.ended", actor.account_id)


def _open_session(account: Account, login: str, rehashed: str) -> str:
    token = secrets.token_urlsafe(32)
    actor = Actor(str(account.id), account.name, account.role, str(account.hospital_id))
    with transaction(actor) as tx:
        now_stored = db.session.get(Account, account.id, populate_existing=True)
        if (
            now_stored is None
            or not now_stored.active
            or now_stored.password_hash != account.password_hash
        ):
            raise RuleViolation(Violation("wrong_credentials", "password"))
        if rehashed:
            now_stored.password_hash = rehashed
        db.session.execute(sa.delete(Throttle).where(Throttle.key == f"login:{login}"[:80]))
        db.session.add(
            LoginSession(
                id=uuid4(),
                account_id=account.id,
                token_hash=token_hash(token),
                started_at=tx.now,
                last_seen_at=tx.now,
                confirmed_at=tx.now,
            )
        )
        tx.audit("session.started", account.id)
    return token


def count_try(key: str, field: str = "password") -> None:
    """Count this try before verifying it, and refuse it while the delay runs; it never locks for ever."""
    now = clock.now()
    with immediate():
        row = db.session.get(Throttle, key[:80])
        if row and now - row.last_at > FORGOTTEN_AFTER:
            row.failures = 0
        wait = _delay(row.failures) if row else timedelta()
        left = row.last_at + wait - now if row else timedelta()
        if left <= timedelta():
            if row is None:
                db.session.add(Throttle(key=key[:80], failures=1, last_at=now))
            else:
                row.failures, row.last_at = row.failures + 1, now
    if left > timedelta():
        minutes = str(max(1, round(left.total_seconds() / 60)))
        raise RuleViolation(Violation("too_many_tries", field, {"minutes": minutes}))


def _delay(failures: int) -> timedelta:
    if failures < FREE_TRIES:
        return timedelta()
    return min(timedelta(minutes=2 ** min(failures - FREE_TRIES, 10)), LONGEST_WAIT)


@lru_cache(maxsize=1)
def _dummy() -> str:
    return passwords.hashed(secrets.token_urlsafe(16))
