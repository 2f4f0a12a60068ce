"""Meetings and who takes part."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.quorum import QuorumRule
from app.domain.vocabulary import Attendance, Function, MeetingState, RoomEvent

from ._base import Base, Identified, Part, Versioned, choice, reference


class Meeting(Versioned, Base):
    """One meeting of one hospital, with its quorum rule as data. `moved_from` and `reason` say that it was postponed or cancelled."""

    __tablename__ = "meeting"
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id")
    title: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[MeetingState] = mapped_column(choice(MeetingState, closed=True))
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    quorum: Mapped[QuorumRule] = mapped_column(Part(QuorumRule), default=QuorumRule)
    quorum_note: Mapped[str] = mapped_column(default="")
    kind_id: Mapped[uuid.UUID | None] = reference("meeting_kind.id", nullable=True)
    session: Mapped[str] = mapped_column(sa.String(80), default="")
    duration_minutes: Mapped[int] = mapped_column(default=120)
    moved_from: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")


class MeetingMember(Versioned, Base):
    """A professional convened to a meeting, his or her function there, and attendance.

    `counts_for` is the speciality that counts for the quorum; None is the professional's own.
    """

    __tablename__ = "meeting_member"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "professional_id"),)
    meeting_id: Mapped[uuid.UUID] = reference("meeting.id", index=False)
    professional_id: Mapped[uuid.UUID] = reference("professional.id")
    function: Mapped[Function] = mapped_column(choice(Function, closed=True))
    attendance: Mapped[Attendance] = mapped_column(choice(Attendance, closed=True))
    convened_at: Mapped[datetime]
    counts_for: Mapped[str | None] = mapped_column(sa.ForeignKey("speciality.code"))


class MeetingEvent(Identified, Base):
    """What was noted in the room, one after the other: a case shown, somebody coming or leaving, one of these taken back."""

    __tablename__ = "meeting_event"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "seq"),)
    meeting_id: Mapped[uuid.UUID] = reference("meeting.id", index=False)
    seq: Mapped[int]
    kind: Mapped[RoomEvent] = mapped_column(choice(RoomEvent, closed=True))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(default="")
    presentation_id: Mapped[uuid.UUID | None] = reference("presentation.id", nullable=True)
    member_id: Mapped[uuid.UUID | None] = reference("meeting_member.id", nullable=True)
    cancels: Mapped[int | None]
    was: Mapped[Attendance | None] = mapped_column(choice(Attendance))
