"""Cases a meeting did not see: those still on it, and those that moved on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.domain.permissions import Actor
from app.domain.vocabulary import PresentationState
from app.extensions import db
from app.models import Case, Meeting, OpinionRevision, Presentation

from . import _scope, cases
from ._reading import reading


@dataclass(frozen=True)
class Moved:
    """A case that left this meeting unseen, and where it is listed now."""

    reference: str
    presentation_id: str
    meeting_id: str
    title: str
    starts_at: datetime | None


def no_outcome(meeting_id: UUID) -> sa.Select[Any]:
    """Presentations of a meeting without an outcome, in the order of the agenda; opposed and withdrawn left out."""
    outcome = (
        sa.select(OpinionRevision.outcome)
        .where(OpinionRevision.presentation_id == Presentation.id)
        .order_by(OpinionRevision.revision.desc())
        .limit(1)
        .correlate(Presentation)
        .scalar_subquery()
    )
    return (
        sa.select(Presentation)
        .join(Case, Case.id == Presentation.case_id)
        .where(
            Presentation.meeting_id == meeting_id,
            Presentation.state != PresentationState.VALIDATED,
            outcome.is_(None),
            Presentation.opposed.is_not(True),
            Case.withdrawn_at.is_(None),
        )
        .order_by(Presentation.position, Presentation.id)
    )


def waiting(actor: Actor, meeting_id: UUID) -> list[cases.CaseLine]:
    """The lines of the agenda without an outcome, those this person may read."""
    unseen = _unseen_ids(meeting_id)
    return [line for line in cases.agenda(actor, meeting_id) if line.presentation_id in unseen]


@reading
def _unseen_ids(meeting_id: UUID) -> frozenset[str]:
    return frozenset(str(row.id) for row in db.session.scalars(no_outcome(meeting_id)))


@reading
def left_unseen(actor: Actor, meeting_id: UUID) -> tuple[Moved, ...]:
    """Cases that were on this meeting and moved on without being seen, those this person may read."""
    now_at = aliased(Meeting)
    rows = db.session.execute(
        sa.select(Case.reference, Presentation.id, now_at)
        .select_from(Presentation)
        .join(Case, Case.id == Presentation.case_id)
        .join(now_at, now_at.id == Presentation.meeting_id, isouter=True)
        .where(Presentation.carried_from_id == meeting_id, _scope.readable_presentations(actor))
        .order_by(Case.reference)
    )
    return tuple(
        Moved(
            reference, str(presentation), str(at.id) if at else "", at.title if at else "",
            at.starts_at if at else None,
        )
        for reference, presentation, at in rows
    )  # fmt: skip
