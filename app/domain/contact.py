"""When nothing may be sent to a patient any more: deceased, or no longer wishing to be contacted.

It stops the patient page, letters and reminders to the patient and the tasks that contact him or her. The fiche, its
addenda and the exports remain; the letter to the family doctor asks for an explicit confirmation.
"""

from __future__ import annotations

from app.errors import Violation

from .casefile import Patient
from .vocabulary import Need

# what can only be had by asking the patient
ASK_THE_PATIENT = frozenset(
    {Need.INFORMED, Need.WISHES, Need.TRUSTED_PERSON, Need.ADVANCE_DIRECTIVE, Need.TOLD}
)


def may_contact(patient: Patient) -> bool:
    """Whether the patient may still be written to, called or handed a page."""
    return patient.deceased_on is None and patient.no_contact_on is None


def stop(patient: Patient) -> Violation | None:
    """Why nothing may go to the patient; None when it may."""
    if patient.deceased_on is not None:
        return Violation("patient_deceased", params={"on": str(patient.deceased_on)})
    if patient.no_contact_on is not None:
        return Violation("patient_no_contact", params={"on": str(patient.no_contact_on)})
    return None
