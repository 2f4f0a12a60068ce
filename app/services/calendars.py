"""Meetings as calendar entries: downloaded from a page, or attached to a reminder."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.vocabulary import MeetingState
from app.exchange.calendar import Entry
from app.queries.series import CalendarLine


def entries(rows: Iterable[CalendarLine]) -> list[Entry]:
    """Each meeting as a calendar takes it; its version says which of two files is the newer."""
    return [
        Entry(
            row.id,
            row.title,
            row.starts_at,
            row.minutes,
            row.place,
            row.version - 1,
            row.changed_at,
            row.state is MeetingState.CANCELLED,
        )
        for row in rows
    ]
