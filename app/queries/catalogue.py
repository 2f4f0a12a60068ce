"""Catalogue entries, parsed once each since a version never changes, with their reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.catalogue import Review
from app.domain.vocabulary import Family
from app.exchange.catalogue import read_entry
from app.extensions import db
from app.models import CatalogueEntry, CatalogueReview

from ._reading import reading

Key = tuple[str, int]
_REVIEWS = {wording: aliased(CatalogueReview, name=wording) for wording in ("clinical", "patient")}
_ORDER = {family: index for index, family in enumerate(Family)}


@reading
def latest() -> tuple[Entry, ...]:
    """The latest version of every entry, in the neutral order of families."""
    newest = (
        sa.select(CatalogueEntry.code, sa.func.max(CatalogueEntry.version).label("version"))
        .group_by(CatalogueEntry.code)
        .subquery()
    )
    query = beside(sa.select(newest.c.code), newest.c.code, newest.c.version)
    entries = [signed(row) for row in db.session.execute(query)]
    return tuple(sorted(entries, key=lambda e: (_ORDER[e.family], not e.sites, e.title)))


@reading
def versions(keys: Iterable[Key]) -> dict[Key, Entry]:
    """The entries of these codes and versions."""
    wanted = list(set(keys))
    if not wanted:
        return {}
    asked = sa.tuple_(CatalogueEntry.code, CatalogueEntry.version).in_(wanted)
    entries = [
        signed(row)
        for row in db.session.execute(_signatures(sa.select(CatalogueEntry)).where(asked))
    ]
    return {(entry.code, entry.version): entry for entry in entries}


def beside(query: sa.Select[Any], code: Any, version: Any) -> sa.Select[Any]:
    """A query with the entry of each row's code and version, None where it has none, and the signatures under it."""
    same = sa.and_(CatalogueEntry.code == code, CatalogueEntry.version == version)
    return _signatures(query.add_columns(CatalogueEntry).join(CatalogueEntry, same, isouter=True))


def signed(row: Any) -> Entry:
    """The entry of a row that `beside` brought, with the reviews signed under its two wordings."""
    found = row.CatalogueEntry
    return replace(
        _parsed(found.code, found.version, found.content),
        clinical_review=_review(row.clinical),
        patient_review=_review(row.patient),
    )


def _signatures(query: sa.Select[Any]) -> sa.Select[Any]:
    for wording, review in _REVIEWS.items():
        under = sa.and_(
            review.entry_code == CatalogueEntry.code,
            review.entry_version == CatalogueEntry.version,
            review.wording == wording,
        )
        query = query.add_columns(review).join(review, under, isouter=True)
    return query


def _review(row: CatalogueReview | None) -> Review | None:
    return Review(row.by, row.on) if row else None


@lru_cache(maxsize=500)
def _parsed(code: str, version: int, content: str) -> Entry:
    return replace(read_entry(content), code=code, version=version)
