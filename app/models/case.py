"""The case, its presentations to boards, their options, opinions and addenda."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.board_facts import BoardFacts
from app.domain.catalogue import ChosenFigure
from app.domain.national import National
from app.domain.palliative import PalliativeCall
from app.domain.partial_date import PartialDate
from app.domain.urgent import UrgentOpinion
from app.domain.vocabulary import (
    Family,
    Outcome,
    PresentationState,
    Track,
    Verdict,
    WishesEffect,
)

from ._base import Base, Identified, Part, Parts, Versioned, choice, reference


class Case(Versioned, Base):
    """One case of one patient, about one tumour, in one hospital."""

    __tablename__ = "clinical_case"
    __table_args__ = (
        sa.Index("ix_clinical_case_source", "hospital_id", "source_key"),
        sa.Index("ix_clinical_case_list", "hospital_id", "reference"),
    )
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id")
    unit_id: Mapped[uuid.UUID | None] = reference("unit.id", nullable=True)
    patient_id: Mapped[uuid.UUID] = reference("patient.id")
    tumour_id: Mapped[uuid.UUID] = reference("tumour.id")
    family_doctor_id: Mapped[uuid.UUID | None] = reference("professional.id", nullable=True)
    reference: Mapped[str] = mapped_column(sa.String(20), unique=True)
    opened_at: Mapped[datetime]
    told_text: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="")
    told_on: Mapped[PartialDate | None]
    source_key: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")
    also_about: Mapped[list[str]] = mapped_column(default=list)


class ReferenceCounter(Base):
    """The last number given in a year; references are unique over the installation."""

    __tablename__ = "reference_counter"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class CareLink(Identified, Base):
    """A professional who treats the patient of this case, from a date; ended, never removed."""

    __tablename__ = "care_link"
    __table_args__ = (sa.UniqueConstraint("case_id", "professional_id", "since"),)
    case_id: Mapped[uuid.UUID] = reference("clinical_case.id")
    professional_id: Mapped[uuid.UUID] = reference("professional.id")
    since: Mapped[date]
    until: Mapped[date | None]
    added_by: Mapped[str]


class Presentation(Versioned, Base):
    """One submission of a case to a board. Its meeting may be empty until it opens."""

    __tablename__ = "presentation"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "number"),
        sa.CheckConstraint(
            "(state = 'validated') = (validated_at IS NOT NULL AND snapshot IS NOT NULL)",
            name="validated_is_signed",
        ),
    )
    case_id: Mapped[uuid.UUID] = reference("clinical_case.id")
    number: Mapped[int]
    meeting_id: Mapped[uuid.UUID | None] = reference("meeting.id", nullable=True)
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[PresentationState] = mapped_column(choice(PresentationState, closed=True))
    track: Mapped[Track] = mapped_column(choice(Track, closed=True))
    question: Mapped[str]
    changed_since: Mapped[str] = mapped_column(default="")
    requester_id: Mapped[uuid.UUID | None] = reference("professional.id", nullable=True)
    presenter_id: Mapped[uuid.UUID | None] = reference("professional.id", nullable=True)
    informed_on: Mapped[PartialDate | None]
    informed_by: Mapped[str] = mapped_column(default="")
    opposed: Mapped[bool | None]
    patient_note: Mapped[str] = mapped_column(default="")
    gp_note: Mapped[str] = mapped_column(default="")
    asked_actions: Mapped[list[Any]] = mapped_column(sa.JSON(), default=list)
    trial_search: Mapped[dict[str, Any]] = mapped_column(sa.JSON(), default=dict)
    tasks: Mapped[list[Any]] = mapped_column(sa.JSON(), default=list)
    snapshot: Mapped[str | None]
    validated_at: Mapped[datetime | None]
    validated_by: Mapped[str] = mapped_column(default="")
    released_at: Mapped[datetime | None]
    released_by: Mapped[str] = mapped_column(default="")
    released_told_on: Mapped[PartialDate | None]
    released_told_by: Mapped[str] = mapped_column(default="")
    released_in_consultation: Mapped[bool] = mapped_column(default=False)
    replaced_at: Mapped[datetime | None]
    national: Mapped[National] = mapped_column(Part(National), default=National)
    figures: Mapped[list[ChosenFigure]] = mapped_column(Parts(ChosenFigure), default=list)
    counted: Mapped[BoardFacts | None] = mapped_column(Part(BoardFacts))
    somebody_knows: Mapped[bool | None]
    palliative: Mapped[PalliativeCall | None] = mapped_column(Part(PalliativeCall))
    minutes: Mapped[int | None]
    is_complex: Mapped[bool] = mapped_column(default=False)
    complex_why: Mapped[str] = mapped_column(default="")
    specialities: Mapped[list[str]] = mapped_column(default=list)
    late_at: Mapped[datetime | None]
    probable: Mapped[str] = mapped_column(default="")
    urgent: Mapped[UrgentOpinion | None] = mapped_column(Part(UrgentOpinion))
    carried_from_id: Mapped[uuid.UUID | None] = reference("meeting.id", nullable=True)


class Option(Versioned, Base):
    """One alternative of a presentation: a fixed catalogue version or a free one, and its verdict."""

    __tablename__ = "option"
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id")
    position: Mapped[int]
    family: Mapped[Family] = mapped_column(choice(Family))
    entry_code: Mapped[str | None] = mapped_column(sa.String(80))
    entry_version: Mapped[int | None]
    free_title: Mapped[str] = mapped_column(default="")
    free_brings: Mapped[str] = mapped_column(default="")
    free_hard: Mapped[str] = mapped_column(default="")
    free_daily: Mapped[str] = mapped_column(default="")
    specifics: Mapped[str] = mapped_column(default="")
    practical_note: Mapped[str] = mapped_column(default="")
    burden: Mapped[list[Any]] = mapped_column(sa.JSON(), default=list)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict, closed=True))
    proposed: Mapped[Verdict | None] = mapped_column(choice(Verdict))
    rank: Mapped[int | None]
    condition: Mapped[str] = mapped_column(default="")
    fallback: Mapped[str] = mapped_column(default="")
    with_option: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    reconsider_if: Mapped[str] = mapped_column(default="")
    complete_what: Mapped[str] = mapped_column(default="")
    complete_who: Mapped[str] = mapped_column(default="")
    complete_by: Mapped[date | None]
    meanwhile: Mapped[str] = mapped_column(default="")
    wish_note: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    review_on: Mapped[date | None] = mapped_column(index=True)


class OptionHistory(Identified, Base):
    """What a verdict was before it changed, for undo and for the trace; append-only."""

    __tablename__ = "option_history"
    option_id: Mapped[uuid.UUID] = reference("option.id")
    at: Mapped[datetime]
    by: Mapped[str]
    values: Mapped[dict[str, Any]]


class OpinionRevision(Identified, Base):
    """One revision of the opinion, never edited in place."""

    __tablename__ = "opinion_revision"
    __table_args__ = (sa.UniqueConstraint("presentation_id", "revision"),)
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id", index=False)
    revision: Mapped[int]
    text: Mapped[str]
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    next_steps: Mapped[str] = mapped_column(default="")
    wishes_account: Mapped[str] = mapped_column(default="")
    wishes_effect: Mapped[WishesEffect | None] = mapped_column(choice(WishesEffect))
    by: Mapped[str]
    at: Mapped[datetime]
    departs_from: Mapped[str] = mapped_column(default="")
    departs_because: Mapped[str] = mapped_column(default="")
    dissent_who: Mapped[str] = mapped_column(default="")
    dissent_on: Mapped[str] = mapped_column(default="")
    dissent_how: Mapped[str] = mapped_column(default="")
    dissent_settled: Mapped[bool | None]
    trial: Mapped[bool | None]
    trial_ids: Mapped[str] = mapped_column(default="")
    supportive: Mapped[bool | None]
    supportive_note: Mapped[str] = mapped_column(default="")


class Addendum(Identified, Base):
    """A dated addition after validation."""

    __tablename__ = "addendum"
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id")
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
