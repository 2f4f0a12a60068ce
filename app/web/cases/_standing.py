"""What the top of a file says of its patient: doubtful identity, withdrawn case, no more contact, somebody alike."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.domain import contact
from app.domain.permissions import Action
from app.queries import cases, corrections, duplicates
from app.security import guard
from app.wording.rules import violation_sentence

from .identity_forms import doubts


def standing(case: cases.File) -> dict[str, Any]:
    """The values of the template; who resembles is looked for only for whoever may correct it."""
    patient, stop = case.file.patient, contact.stop(case.file.patient)
    found: tuple[duplicates.Candidate, ...] = ()
    if guard.allows(Action.CORRECT_PATIENT, case.relations):
        found = duplicates.of_patient(guard.actor(), UUID(patient.id))
    return {
        "doubts": [one for said in doubts(case.file.ins, patient).values() for one in said],
        "withdrawn": corrections.withdrawal(UUID(case.id)),
        "stopped": violation_sentence(stop) if stop else "",
        "resembling": len(found),
    }
