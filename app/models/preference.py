"""What the patient said: append-only, dated statements."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

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
