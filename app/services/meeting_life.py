"""What happens to a meeting that does not go as planned: postponed, cancelled, or closed with cases nobody saw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.agenda import Pace, is_late
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import MeetingState
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Meeting, Presentation
from app.queries.agenda import pace_of
from app.queries.unseen import no_outcome

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect


def postpone(
    actor: Actor,
    meeting_id: UUID,
    starts_at: datetime,
    reason: str,
    seen: int,
    submitted: Submitted,
) -> None:
    """Move a planned meeting with its whole agenda to another date; where it stood before and why stay written."""
    with transaction(actor, submitted) as tx:
        row = _planned(actor, meeting_id)
        expect(row, seen, ())
        _require(reason)
        if starts_at == row.starts_at:
            raise RuleViolation(Violation("nothing_changed", "on"))
        if starts_at < tx.now:
            raise RuleViolation(Violation("meeting_in_past", "on"))
        values = {"starts_at": starts_at, "moved_from": row.starts_at, "reason": reason}
        assign(row, values, tx)
        tx.audit("meeting.postponed", row.id)


def cancel(
    actor: Actor,
    meeting_id: UUID,
    reason: str,
    to: UUID | None,
    seen: int,
    submitted: Submitted,
) -> None:
    """Cancel a planned meeting: it stays listed with its reason; its cases go to another one, or wait for one."""
    with transaction(actor, submitted) as tx:
        row = _planned(actor, meeting_id)
        expect(row, seen, ())
        _require(reason)
        moved = list(
            db.session.scalars(
                sa.select(Presentation)
                .where(Presentation.meeting_id == row.id)
                .order_by(Presentation.position, Presentation.id)
            )
        )
        target = _target(actor, row, to) if to else None
        _move(tx, moved, target, row)
        assign(row, {"state": MeetingState.CANCELLED, "reason": reason}, tx)
        tx.audit("meeting.cancelled", row.id, cases=len(moved), to=to or "")


def carry_over(actor: Actor, meeting_id: UUID, to: UUID, submitted: Submitted) -> None:
    """List to another planned meeting every case of a closed one that was not seen; nothing is typed again."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        if row.state is not MeetingState.CLOSED:
            raise RuleViolation(Violation("meeting_not_closed"))
        target = _target(actor, row, to)
        unseen = list(db.session.scalars(no_outcome(meeting_id)))
        if not unseen:
            raise RuleViolation(Violation("nothing_unseen"))
        _move(tx, unseen, target, row)
        tx.audit("agenda.carried_over", row.id, cases=len(unseen), to=to)


def _planned(actor: Actor, meeting_id: UUID) -> Meeting:
    row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
    if row.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise RuleViolation(Violation(f"meeting_{row.state.value}"))
    if row.state is not MeetingState.PLANNED:
        raise RuleViolation(Violation("meeting_under_way"))
    return row


def _target(actor: Actor, row: Meeting, to: UUID) -> Meeting:
    """Another planned meeting of the same hospital, which the actor prepares too."""
    target = _access.meeting(actor, to, Action.MANAGE_MEETING)
    is_other = target.id != row.id and target.hospital_id == row.hospital_id
    if not is_other or target.state is not MeetingState.PLANNED:
        raise RuleViolation(Violation("unknown_choice", "to"))
    return target


def _move(
    tx: Unit, presentations: Sequence[Presentation], target: Meeting | None, left: Meeting
) -> None:
    last, pace = 0, Pace()
    if target is not None:
        found = db.session.scalar(
            sa.select(sa.func.max(Presentation.position)).where(
                Presentation.meeting_id == target.id
            )
        )
        last = int(found or 0)
        pace = pace_of(target)
    for position, one in enumerate(presentations, start=last + 1):
        where = {
            "meeting_id": target.id if target else None,
            "position": position if target else 0,
            "carried_from_id": left.id,
            "late_at": tx.now if target and is_late(tx.now, target.starts_at, pace) else None,
        }
        assign(one, where, tx)
        tx.audit("agenda.moved_on", left.id, case=one.case_id, to=target.id if target else "")


def _require(reason: str) -> None:
    if not reason:
        raise RuleViolation(Violation("required", "reason"))
