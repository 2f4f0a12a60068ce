"""The meeting: its lifecycle and its quorum, computed from who takes part (HAS 2014, INCa 2023)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .vocabulary import Attendance, MeetingState, Quorum

NEXT: Mapping[MeetingState, MeetingState] = {
    MeetingState.PLANNED: MeetingState.OPEN,
    MeetingState.OPEN: MeetingState.CLOSED,
}


@dataclass(frozen=True)
class Seat:
    """One participant as the quorum sees it: the one speciality he or she counts for, and attendance."""

    speciality: str
    attendance: Attendance
    is_physician: bool


@dataclass(frozen=True)
class QuorumStatus:
    """The three official values, with what is missing named."""

    value: Quorum
    missing: tuple[str, ...] = ()
    distinct: int = 0


def quorum(
    seats: Iterable[Seat], *, minimum: int, required: Sequence[str], state: MeetingState
) -> QuorumStatus:
    """Whether enough different medical specialities take part, and every required one.

    A person counts for one speciality only; presence, video and written opinion count alike. Before the meeting
    opens the value is not known, and `missing` names what is not even announced. Quorum never blocks; it is stated.
    """
    announced = {Attendance.EXPECTED} if state is MeetingState.PLANNED else set()
    specialities = {
        s.speciality
        for s in seats
        if s.is_physician and s.speciality and (s.attendance.counts or s.attendance in announced)
    }
    missing = tuple(name for name in required if name not in specialities)
    if state is MeetingState.PLANNED:
        return QuorumStatus(Quorum.UNKNOWN, missing, len(specialities))
    reached = len(specialities) >= minimum and not missing
    return QuorumStatus(
        Quorum.REACHED if reached else Quorum.NOT_REACHED, missing, len(specialities)
    )
