"""Loading a source from its files, and putting an earlier version back in use; the others stay as they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

import config
from app import clock
from app.domain.permissions import Action, Actor
from app.domain.sources import ReadSource, SourceKind
from app.errors import NotFound, RuleViolation, UnreadableFile, Violation
from app.exchange import codec, source_files
from app.extensions import db
from app.models import SourceItem, SourceVersion
from app.queries._reading import reading

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import expect

SHIPPED = config.ROOT / "seed" / "evidence"


def check(kind: SourceKind, files: Mapping[str, bytes], data_on: date) -> ReadSource:
    """Read the files whole, without the database; UnreadableFile, or RuleViolation for a date that cannot be.

    A file that holds a later date than the one given is not of that day.
    """
    if data_on > clock.today():
        raise RuleViolation(Violation("date_in_future", "data_on"))
    found = source_files.read(kind, files)
    if found.latest and found.latest > data_on:
        latest = f"{found.latest:%d/%m/%Y}"
        raise RuleViolation(Violation("source_later", "data_on", {"latest": latest}))
    return found


def load(
    actor: Actor,
    kind: SourceKind,
    files: Mapping[str, bytes],
    data_on: date,
    submitted: Submitted | None = None,
) -> UUID:
    """Store a new version and put it in use; the one before stays and can come back.

    Everything is read before the lock. RuleViolation when these files of that day are loaded already.
    """
    _access.everywhere(actor, Action.LOAD_SOURCES)
    return _keep(actor, check(kind, files, data_on), files, data_on, submitted)


def _keep(
    actor: Actor,
    found: ReadSource,
    files: Mapping[str, bytes],
    data_on: date,
    submitted: Submitted | None = None,
) -> UUID:
    """Store what was read as the version in use."""
    kind = found.kind
    plain = {key: codec.to_plain(list(group)) for key, group in found.by_key.items()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    whole = hashlib.sha256("".join(sorted(digests.values())).encode()).hexdigest()
    with transaction(actor, submitted) as tx:
        _refuse_twice(kind, whole, data_on)
        _retire(kind, tx)
        row = SourceVersion(
            kind=kind,
            in_use=kind.value,
            data_on=data_on,
            imported_at=tx.now,
            imported_by=actor.name,
            digest=whole,
            files=digests,
            counts=dict(found.counts),
            version=1,
            updated_at=tx.now,
            updated_by=actor.name,
        )
        db.session.add(row)
        db.session.flush()
        db.session.execute(
            sa.insert(SourceItem),
            [{"source_id": row.id, "key": key, "content": each} for key, each in plain.items()],
        )
        tx.audit("source.loaded", row.id, kind=kind.value, data_on=data_on, digest=whole)
        return row.id


def reactivate(actor: Actor, version_id: UUID, seen: int, submitted: Submitted) -> None:
    """Put a loaded version back in use in place of the other; NotFound, StaleVersion, or RuleViolation when it is."""
    _access.everywhere(actor, Action.LOAD_SOURCES)
    with transaction(actor, submitted) as tx:
        row = db.session.get(SourceVersion, version_id)
        if row is None:
            raise NotFound
        expect(row, seen, ())
        if row.in_use:
            raise RuleViolation(Violation("source_in_use"))
        _retire(row.kind, tx)
        row.in_use, row.updated_at, row.updated_by = row.kind.value, tx.now, actor.name
        tx.audit("source.reactivated", row.id, kind=row.kind.value, data_on=row.data_on)


def load_shipped(actor: Actor, folder: Path = SHIPPED) -> int:
    """Load the CIViC extract that comes with Relais, once, when no CIViC was ever loaded; how many were."""
    path = max(folder.glob("civic-*.tsv"), default=None)
    if path is None or _has(SourceKind.CIVIC):
        return 0
    on = re.fullmatch(r"civic-(\d{4}-\d\d-\d\d)", path.stem)
    if on is None:
        raise UnreadableFile("source_no_date", file=path.name)
    files = {path.name: path.read_bytes()}
    _keep(actor, source_files.read(SourceKind.CIVIC, files), files, date.fromisoformat(on[1]))
    return 1


@reading
def _has(kind: SourceKind) -> bool:
    query = sa.select(SourceVersion.id).where(SourceVersion.kind == kind).limit(1)
    return db.session.scalar(query) is not None


def _refuse_twice(kind: SourceKind, digest: str, data_on: date) -> None:
    """The same files with another date are another version: a wrong date can be put right."""
    known = sa.select(SourceVersion.id).where(
        SourceVersion.kind == kind,
        SourceVersion.digest == digest,
        SourceVersion.data_on == data_on,
    )
    if db.session.scalar(known.limit(1)) is not None:
        raise RuleViolation(Violation("source_known"))


def _retire(kind: SourceKind, tx: Unit) -> None:
    """Take the version in use out of use, before another takes its place."""
    row = db.session.scalar(sa.select(SourceVersion).where(SourceVersion.in_use == kind.value))
    if row is not None:
        row.in_use, row.updated_at, row.updated_by = None, tx.now, tx.actor.name
        db.session.flush()
