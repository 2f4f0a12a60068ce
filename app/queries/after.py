"""What became of the cases of a meeting, one line each, and the reviews of retained options that are due: one statement each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased, defer

from app import clock
from app.domain import casefile as shapes
from app.domain.after import Progress, is_review_late
from app.domain.catalogue import CatalogueEntry
from app.domain.contact import may_contact
from app.domain.permissions import Actor, Relation
from app.domain.vocabulary import MeetingState, PresentationState, Verdict
from app.extensions import db
from app.models import (
    Case,
    FollowUp,
    LetterSending,
    Meeting,
    OpinionRevision,
    Option,
    Patient,
    Presentation,
    Tumour,
)

from . import _scope, catalogue, facts
from ._reading import reading

MOST = 500


@dataclass(frozen=True)
class AfterLine:
    """One case of a meeting, and what is known since; `relations` say what this person may do to it."""

    presentation_id: str
    case_id: str
    reference: str
    patient: shapes.Patient
    tumour: str
    progress: Progress
    relations: frozenset[Relation]


@dataclass(frozen=True)
class Review:
    """A retained option with a day to look at it again."""

    presentation_id: str
    case_id: str
    reference: str
    patient: shapes.Patient
    title: str
    review_on: date
    is_late: bool


@reading
def of_meeting(actor: Actor, meeting_id: UUID) -> tuple[AfterLine, ...]:
    """Every case of the agenda this person may read, in its order."""
    rows = db.session.execute(
        _with_progress(actor)
        .where(Presentation.meeting_id == meeting_id, Case.withdrawn_at.is_(None))
        .where(_scope.readable_presentations(actor))
        .order_by(Presentation.position)
    )
    return tuple(_line(actor, row) for row in rows)


@reading
def reviews(actor: Actor) -> tuple[Review, ...]:
    """Retained options whose review is still to come or late, the earliest first, of the staff's hospital or one's own patients.

    A case presented again since, a patient who died and a case withdrawn wait for none.
    """
    newest = _newest(FollowUp)
    done = sa.and_(FollowUp.presentation_id == Presentation.id, FollowUp.revision == newest)
    rows = db.session.execute(
        sa.select(Option, Presentation.id, Case, Patient, FollowUp.reviewed_on)
        .join(Presentation, Presentation.id == Option.presentation_id)
        .join(Case, Case.id == Presentation.case_id)
        .join(Patient, Patient.id == Case.patient_id)
        .join(FollowUp, done, isouter=True)
        .where(
            Option.review_on.is_not(None),
            Option.verdict == Verdict.RETAINED,
            Presentation.state == PresentationState.VALIDATED,
            sa.or_(_scope.in_hospital(actor), _scope.cared_for(actor)),
            Case.withdrawn_at.is_(None),
            Patient.deceased_on.is_(None),
            sa.or_(FollowUp.reviewed_on.is_(None), FollowUp.reviewed_on < Option.review_on),
            sa.not_(_again()),
        )
        .order_by(Option.review_on)
        .limit(MOST)
    ).all()
    keys = {(option.entry_code, option.entry_version) for option, *_rest in rows}
    entries = catalogue.versions((code, version) for code, version in keys if code and version)
    return tuple(_review(row, entries, clock.today()) for row in rows)


def _review(row: Any, entries: Mapping[catalogue.Key, CatalogueEntry], today: date) -> Review:
    option, key, case, patient, reviewed_on = row
    entry = entries.get((option.entry_code, option.entry_version))
    title = entry.title if entry else option.free_title
    return Review(
        str(key),
        str(case.id),
        case.reference,
        facts.as_fact(patient, shapes.Patient),
        f"{title} ({option.specifics})" if option.specifics else title,
        option.review_on,
        is_review_late(option.review_on, reviewed_on, today),
    )


def _with_progress(actor: Actor) -> sa.Select[Any]:
    known = sa.and_(
        FollowUp.presentation_id == Presentation.id, FollowUp.revision == _newest(FollowUp)
    )
    said = sa.and_(
        OpinionRevision.presentation_id == Presentation.id,
        OpinionRevision.revision == _newest(OpinionRevision),
    )
    letter = sa.select(sa.func.max(LetterSending.sent_on)).where(
        LetterSending.presentation_id == Presentation.id
    )
    review = sa.select(sa.func.min(Option.review_on)).where(
        Option.presentation_id == Presentation.id, Option.verdict == Verdict.RETAINED
    )
    return (
        sa.select(Presentation, Case, Patient, Meeting, Tumour.label, FollowUp)
        .options(defer(Presentation.snapshot, raiseload=True))
        .add_columns(
            OpinionRevision.outcome,
            letter.correlate(Presentation).scalar_subquery().label("letter_on"),
            review.correlate(Presentation).scalar_subquery().label("review_on"),
            _again().label("again"),
            *_scope.standing(actor),
        )
        .join(Case, Case.id == Presentation.case_id)
        .join(Patient, Patient.id == Case.patient_id)
        .join(Tumour, Tumour.id == Case.tumour_id)
        .join(Meeting, Meeting.id == Presentation.meeting_id)
        .join(FollowUp, known, isouter=True)
        .join(OpinionRevision, said, isouter=True)
    )


def _again() -> sa.ColumnElement[bool]:
    later = aliased(Presentation)
    return (
        sa.exists()
        .where(later.case_id == Presentation.case_id, later.number > Presentation.number)
        .correlate(Presentation)
    )


def _newest(table: Any) -> sa.ScalarSelect[Any]:
    other = aliased(table)
    return (
        sa.select(sa.func.max(other.revision))
        .where(other.presentation_id == Presentation.id)
        .correlate(Presentation)
        .scalar_subquery()
    )


def _line(actor: Actor, row: Any) -> AfterLine:
    shown, patient = row.Presentation, facts.as_fact(row.Patient, shapes.Patient)
    return AfterLine(
        presentation_id=str(shown.id),
        case_id=str(row.Case.id),
        reference=row.Case.reference,
        patient=patient,
        tumour=row.label,
        progress=_progress(row, reachable=may_contact(patient)),
        relations=_scope.relations_of(actor, row),
    )


def _progress(row: Any, *, reachable: bool) -> Progress:
    shown, known = row.Presentation, row.FollowUp
    told = shown.released_told_on if shown.released_told_by else None
    return Progress(
        state=shown.state,
        held=row.Meeting.state is MeetingState.CLOSED,
        reachable=reachable,
        outcome=row.outcome,
        validated_on=_day(shown.validated_at),
        has_family_doctor=row.Case.family_doctor_id is not None,
        letter_on=row.letter_on,
        told_on=known.told_on if known else told,
        released_on=_day(shown.released_at),
        replaced=shown.replaced_at is not None,
        pps_on=known.pps_on if known else None,
        applied=known.applied if known else None,
        review_on=row.review_on,
        reviewed_on=known.reviewed_on if known else None,
        again=row.again,
    )


def _day(at: Any) -> date | None:
    return at.astimezone(clock.PARIS).date() if at else None
