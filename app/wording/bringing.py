"""What a message to the requester takes from the notes of a case: named professionals and days, no free text."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.casefile import Patient
from app.domain.contact import ASK_THE_PATIENT, may_contact
from app.domain.gap import Line
from app.domain.vocabulary import GapState, Need

from .reminders import Bringing


def bringing(lines: Iterable[Line]) -> dict[str, Bringing]:
    """Who brings each item and by when, by item key."""
    return {
        line.item.key: Bringing(line.gap.professional, line.gap.due_on)
        for line in lines
        if line.gap is not None
    }


def brought(lines: Iterable[Line], patient: Patient) -> frozenset[str]:
    """The items that are not asked again: brought, or to be asked of a patient who may not be contacted any more."""
    unreachable = frozenset[Need]() if may_contact(patient) else ASK_THE_PATIENT
    return frozenset(
        line.item.key
        for line in lines
        if line.item.code in unreachable or (line.gap and line.gap.state is GapState.BROUGHT)
    )
