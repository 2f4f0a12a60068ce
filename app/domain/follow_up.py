"""What became of a proposal: told, answered, applied or not and why (B49, B50), and when it is overdue (B51)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.errors import Violation

from .partial_date import PartialDate
from .vocabulary import Applied, Obstacle, Outcome, PatientAnswer

OVERDUE_AFTER = timedelta(days=30)
NOTHING_TO_FOLLOW = frozenset({Outcome.POSTPONED, Outcome.WITHDRAWN, Outcome.DECEASED})


@dataclass(frozen=True)
class FollowUp:
    """Everything known at one revision; a later revision repeats what still holds.

    `chosen` is the title of the other alternative the patient chose, `answer_words` the patient's own words,
    `answered_on` the day of the decision taken together, `reviewed_on` the last day the retained options were looked at
    again (R18).
    """

    told_on: PartialDate | None = None
    told_by: str = ""
    answer: PatientAnswer | None = None
    chosen: str = ""
    answer_words: str = ""
    pps_on: date | None = None
    applied: Applied | None = None
    applied_on: date | None = None
    obstacle: Obstacle | None = None
    comment: str = ""
    revision: int = 0
    by: str = ""
    at: datetime | None = None
    answered_on: PartialDate | None = None
    reviewed_on: date | None = None

    @property
    def is_final(self) -> bool:
        """Whether it is known what became of the proposal: nothing more is waited for."""
        return self.applied is not None


def violations(given: FollowUp, *, held_on: date | None, today: date) -> tuple[Violation, ...]:
    """The rules a follow-up breaks; `held_on` is the day of the meeting."""
    return (
        *_dates(given, held_on, today),
        *_told(given),
        *_answer(given),
        *_applied(given),
    )


def is_overdue(validated_on: date, today: date) -> bool:
    """Whether a proposal validated that day has waited more than 30 days for its follow-up."""
    return today - validated_on > OVERDUE_AFTER


def _dates(given: FollowUp, held_on: date | None, today: date) -> list[Violation]:
    broken = []
    for field in ("told_on", "answered_on", "pps_on", "applied_on", "reviewed_on"):
        value = getattr(given, field)
        if value and _earliest(value) > today:
            broken.append(Violation("date_in_future", field))
        elif value and held_on and _is_before(value, held_on):
            broken.append(Violation("date_before_meeting", field))
    return broken


def _earliest(value: date | PartialDate) -> date:
    return value.earliest if isinstance(value, PartialDate) else value


def _is_before(value: date | PartialDate, day: date) -> bool:
    """Whether the whole of a date, however precise, lies before a day."""
    known = value.iso if isinstance(value, PartialDate) else value.isoformat()
    return known < day.isoformat()[: len(known)]


def _told(given: FollowUp) -> list[Violation]:
    if given.told_on and not given.told_by.strip():
        return [Violation("told_by_missing", "told_by")]
    if given.told_by.strip() and not given.told_on:
        return [Violation("told_on_missing", "told_on")]
    return []


def _answer(given: FollowUp) -> list[Violation]:
    broken = []
    if given.answer and not given.told_on and not given.told_by.strip():
        broken.append(Violation("answer_without_told", "told_on"))
    chose_other = given.answer is PatientAnswer.CHOOSES_OTHER
    if chose_other and not (given.chosen or given.answer_words.strip()):
        broken.append(Violation("chosen_missing", "chosen"))
    if given.chosen and not chose_other:
        broken.append(Violation("chosen_not_needed", "chosen"))
    if (given.answered_on and given.answer is None) or (
        given.answer_words.strip() and given.answer is None
    ):
        broken.append(Violation("answer_missing", "answer"))
    return broken


def _applied(given: FollowUp) -> list[Violation]:
    broken = []
    if given.applied and not given.applied_on:
        broken.append(Violation("applied_on_missing", "applied_on"))
    if given.applied is None and (given.applied_on or given.obstacle):
        broken.append(Violation("applied_missing", "applied"))
    if given.applied in {Applied.PARTLY, Applied.NO} and given.obstacle is None:
        broken.append(Violation("obstacle_missing", "obstacle"))
    if given.applied is Applied.YES and given.obstacle:
        broken.append(Violation("obstacle_not_needed", "obstacle"))
    if given.obstacle is Obstacle.OTHER and not given.comment.strip():
        broken.append(Violation("obstacle_unexplained", "comment"))
    return broken
