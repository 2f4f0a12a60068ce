"""A meeting while it runs: which case was before the board, for how long, and who was there for it.

Everything is read from one append-only list of events. What came first is decided by their number, never by a clock,
so that neither midnight nor the change to summer time moves anybody; only durations use the instants, kept in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from .vocabulary import Attendance, MeetingState, RoomEvent

_MOVES = frozenset({RoomEvent.ARRIVED, RoomEvent.LEFT})
_END = 1 << 60


@dataclass(frozen=True)
class Event:
    """One thing noted in the room; `cancels` is the number of the event that an UNDONE takes back."""

    seq: int
    kind: RoomEvent
    at: datetime
    by: str = ""
    presentation_id: str = ""
    member_id: str = ""
    cancels: int | None = None


@dataclass(frozen=True)
class Stretch:
    """A time a case was before the board, from the event that showed it to the one that showed the next (`end` None: still)."""

    presentation_id: str
    by: str
    start: datetime
    end: datetime | None
    first: int
    last: int = _END


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events in their order, without those taken back and the taking back itself."""
    kept = sorted(events, key=lambda e: e.seq)
    gone = {e.cancels for e in kept if e.kind is RoomEvent.UNDONE}
    return tuple(e for e in kept if e.kind is not RoomEvent.UNDONE and e.seq not in gone)


def stretches(events: Iterable[Event], closed_at: datetime | None = None) -> tuple[Stretch, ...]:
    """When each case was before the board; the last one ends when the meeting closed."""
    shown = [e for e in standing(events) if e.kind is RoomEvent.SHOWN]
    ends: list[Event | None] = [*shown[1:], None]
    return tuple(
        Stretch(
            one.presentation_id,
            one.by,
            one.at,
            after.at if after else closed_at,
            one.seq,
            after.seq if after else _END,
        )
        for one, after in zip(shown, ends, strict=False)
    )


def seconds(times: Iterable[Stretch], now: datetime) -> Mapping[str, int]:
    """Whole seconds each case was before the board until now, by presentation; a case shown twice counts both times."""
    found: dict[str, int] = {}
    for one in times:
        took = max(0, int(((one.end or now) - one.start).total_seconds()))
        found[one.presentation_id] = found.get(one.presentation_id, 0) + took
    return found


def median_minutes(by_case: Mapping[str, int]) -> float | None:
    """The median time of a case in minutes, to plan the next meeting by; None when no case was shown."""
    return round(median(by_case.values()) / 60, 1) if by_case else None


def in_room(member_id: str, ticked: Attendance, events: Iterable[Event]) -> bool:
    """Whether a member takes part at this moment: the last move, else what is ticked (on the spot or by video)."""
    moves = _moves(member_id, standing(events))
    if moves:
        return moves[-1].kind is RoomEvent.ARRIVED
    return ticked in {Attendance.PRESENT, Attendance.REMOTE}


def there_for(
    member_id: str,
    ticked: Attendance,
    events: Iterable[Event],
    presentation_id: str,
    state: MeetingState,
) -> bool | None:
    """Whether a member was there for a part of the case; None when no move is noted and attendance alone speaks.

    A written opinion stands whatever the moves. A case not shown yet counts who is in the room now; one never shown
    in a closed meeting, whoever came at all.
    """
    known = standing(events)
    moves = _moves(member_id, known)
    if not moves or ticked is Attendance.OPINION:
        return None
    spans = _spans(moves)
    shown = [s for s in stretches(known) if s.presentation_id == presentation_id]
    if shown:
        return any(
            max(start, one.first) < min(end, one.last) for start, end in spans for one in shown
        )
    if state is MeetingState.CLOSED:
        return bool(spans)
    return moves[-1].kind is RoomEvent.ARRIVED


def current(events: Iterable[Event]) -> Event | None:
    """The event that showed the case now before the board."""
    shown = [e for e in standing(events) if e.kind is RoomEvent.SHOWN]
    return shown[-1] if shown else None


def last_move(member_id: str, events: Iterable[Event]) -> Event | None:
    """The last arrival or departure of a member that was not taken back."""
    moves = _moves(member_id, standing(events))
    return moves[-1] if moves else None


def _moves(member_id: str, known: Sequence[Event]) -> list[Event]:
    return [e for e in known if e.kind in _MOVES and e.member_id == member_id]


def _spans(moves: Sequence[Event]) -> list[tuple[int, int]]:
    """From which event to which a member was there; one who first leaves was there from the start."""
    spans: list[tuple[int, int]] = []
    since: int | None = 0 if moves[0].kind is RoomEvent.LEFT else None
    for move in moves:
        if move.kind is RoomEvent.ARRIVED and since is None:
            since = move.seq
        elif move.kind is RoomEvent.LEFT and since is not None:
            spans.append((since, move.seq))
            since = None
    if since is not None:
        spans.append((since, _END))
    return spans
