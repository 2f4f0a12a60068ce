"""Catalogue entries, parsed once each since a version never changes, with their reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import sqlalchemy as sa

from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.catalogue import Review
from app.domain.vocabulary import Family
from app.exchange.catalogue import read_entry
from app.extensions import db
from app.models import CatalogueEntry, CatalogueReview

from ._reading import reading

Key = tuple[str, int]
_ORDER = {family: index for index, family in enumerate(Family)}


@reading
def latest() -> tuple[Entry, ...]:
    """The latest version of every entry, in the neutral order of families."""
    newest = (
        sa.select(CatalogueEntry.code, sa.func.max(CatalogueEntry.version).label("version"))
        .group_by(CatalogueEntry.code)
        .subquery()
    )
    rows = db.session.scalars(
        sa.select(CatalogueEntry).join(
            newest,
            sa.and_(
                newest.c.code == CatalogueEntry.code, newest.c.version == CatalogueEntry.version
            ),
        )
    ).all()
    return _with_reviews(rows)


@reading
def versions(keys: Iterable[Key]) -> dict[Key, Entry]:
    """The entries of these codes and versions."""
    wanted = list(set(keys))
    if not wanted:
        return {}
    rows = db.session.scalars(
        sa.select(CatalogueEntry).where(
            sa.tuple_(CatalogueEntry.code, CatalogueEntry.version).in_(wanted)
        )
    ).all()
    return {(entry.code, entry.version): entry for entry in _with_reviews(rows)}


def _with_reviews(rows: Iterable[CatalogueEntry]) -> tuple[Entry, ...]:
    rows = list(rows)
    signed = {
        (review.entry_code, review.entry_version, review.wording): Review(review.by, review.on)
        for review in db.session.scalars(
            sa.select(CatalogueReview).where(
                CatalogueReview.entry_code.in_({row.code for row in rows})
            )
        )
    }
    entries = [
        replace(
            _parsed(row.code, row.version, row.content),
            clinical_review=signed.get((row.code, row.version, "clinical")),
            patient_review=signed.get((row.code, row.version, "patient")),
        )
        for row in rows
    ]
    return tuple(sorted(entries, key=lambda e: (_ORDER[e.family], not e.sites, e.title)))


@lru_cache(maxsize=500)
def _parsed(code: str, version: int, content: str) -> Entry:
    return replace(read_entry(content), code=code, version=version)
