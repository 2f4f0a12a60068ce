"""Whether the palliative care team was called for one presentation: asked, dated, never presumed (R22)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.errors import Violation

from .casefile import CaseFile
from .text import fold
from .vocabulary import MeasureKind, TeamCall

# French threshold of PALLIA-10 (PREPA-10, 840 patients): above 3, calling the team is to be discussed.
PALLIA_ABOVE = 3


@dataclass(frozen=True)
class PalliativeCall:
    """The answer of the board: called on which day, proposed, or not and why; `by` noted it on `noted_on`."""

    answer: TeamCall
    on: date | None = None
    reason: str = ""
    by: str = ""
    noted_on: date | None = None


def violations(call: PalliativeCall, today: date) -> list[Violation]:
    """What an answer lacks: a call has its day, which is not ahead, and a no has its reason."""
    if call.answer is TeamCall.CALLED and call.on is None:
        return [Violation("required", "on")]
    if call.on is not None and call.on > today:
        return [Violation("date_in_future", "on")]
    if call.answer is TeamCall.NO and not call.reason.strip():
        return [Violation("palliative_no_reason", "reason")]
    return []


def reaches_threshold(case_file: CaseFile) -> bool:
    """Whether the latest PALLIA-10 kept in the file is above the French threshold; its items are not ours to copy."""
    found = [
        m
        for m in case_file.measures
        if m.kind is MeasureKind.INSTRUMENT and "pallia" in fold(m.name)
    ]
    latest = max(found, key=lambda m: m.measured_on.iso if m.measured_on else "", default=None)
    return latest is not None and latest.value > PALLIA_ABOVE


def is_due(call: PalliativeCall | None, case_file: CaseFile, retained: Iterable[bool]) -> bool:
    """Whether the question waits for an answer: the threshold is passed, or palliative care was retained."""
    return call is None and (reaches_threshold(case_file) or any(retained))
