"""Meetings as a calendar file (RFC 5545), for the calendars of those convened: no case and no patient is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event

from app.domain.series import ends

MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True)
class Entry:
    """One meeting: `sequence` grows with each change, so that a calendar replaces what it holds under the same id."""

    id: str
    title: str
    starts_at: datetime
    minutes: int
    place: str
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The file; the same meetings always give the same bytes. Instants are in UTC: no zone to interpret."""
    made = Calendar()
    made.add("prodid", "-//Relais//RCP//FR")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    # The library escapes no line break there, and refuses the whole file.
    made.add("x-wr-calname", " ".join(name.split()))
    for entry in entries:
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@relais.meeting")
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", ends(entry.starts_at, entry.minutes).astimezone(UTC))
    event.add("dtstamp", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.place:
        event.add("location", entry.place)
    return event
