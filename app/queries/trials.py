"""The trials of one hospital: its list, one line of it, and all of them beside one file. Others' are never read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import local_trial
from app.domain.local_trial import LocalTrial, LookedAt, SimpleCriteria
from app.domain.permissions import Actor
from app.domain.record import Record
from app.domain.vocabulary import TrialStatus
from app.errors import NotFound
from app.exchange import codec
from app.extensions import db
from app.models import Case, Presentation, Trial

from . import _scope, vocabularies
from ._reading import reading

_STATUSES = {status: place for place, status in enumerate(TrialStatus)}
_COPIED = tuple(
    f.name for f in fields(LocalTrial) if f.name not in {"simple", "computed", "id", "version"}
)


@reading
def listed(actor: Actor) -> tuple[LocalTrial, ...]:
    """The trials of the actor's hospital, those that include first, then by title: not a ranking."""
    return _ordered(_rows(Trial.hospital_id == _home(actor)))


@reading
def one(actor: Actor, trial_id: UUID) -> LocalTrial:
    """One line of the actor's hospital; NotFound for another's."""
    row = db.session.scalar(
        sa.select(Trial).where(Trial.id == trial_id, Trial.hospital_id == _home(actor))
    )
    if row is None:
        raise NotFound
    return as_trial(row)


@reading
def beside(actor: Actor, record: Record) -> tuple[LookedAt, ...]:
    """The list of the case's own hospital beside the file of a record this actor has read."""
    hospital = sa.select(Case.hospital_id).where(
        Case.id == UUID(record.case_id), _scope_of(actor, record)
    )
    rows = _ordered(_rows(Trial.hospital_id.in_(hospital)))
    tree = vocabularies.tree()
    return local_trial.look(rows, record.case_file, today=clock.today(), tree=tree)


@reading
def by_number(actor: Actor, numbers: Iterable[str]) -> dict[str, LocalTrial]:
    """What the actor's hospital already has of these numbers."""
    rows = _rows(Trial.hospital_id == _home(actor), Trial.number.in_(list(numbers)))
    return {row.number: as_trial(row) for row in rows}


def as_trial(row: Trial) -> LocalTrial:
    """The line of a row."""
    return LocalTrial(
        **{name: getattr(row, name) for name in _COPIED},
        simple=codec.from_plain(dict(row.simple), SimpleCriteria),
        computed=tuple(row.computed),
        id=str(row.id),
        version=row.version,
    )


def of_hospital(hospital_id: UUID, trial_id: UUID) -> Trial:
    """The row, inside the caller's transaction; NotFound when it is of another hospital."""
    row = db.session.get(Trial, trial_id)
    if row is None or row.hospital_id != hospital_id:
        raise NotFound
    return row


def _rows(*where: Any) -> list[Trial]:
    return list(db.session.scalars(sa.select(Trial).where(*where)))


def _ordered(rows: Iterable[Trial]) -> tuple[LocalTrial, ...]:
    made = map(as_trial, rows)
    return tuple(sorted(made, key=lambda t: (_STATUSES[t.status], t.title.casefold(), t.number)))


def _home(actor: Actor) -> UUID:
    """The actor's hospital; the operator has none, so sees none."""
    return UUID(actor.hospital_id) if actor.hospital_id else UUID(int=0)


def _scope_of(actor: Actor, record: Record) -> sa.ColumnElement[bool]:
    """Again the access predicate, so that the list of a hospital never follows from an id alone."""
    return (
        sa.exists()
        .where(
            Presentation.id == UUID(record.id),
            Presentation.case_id == Case.id,
            _scope.readable_presentations(actor),
        )
        .correlate(Case)
    )
