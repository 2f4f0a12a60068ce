"""An opinion given between two meetings, kept with the presentation until the next one regularises it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from app import clock
from app.domain.permissions import Action, Actor
from app.domain.urgent import UrgentOpinion
from app.domain.vocabulary import MeetingState
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Meeting

from . import _access
from ._transaction import Submitted, transaction
from ._versions import assign, expect


def record(
    actor: Actor, presentation_id: UUID, given: UrgentOpinion, seen: int, submitted: Submitted
) -> None:
    """Keep what was advised outside a meeting, with those consulted; refused once a meeting sits on the case.

    It validates nothing and retains nothing: the board still discusses the case, and writes its own opinion.
    """
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.WRITE_OPINION)
        expect(row, seen, ())
        meeting = db.session.get(Meeting, row.meeting_id) if row.meeting_id else None
        if meeting is not None and meeting.state is not MeetingState.PLANNED:
            raise RuleViolation(Violation("urgent_meeting_began"))
        wrong = tuple(_wrong(given))
        if wrong:
            raise RuleViolation(*wrong)
        assign(row, {"urgent": replace(given, recorded_by=actor.name)}, tx)
        tx.audit("urgent.recorded", row.case_id, presentation=row.id)


def _wrong(given: UrgentOpinion) -> Iterator[Violation]:
    if not given.consulted:
        yield Violation("urgent_nobody", "consulted")
    for name in ("given_on", "started_on"):
        day = getattr(given, name)
        if day is not None and day > clock.today():
            yield Violation("date_in_future", name)
