"""What was done about wrong patients: append-only, with the rows that moved, so that it can be read back and undone."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import Correction as Kind

from ._base import Base, Identified, choice, reference


class Correction(Identified, Base):
    """One merge, move, withdrawal, return, or answer "another person": who, when, why, from where, to where.

    `moved` lists the ids of the rows that changed patient, by table; `before` what else must be put back to undo it.
    """

    __tablename__ = "correction"
    kind: Mapped[Kind] = mapped_column(choice(Kind, closed=True))
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id")
    case_id: Mapped[uuid.UUID | None] = reference("clinical_case.id", nullable=True)
    from_patient_id: Mapped[uuid.UUID] = reference("patient.id")
    to_patient_id: Mapped[uuid.UUID | None] = reference("patient.id", nullable=True)
    cause: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    moved: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON(), default=dict)
    by: Mapped[str]
    at: Mapped[datetime]


class CorrectionUndo(Base):
    """That a merge or a move was undone: who, when, why."""

    __tablename__ = "correction_undo"
    correction_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("correction.id"), primary_key=True
    )
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
