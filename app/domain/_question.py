"""The shapes of the preference form: a question, a section; and the few ways its data modules write them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .vocabulary import Topic

Choices = tuple[tuple[str, str], ...]


class Kind(StrEnum):
    """What an answer is; the patient's own words are kept apart from coded values."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    SCALE = "scale_0_10"
    STEP = "step_1_5"
    WORDS = "words"
    TEXT = "text"
    MINUTES = "minutes"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True)
class Question:
    """One question: `brief` names it in a list, `comment` leaves room for words, `screen_only` keeps it off paper.

    `is_read_only` marks one that is no longer asked, whose earlier answers are still read.
    """

    code: str
    kind: Kind
    label: str
    brief: str
    choices: Choices = ()
    hint: str = ""
    unit: str = ""
    comment: bool = False
    screen_only: bool = False
    is_read_only: bool = False

    @property
    def topic(self) -> Topic:
        """The topic, which begins the code."""
        return Topic(self.code.partition(".")[0])


@dataclass(frozen=True)
class Section:
    """Questions shown and shared together."""

    code: str
    title: str
    questions: tuple[Question, ...]
    hint: str = ""


YES_NO: Choices = (("yes", "Oui"), ("no", "Non"))
ROLES: Choices = (
    ("me", "Je décide"),
    ("me_advised", "Je décide, après l’avis du médecin"),
    ("together", "Nous décidons ensemble"),
    ("doctor_heard", "Le médecin décide, après m’avoir écouté"),
    ("doctor", "Le médecin décide"),
)


def asked(code: str, label: str, brief: str, *, comment: bool = False, hint: str = "") -> Question:
    """A yes or no question."""
    return Question(code, Kind.YES_NO, label, brief, YES_NO, hint, comment=comment)
