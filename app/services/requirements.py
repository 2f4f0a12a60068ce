"""What a coordinator decides: the kinds of meeting of the hospital, and the items asked of its cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain.national import KIND_IDS, BoardIds
from app.domain.permissions import Action, Actor
from app.domain.requirements import EVERY_SITE, MARKERS
from app.domain.vocabulary import KindCategory, Need, Site
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import MeetingKind, Requirement

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect

LONGEST = 3650


@dataclass(frozen=True)
class KindEntry:
    """A kind of meeting as typed; `freshness_days` None leaves the hospital's common limit."""

    name: str
    category: KindCategory
    room: str = ""
    link: str = ""
    freshness_days: int | None = None
    items: Sequence[Need] = ()
    active: bool = True
    ids: BoardIds = BoardIds()


@dataclass(frozen=True)
class AskedEntry:
    """What is asked for one scope; `markers` count for a site only, the limit of age for every site only."""

    items: Sequence[Need]
    markers: Sequence[str] = ()
    freshness_days: int | None = None


def add_kind(actor: Actor, given: KindEntry, submitted: Submitted | None = None) -> UUID:
    """Add a kind of meeting to the actor's hospital; its id."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        hospital = UUID(actor.hospital_id)
        _check_kind(hospital, given, None)
        row = MeetingKind(
            id=uuid4(),
            hospital_id=hospital,
            updated_at=tx.now,
            updated_by=actor.name,
            **_kind_values(given),
        )
        db.session.add(row)
        tx.audit("meeting_kind.added", row.id)
        return row.id


def edit_kind(
    actor: Actor, kind_id: UUID, given: KindEntry, seen: int, submitted: Submitted
) -> None:
    """Change a kind; meetings already planned follow it. It is put aside, never removed."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        row = db.session.get(MeetingKind, kind_id)
        if row is None or str(row.hospital_id) != actor.hospital_id:
            raise NotFound
        values = _kind_values(given)
        expect(row, seen, values)
        _check_kind(row.hospital_id, given, kind_id)
        tx.audit("meeting_kind.edited", row.id, fields=",".join(assign(row, values, tx)))


def ask(actor: Actor, scope: str, given: AskedEntry, seen: int, submitted: Submitted) -> None:
    """Decide what the actor's hospital asks for every site, or besides for one; until then our default holds."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    if scope not in {EVERY_SITE, *Site}:
        raise NotFound
    _check_days(given.freshness_days)
    values = {
        "items": [need.value for need in Need if need in given.items],
        "markers": [marker for marker in MARKERS if marker in given.markers],
        "freshness_days": given.freshness_days if scope == EVERY_SITE else None,
    }
    with transaction(actor, submitted) as tx:
        row = _requirement(actor, scope, tx)
        expect(row, seen, values)
        tx.audit("requirement.decided", row.id, fields=",".join(assign(row, values, tx)))


def _requirement(actor: Actor, scope: str, tx: Unit) -> Requirement:
    """The stored list of that scope; a new one, of version 0 for the form, when there is none."""
    hospital = UUID(actor.hospital_id)
    row = db.session.scalar(
        sa.select(Requirement).where(
            Requirement.hospital_id == hospital, Requirement.scope == scope
        )
    )
    if row is None:
        row = Requirement(
            id=uuid4(),
            hospital_id=hospital,
            scope=scope,
            version=0,
            updated_at=tx.now,
            updated_by=actor.name,
        )
        db.session.add(row)
    return row


def _kind_values(given: KindEntry) -> dict[str, Any]:
    return {
        "name": given.name,
        "category": given.category,
        "room": given.room,
        "link": given.link,
        "freshness_days": given.freshness_days,
        "items": [need.value for need in Need if need in given.items],
        "active": given.active,
        **{name: getattr(given.ids, name) for name in KIND_IDS},
    }


def _check_kind(hospital: UUID, given: KindEntry, own: UUID | None) -> None:
    same = db.session.scalar(
        sa.select(MeetingKind.id).where(
            MeetingKind.hospital_id == hospital, MeetingKind.name == given.name
        )
    )
    if same is not None and same != own:
        raise RuleViolation(Violation("kind_name_taken", "name"))
    _check_days(given.freshness_days)


def _check_days(days: int | None) -> None:
    if days is not None and not 1 <= days <= LONGEST:
        raise RuleViolation(Violation("freshness_range", "freshness_days"))
