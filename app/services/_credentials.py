"""What lets an account in: password, links, sessions; always inside the caller's transaction."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.extensions import db
from app.models import Account, LoginSession, ResetLink, Throttle
from app.security.sessions import token_hash

from ._transaction import Unit
from ._versions import touch

LINK_LASTS = timedelta(hours=24)


def set_password(tx: Unit, account: Account, password_hash: str) -> None:
    """Store a new password; waiting links and the delay after failed tries end with the old one."""
    account.password_hash = password_hash
    touch(account, tx)
    void_links(tx, account)
    db.session.execute(sa.delete(Throttle).where(Throttle.key == f"login:{account.login}"[:80]))


def link(tx: Unit, account: Account) -> str:
    """A new one-time link in place of any other; the token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    void_links(tx, account)
    db.session.add(
        ResetLink(
            id=uuid4(),
            account_id=account.id,
            token_hash=token_hash(token),
            expires_at=tx.now + LINK_LASTS,
        )
    )
    return token


def use_link(tx: Unit, account: Account, token: str) -> bool:
    """Whether the link of this token may serve now; if so, it has served."""
    link = db.session.scalar(sa.select(ResetLink).where(ResetLink.token_hash == token_hash(token)))
    if link is None or link.used_at is not None or link.expires_at <= tx.now or not account.active:
        return False
    link.used_at = tx.now
    db.session.flush()
    return True


def void_links(tx: Unit, account: Account) -> None:
    """End every link that has not served yet."""
    db.session.execute(
        sa.update(ResetLink)
        .where(
            ResetLink.account_id == account.id,
            ResetLink.used_at.is_(None),
            ResetLink.expires_at > tx.now,
        )
        .values(expires_at=tx.now)
    )


def end_sessions(tx: Unit, account: Account, *, but: UUID | None = None) -> None:
    """End every open session of the account, `but` the one given."""
    query = sa.update(LoginSession).where(
        LoginSession.account_id == account.id, LoginSession.ended_at.is_(None)
    )
    if but is not None:
        query = query.where(LoginSession.id != but)
    db.session.execute(query.values(ended_at=tx.now))
