"""The trials one hospital keeps an eye on."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import TrialStatus

from ._base import Base, Versioned, choice, reference


class Trial(Versioned, Base):
    """One line of a hospital's list of trials; closed, never deleted.

    `simple` are the criteria typed, `computed` those read from a CTML file, both as plain values.
    """

    __tablename__ = "trial"
    __table_args__ = (sa.UniqueConstraint("hospital_id", "number"),)
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id", index=False)
    number: Mapped[str] = mapped_column(sa.String(80))
    title: Mapped[str]
    status: Mapped[TrialStatus] = mapped_column(choice(TrialStatus, closed=True))
    sponsor: Mapped[str] = mapped_column(default="")
    phase: Mapped[str] = mapped_column(default="")
    centre: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    distance_km: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    main_criteria: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[date | None]
    verified_by: Mapped[str] = mapped_column(default="")
    simple: Mapped[dict[str, Any]] = mapped_column(sa.JSON(), default=dict)
    computed: Mapped[list[Any]] = mapped_column(sa.JSON(), default=list)
    source: Mapped[str] = mapped_column(default="")
