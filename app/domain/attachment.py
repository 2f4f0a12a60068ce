"""Documents added to a case, as the file and the prints name them: kind, title, date; never their content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.errors import Violation

from .fact_rules import date_violations
from .partial_date import PartialDate
from .vocabulary import Labelled


class AttachmentKind(Labelled):
    """What a document is."""

    IMAGING = "imaging", "Imagerie"
    PATHOLOGY = "pathology", "Anatomopathologie"
    MOLECULAR = "molecular", "Biologie moléculaire"
    LETTER = "letter", "Courrier"
    OTHER = "other", "Autre"


@dataclass(frozen=True)
class Attached:
    """One document of a case as a print lists it."""

    kind: AttachmentKind
    title: str
    dated_on: PartialDate | None = None


def violations(given: Attached, *, birth: PartialDate | None, today: date) -> list[Violation]:
    """What is wrong with what was typed about a document; empty when nothing is."""
    broken = [] if given.title.strip() else [Violation("required", "title")]
    return broken + date_violations(given.dated_on, "dated_on", birth=birth, today=today)
