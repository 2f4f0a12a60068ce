"""The opinions of one meeting that wait for a signature, each read whole: what is signed is what is shown."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Actor
from app.domain.vocabulary import PresentationState
from app.extensions import db
from app.models import Case, Presentation

from . import _scope, records
from ._reading import reading
from .records import Seen

__all__ = ["Seen", "waiting"]


@reading
def waiting(actor: Actor, meeting_id: UUID) -> tuple[Seen, ...]:
    """Presentations of the agenda that are not validated, in its order, as this person may read them.

    Each is a whole record: their number is that of a meeting's cases, some twenty.
    """
    rows = db.session.scalars(
        sa.select(Presentation.id)
        .join(Case, Case.id == Presentation.case_id)
        .where(
            Presentation.meeting_id == meeting_id,
            Presentation.state != PresentationState.VALIDATED,
            Case.withdrawn_at.is_(None),
            _scope.readable_presentations(actor),
        )
        .order_by(Presentation.position)
    ).all()
    return tuple(records.of_presentation(actor, key) for key in rows)
