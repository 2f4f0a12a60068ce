"""What a hospital asks of a case before its board, and what is noted beside an item that is not there yet."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.quorum import QuorumRule
from app.domain.series import Rhythm
from app.domain.vocabulary import Function, GapState, KindCategory, Standing

from ._base import Base, Part, Versioned, choice, reference


class MeetingKind(Versioned, Base):
    """A kind of meeting of one hospital: where it sits, what it adds to the items asked, its limit of age in days."""

    __tablename__ = "meeting_kind"
    __table_args__ = (sa.UniqueConstraint("hospital_id", "name"),)
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id", index=False)
    name: Mapped[str] = mapped_column(sa.String(200))
    category: Mapped[KindCategory] = mapped_column(choice(KindCategory, closed=True))
    room: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    freshness_days: Mapped[int | None]
    items: Mapped[list[str]] = mapped_column(default=list)
    active: Mapped[bool] = mapped_column(default=True)
    coordinator: Mapped[str] = mapped_column(default="")
    rrc: Mapped[str] = mapped_column(sa.String(80), default="")
    manager: Mapped[str] = mapped_column(sa.String(80), default="")
    rcp: Mapped[str] = mapped_column(sa.String(80), default="")
    address: Mapped[str] = mapped_column(default="")
    place_id: Mapped[str] = mapped_column(sa.String(80), default="")
    quorum: Mapped[QuorumRule | None] = mapped_column(Part(QuorumRule))
    rhythm: Mapped[Rhythm | None] = mapped_column(Part(Rhythm))
    duration_minutes: Mapped[int] = mapped_column(default=120)


class KindMember(Versioned, Base):
    """Who is convened to the meetings of a kind, the speciality he or she counts for there, and the usual function."""

    __tablename__ = "kind_member"
    __table_args__ = (sa.UniqueConstraint("kind_id", "professional_id"),)
    kind_id: Mapped[uuid.UUID] = reference("meeting_kind.id", index=False)
    professional_id: Mapped[uuid.UUID] = reference("professional.id")
    counts_for: Mapped[str | None] = mapped_column(sa.ForeignKey("speciality.code"))
    standing: Mapped[Standing] = mapped_column(choice(Standing, closed=True))
    function: Mapped[Function] = mapped_column(choice(Function, closed=True))


class Requirement(Versioned, Base):
    """What a hospital asks of every case (`scope` "all") or, besides, of those of one site (`scope` its code)."""

    __tablename__ = "requirement"
    __table_args__ = (sa.UniqueConstraint("hospital_id", "scope"),)
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id", index=False)
    scope: Mapped[str] = mapped_column(sa.String(32))
    items: Mapped[list[str]] = mapped_column(default=list)
    markers: Mapped[list[str]] = mapped_column(default=list)
    freshness_days: Mapped[int | None]


class Gap(Versioned, Base):
    """One item asked of a presentation and not there yet: who brings it, by when, or why it is not known yet."""

    __tablename__ = "gap"
    __table_args__ = (sa.UniqueConstraint("presentation_id", "item"),)
    presentation_id: Mapped[uuid.UUID] = reference("presentation.id", index=False)
    item: Mapped[str] = mapped_column(sa.String(80))
    state: Mapped[GapState] = mapped_column(choice(GapState, closed=True))
    word: Mapped[str] = mapped_column(default="")
    bearer_id: Mapped[uuid.UUID | None] = reference("professional.id", nullable=True)
    bearer: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
