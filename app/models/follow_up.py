"""What comes after the board: the family-doctor letters that left, and what became of the proposal."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Applied, Obstacle, PatientAnswer, Sending

from ._base import Base, Identified, choice, reference


class LetterSending(Identified, Base):
    """One letter that left, with the stored print that was sent; append-only."""

    __tablename__ = "letter_sending"
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id")
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    addressee: Mapped[str]
    sent_on: Mapped[date]
    means: Mapped[Sending] = mapped_column(choice(Sending, closed=True))
    sent_by: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]


class FollowUp(Identified, Base):
    """What is known of the follow-up at one revision; append-only, the latest stands."""

    __tablename__ = "follow_up"
    __table_args__ = (sa.UniqueConstraint("presentation_id", "revision"),)
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id", index=False)
    revision: Mapped[int]
    told_on: Mapped[PartialDate | None]
    told_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[PatientAnswer | None] = mapped_column(choice(PatientAnswer, closed=True))
    chosen: Mapped[str] = mapped_column(default="")
    answer_words: Mapped[str] = mapped_column(default="")
    pps_on: Mapped[date | None]
    applied: Mapped[Applied | None] = mapped_column(choice(Applied, closed=True))
    applied_on: Mapped[date | None]
    obstacle: Mapped[Obstacle | None] = mapped_column(choice(Obstacle, closed=True))
    comment: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime]
    answered_on: Mapped[PartialDate | None]
    reviewed_on: Mapped[date | None]
