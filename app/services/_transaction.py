"""The unit of work: one BEGIN IMMEDIATE, the change with its audit entry, one commit; then success may be said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from app import clock
from app.database import BEGIN_OPTION, is_unavailable
from app.domain import audit
from app.domain.permissions import Actor
from app.errors import AlreadyDone, RelaisError, RuleViolation, StaleVersion, Unavailable, Violation
from app.extensions import db
from app.models import AuditEntry, Draft, Submission

from . import _index

PATIENCE = 5.0
_WRITERS = Lock()


@dataclass(frozen=True)
class Submitted:
    """A form as received: its random id (a double click is received once) and the key of its draft."""

    id: str = ""
    draft_key: str = ""


class Unit:
    """An open transaction: `audit` must be called at least once before it can commit."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.now = clock.now()
        self.result = ""
        self._entries: list[dict[str, object]] = []

    def audit(self, action: str, target: object, **details: object) -> None:
        """Add one entry to the chain when the unit commits; `details` hold ids and field names, no patient text."""
        self._entries.append(
            {
                "action": action,
                "actor": self.actor.account_id,
                "actor_name": self.actor.name,
                "at": self.now.isoformat(),
                "details": {key: str(value) for key, value in details.items()},
                "organisation": self.actor.hospital_id,
                "target": str(target),
            }
        )
        self.result = self.result or str(target)

    def _append(self) -> None:
        if not self._entries:
            raise RuntimeError("a change needs an audit entry")
        last = db.session.execute(
            sa.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
        ).first()
        seq, prev = (last.seq, last.hash) if last else (0, audit.GENESIS)
        rows = []
        for entry in self._entries:
            seq, body = seq + 1, audit.canonical({**entry, "seq": seq + 1})
            digest = audit.chained(prev, body)
            rows.append(
                {
                    "seq": seq,
                    "at": self.now,
                    "action": str(entry["action"]),
                    "target_id": str(entry["target"]),
                    "body": body,
                    "prev_hash": prev,
                    "hash": digest,
                }
            )
            prev = digest
        db.session.execute(sa.insert(cast(sa.Table, AuditEntry.__table__)), rows)


@contextmanager
def transaction(actor: Actor, submitted: Submitted | None = None) -> Iterator[Unit]:
    """Open the unit of work; the body changes rows and calls `audit`.

    Raises AlreadyDone for a form already received, StaleVersion or RuleViolation as the body or the database says,
    Unavailable when the write lock cannot be had. Nothing is stored when anything is raised.
    """
    with immediate():
        unit = Unit(actor)
        _refuse_replay(submitted)
        yield unit
        db.session.flush()
        _index.catch_up()
        unit._append()
        if submitted:
            _settle(actor, submitted, unit)


@contextmanager
def immediate() -> Iterator[None]:
    """A bare write transaction, for traces and technical rows that need no audit entry."""
    if db.session().in_transaction():
        raise RuntimeError("a transaction is already open")
    # SQLite's own wait is unfair under load: threads of the one process queue here first.
    if not _WRITERS.acquire(timeout=PATIENCE):
        raise Unavailable("write queue")
    try:
        db.session.connection(execution_options={BEGIN_OPTION: "BEGIN IMMEDIATE"})
        yield
        db.session.commit()
    except BaseException as error:
        db.session.rollback()
        known = _translated(error)
        if known is error:
            raise
        raise known from error
    finally:
        _WRITERS.release()
        db.session.remove()


def _translated(error: BaseException) -> BaseException:
    match error:
        case RelaisError():
            return error
        case StaleDataError():
            return StaleVersion(version=0, current={}, by="", at=None)
        case IntegrityError() if "unique" in str(error.orig).lower():
            return RuleViolation(Violation("already_exists"))
        case OperationalError() if is_unavailable(error):
            return Unavailable(str(error.orig))
    return error


def _refuse_replay(submitted: Submitted | None) -> None:
    if submitted and submitted.id and (known := db.session.get(Submission, submitted.id)):
        raise AlreadyDone(known.result)


def _settle(actor: Actor, submitted: Submitted, unit: Unit) -> None:
    if submitted.id and not actor.is_operator:
        db.session.add(
            Submission(
                id=submitted.id,
                account_id=UUID(actor.account_id),
                result=unit.result,
                received_at=unit.now,
            )
        )
    if submitted.draft_key:
        db.session.execute(
            sa.delete(Draft).where(
                Draft.account_id == UUID(actor.account_id), Draft.key == submitted.draft_key
            )
        )
