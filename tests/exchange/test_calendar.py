"""Calendar files, read back by the library that reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Component

from app.domain.series import PARIS
from app.exchange.calendar import Entry, calendar

AT = datetime(2026, 3, 24, 14, 0, tzinfo=PARIS)
ENTRY = Entry(
    "0f", "RCP; d’essai, A\nB", AT, 120, "Salle 1, 2ᵉ", 0, datetime(2026, 1, 5, tzinfo=UTC)
)


def events(*entries: Entry) -> list[Component]:
    """The events of a file as a calendar reads them."""
    return list(Calendar.from_ical(calendar("Séances", entries)).walk("VEVENT"))


def test_a_name_on_two_lines_makes_a_file_all_the_same() -> None:
    assert b"X-WR-CALNAME:RCP ATTENDEE:x" in calendar("RCP\r\nATTENDEE:x", [ENTRY])


def test_a_meeting_keeps_its_identifier_moves_its_sequence_and_says_when_it_is_cancelled() -> None:
    first, again, off = events(
        ENTRY,
        replace(ENTRY, starts_at=AT + timedelta(days=7), sequence=1),
        replace(ENTRY, sequence=2, is_cancelled=True),
    )
    assert first["uid"] == again["uid"] == off["uid"] == "0f@relais.meeting"
    assert [one["sequence"] for one in (first, again, off)] == [0, 1, 2]
    assert [one["status"] for one in (first, again, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert str(first["summary"]) == "RCP; d’essai, A\nB"


def test_the_same_hour_in_paris_is_another_instant_after_the_change_and_a_night_ends_the_next_day() -> (
    None
):
    winter, summer, night = events(
        ENTRY,
        replace(ENTRY, starts_at=datetime(2026, 3, 31, 14, 0, tzinfo=PARIS)),
        replace(ENTRY, starts_at=datetime(2026, 10, 24, 23, 30, tzinfo=PARIS), minutes=240),
    )
    assert winter.decoded("dtstart") == datetime(2026, 3, 24, 13, tzinfo=UTC)
    assert summer.decoded("dtstart") == datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert night.decoded("dtend").astimezone(PARIS).strftime("%d %H:%M") == "25 02:30"
    assert night.decoded("dtend") - night.decoded("dtstart") == timedelta(hours=4)


def test_the_same_meetings_give_the_same_bytes_in_lines_a_calendar_accepts() -> None:
    made = calendar("Séances", [ENTRY])
    assert made == calendar("Séances", [ENTRY])
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
