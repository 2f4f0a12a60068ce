"""Catalogue entries, parsed once each since a version never changes, with their reviews and what editors decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app import clock
from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.catalogue import Review
from app.domain.fact_signing import FactReview as Signed
from app.domain.governance import LOCAL, standing
from app.domain.vocabulary import DecisionKind, Family, Wording
from app.exchange.catalogue import read_entry
from app.extensions import db
from app.models import Case, CatalogueDecision, CatalogueEntry, CatalogueReview, FactReview

from ._reading import reading

Key = tuple[str, int]
_REVIEWS = {wording: aliased(CatalogueReview, name=wording.value) for wording in Wording}
_ORDER = {family: index for index, family in enumerate(Family)}


@reading
def offered(hospital_id: str) -> tuple[Entry, ...]:
    """The entries a new case of this hospital takes, in the neutral order of families.

    Shared ones and the hospital's own; the version in force, else the product's draft (governance.standing).
    """
    codes = sa.select(CatalogueEntry.code).where(visible(hospital_id)).distinct().subquery()
    rows = db.session.execute(with_standing(sa.select(codes.c.code), codes.c.code))
    found = versions((row.code, stands) for row in rows if (stands := standing_of(row)))
    return tuple(sorted(found.values(), key=order))


@reading
def offered_to(case_id: UUID) -> tuple[Entry, ...]:
    """The entries that a case may take: those of its own hospital, whoever asks; the caller may read the case."""
    hospital = db.session.scalar(sa.select(Case.hospital_id).where(Case.id == case_id))
    return offered(str(hospital or ""))


@reading
def versions(keys: Iterable[Key]) -> dict[Key, Entry]:
    """The entries of these codes and versions."""
    wanted = list(set(keys))
    if not wanted:
        return {}
    asked = sa.tuple_(CatalogueEntry.code, CatalogueEntry.version).in_(wanted)
    entries = [
        signed(row) for row in db.session.execute(_governed(sa.select(CatalogueEntry)).where(asked))
    ]
    return {(entry.code, entry.version): entry for entry in entries}


@reading
def fact_reviews(digests: Iterable[str]) -> dict[str, Signed]:
    """The signatures under facts, by the digest that names each."""
    wanted = sorted(set(digests))
    if not wanted:
        return {}
    rows = db.session.scalars(sa.select(FactReview).where(FactReview.digest.in_(wanted)))
    return {row.digest: Signed(row.source, row.by, row.on) for row in rows}


def order(entry: Entry) -> tuple[Any, ...]:
    """The neutral order: families, then what every case is due, shared entries before a hospital's own, the title."""
    return _ORDER[entry.family], not entry.sites, entry.code.startswith(LOCAL), entry.title


def visible(hospital_id: str) -> sa.ColumnElement[bool]:
    """Shared entries and those of this hospital; another hospital's are never there."""
    shared = CatalogueEntry.hospital_id.is_(None)
    if not hospital_id:
        return shared
    return sa.or_(shared, CatalogueEntry.hospital_id == UUID(hospital_id))


def beside(query: sa.Select[Any], code: Any, version: Any) -> sa.Select[Any]:
    """A query with the entry of each row's code and version, None where it has none, and the signatures under it."""
    same = sa.and_(CatalogueEntry.code == code, CatalogueEntry.version == version)
    return _governed(query.add_columns(CatalogueEntry).join(CatalogueEntry, same, isouter=True))


def with_standing(query: sa.Select[Any], code: Any) -> sa.Select[Any]:
    """A query with three more columns, from which `standing_of` tells the version new cases take of that code."""
    decided, own = aliased(CatalogueDecision), aliased(CatalogueEntry)

    def highest(kind: DecisionKind) -> Any:
        return (
            sa.select(sa.func.max(decided.entry_version))
            .where(decided.entry_code == code, decided.kind == kind)
            .scalar_subquery()
        )

    shipped = (
        sa.select(sa.func.max(own.version))
        .where(own.code == code, own.author_id.is_(None), own.hospital_id.is_(None))
        .scalar_subquery()
    )
    return query.add_columns(
        highest(DecisionKind.IN_FORCE).label("highest_in_force"),
        highest(DecisionKind.RETIRED).label("highest_retired"),
        shipped.label("highest_shipped"),
    )


def standing_of(row: Any) -> int | None:
    """The version new cases take, from a row that has the columns of `with_standing`."""
    return standing(row.highest_in_force, row.highest_retired, row.highest_shipped)


@reading
def standing_versions(codes: Iterable[str]) -> dict[str, int | None]:
    """The version new cases take of each of these codes, None when the entry is retired."""
    wanted = sorted(set(codes) - {""})
    if not wanted:
        return {}
    found = (
        sa.select(CatalogueEntry.code).where(CatalogueEntry.code.in_(wanted)).distinct().subquery()
    )
    rows = db.session.execute(with_standing(sa.select(found.c.code), found.c.code))
    return {row.code: standing_of(row) for row in rows}


def signed(row: Any) -> Entry:
    """The entry of a row that `beside` brought, with the reviews signed under its two wordings."""
    found = row.CatalogueEntry
    since = row.in_force_at
    return replace(
        parsed(found.code, found.version, found.content),
        clinical_review=_review(row.clinical),
        patient_review=_review(row.patient),
        in_force_on=since.astimezone(clock.PARIS).date() if since else None,
        review_on=row.review_on,
    )


def _governed(query: sa.Select[Any]) -> sa.Select[Any]:
    """The query with the signatures and decisions of the entry of each row."""
    for wording, review in _REVIEWS.items():
        under = sa.and_(
            review.entry_code == CatalogueEntry.code,
            review.entry_version == CatalogueEntry.version,
            review.wording == wording.value,
        )
        query = query.add_columns(review).join(review, under, isouter=True)
    put = (
        CatalogueDecision.entry_code == CatalogueEntry.code,
        CatalogueDecision.entry_version == CatalogueEntry.version,
        CatalogueDecision.kind == DecisionKind.IN_FORCE,
    )
    since = sa.select(sa.func.min(CatalogueDecision.at)).where(*put)
    until = sa.select(CatalogueDecision.review_on).where(*put)
    until = until.order_by(CatalogueDecision.at.desc()).limit(1)
    return query.add_columns(
        since.correlate(CatalogueEntry).scalar_subquery().label("in_force_at"),
        until.correlate(CatalogueEntry).scalar_subquery().label("review_on"),
    )


def _review(row: CatalogueReview | None) -> Review | None:
    return Review(row.by, row.on) if row else None


@lru_cache(maxsize=500)
def parsed(code: str, version: int, content: str) -> Entry:
    """The entry that a stored text describes, without its reviews; RuleViolation for a text that is not one."""
    return replace(read_entry(content), code=code, version=version)
