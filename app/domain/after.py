"""What follows a meeting, case by case: each step done, to do, late, or without object (B44, B47–B51, R18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .follow_up import NOTHING_TO_FOLLOW, is_overdue
from .vocabulary import AfterStep, Applied, Outcome, PresentationState

# The family doctor's letter leaves the day of the validation (B48); the rest has the days of a follow-up.
LETTER_WITHIN = timedelta(days=1)
_COMES_BACK = frozenset({Outcome.POSTPONED, Outcome.NEEDS_INFORMATION})


class Stand(StrEnum):
    """Where one step stands."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    WAITS = "waits"
    NONE = "none"


@dataclass(frozen=True)
class Progress:
    """What is known of one presentation since its meeting; a day is None while the thing is not done.

    `held` is whether the meeting is closed, `reachable` whether the patient may still be contacted, `again` whether the
    case was presented again since; `review_on` the earliest day a retained option is to be looked at again.
    """

    state: PresentationState
    held: bool
    reachable: bool = True
    outcome: Outcome | None = None
    validated_on: date | None = None
    has_family_doctor: bool = False
    letter_on: date | None = None
    told_on: object | None = None
    released_on: date | None = None
    replaced: bool = False
    pps_on: date | None = None
    applied: Applied | None = None
    review_on: date | None = None
    reviewed_on: date | None = None
    again: bool = False

    @property
    def unseen(self) -> bool:
        """Whether the meeting closed without this case: it is to be listed again."""
        return self.held and self.state is PresentationState.PREPARED

    @property
    def comes_back(self) -> bool:
        """Whether its outcome says that it comes back to a board, and it has not yet."""
        return (
            self.outcome in _COMES_BACK
            and not self.again
            and self.state is PresentationState.VALIDATED
        )


def steps(known: Progress, today: date) -> Mapping[AfterStep, Stand]:
    """Every step of one case, in order."""
    validated = known.validated_on is not None
    found = {AfterStep.VALIDATED: _validated(known)}
    rest = {
        AfterStep.LETTER: _letter,
        AfterStep.TOLD: _told,
        AfterStep.PAGE: _page,
        AfterStep.PPS: _pps,
        AfterStep.APPLIED: _applied,
        AfterStep.REVIEW: _review,
    }
    for step, rule in rest.items():
        found[step] = rule(known, today) if validated else Stand.WAITS
    return found


def is_review_late(review_on: date | None, reviewed_on: date | None, today: date) -> bool:
    """Whether the day of a review has passed and nobody looked again since."""
    if review_on is None or review_on >= today:
        return False
    return reviewed_on is None or reviewed_on < review_on


def _validated(known: Progress) -> Stand:
    if known.validated_on:
        return Stand.DONE
    return Stand.LATE if known.held and not known.unseen else Stand.DUE


def _letter(known: Progress, today: date) -> Stand:
    if known.letter_on:
        return Stand.DONE
    if not known.has_family_doctor:
        return Stand.NONE
    signed = known.validated_on or today
    return Stand.LATE if today - signed > LETTER_WITHIN else Stand.DUE


def _told(known: Progress, today: date) -> Stand:
    return _of_patient(known, bool(known.told_on), today)


def _pps(known: Progress, today: date) -> Stand:
    return _of_patient(known, bool(known.pps_on), today)


def _page(known: Progress, today: date) -> Stand:
    """A page leaves when a clinician has read it, in his or her own time: it is never late."""
    if known.released_on and not known.replaced:
        return Stand.DONE
    return Stand.DUE if known.reachable else Stand.NONE


def _applied(known: Progress, today: date) -> Stand:
    if known.applied is not None:
        return Stand.DONE
    return _due(known, today)


def _review(known: Progress, today: date) -> Stand:
    if known.review_on is None:
        return Stand.NONE
    if known.again or (known.reviewed_on and known.reviewed_on >= known.review_on):
        return Stand.DONE
    return Stand.LATE if is_review_late(known.review_on, known.reviewed_on, today) else Stand.DUE


def _of_patient(known: Progress, done: bool, today: date) -> Stand:
    if done:
        return Stand.DONE
    return _due(known, today) if known.reachable else Stand.NONE


def _due(known: Progress, today: date) -> Stand:
    if known.outcome in NOTHING_TO_FOLLOW or known.validated_on is None:
        return Stand.NONE
    return Stand.LATE if is_overdue(known.validated_on, today) else Stand.DUE
