"""What became of proposals: the revisions of one, and the list of those still waited for."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import casefile as shapes
from app.domain.follow_up import NOTHING_TO_FOLLOW, FollowUp, is_overdue
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.vocabulary import PatientAnswer, PresentationState
from app.extensions import db
from app.models import (
    Case,
    LetterSending,
    OpinionRevision,
    Patient,
    Presentation,
    Professional,
    Tumour,
)
from app.models import FollowUp as Row

from . import _scope, facts
from ._reading import reading

_FIELDS = [field.name for field in fields(FollowUp)]
MOST = 500


@dataclass(frozen=True)
class Waiting:
    """One validated proposal whose end is not known yet."""

    presentation_id: str
    reference: str
    patient: shapes.Patient
    tumour: str
    validated_at: datetime
    requester: str
    has_family_doctor: bool
    letter_on: date | None
    told_on: PartialDate | None
    answer: PatientAnswer | None
    is_overdue: bool


@reading
def history(presentation_id: UUID) -> tuple[FollowUp, ...]:
    """Every revision, latest first. The caller has read the presentation: no access check here."""
    rows = db.session.scalars(
        sa.select(Row).where(Row.presentation_id == presentation_id).order_by(Row.revision.desc())
    )
    return tuple(FollowUp(**{name: getattr(row, name) for name in _FIELDS}) for row in rows)


@reading
def latest(presentation_id: UUID) -> FollowUp:
    """What is known now; an empty follow-up of revision 0 when nothing is."""
    return next(iter(history(presentation_id)), FollowUp())


@reading
def known(presentation_id: UUID) -> FollowUp:
    """What is known now; before any revision, what was said of the telling when the patient's page was released."""
    standing = latest(presentation_id)
    if standing.revision:
        return standing
    told_on, told_by = _told_at_release(db.session.get_one(Presentation, presentation_id))
    return replace(standing, told_on=told_on, told_by=told_by)


def _told_at_release(row: Presentation) -> tuple[PartialDate | None, str]:
    is_whole = row.released_told_on is not None and row.released_told_by
    return (row.released_told_on, row.released_told_by) if is_whole else (None, "")


@reading
def waiting(actor: Actor) -> list[Waiting]:
    """Validated proposals without a known end, oldest first: those of the staff's hospital, or of one's own patients.

    Nothing is waited for after a death, nor of a withdrawn case.
    """
    rows = db.session.execute(_unfinished(actor)).all()
    today = clock.today()
    return [_line(row, today) for row in rows]


def _unfinished(actor: Actor) -> Any:
    newest = _newest(Row, Row.revision)
    letter = (
        sa.select(sa.func.max(LetterSending.sent_on))
        .where(LetterSending.presentation_id == Presentation.id)
        .correlate(Presentation)
        .scalar_subquery()
    )
    return (
        sa.select(
            Case, Presentation, Patient, Tumour.label, Professional, Row, letter.label("sent")
        )
        .join(Presentation, Presentation.case_id == Case.id)
        .join(Patient, Patient.id == Case.patient_id)
        .join(Tumour, Tumour.id == Case.tumour_id)
        .join(Professional, Professional.id == Presentation.requester_id, isouter=True)
        .join(
            Row,
            sa.and_(Row.presentation_id == Presentation.id, Row.revision == newest),
            isouter=True,
        )
        .join(OpinionRevision, OpinionRevision.presentation_id == Presentation.id)
        .where(
            sa.or_(_scope.in_hospital(actor), _scope.cared_for(actor)),
            Case.withdrawn_at.is_(None),
            Patient.deceased_on.is_(None),
            Presentation.state == PresentationState.VALIDATED,
            Row.applied.is_(None),
            OpinionRevision.revision == _newest(OpinionRevision, OpinionRevision.revision),
            OpinionRevision.outcome.not_in(NOTHING_TO_FOLLOW),
        )
        .order_by(Presentation.validated_at)
        .limit(MOST)
    )


def _newest(table: Any, revision: Any) -> sa.ScalarSelect[Any]:
    other = sa.orm.aliased(table)
    return (
        sa.select(sa.func.max(getattr(other, revision.key)))
        .where(other.presentation_id == Presentation.id)
        .correlate(Presentation)
        .scalar_subquery()
    )


def _line(row: Any, today: date) -> Waiting:
    doctor, known = row.Professional, row.FollowUp
    return Waiting(
        presentation_id=str(row.Presentation.id),
        reference=row.Case.reference,
        patient=facts.as_fact(row.Patient, shapes.Patient),
        tumour=row.label,
        validated_at=row.Presentation.validated_at,
        requester=f"{doctor.title} {doctor.family_name}".strip() if doctor else "",
        has_family_doctor=row.Case.family_doctor_id is not None,
        letter_on=row.sent,
        told_on=known.told_on if known else _told_at_release(row.Presentation)[0],
        answer=known.answer if known else None,
        is_overdue=is_overdue(row.Presentation.validated_at.astimezone(clock.PARIS).date(), today),
    )
