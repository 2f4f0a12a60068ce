"""Whether the last merge or move about a case can be undone, and what it would put back. The caller read the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.domain.vocabulary import Correction as Kind
from app.extensions import db
from app.models import Case, Correction, CorrectionUndo, Presentation

from ._reading import reading

_UNDONE = sa.select(CorrectionUndo.correction_id)


@dataclass(frozen=True)
class Last:
    """The last merge or move of a case: what it was, the rows it moved, and why it stays ("" when it can be undone)."""

    correction_id: UUID
    kind: Kind
    rows: Mapping[str, int]
    refusal: str


@reading
def last(case_id: UUID) -> Last | None:
    """The last merge or move that was made from this case and stands; None when there is none."""
    row = standing(case_id)
    if row is None:
        return None
    counts = {name: len(ids) for name, ids in row.moved.items()}
    return Last(row.id, row.kind, counts, refusal(row))


def standing(case_id: UUID) -> Correction | None:
    """The row of that correction."""
    return db.session.scalar(
        sa.select(Correction)
        .where(
            Correction.case_id == case_id,
            Correction.kind.in_([Kind.MERGED, Kind.MOVED]),
            Correction.id.not_in(_UNDONE),
        )
        .order_by(Correction.at.desc())
        .limit(1)
    )


def refusal(row: Correction) -> str:
    """Why a correction can no longer be undone, as the code of a rule; "" when it can."""
    people = [row.from_patient_id, row.to_patient_id]
    if not row.before:
        return "undo_old"
    validated = sa.select(Presentation.id).join(Case, Case.id == Presentation.case_id)
    since = validated.where(Case.patient_id.in_(people), Presentation.validated_at > row.at)
    if db.session.scalar(since.limit(1)):
        return "undo_validated"
    later = sa.select(Correction.id).where(
        Correction.kind.in_([Kind.MERGED, Kind.MOVED]),
        Correction.at > row.at,
        Correction.id.not_in(_UNDONE),
        sa.or_(Correction.from_patient_id.in_(people), Correction.to_patient_id.in_(people)),
    )
    return "undo_later" if db.session.scalar(later.limit(1)) else ""
