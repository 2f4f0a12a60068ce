"""Whether anything may still go to the patient of a case, as recorded now and not in a frozen record."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain import casefile as shapes
from app.domain.contact import stop
from app.errors import Violation
from app.extensions import db
from app.models import Case, Patient

from . import facts
from ._reading import reading


@reading
def stopped(case_id: UUID) -> Violation | None:
    """Why nothing may go to the patient any more, None when it may. The caller has read the case."""
    row = db.session.scalar(
        sa.select(Patient).join(Case, Case.patient_id == Patient.id).where(Case.id == case_id)
    )
    return stop(facts.as_fact(row, shapes.Patient)) if row else None
