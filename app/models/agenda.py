"""How fast a meeting goes, by meeting or by kind of meeting, and the opinions left before it."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import PreliminaryStep

from ._base import Base, Identified, Versioned, choice, reference


class AgendaPace(Versioned, Base):
    """The pace of one meeting, or what its kind starts from."""

    __tablename__ = "agenda_pace"
    __table_args__ = (
        sa.CheckConstraint("(meeting_id IS NULL) <> (kind_id IS NULL)", name="of_one"),
        sa.UniqueConstraint("meeting_id"),
        sa.UniqueConstraint("kind_id"),
    )
    meeting_id: Mapped[uuid.UUID | None] = reference("meeting.id", index=False, nullable=True)
    kind_id: Mapped[uuid.UUID | None] = reference("meeting_kind.id", index=False, nullable=True)
    case_minutes: Mapped[int]
    freeze_hours: Mapped[int]
    break_after: Mapped[int]
    break_minutes: Mapped[int]


class PreliminaryOpinion(Identified, Base):
    """What a convened member thinks before the meeting, taken back, or taken in by the board; append-only."""

    __tablename__ = "preliminary_opinion"
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id")
    step: Mapped[PreliminaryStep] = mapped_column(choice(PreliminaryStep, closed=True))
    about_id: Mapped[uuid.UUID | None] = reference("preliminary_opinion.id", nullable=True)
    professional_id: Mapped[uuid.UUID | None] = reference("professional.id", nullable=True)
    text: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime]
