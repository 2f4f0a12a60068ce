"""The quorum rule of a meeting, and whether those who take part meet it (HAS 2014, INCa December 2023, ONCORIF 2024).

The rule is data, one for each kind of meeting, copied by each meeting. It states and never blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from .partial_date import PartialDate
from .vocabulary import Attendance, MeetingState, Quorum, QuorumMode

LINES = 8
MOST = 20
# People with several specialities whose choice is weighed; the others count for their first one. 3 ** 7 at worst.
_WEIGHED = 7
_CHOICES = 3


@dataclass(frozen=True)
class RequiredSpeciality:
    """One speciality a rule names: any of `codes` is it ("a surgeon" has many), `label` is how it is said."""

    label: str
    mode: QuorumMode
    codes: tuple[str, ...]


@dataclass(frozen=True)
class QuorumRule:
    """How many different medical specialities at least, which ones and how; with the source and its date.

    `is_example` marks a rule taken from the example set, which nobody of the hospital has checked yet.
    """

    minimum: int = 3
    required: tuple[RequiredSpeciality, ...] = ()
    source: str = ""
    dated_on: PartialDate | None = None
    is_example: bool = False


@dataclass(frozen=True)
class Seat:
    """One participant as the quorum sees it.

    `specialities` are official codes; a person with several counts for one, the one that serves the rule best, unless
    the board named it: then it is alone here.
    """

    specialities: tuple[str, ...]
    attendance: Attendance
    is_physician: bool


@dataclass(frozen=True)
class QuorumStatus:
    """One of the three official values, with what is missing named.

    `missing` are required specialities, `recommended` those whose absence only warns, `distinct` how many different
    medical specialities take part, `short` how many more the minimum asks for.
    """

    value: Quorum
    missing: tuple[str, ...] = ()
    recommended: tuple[str, ...] = ()
    distinct: int = 0
    short: int = 0


# Who sits as what: the code a seat counts for ("" for none), beside the seat.
_Seated = Sequence[tuple[str, Seat]]


def quorum(seats: Iterable[Seat], rule: QuorumRule, state: MeetingState) -> QuorumStatus:
    """Whether enough different medical specialities take part, and every required one in its mode.

    One person counts for one speciality. Presence and video count alike; a written opinion counts for the minimum and
    where the rule accepts one. Before the meeting opens, or when it is cancelled, the value is not known and `missing`
    names what is not even announced.
    """
    announced = {Attendance.EXPECTED} if state is MeetingState.PLANNED else set()
    taking_part = [s for s in seats if s.attendance.counts or s.attendance in announced]
    best = max((_judged(seated, rule) for seated in _ways(taking_part)), key=_merit)
    if state not in {MeetingState.OPEN, MeetingState.CLOSED}:
        value = Quorum.UNKNOWN
    else:
        value = Quorum.NOT_REACHED if best.missing or best.short else Quorum.REACHED
    return QuorumStatus(value, best.missing, best.recommended, best.distinct, best.short)


def _ways(seats: Sequence[Seat]) -> Iterator[_Seated]:
    """Every way to give each person one speciality."""
    weighed = [i for i, seat in enumerate(seats) if len(seat.specialities) > 1][:_WEIGHED]
    choices = [
        seat.specialities[: _CHOICES if i in weighed else 1] or ("",)
        for i, seat in enumerate(seats)
    ]
    for codes in product(*choices):
        yield tuple(zip(codes, seats, strict=True))


def _judged(seated: _Seated, rule: QuorumRule) -> QuorumStatus:
    unmet = [one for one in rule.required if not _met(one, seated)]
    distinct = len({code for code, seat in seated if code and seat.is_physician})
    return QuorumStatus(
        Quorum.UNKNOWN,
        tuple(one.label for one in unmet if one.mode.binds),
        tuple(one.label for one in unmet if not one.mode.binds),
        distinct,
        max(0, rule.minimum - distinct),
    )


def _met(one: RequiredSpeciality, seated: _Seated) -> bool:
    return any(
        code in one.codes
        and (one.mode is not QuorumMode.PRESENT or seat.attendance is not Attendance.OPINION)
        for code, seat in seated
    )


def _merit(status: QuorumStatus) -> tuple[int, int, int]:
    """The fewest gaps first: a required speciality or one short of the minimum weigh alike."""
    return (
        -len(status.missing) - status.short,
        -len(status.recommended),
        status.distinct,
    )
