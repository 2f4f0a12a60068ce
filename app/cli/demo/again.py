"""One case comes back to the next board: what happened since, told through the services as users would. All invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.answers import Answer
from app.domain.follow_up import FollowUp
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    Applied,
    MarkerState,
    MeasureKind,
    Obstacle,
    PatientAnswer,
)
from app.extensions import db
from app.models import Biomarker, Case
from app.queries import records
from app.queries.facts import as_fact
from app.services import cases, follow_ups, preferences, presenting

from .people import ONCE, Cast, actor
from .story import DOCTOR, informed

QUESTION = "HRD positif ; la patiente hésite entre l’entretien par comprimés et la pause : que lui proposer, et quand la revoir ?"


def come_back(
    cast: Cast, meeting: UUID, case_id: UUID, first: UUID, before: preferences.Interview
) -> None:
    """The proposal was not applied, the awaited result came, the patient said more: the next board is asked again.

    `before` is the first interview: the other answers are given again as they were.
    """
    doctor = actor("referent")
    _not_applied(first)
    _learn(case_id)
    said = replace(
        before,
        stated_on=clock.today() - timedelta(days=2),
        what_matters="Être là pour la rentrée de mes élèves, sans être épuisée.",
        answers=(Answer("time.needed", "weeks"),),
    )
    preferences.record(doctor, case_id, said, ONCE)
    request = informed(
        QUESTION,
        days_ago=2,
        changed_since="Elle a vu le second avis, qui laisse les deux voies ouvertes.",
        requester_id=cast.board["Morel"],
    )
    again = actor("coordination")
    presenting.present_again(again, case_id, request, meeting, ONCE)


def _not_applied(first: UUID) -> None:
    doctor, today = actor("referent"), clock.today()
    pause = next(
        option.title
        for option in records.of_presentation(doctor, first).record.options
        if option.entry.code == "pause-follow-up"
    )
    known = FollowUp(
        told_on=PartialDate.of(today - timedelta(days=9)),
        told_by=DOCTOR,
        answer=PatientAnswer.CHOOSES_OTHER,
        chosen=pause,
        applied=Applied.NO,
        applied_on=today - timedelta(days=5),
        obstacle=Obstacle.PATIENT_CHOICE,
        comment="Elle préfère souffler d’abord, et demande que la RCP en reparle avec le score HRD.",
    )
    follow_ups.record(doctor, first, known, 0, ONCE)


def _learn(case_id: UUID) -> None:
    doctor, today = actor("referent"), PartialDate.of(clock.today() - timedelta(days=4))
    row = db.session.scalars(
        sa.select(Biomarker)
        .join(Case, Case.patient_id == Biomarker.patient_id)
        .where(Case.id == case_id, Biomarker.marker == "HRD")
    ).one()
    result = replace(as_fact(row, facts.Biomarker), state=MarkerState.POSITIVE, resulted_on=today)
    hrd, version = row.id, row.version
    db.session.rollback()
    cases.save_fact(doctor, case_id, result, hrd, version, ONCE)
    weight = facts.Measure(MeasureKind.WEIGHT, Decimal(57), today)
    cases.save_fact(doctor, case_id, weight, None, 0, ONCE)
