"""What one presentation counts for in the activity of a board, taken from its record the day it is signed.

Codes and numbers only: no name, no date of birth, no word of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .completeness import of_record
from .conclusion import trial
from .opinion import in_tension
from .preferences import wishes
from .record import Record
from .vocabulary import Family, Outcome, Quorum, TeamCall, Track, Verdict, WishesEffect

FRAILTY_FROM = 75
# G8: 14 and below call for a geriatric assessment (INCa, oncogeriatrics; rcp-france 1.4)
G8_ABNORMAL = 14
_SAID = {Verdict.RETAINED, Verdict.SET_ASIDE, Verdict.TO_COMPLETE, Verdict.NOT_APPLICABLE}


@dataclass(frozen=True)
class BoardFacts:
    """One presentation as counted. `complete` is None when nothing was asked of the file; `g8` is None when not done.

    `asks_frailty` says that the patient was 75 or more that day; `wishes_effect` None that nobody noted it.
    """

    track: Track
    outcome: Outcome | None
    quorum: Quorum
    missing_specialities: tuple[str, ...] = ()
    complete: bool | None = None
    missing_items: tuple[str, ...] = ()
    informed: bool = False
    wishes_known: bool = False
    wishes_effect: WishesEffect | None = None
    in_tension: bool = False
    asks_frailty: bool = False
    g8: Decimal | None = None
    trials_searched: bool = False
    trial_proposed: bool | None = None
    supportive_assessed: bool = False
    palliative_asked: bool = False


def board_facts(record: Record, day: date) -> BoardFacts:
    """What this record counts for, on the day of its meeting."""
    items = of_record(record, day)
    age = record.case_file.patient.age_on(day)
    score = record.case_file.latest_g8
    meeting = record.meeting
    return BoardFacts(
        track=record.track,
        outcome=record.opinion.outcome,
        quorum=meeting.quorum if meeting else Quorum.UNKNOWN,
        missing_specialities=meeting.missing_specialities if meeting else (),
        complete=not items.missing if items.items else None,
        missing_items=tuple(item.key for item in items.missing),
        informed=record.informed.opposed is False,
        wishes_known=wishes(record.case_file.statements, date.min).is_recorded,
        wishes_effect=record.opinion.wishes_effect,
        in_tension=any(in_tension(option) for option in record.options),
        asks_frailty=age is not None and age >= FRAILTY_FROM,
        g8=score.score if score else None,
        trials_searched=not record.trials.is_empty,
        trial_proposed=trial(record),
        supportive_assessed=_said_of(record, Family.SUPPORTIVE),
        palliative_asked=_said_of(record, Family.PALLIATIVE, {Verdict.RETAINED})
        or _team_called(record),
    )


def _team_called(record: Record) -> bool:
    call = record.palliative
    return call is not None and call.answer in {TeamCall.CALLED, TeamCall.PROPOSED}


def _said_of(record: Record, family: Family, verdicts: set[Verdict] | None = None) -> bool:
    wanted = verdicts or _SAID
    return any(o.entry.family is family and o.verdict in wanted for o in record.options)
