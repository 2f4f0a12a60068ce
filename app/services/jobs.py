"""Long work: a row that says what is asked, by whom and how far it is, done by the one thread of the server.

A kind of work is registered with `offers`; it runs with the rights its owner has by then, outside any transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask, current_app

from app import clock
from app.domain.permissions import Actor
from app.domain.vocabulary import JobState
from app.errors import NotFound, RelaisError, RuleViolation, Violation
from app.extensions import db
from app.models import Attachment, Document, Job, LetterSending, StoredFile
from app.queries import accounts
from app.queries import jobs as job_queries

from . import files, purging
from ._transaction import Submitted, immediate, transaction

log = logging.getLogger(__name__)
KEPT = timedelta(hours=24)
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Made:
    """What a piece of work leaves: a file under the name it is downloaded by, and plain facts to show beside it.

    Empty content is no file: the facts are all there is.
    """

    content: bytes
    media_type: str
    name: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """A kind of work: how it is done, and whether its file may still be read by its owner (asked at each download)."""

    run: Callable[[Actor, Mapping[str, Any], Progress], Made]
    may_read: Callable[[Actor, Mapping[str, Any], Mapping[str, Any]], bool]


_OFFERED: dict[str, Work] = {}
_ASKED = Event()


def offers(kind: str, work: Work) -> None:
    """Register a kind of work."""
    _OFFERED[kind] = work


def ask(
    actor: Actor,
    kind: str,
    arguments: Mapping[str, Any],
    submitted: Submitted,
    check: Callable[[], None] = lambda: None,
) -> UUID:
    """Queue a piece of work; its id. The caller has checked that the actor may ask for it; `check` runs under the lock."""
    with transaction(actor, submitted) as tx:
        check()
        row = Job(
            id=uuid4(),
            kind=kind,
            owner_id=UUID(actor.account_id),
            state=JobState.QUEUED.value,
            arguments=dict(arguments),
            result=None,
            created_at=tx.now,
            updated_at=tx.now,
        )
        db.session.add(row)
        tx.result = str(row.id)
        tx.audit(f"job.{kind}", row.id)
    _ASKED.set()
    return row.id


def retry(actor: Actor, job_id: UUID, submitted: Submitted) -> None:
    """Queue a piece of the actor's own work again, after a failure, an interruption or once its file is erased."""
    with transaction(actor, submitted) as tx:
        row = db.session.get(Job, job_id)
        if row is None or str(row.owner_id) != actor.account_id or row.kind not in _OFFERED:
            raise NotFound
        if row.state in {JobState.QUEUED, JobState.RUNNING}:
            raise RuleViolation(Violation("nothing_changed"))
        _forget(row)
        row.state, row.progress, row.updated_at = JobState.QUEUED.value, 0, tx.now
        tx.audit("job.retried", row.id)
    _ASKED.set()


def file_of(actor: Actor, job_id: UUID) -> tuple[bytes, job_queries.JobLine]:
    """The file of the actor's own finished work, while he or she may read everything in it; RuleViolation otherwise."""
    line = job_queries.of(actor, job_id)
    if line.state is not JobState.DONE or not line.sha256:
        raise RuleViolation(Violation("job_without_file"))
    if not _OFFERED[line.kind].may_read(actor, line.arguments, line.facts):
        raise RuleViolation(Violation("job_outdated"))
    return files.read(line.sha256), line


def work_off() -> int:
    """Do all that is queued, the oldest first; how many pieces were done."""
    done = 0
    while (found := _take()) is not None:
        _do(*found)
        done += 1
    return done


def begin(app: Flask) -> Thread:
    """Mark what an earlier process left half done, then start the one thread that works."""
    with app.app_context():
        interrupt()
    thread = Thread(target=_live, args=(app,), name="relais-jobs", daemon=True)
    thread.start()
    return thread


def interrupt() -> None:
    """Whatever is said to be running is not: the process that ran it has gone."""
    with immediate():
        db.session.execute(
            sa.update(Job)
            .where(Job.state == JobState.RUNNING.value)
            .values(state=JobState.INTERRUPTED.value, updated_at=clock.now())
        )


def erase_old() -> None:
    """Let go of files made more than a day ago: they hold whole case files, and can be made again."""
    with immediate():
        old = db.session.scalars(
            sa.select(Job).where(
                Job.kind.in_(list(_OFFERED)),
                Job.state == JobState.DONE.value,
                Job.updated_at < clock.now() - KEPT,
            )
        )
        for row in old:
            if not (row.result or {}).get("sha256"):
                continue
            _forget(row)
            row.state = JobState.EXPIRED.value


def _live(app: Flask) -> None:
    _ASKED.set()
    tidied: date | None = None
    while True:
        _ASKED.wait(timeout=3600)
        _ASKED.clear()
        with app.app_context():
            try:
                erase_old()
                tidied = _tidy(tidied)
                work_off()
            except Exception:
                log.exception("the thread that works goes on")


def _tidy(last: date | None) -> date:
    """Purge once a day; the day it was last done."""
    today = clock.today()
    if last != today:
        purging.purge(remove=True)
    return today


def _take() -> tuple[UUID, str, UUID | None, dict[str, Any]] | None:
    with immediate():
        row = db.session.scalar(
            sa.select(Job)
            .where(Job.state == JobState.QUEUED.value, Job.kind.in_(list(_OFFERED)))
            .order_by(Job.created_at, Job.id)
            .limit(1)
        )
        if row is None:
            return None
        row.state, row.progress, row.updated_at = JobState.RUNNING.value, 0, clock.now()
        return row.id, row.kind, row.owner_id, dict(row.arguments)


def _do(job_id: UUID, kind: str, owner: UUID | None, arguments: dict[str, Any]) -> None:
    """Run one piece; whatever happens is written down where its owner sees it."""
    try:
        actor = accounts.acting(owner)
        made = _OFFERED[kind].run(actor, arguments, lambda share: _progress(job_id, share))
        digest = files.store(made.content) if made.content else ""
        _finish(job_id, digest, made)
    except RelaisError as refusal:
        codes = [v.code for v in refusal.violations] if isinstance(refusal, RuleViolation) else []
        _fail(job_id, codes or ["job_not_allowed"])
    except Exception:
        current_app.logger.exception("job %s failed", job_id)
        _fail(job_id, ["job_failed"])


def _progress(job_id: UUID, share: int) -> None:
    with immediate():
        db.session.execute(
            sa.update(Job)
            .where(Job.id == job_id)
            .values(progress=max(0, min(99, share)), updated_at=clock.now())
        )


def _finish(job_id: UUID, digest: str, made: Made) -> None:
    with immediate():
        if digest:
            files.register(digest, len(made.content), made.media_type)
        row = db.session.get_one(Job, job_id)
        row.state, row.progress, row.updated_at = JobState.DONE.value, 100, clock.now()
        row.result = {
            "sha256": digest,
            "name": made.name,
            "media_type": made.media_type,
            "facts": dict(made.facts),
        }


def _fail(job_id: UUID, codes: list[str]) -> None:
    with immediate():
        row = db.session.get_one(Job, job_id)
        row.state, row.updated_at = JobState.FAILED.value, clock.now()
        row.result = {"codes": codes}


def _forget(row: Job) -> None:
    """Unname the file of a piece of work unless something else names it; `relais collect` then erases the bytes."""
    digest = (row.result or {}).get("sha256")
    row.result = None
    if not digest:
        return
    naming = (Document.sha256, Attachment.sha256, LetterSending.sha256)
    # The same fiches asked for twice are the same bytes under one name.
    other = sa.exists().where(Job.id != row.id, Job.result["sha256"].as_string() == digest)
    named = sa.or_(other, *(sa.exists().where(column == digest) for column in naming))
    if not db.session.scalar(sa.select(named)):
        db.session.execute(sa.delete(StoredFile).where(StoredFile.sha256 == digest))
