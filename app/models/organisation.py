"""Hospitals, their units, and the professionals of the directory."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ._base import Base, Versioned, reference


class Hospital(Versioned, Base):
    """A hospital that owns patients and cases."""

    __tablename__ = "hospital"
    name: Mapped[str]
    city: Mapped[str] = mapped_column(default="")
    finess: Mapped[str] = mapped_column(sa.String(9), default="")


class Unit(Versioned, Base):
    """A unit, with the numbers patients call by day and by night."""

    __tablename__ = "unit"
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id")
    name: Mapped[str]
    day_phone: Mapped[str] = mapped_column(sa.String(40), default="")
    night_phone: Mapped[str] = mapped_column(sa.String(40), default="")


class Speciality(Base):
    """A speciality or profession code (ANS JDV_J01 codes, our own labels); dated reference data."""

    __tablename__ = "speciality"
    code: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    label: Mapped[str]
    is_medical: Mapped[bool]


class Professional(Versioned, Base):
    """A person of the directory; having an account is another matter."""

    __tablename__ = "professional"
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id")
    title: Mapped[str] = mapped_column(sa.String(20), default="")
    family_name: Mapped[str]
    given_name: Mapped[str] = mapped_column(default="")
    speciality_code: Mapped[str | None] = mapped_column(sa.ForeignKey("speciality.code"))
    rpps: Mapped[str] = mapped_column(sa.String(11), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    active: Mapped[bool] = mapped_column(default=True)
    email: Mapped[str] = mapped_column(sa.String(254), default="", server_default="")
