"""What the last board said of a case that comes back: its question, its opinion, its verdicts, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .vocabulary import Applied, Obstacle, Outcome, PatientAnswer, Verdict


@dataclass(frozen=True)
class LastTime:
    """One option as the last board left it; `code` is "" for one in the board's own words."""

    code: str
    title: str
    specifics: str
    verdict: Verdict
    rank: int | None = None
    condition: str = ""
    reason: str = ""
    reconsider_if: str = ""
    complete_what: str = ""
    entry_version: int = 0


@dataclass(frozen=True)
class Became:
    """What is known of the proposal's end; `applied` is None while nobody noted it."""

    answer: PatientAnswer | None = None
    chosen: str = ""
    applied: Applied | None = None
    applied_on: date | None = None
    obstacle: Obstacle | None = None
    comment: str = ""


@dataclass(frozen=True)
class Previous:
    """The last validated presentation of the same case, as the next board reads it; `id` names its row."""

    number: int
    question: str
    meeting: str
    held_on: date | None
    validated_at: datetime | None
    validated_by: str
    opinion: str
    outcome: Outcome | None
    next_steps: str
    options: tuple[LastTime, ...]
    became: Became = Became()
    addenda: tuple[str, ...] = ()
    id: str = ""
