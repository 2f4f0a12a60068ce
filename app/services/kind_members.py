"""Who is convened to the meetings of a kind, and when they sit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain.permissions import Action, Actor
from app.domain.series import LAST, LONGEST, Rhythm
from app.domain.vocabulary import Function, Standing
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import KindMember, MeetingKind, Professional

from . import _access
from ._counting import is_physician, require_counted
from ._transaction import Submitted, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class Seating:
    """One member as typed; without `counts_for`, he or she counts for the speciality of the directory."""

    professional_id: UUID
    standing: Standing = Standing.FIXED
    function: Function = Function.MEMBER
    counts_for: str | None = None


def add(actor: Actor, kind_id: UUID, given: Seating, submitted: Submitted) -> None:
    """Add a member; meetings already planned do not change."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        kind = own_kind(actor, kind_id)
        _check(kind, given)
        row = KindMember(
            id=uuid4(),
            kind_id=kind.id,
            professional_id=given.professional_id,
            standing=given.standing,
            function=given.function,
            counts_for=given.counts_for,
            updated_at=tx.now,
            updated_by=actor.name,
        )
        db.session.add(row)
        tx.audit("meeting_kind.member", kind.id, professional=given.professional_id)


def edit(
    actor: Actor, kind_id: UUID, member_id: UUID, given: Seating, seen: int, submitted: Submitted
) -> None:
    """Change how a member is convened, the function or what he or she counts for; the person stays."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        kind = own_kind(actor, kind_id)
        row = _member(kind, member_id)
        values = {name: getattr(given, name) for name in ("standing", "function", "counts_for")}
        expect(row, seen, values)
        _check(kind, replace(given, professional_id=row.professional_id), row)
        changed = assign(row, values, tx)
        tx.audit("meeting_kind.member_edited", kind.id, fields=",".join(changed))


def remove(actor: Actor, kind_id: UUID, member_id: UUID, submitted: Submitted) -> None:
    """Take a member off; he or she stays convened to the meetings already planned."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        kind = own_kind(actor, kind_id)
        row = _member(kind, member_id)
        tx.audit("meeting_kind.member_removed", kind.id, professional=row.professional_id)
        db.session.delete(row)


def rhythm_of_kind(
    actor: Actor,
    kind_id: UUID,
    rhythm: Rhythm | None,
    minutes: int,
    seen: int,
    submitted: Submitted,
) -> None:
    """Decide when the meetings of a kind sit and how long; None is "no rhythm"."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        kind = own_kind(actor, kind_id)
        expect(kind, seen, ())
        if not 1 <= minutes <= LONGEST:
            raise RuleViolation(Violation("duration_range", "duration_minutes"))
        if rhythm is not None and not 1 <= rhythm.rank <= LAST:
            raise RuleViolation(Violation("unknown_choice", "rank"))
        assign(kind, {"rhythm": rhythm, "duration_minutes": minutes}, tx)
        tx.audit("meeting_kind.rhythm", kind.id)


def own_kind(actor: Actor, kind_id: UUID) -> MeetingKind:
    """A kind of the actor's hospital; NotFound otherwise."""
    kind = db.session.get(MeetingKind, kind_id)
    if kind is None or str(kind.hospital_id) != actor.hospital_id:
        raise NotFound
    return kind


def _member(kind: MeetingKind, member_id: UUID) -> KindMember:
    row = db.session.get(KindMember, member_id)
    if row is None or row.kind_id != kind.id:
        raise NotFound
    return row


def _check(kind: MeetingKind, given: Seating, standing: KindMember | None = None) -> None:
    who = db.session.get(Professional, given.professional_id)
    if who is None or not who.active:
        raise RuleViolation(Violation("unknown_choice", "professional_id"))
    if given.function in {Function.CHAIR, Function.DELEGATE} and not is_physician(who):
        raise RuleViolation(Violation("not_physician", "function"))
    require_counted(who.id, given.counts_for)
    if given.function is Function.CHAIR and _has_chair(kind.id, standing):
        raise RuleViolation(Violation("two_chairs", "function"))


def _has_chair(kind_id: UUID, besides: KindMember | None) -> bool:
    found = db.session.scalar(
        sa.select(KindMember.id).where(
            KindMember.kind_id == kind_id,
            KindMember.function == Function.CHAIR,
            KindMember.id != (besides.id if besides else None),
        )
    )
    return found is not None
