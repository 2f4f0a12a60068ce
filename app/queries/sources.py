"""Loaded sources: their versions, and what those in use say of some drugs and genes, in one statement each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import substances
from app.domain.permissions import Action, Actor, may_ever
from app.domain.sources import Known, SourceKind
from app.domain.sources import SourceVersion as Version
from app.errors import NotFound
from app.exchange.source_files import restored
from app.extensions import db
from app.models import SourceItem, SourceVersion

from ._reading import reading


@reading
def versions(actor: Actor) -> tuple[Version, ...]:
    """Every loaded version, by kind, the one in use first, then the most recent data."""
    _insist(actor)
    rows = db.session.scalars(
        sa.select(SourceVersion).order_by(
            SourceVersion.in_use.is_(None),
            SourceVersion.data_on.desc(),
            SourceVersion.imported_at.desc(),
        )
    )
    found = [_version(row) for row in rows]
    return tuple(sorted(found, key=lambda one: list(SourceKind).index(one.kind)))


@reading
def version(actor: Actor, version_id: UUID) -> Version:
    """One loaded version; NotFound otherwise."""
    _insist(actor)
    row = db.session.get(SourceVersion, version_id)
    if row is None:
        raise NotFound
    return _version(row)


@reading
def keys_in_use(kind: SourceKind) -> frozenset[str]:
    """The substances or genes that the version in use knows; none when there is none."""
    query = sa.select(SourceItem.key).join(SourceVersion).where(SourceVersion.in_use == kind.value)
    return frozenset(db.session.scalars(query))


@reading
def known(drugs: Iterable[str], genes: Iterable[str] = ()) -> Known:
    """What the versions in use say of these drugs (any spelling) and genes, whoever asks: it is public knowledge."""
    wanted = {key for drug in drugs for key in substances.keys(drug)}
    asked = sa.or_(
        sa.and_(SourceVersion.kind != SourceKind.CIVIC, SourceItem.key.in_(wanted)),
        sa.and_(SourceVersion.kind == SourceKind.CIVIC, SourceItem.key.in_(set(genes))),
    )
    rows = db.session.execute(
        sa.select(SourceVersion, SourceItem.key, SourceItem.content)
        .join(SourceItem, sa.and_(SourceItem.source_id == SourceVersion.id, asked), isouter=True)
        .where(SourceVersion.in_use.is_not(None))
    ).all()
    by_kind: dict[SourceKind, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for source, key, content in rows:
        if key is not None:
            by_kind[source.kind][key] = restored(source.kind, content)
    evidence = {one.id: one for group in by_kind[SourceKind.CIVIC].values() for one in group}
    return Known(
        {source.kind: _version(source) for source, _key, _content in rows},
        {key: group[0] for key, group in by_kind[SourceKind.BDPM].items()},
        by_kind[SourceKind.EMA],
        tuple(evidence.values()),
    )


def _insist(actor: Actor) -> None:
    if not may_ever(actor, Action.LOAD_SOURCES):
        raise NotFound


def _version(row: SourceVersion) -> Version:
    return Version(
        str(row.id),
        row.kind,
        row.data_on,
        row.imported_at.astimezone(clock.PARIS).date(),
        row.imported_by,
        tuple(row.files.items()),
        row.counts,
        row.in_use is not None,
        row.version,
    )
