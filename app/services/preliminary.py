"""Opinions left before a meeting (B15): given by a convened member, taken back, or taken in; rows are only added."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Action, Actor
from app.domain.vocabulary import MeetingState, PreliminaryStep
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import Meeting, PreliminaryOpinion, Presentation

from . import _access
from ._transaction import Submitted, Unit, transaction


def give(actor: Actor, presentation_id: UUID, text: str, submitted: Submitted) -> None:
    """Leave an opinion on a case of a meeting not opened yet."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_PRELIMINARY)
        meeting = db.session.get(Meeting, row.meeting_id) if row.meeting_id else None
        if meeting is None or meeting.state is not MeetingState.PLANNED:
            raise RuleViolation(Violation("meeting_begun"))
        if not text.strip():
            raise RuleViolation(Violation("preliminary_empty", "text"))
        _add(tx, row, PreliminaryStep.GIVEN, text=text.strip())


def withdraw(actor: Actor, presentation_id: UUID, opinion_id: UUID, submitted: Submitted) -> None:
    """Take back one's own opinion; it stays in the base and on no screen."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_PRELIMINARY)
        given = _open(row, opinion_id)
        if str(given.professional_id or "") != actor.professional_id:
            raise NotFound
        _add(tx, row, PreliminaryStep.WITHDRAWN, about=given)


def take_in(actor: Actor, presentation_id: UUID, opinion_id: UUID, submitted: Submitted) -> None:
    """The board takes the opinion in: the fiche prints it as a written one, and the quorum counts nothing of it."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.WRITE_OPINION)
        _add(tx, row, PreliminaryStep.TAKEN_IN, about=_open(row, opinion_id))


def _open(row: Presentation, opinion_id: UUID) -> PreliminaryOpinion:
    """An opinion given on this presentation; RuleViolation once it was taken back or in."""
    given = db.session.get(PreliminaryOpinion, opinion_id)
    known = given is not None and given.presentation_id == row.id
    if given is None or not known or given.step is not PreliminaryStep.GIVEN:
        raise NotFound
    if db.session.scalar(
        sa.select(PreliminaryOpinion.id).where(PreliminaryOpinion.about_id == given.id).limit(1)
    ):
        raise RuleViolation(Violation("preliminary_settled"))
    return given


def _add(
    tx: Unit,
    row: Presentation,
    step: PreliminaryStep,
    *,
    text: str = "",
    about: PreliminaryOpinion | None = None,
) -> None:
    person = tx.actor.professional_id
    db.session.add(
        PreliminaryOpinion(
            presentation_id=row.id,
            step=step,
            about_id=about.id if about else None,
            professional_id=UUID(person) if person else None,
            text=text,
            by=tx.actor.name,
            at=tx.now,
        )
    )
    tx.audit(f"preliminary.{step.value}", row.case_id, presentation=row.id)
