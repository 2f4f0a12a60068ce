"""The meeting: its lifecycle."""

from __future__ import annotations

from collections.abc import Mapping

from .vocabulary import MeetingState

NEXT: Mapping[MeetingState, MeetingState] = {
    MeetingState.PLANNED: MeetingState.OPEN,
    MeetingState.OPEN: MeetingState.CLOSED,
}
