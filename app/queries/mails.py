"""Whom the reminders of a meeting are for, and those that left. The caller has read the meeting first: no access check here.

Addresses come from the directory of professionals and from nowhere else: a patient has none here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.vocabulary import MailMessage, MailOutcome
from app.extensions import db
from app.models import Case, MailSending, MeetingMember, Presentation, Professional

from ._reading import reading
from .records import person


@dataclass(frozen=True)
class Addressee:
    """A professional to write to; no address, or no longer in the directory, is nobody to write to."""

    id: str
    name: str
    address: str
    hospital_id: str

    @property
    def key(self) -> UUID:
        """The row of the directory."""
        return UUID(self.id)


@dataclass(frozen=True)
class Sent:
    """One try, as the page lists it; `reference` of the case it was about, "" for the whole meeting."""

    at: datetime
    by: str
    message: MailMessage
    name: str
    address: str
    outcome: MailOutcome
    why: str
    reference: str
    professional_id: str
    presentation_id: str
    batch: str


@reading
def members(meeting_id: UUID) -> tuple[Addressee, ...]:
    """Those convened to a meeting, by name."""
    rows = db.session.scalars(
        sa.select(Professional)
        .join(MeetingMember, MeetingMember.professional_id == Professional.id)
        .where(MeetingMember.meeting_id == meeting_id)
        .order_by(Professional.family_name, Professional.id)
    )
    return tuple(_addressee(row) for row in rows)


@reading
def requesters(meeting_id: UUID) -> dict[str, Addressee]:
    """Who asked for each case of a meeting, by presentation."""
    rows = db.session.execute(
        sa.select(Presentation.id, Professional)
        .join(Professional, Professional.id == Presentation.requester_id)
        .where(Presentation.meeting_id == meeting_id)
    )
    return {str(presentation): _addressee(who) for presentation, who in rows}


@reading
def sendings(meeting_id: UUID) -> tuple[Sent, ...]:
    """What was sent or refused for a meeting, the latest first."""
    rows = db.session.execute(
        sa.select(MailSending, Case.reference)
        .join(Presentation, Presentation.id == MailSending.presentation_id, isouter=True)
        .join(Case, Case.id == Presentation.case_id, isouter=True)
        .where(MailSending.meeting_id == meeting_id)
        .order_by(MailSending.at.desc(), MailSending.id)
    )
    return tuple(
        Sent(
            row.at, row.by, row.message, row.name, row.address, row.outcome, row.why,
            reference or "", str(row.professional_id), str(row.presentation_id or ""), row.batch,
        )
        for row, reference in rows
    )  # fmt: skip


def tries(meeting_id: UUID) -> int:
    """How many there are, inside the caller's transaction."""
    found = sa.select(sa.func.count()).where(MailSending.meeting_id == meeting_id)
    return int(db.session.scalar(found) or 0)


def _addressee(row: Professional) -> Addressee:
    address = row.email if row.active else ""
    return Addressee(str(row.id), person(row, None).name, address, str(row.hospital_id))
