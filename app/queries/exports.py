"""What leaves in an export: the cases of the actor's own hospital, read by hundreds, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.casefile import CaseFile
from app.domain.permissions import Actor
from app.exchange.case_list import ListedCase
from app.extensions import db
from app.models import Case, Meeting, Presentation, Professional

from . import _scope, archives, case_files
from ._reading import reading

AT_ONCE = 200


@dataclass(frozen=True)
class Withheld:
    """How many cases are left out of every export: those withdrawn."""

    withdrawn: int


@reading
def ids(actor: Actor) -> list[UUID]:
    """The cases of the actor's hospital that were not withdrawn, in the order of their references."""
    return list(
        db.session.scalars(
            sa.select(Case.id)
            .where(_own(actor), Case.withdrawn_at.is_(None))
            .order_by(Case.reference)
        )
    )


@reading
def withheld(actor: Actor) -> Withheld:
    """What is left out of every export of this hospital."""
    count = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Case)
        .where(_own(actor), Case.withdrawn_at.is_not(None))
    )
    return Withheld(withdrawn=int(count or 0))


@dataclass(frozen=True)
class Whole:
    """One case as it may be written: id, reference, file and what stands beside it, what is kept for the doctor included."""

    id: UUID
    reference: str
    file: CaseFile
    outside: archives.Outside


@reading
def whole(actor: Actor, wanted: Sequence[UUID]) -> list[Whole]:
    """These cases with what stands beside each file; what is kept for the doctor is there to be counted."""
    rows = _rows(actor, wanted)
    found, beside = case_files.whole(rows), archives.of_cases(rows)
    return [Whole(row.id, row.reference, found[row.id], beside[row.id]) for row in rows]


@reading
def files(actor: Actor, wanted: Sequence[UUID]) -> list[tuple[UUID, str, CaseFile]]:
    """Id, reference and whole file of these cases, what is kept for the doctor included: the writer counts it."""
    rows = _rows(actor, wanted)
    found = case_files.whole(rows)
    return [(row.id, row.reference, found[row.id]) for row in rows]


def _rows(actor: Actor, wanted: Sequence[UUID]) -> list[Case]:
    query = sa.select(Case).where(Case.id.in_(wanted), _own(actor)).order_by(Case.reference)
    return list(db.session.scalars(query))


@reading
def listed(actor: Actor, wanted: Sequence[UUID]) -> list[ListedCase]:
    """These cases with their latest presentation, as the list shows them; wishes are at the board's level."""
    later = sa.orm.aliased(Presentation)
    rows = db.session.execute(
        sa.select(Case, Presentation, Meeting, Professional)
        .join(Presentation, Presentation.case_id == Case.id)
        .outerjoin(Meeting, Meeting.id == Presentation.meeting_id)
        .outerjoin(Professional, Professional.id == Presentation.requester_id)
        .where(
            Case.id.in_(wanted),
            _own(actor),
            ~sa.exists().where(
                later.case_id == Presentation.case_id, later.number > Presentation.number
            ),
        )
        .order_by(Case.reference)
    ).all()
    found = case_files.at_board(row.Case for row in rows)
    return [_listed(*row, found[row.Case.id]) for row in rows]


def _listed(
    case: Case,
    presentation: Presentation,
    meeting: Meeting | None,
    requester: Professional | None,
    file: CaseFile,
) -> ListedCase:
    return ListedCase(
        reference=case.reference,
        file=file,
        question=presentation.question,
        state=presentation.state,
        opened_on=_day(case.opened_at),
        meeting=meeting.title if meeting else "",
        meeting_on=_day(meeting.starts_at) if meeting else None,
        requester=f"{requester.given_name} {requester.family_name}" if requester else "",
        opposed=presentation.opposed,
    )


def _day(instant: datetime) -> date:
    return instant.astimezone(clock.PARIS).date()


def _own(actor: Actor) -> sa.ColumnElement[bool]:
    """The actor's hospital and no other, for its coordination or the command line acting for it."""
    return sa.and_(_scope.in_hospital(actor), Case.hospital_id == UUID(actor.hospital_id))
