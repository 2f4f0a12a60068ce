"""Talks with the patient, and the dated steps towards a decision taken together (requirements R49, R50)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.errors import Violation

from .follow_up import FollowUp
from .partial_date import PartialDate
from .text import SHORT
from .vocabulary import Labelled, Means, PatientAnswer, Share


class Understood(Labelled):
    """Whether the patient said again, in his or her own words, what was explained."""

    YES = "yes", "Oui"
    PARTLY = "partly", "En partie"
    NO = "no", "Non"


@dataclass(frozen=True)
class Talk:
    """One talk: when, how, before whom, what was said, and what the patient gave back of it (`words`).

    `understood` is None when it was not checked; `options_shown` says that the possibilities were laid before the
    patient. `withheld` marks a talk kept for the doctor: then only its day is filled.
    """

    held_on: date
    means: Means = Means.INTERVIEW
    persons: str = ""
    interpreter: str = ""
    options_shown: bool = False
    said: str = ""
    understood: Understood | None = None
    words: str = ""
    share: Share = Share.BOARD_ONLY
    recorded_by: str = ""
    recorded_at: datetime | None = None
    withheld: bool = False
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class TalkHeld:
    """One talk as the fiche lists it: its day, who was there, whether the patient said it again; never its content."""

    held_on: date
    persons: str
    understood: Understood | None = None


class Step(StrEnum):
    """The steps of R50, in their order."""

    SHOWN = "shown"
    WISHES = "wishes"
    PROPOSAL = "proposal"
    TALK = "talk"
    DECISION = "decision"


@dataclass(frozen=True)
class Taken:
    """One step with its day, None while it is still to come."""

    step: Step
    on: PartialDate | None = None


def violations(given: Talk, today: date) -> list[Violation]:
    """A talk has its past day, its persons, and something that was said."""
    broken = []
    if given.held_on > today:
        broken.append(Violation("date_in_future", "held_on"))
    needed = {"persons": given.persons.strip(), "said": given.said.strip()}
    broken += [Violation("required", name) for name, value in needed.items() if not value]
    for name in ("persons", "interpreter"):
        if (length := len(getattr(given, name))) > SHORT:
            broken.append(Violation("text_long", name, {"n": str(length), "maximum": str(SHORT)}))
    return broken


def at_board_level(talks: Iterable[Talk]) -> tuple[Talk, ...]:
    """Leave only the day of a talk kept for the doctor (docs/decisions/0005)."""
    return tuple(
        Talk(t.held_on, share=Share.DOCTOR_ONLY, withheld=True, id=t.id)
        if t.share is Share.DOCTOR_ONLY
        else t
        for t in talks
    )


def steps(
    talks: Iterable[Talk],
    follow_up: FollowUp,
    *,
    wishes_on: date | None,
    proposed_on: date | None,
) -> tuple[Taken, ...]:
    """The five steps with their days; the talk is one held since the proposal, or the day it was explained.

    A talk kept for the doctor takes no step: its content is not known here. A patient who asks for time has not
    decided yet.
    """
    known = sorted((t for t in talks if not t.withheld), key=lambda t: t.held_on)
    shown = [t.held_on for t in known if t.options_shown]
    after = [t.held_on for t in known if proposed_on and t.held_on >= proposed_on]
    told = follow_up.told_on or _day(after[0] if after else None)
    is_decided = follow_up.answer not in {None, PatientAnswer.WANTS_TIME}
    decided = follow_up.answered_on if is_decided else None
    return (
        Taken(Step.SHOWN, _day(shown[0] if shown else None)),
        Taken(Step.WISHES, _day(wishes_on)),
        Taken(Step.PROPOSAL, _day(proposed_on)),
        Taken(Step.TALK, told),
        Taken(Step.DECISION, decided),
    )


def _day(on: date | None) -> PartialDate | None:
    return PartialDate.of(on) if on else None
