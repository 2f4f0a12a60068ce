"""How far a question of the patient has come: still to ask, asked, answered (requirement R57)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.errors import Violation

from .partial_date import PartialDate
from .text import SHORT
from .vocabulary import Labelled


class QuestionState(Labelled):
    """Where a question stands; one that the patient no longer asks is kept, and no longer shown as open."""

    TO_ASK = "to_ask", "À poser"
    ASKED = "asked", "Posée"
    ANSWERED = "answered", "Répondue"
    NO_LONGER = "no_longer", "N’est plus à poser"

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes the patient an answer."""
        return self in {QuestionState.TO_ASK, QuestionState.ASKED}


@dataclass(frozen=True)
class Progress:
    """The latest news of a question: `by` asked or answered it, `answer` says the answer in a word.

    `revision` counts what was noted of it, 0 when nothing was.
    """

    state: QuestionState = QuestionState.TO_ASK
    on: PartialDate | None = None
    by: str = ""
    answer: str = ""
    noted_by: str = ""
    revision: int = 0


def violations(given: Progress, today: date) -> list[Violation]:
    """An answer has its day and who gave it; no day is to come."""
    broken = []
    if given.on and given.on.earliest > today:
        broken.append(Violation("date_in_future", "on"))
    if given.state is QuestionState.ANSWERED:
        needed = {"on": given.on, "by": given.by.strip()}
        broken += [Violation("required", name) for name, value in needed.items() if not value]
    if len(given.by) > SHORT:
        params = {"n": str(len(given.by)), "maximum": str(SHORT)}
        broken.append(Violation("text_long", "by", params))
    return broken
