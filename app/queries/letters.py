"""The family doctor of a case, and the letters that left. The caller has read the case first: no access check here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.follow_up import FollowUp
from app.domain.record import Person, Record
from app.domain.vocabulary import Sending
from app.errors import NotFound
from app.extensions import db
from app.models import Case, LetterSending, Professional, Speciality

from . import follow_ups
from ._reading import reading
from .records import person


@dataclass(frozen=True)
class Context:
    """What a letter says that the record does not hold: its addressee, and what the patient was told since."""

    family_doctor: Person | None
    follow_up: FollowUp


@dataclass(frozen=True)
class Sent:
    """One letter that left."""

    number: int
    addressee: str
    sent_on: date
    means: Sending
    sent_by: str
    recorded_by: str
    recorded_at: datetime
    sha256: str


@reading
def context(record: Record) -> Context:
    """What stands around the record of a letter."""
    return Context(family_doctor(UUID(record.case_id)), follow_ups.known(UUID(record.id)))


@reading
def family_doctor(case_id: UUID) -> Person | None:
    """The family doctor named in a case; None when there is none."""
    row = db.session.execute(
        sa.select(Professional, Speciality.label)
        .join(Case, Case.family_doctor_id == Professional.id)
        .join(Speciality, Speciality.code == Professional.speciality_code, isouter=True)
        .where(Case.id == case_id)
    ).first()
    return person(row.Professional, row.label) if row else None


@reading
def sent(presentation_id: UUID) -> tuple[Sent, ...]:
    """The letters of a presentation that left, in order."""
    rows = db.session.scalars(
        sa.select(LetterSending)
        .where(LetterSending.presentation_id == presentation_id)
        .order_by(LetterSending.recorded_at)
    )
    return tuple(
        Sent(
            n,
            row.addressee,
            row.sent_on,
            row.means,
            row.sent_by,
            row.recorded_by,
            row.recorded_at,
            row.sha256,
        )
        for n, row in enumerate(rows, start=1)
    )


def copy_of(presentation_id: UUID, number: str) -> str:
    """The hash of the letter sent under that number; NotFound otherwise."""
    for line in sent(presentation_id):
        if str(line.number) == number:
            return line.sha256
    raise NotFound
