"""What cases and people are found by: one row a word, kept in step with the change that made it (services/_index.py)."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.naming import LONGEST

from ._base import Base


class SearchToken(Base):
    """One word a case is found by; hospital and reference are repeated so that the index alone gives a page in order.

    References are given in the order of opening: the latest case has the greatest.
    """

    __tablename__ = "search_token"
    __table_args__ = (
        sa.Index("ix_search_token_page", "hospital_id", "token", "reference", "case_id"),
    )
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("clinical_case.id"), primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(LONGEST), primary_key=True)
    hospital_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hospital.id"))
    reference: Mapped[str] = mapped_column(sa.String(20))


class NameToken(Base):
    """One word of a patient's names: what homonyms of the same hospital are looked for by."""

    __tablename__ = "name_token"
    __table_args__ = (sa.Index("ix_name_token_person", "hospital_id", "token", "patient_id"),)
    patient_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("patient.id"), primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(LONGEST), primary_key=True)
    hospital_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hospital.id"))
