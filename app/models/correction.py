"""What was done about wrong patients: append-only, with the rows that moved, so that it can be read back and undone."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import Correction as Kind

from ._base import Base, Identified, choice, reference


class Correction(Identified, Base):
    """One merge, move, withdrawal, return, or answer "another person": who, when, why, from where, to where.

    `moved` lists the ids of the rows that changed patient, by table.
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
    by: Mapped[str]
    at: Mapped[datetime]
