"""Long work as its owner sees it; nobody else does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.permissions import Actor
from app.domain.vocabulary import JobState
from app.errors import NotFound
from app.extensions import db
from app.models import Job

from ._reading import reading


@dataclass(frozen=True)
class JobLine:
    """One piece of work: its kind, how far it is in percent, what it made or the codes of what went wrong."""

    id: str
    kind: str
    state: JobState
    progress: int
    created_at: datetime
    updated_at: datetime
    arguments: Mapping[str, Any]
    sha256: str = ""
    name: str = ""
    media_type: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    codes: tuple[str, ...] = ()

    @property
    def is_going_on(self) -> bool:
        """Whether it waits for the worker, or has it."""
        return self.state in {JobState.QUEUED, JobState.RUNNING}


@reading
def of(actor: Actor, job_id: UUID) -> JobLine:
    """A piece of the actor's own work; NotFound otherwise."""
    row = db.session.get(Job, job_id)
    if row is None or str(row.owner_id) != actor.account_id:
        raise NotFound
    made = row.result or {}
    return JobLine(
        id=str(row.id),
        kind=row.kind,
        state=JobState(row.state),
        progress=row.progress,
        created_at=row.created_at,
        updated_at=row.updated_at,
        arguments=row.arguments,
        sha256=made.get("sha256", ""),
        name=made.get("name", ""),
        media_type=made.get("media_type", ""),
        facts=made.get("facts", {}),
        codes=tuple(made.get("codes", ())),
    )
