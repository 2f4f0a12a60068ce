"""Server-side sessions: the signed cookie holds a random token, the row can be ended at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from flask_login import UserMixin

from app import clock
from app.domain.permissions import Actor
from app.domain.vocabulary import Attendance, MeetingState, Role
from app.extensions import db
from app.models import Account, LoginSession, Meeting, MeetingMember, Presentation
from app.queries._reading import reading

IDLE = timedelta(minutes=20)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)


# Asked by every request, so put together once.
_BY_TOKEN = (
    sa.select(LoginSession, Account)
    .join(Account, Account.id == LoginSession.account_id)
    .where(LoginSession.token_hash == sa.bindparam("token_hash"), LoginSession.ended_at.is_(None))
)


class SessionState(StrEnum):
    """What a presented token is worth."""

    LIVE = "live"
    IDLE = "idle"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Seen:
    """A session row as the guard found it. IDLE: reading an open meeting goes on, a change asks for the password."""

    id: str
    actor: Actor
    state: SessionState
    last_seen_at: datetime


class User(UserMixin):
    """What Flask-Login holds: the actor behind a token."""

    def __init__(self, token: str, seen: Seen) -> None:
        self.token = token
        self.seen = seen

    def get_id(self) -> str:
        """The alternative id: the token, never the account's own id."""
        return self.token


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@reading
def find(token: str) -> Seen | None:
    """The session of a token, even expired (what was typed must be kept); None when ended or unknown."""
    row = db.session.execute(_BY_TOKEN, {"token_hash": token_hash(token)}).first()
    if row is None or not row.Account.active:
        return None
    session, account = row
    actor = Actor(
        account_id=str(account.id),
        name=account.name,
        role=account.role,
        hospital_id=str(account.hospital_id),
        professional_id=str(account.professional_id or ""),
        session_id=str(session.id),
        clinical_editor=account.clinical_editor,
        shortcuts=account.shortcuts,
    )
    return Seen(str(session.id), actor, _state(session, actor), session.last_seen_at)


def _state(session: LoginSession, actor: Actor) -> SessionState:
    now = clock.now()
    if now - session.started_at > ABSOLUTE:
        return SessionState.EXPIRED
    if now - session.last_seen_at <= IDLE:
        return SessionState.LIVE
    return SessionState.IDLE if _sits_in_open_meeting(actor) else SessionState.EXPIRED


@reading
def is_open_screen(actor: Actor, meeting_id: UUID | None, presentation_id: UUID | None) -> bool:
    """Whether this meeting, or the one of this presentation, is open and concerns this person."""
    asked = sa.select(Presentation.meeting_id).where(Presentation.id == presentation_id)
    is_asked = sa.or_(Meeting.id == meeting_id, Meeting.id.in_(asked))
    query = sa.select(Meeting.id).where(_open_to(actor), is_asked)
    return db.session.execute(query.limit(1)).first() is not None


def _sits_in_open_meeting(actor: Actor) -> bool:
    query = sa.select(Meeting.id).where(_open_to(actor))
    return db.session.execute(query.limit(1)).first() is not None


def _open_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Meetings open now that this person takes part in, or prepares (docs/decisions/0005)."""
    concerned: list[sa.ColumnElement[bool]] = [sa.false()]
    if actor.role in {Role.COORDINATOR, Role.SECRETARY}:
        concerned.append(Meeting.hospital_id == UUID(actor.hospital_id))
    if actor.professional_id:
        concerned.append(
            sa.exists().where(
                MeetingMember.meeting_id == Meeting.id,
                MeetingMember.professional_id == UUID(actor.professional_id),
                MeetingMember.attendance != Attendance.ABSENT,
            )
        )
    return sa.and_(Meeting.state == MeetingState.OPEN, sa.or_(*concerned))
