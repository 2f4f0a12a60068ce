"""What the patient said, and the talks it was said in: append-only, dated."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.interview import Understood
from app.domain.partial_date import PartialDate
from app.domain.question_progress import QuestionState
from app.domain.vocabulary import Means, Share, Speaker, StatementStatus, Topic

from ._base import Base, Identified, choice, reference


class Statement(Identified, Base):
    """One thing said. A correction is a new row of a later `batch`; the old one points to nothing and stays.

    `batch` names one interview; which rows are current is said by one rule, `app.domain.preferences.current`.
    """

    __tablename__ = "statement"
    patient_id: Mapped[uuid.UUID] = reference("patient.id")
    batch: Mapped[uuid.UUID]
    topic: Mapped[Topic] = mapped_column(choice(Topic))
    item: Mapped[str] = mapped_column(sa.String(40), default="")
    rank: Mapped[int | None]
    verbatim: Mapped[str] = mapped_column(default="")
    status: Mapped[StatementStatus] = mapped_column(choice(StatementStatus, closed=True))
    speaker: Mapped[Speaker] = mapped_column(choice(Speaker, closed=True))
    speaker_name: Mapped[str] = mapped_column(default="")
    recorder_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)
    recorded_by: Mapped[str]
    means: Mapped[Means] = mapped_column(choice(Means))
    present: Mapped[str] = mapped_column(default="")
    stated_on: Mapped[date]
    recorded_at: Mapped[datetime]
    valid_until: Mapped[date | None]
    share: Mapped[Share] = mapped_column(choice(Share, closed=True))
    not_to_relatives: Mapped[bool] = mapped_column(default=False)
    value: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")


class QuestionProgress(Identified, Base):
    """News of one question of the patient; append-only, the latest revision stands."""

    __tablename__ = "question_progress"
    __table_args__ = (sa.UniqueConstraint("statement_id", "revision"),)
    statement_id: Mapped[uuid.UUID] = reference("statement.id", index=False)
    revision: Mapped[int]
    state: Mapped[QuestionState] = mapped_column(choice(QuestionState, closed=True))
    on: Mapped[PartialDate | None]
    by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]


class Talk(Identified, Base):
    """One talk with the patient about the case; append-only, a correction is another talk of the same day."""

    __tablename__ = "talk"
    case_id: Mapped[uuid.UUID] = reference("clinical_case.id")
    held_on: Mapped[date]
    means: Mapped[Means] = mapped_column(choice(Means))
    persons: Mapped[str]
    interpreter: Mapped[str] = mapped_column(default="")
    options_shown: Mapped[bool] = mapped_column(default=False)
    said: Mapped[str]
    understood: Mapped[Understood | None] = mapped_column(choice(Understood, closed=True))
    words: Mapped[str] = mapped_column(default="")
    share: Mapped[Share] = mapped_column(choice(Share, closed=True))
    recorder_id: Mapped[uuid.UUID | None] = reference("account.id", nullable=True)
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
