"""Recording what became of a validated proposal: append-only revisions, the latest stands (B49, B50)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from uuid import UUID

from app import clock
from app.domain import follow_up as rules
from app.domain.follow_up import FollowUp
from app.domain.permissions import Action, Actor
from app.domain.record import Record
from app.domain.vocabulary import PresentationState
from app.errors import RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import FollowUp as Row
from app.models import Presentation
from app.queries import follow_ups, records

from . import _access
from ._transaction import Submitted, transaction
from ._versions import as_text

TYPED = [f.name for f in fields(FollowUp) if f.name not in {"revision", "by", "at"}]


def record(
    actor: Actor, presentation_id: UUID, given: FollowUp, seen_revision: int, submitted: Submitted
) -> None:
    """Append a revision; StaleVersion when another came since; identical values make none."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.RECORD_FOLLOW_UP, editable=False)
        standing = follow_ups.latest(row.id)
        if standing.revision != seen_revision:
            raise StaleVersion(
                version=standing.revision,
                current={name: as_text(getattr(standing, name)) for name in TYPED},
                by=standing.by,
                at=standing.at,
            )
        _refuse(row, given, standing)
        made = standing.revision
        if _typed(given) != _typed(standing):
            made += 1
            _append(row, replace(given, revision=made, by=actor.name, at=tx.now))
        tx.audit("follow_up.recorded", row.case_id, presentation=row.id, revision=made)


def _append(row: Presentation, value: FollowUp) -> None:
    values = {f.name: getattr(value, f.name) for f in fields(value)}
    db.session.add(Row(presentation_id=row.id, **values))


def _refuse(row: Presentation, given: FollowUp, standing: FollowUp) -> None:
    if row.state is not PresentationState.VALIDATED:
        raise RuleViolation(Violation("not_validated"))
    record = records.build(row)
    broken = [*rules.violations(given, held_on=_held_on(record), today=clock.today())]
    if given.chosen and given.chosen not in {o.title for o in record.options}:
        broken.append(Violation("unknown_choice", "chosen"))
    if _typed(given) == _typed(FollowUp()) == _typed(standing):
        broken.append(Violation("nothing_changed"))
    if broken:
        raise RuleViolation(*broken)


def _held_on(record: Record) -> date | None:
    """The day of the meeting in Paris; that of the signature when the meeting was held before the day it was planned."""
    if record.meeting is None:
        return None
    planned = record.meeting.starts_at
    return min(planned, record.validated_at or planned).astimezone(clock.PARIS).date()


def _typed(value: FollowUp) -> dict[str, object]:
    return {name: getattr(value, name) for name in TYPED}
