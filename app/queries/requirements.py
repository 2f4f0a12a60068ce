"""The kinds of meeting of a hospital, and what it asks of its cases, as its coordinator edits them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.domain.markers import expected_markers
from app.domain.national import KIND_IDS
from app.domain.permissions import Actor
from app.domain.quorum import QuorumRule
from app.domain.requirements import COMMON, EVERY_SITE, known_only
from app.domain.series import Rhythm
from app.domain.vocabulary import KindCategory, Need, Site
from app.errors import NotFound
from app.extensions import db
from app.models import Meeting, MeetingKind, Requirement

from ._reading import reading


@dataclass(frozen=True)
class KindLine:
    """One kind of meeting, and how many meetings are of it."""

    id: str
    name: str
    category: KindCategory
    room: str
    link: str
    freshness_days: int | None
    items: tuple[Need, ...]
    active: bool
    version: int
    meetings: int = 0
    coordinator: str = ""
    rrc: str = ""
    manager: str = ""
    rcp: str = ""
    address: str = ""
    place_id: str = ""
    quorum: QuorumRule | None = None
    rhythm: Rhythm | None = None
    duration_minutes: int = 120


@dataclass(frozen=True)
class Asked:
    """What is asked for every tumour, or besides for one site; `is_ours` while the hospital keeps our default."""

    scope: str
    items: tuple[Need, ...]
    markers: tuple[str, ...]
    freshness_days: int | None = None
    version: int = 0
    is_ours: bool = True

    @property
    def site(self) -> Site | None:
        """The site, None for every tumour."""
        return None if self.scope == EVERY_SITE else Site(self.scope)


@reading
def kinds(actor: Actor) -> list[KindLine]:
    """The kinds of meeting of the actor's hospital, those still in use first."""
    count = (
        sa.select(sa.func.count())
        .where(Meeting.kind_id == MeetingKind.id)
        .correlate(MeetingKind)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(MeetingKind, count)
        .where(MeetingKind.hospital_id == UUID(actor.hospital_id))
        .order_by(MeetingKind.active.desc(), MeetingKind.name)
    )
    return [_line(row, held) for row, held in rows]


@reading
def kind(actor: Actor, kind_id: UUID) -> KindLine:
    """One kind of the actor's hospital; NotFound otherwise."""
    row = db.session.get(MeetingKind, kind_id)
    if row is None or str(row.hospital_id) != actor.hospital_id:
        raise NotFound
    return _line(row, 0)


@reading
def kind_choices(hospital_id: UUID, kept: UUID | None = None) -> list[tuple[str, str]]:
    """The kinds a meeting of that hospital may be of, as id and name: those in use, and the one it already has."""
    rows = db.session.execute(
        sa.select(MeetingKind.id, MeetingKind.name)
        .where(
            MeetingKind.hospital_id == hospital_id,
            sa.or_(MeetingKind.active.is_(True), MeetingKind.id == kept),
        )
        .order_by(MeetingKind.name)
    )
    return [(str(row.id), row.name) for row in rows]


@reading
def asked(actor: Actor) -> list[Asked]:
    """What the actor's hospital asks: for every tumour, then site by site; our defaults where it said nothing."""
    rows = db.session.scalars(
        sa.select(Requirement).where(Requirement.hospital_id == UUID(actor.hospital_id))
    )
    stored = {row.scope: row for row in rows}
    return [_asked(scope, stored.get(scope)) for scope in (EVERY_SITE, *map(str, Site))]


@reading
def asked_for(actor: Actor, scope: str) -> Asked:
    """The same for one scope."""
    row = db.session.scalar(
        sa.select(Requirement).where(
            Requirement.hospital_id == UUID(actor.hospital_id), Requirement.scope == scope
        )
    )
    return _asked(scope, row)


def _line(row: MeetingKind, held: int) -> KindLine:
    return KindLine(
        str(row.id),
        row.name,
        row.category,
        row.room,
        row.link,
        row.freshness_days,
        known_only(row.items),
        row.active,
        row.version,
        held,
        **{name: getattr(row, name) for name in KIND_IDS},
        quorum=row.quorum,
        rhythm=row.rhythm,
        duration_minutes=row.duration_minutes,
    )


def _asked(scope: str, row: Requirement | None) -> Asked:
    if row is not None:
        return Asked(
            scope,
            known_only(row.items),
            tuple(row.markers),
            row.freshness_days,
            row.version,
            is_ours=False,
        )
    if scope == EVERY_SITE:
        return Asked(scope, COMMON, ())
    return Asked(scope, (), expected_markers(Site(scope)))
