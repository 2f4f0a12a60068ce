"""E-mails that were sent, or that a mail server refused."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import MailMessage, MailOutcome

from ._base import Base, Identified, choice, reference


class MailSending(Identified, Base):
    """One try to send one reminder to one professional; append-only.

    `batch` is one press of the button: within it, nobody who got the message gets it again. `why` is the code of a failure.
    """

    __tablename__ = "mail_sending"
    meeting_id: Mapped[uuid.UUID] = reference("meeting.id")
    presentation_id: Mapped[uuid.UUID | None] = reference("presentation.id", nullable=True)
    professional_id: Mapped[uuid.UUID] = reference("professional.id")
    message: Mapped[MailMessage] = mapped_column(choice(MailMessage, closed=True))
    batch: Mapped[str] = mapped_column(sa.String(36))
    name: Mapped[str]
    address: Mapped[str] = mapped_column(sa.String(254))
    outcome: Mapped[MailOutcome] = mapped_column(choice(MailOutcome, closed=True))
    why: Mapped[str] = mapped_column(sa.String(40), default="")
    by: Mapped[str]
    at: Mapped[datetime]
