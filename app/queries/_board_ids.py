"""The national identifiers of a meeting, from its row and that of its kind; no query of its own."""

from __future__ import annotations

from app.domain.national import KIND_IDS, BoardIds
from app.models import Meeting, MeetingKind


def of(meeting: Meeting, kind: MeetingKind | None) -> BoardIds:
    """Those of its kind, and its own session."""
    held = {name: getattr(kind, name) for name in KIND_IDS} if kind else {}
    return BoardIds(**held, session=meeting.session)
