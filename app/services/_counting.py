"""For which speciality somebody may count towards the quorum."""

from __future__ import annotations

from uuid import UUID

from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Professional, Speciality


def require_counted(professional_id: UUID, counts_for: str | None) -> None:
    """Refuse a speciality that does not exist, and one of physicians for somebody who is not one; None is one's own."""
    if not counts_for:
        return
    counted = db.session.get(Speciality, counts_for)
    if counted is None:
        raise RuleViolation(Violation("unknown_choice", "counts_for"))
    who = db.session.get(Professional, professional_id)
    if who is not None and counted.is_medical and not is_physician(who):
        raise RuleViolation(Violation("counts_not_physician", "counts_for"))


def is_physician(who: Professional) -> bool:
    """Whether the directory gives a physician's speciality."""
    own = db.session.get(Speciality, who.speciality_code) if who.speciality_code else None
    return bool(own and own.is_medical)
