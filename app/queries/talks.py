"""The talks held with a patient about a case, at the reader's level of sharing, and the steps they make (R49, R50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import casefile as shapes
from app.domain.interview import Taken, Talk, TalkHeld, at_board_level, steps
from app.domain.permissions import Actor
from app.domain.preferences import wishes
from app.domain.record import Record
from app.domain.vocabulary import PresentationState
from app.extensions import db
from app.models import Presentation
from app.models import Talk as Row

from . import cases, facts, follow_ups
from ._reading import reading


@reading
def of_case(actor: Actor, case_id: UUID) -> tuple[Talk, ...]:
    """The talks of a case this actor may read, latest first; those kept for the doctor show their day alone."""
    case = cases._readable(actor, case_id)
    found = _rows(case.id)
    return found if cases._is_own_doctor(actor, case_id) else at_board_level(found)


@reading
def steps_of(presentation_id: UUID, said: tuple[shapes.Statement, ...]) -> tuple[Taken, ...]:
    """The dated steps of one presentation, by days only. The caller has read it, and what was said at its level."""
    row = db.session.get_one(Presentation, presentation_id)
    validated = row.validated_at
    return steps(
        at_board_level(_rows(row.case_id)),
        follow_ups.known(presentation_id),
        wishes_on=_said_on(said),
        proposed_on=validated.astimezone(clock.PARIS).date() if validated else None,
    )


@reading
def beside(record: Record) -> Record:
    """The record with the talks that its fiche lists, the latest first; as it was signed once it is.

    A statement that screens do without. The caller has read the record: no access check here.
    """
    if record.state is PresentationState.VALIDATED:
        return record
    told = (talk for talk in at_board_level(_rows(UUID(record.case_id))) if not talk.withheld)
    held = tuple(TalkHeld(talk.held_on, talk.persons, talk.understood) for talk in told)
    return replace(record, talks=held)


def _said_on(said: tuple[shapes.Statement, ...]) -> date | None:
    return wishes(said, clock.today()).stated_on


def _rows(case_id: UUID) -> tuple[Talk, ...]:
    rows = db.session.scalars(
        sa.select(Row)
        .where(Row.case_id == case_id)
        .order_by(Row.held_on.desc(), Row.recorded_at.desc())
    )
    return tuple(facts.as_fact(row, Talk) for row in rows)
