"""What hangs on a patient, table by table. The caller has read the patient's case: no access check here."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.extensions import db
from app.models import Case, NameToken, Patient
from app.models._base import Base

from ._reading import reading


def tables() -> tuple[sa.Table, ...]:
    """Every table whose rows hang on a patient, cases apart; a table of facts to come is among them by itself."""
    apart = {Case.__tablename__, NameToken.__tablename__}
    return tuple(
        table
        for table in Base.metadata.sorted_tables
        if table.name not in apart
        and "patient_id" in table.c
        and any(key.column.table is Patient.__table__ for key in table.c.patient_id.foreign_keys)
    )


@reading
def count(patient_id: UUID) -> dict[str, int]:
    """How many rows of each table hang on the patient, those withdrawn included; empty tables are left out."""
    found = {}
    for table in tables():
        query = sa.select(sa.func.count()).where(table.c.patient_id == patient_id)
        number = db.session.scalar(query)
        if number:
            found[table.name] = int(number)
    return found


def ids(table: sa.Table, patient_id: UUID) -> list[UUID]:
    """The rows of one table that hang on the patient."""
    return list(db.session.scalars(sa.select(table.c.id).where(table.c.patient_id == patient_id)))
