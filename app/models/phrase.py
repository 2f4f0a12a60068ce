"""The phrases a hospital inserts in its conclusions."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ._base import Base, Versioned, reference


class PhraseList(Versioned, Base):
    """One hospital's own list, in its order; without a row the product's starting list holds."""

    __tablename__ = "phrase_list"
    __table_args__ = (sa.UniqueConstraint("hospital_id"),)
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id", index=False)
    phrases: Mapped[list[str]] = mapped_column(default=list)
