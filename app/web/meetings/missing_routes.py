"""Page of a meeting: what is missing in each case, and who brings what."""

from __future__ import annotations

from uuid import UUID

from flask import render_template

from app.domain.permissions import Action
from app.domain.vocabulary import PresentationState
from app.queries import gaps, meetings
from app.security import guard
from app.security.guard import access, note_access
from app.services.reminders import about

from .routes import blueprint


@blueprint.get("/<uuid:meeting_id>/missing")
@access(Action.MANAGE_MEETING)
def missing(meeting_id: UUID) -> str:
    """The whole agenda with the missing items of each case; each case shown is traced."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    day = gaps.day_of(room.meeting.starts_at)
    prepared = gaps.of_meeting(guard.actor(), meeting_id, day)
    for case in prepared:
        note_access("case.prepared", case.case_id)
    return render_template(
        "meetings/missing.html",
        room=room,
        prepared=prepared,
        waiting=[case for case in prepared if case.state is PresentationState.PREPARED],
        messages={case.presentation_id: about(guard.actor(), room, case) for case in prepared},
    )
