"""What is missing before a meeting and who brings it: of one presentation, and of a whole agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import defer

from app import clock
from app.domain import casefile as shapes
from app.domain.completeness import Completeness, completeness
from app.domain.gap import Gap, Line, lines
from app.domain.permissions import Actor, Relation
from app.domain.record import Informed
from app.domain.requirements import Needs
from app.domain.vocabulary import PresentationState, Track
from app.errors import NotFound
from app.extensions import db
from app.models import Case, Meeting, Presentation, Professional
from app.models import Gap as Row

from . import _needs, _scope, case_files
from ._reading import reading


@dataclass(frozen=True)
class Prepared:
    """One case of an agenda as the coordinator prepares it."""

    presentation_id: str
    case_id: str
    reference: str
    patient: shapes.Patient
    tumour: str
    question: str
    requester: str
    state: PresentationState
    track: Track
    complete: Completeness
    lines: tuple[Line, ...]
    relations: frozenset[Relation]

    @property
    def left(self) -> tuple[Line, ...]:
        """What somebody still has to bring."""
        return tuple(line for line in self.lines if not line.is_done)


@dataclass(frozen=True)
class Sheet:
    """The notes of one presentation; `version` moves with each change of any of them."""

    gaps: tuple[Gap, ...]
    version: int = 0
    by: str = ""
    at: datetime | None = None


@reading
def needs_of(presentation_id: UUID) -> Needs:
    """What is asked of a presentation now. The caller has read it: no access check here."""
    row = db.session.execute(
        _needs.beside(
            sa.select(Presentation.id)
            .join(Case, Case.id == Presentation.case_id)
            .join(Meeting, Meeting.id == Presentation.meeting_id, isouter=True)
        ).where(Presentation.id == presentation_id)
    ).first()
    if row is None:
        raise NotFound
    return _needs.needs_of(row)


@reading
def sheet(presentation_id: UUID) -> Sheet:
    """The notes of one presentation. The caller has read it: no access check here.

    Rows are never removed, so that the sum of their versions moves with each change.
    """
    found = _notes([presentation_id])
    rows = [row for row, _name in found]
    latest = max(rows, key=lambda row: row.updated_at, default=None)
    return Sheet(
        gaps=tuple(_gap(row, name) for row, name in found),
        version=sum(row.version for row in rows),
        by=latest.updated_by if latest else "",
        at=latest.updated_at if latest else None,
    )


@reading
def of_meeting(actor: Actor, meeting_id: UUID, day: date) -> tuple[Prepared, ...]:
    """The agenda of a meeting this person may read, in order, each with what is missing on that day.

    The number of queries does not depend on the number of cases.
    """
    rows = db.session.execute(_agenda(actor, meeting_id)).all()
    files = case_files.at_board([row.Case for row in rows])
    notes: dict[UUID, list[Gap]] = {}
    for row, name in _notes([row.Presentation.id for row in rows]):
        notes.setdefault(row.presentation_id, []).append(_gap(row, name))
    return tuple(
        _prepared(actor, row, files[row.Case.id], notes.get(row.Presentation.id, []), day)
        for row in rows
    )


def _agenda(actor: Actor, meeting_id: UUID) -> sa.Select[Any]:
    return (
        _needs.beside(
            sa.select(Presentation, Case, Professional, *_scope.standing(actor))
            .join(Case, Case.id == Presentation.case_id)
            .join(Meeting, Meeting.id == Presentation.meeting_id)
            .join(Professional, Professional.id == Presentation.requester_id, isouter=True)
            .options(defer(Presentation.snapshot, raiseload=True))
        )
        .where(_scope.readable_presentations(actor), Presentation.meeting_id == meeting_id)
        .order_by(Presentation.position, Presentation.id)
    )


def _prepared(
    actor: Actor, row: Any, file: shapes.CaseFile, notes: list[Gap], day: date
) -> Prepared:
    shown, doctor = row.Presentation, row.Professional
    complete = completeness(
        file,
        Informed(opposed=shown.opposed),
        question=shown.question,
        requester=doctor is not None,
        today=day,
        needs=_needs.needs_of(row),
    )
    return Prepared(
        presentation_id=str(shown.id),
        case_id=str(row.Case.id),
        reference=row.Case.reference,
        patient=file.patient,
        tumour=file.tumour.label,
        question=shown.question,
        requester=f"{doctor.title} {doctor.family_name}".strip() if doctor else "",
        state=shown.state,
        track=shown.track,
        complete=complete,
        lines=lines(complete, notes),
        relations=_scope.relations_of(actor, row),
    )


def _notes(presentations: Iterable[UUID]) -> list[tuple[Row, str]]:
    rows = db.session.execute(
        sa.select(Row, Professional)
        .join(Professional, Professional.id == Row.bearer_id, isouter=True)
        .where(Row.presentation_id.in_(list(presentations)))
        .order_by(Row.item)
    )
    return [(row, _name(who)) for row, who in rows]


def _name(who: Professional | None) -> str:
    return " ".join(filter(None, (who.title, who.given_name, who.family_name))) if who else ""


def _gap(row: Row, name: str) -> Gap:
    return Gap(
        item=row.item,
        state=row.state,
        word=row.word,
        bearer_id=str(row.bearer_id or ""),
        bearer=row.bearer,
        due_on=row.due_on,
        professional=name,
    )


def day_of(starts_at: datetime | None) -> date:
    """The day ages are counted to: that of the meeting in Paris, today without one."""
    return starts_at.astimezone(clock.PARIS).date() if starts_at else clock.today()
