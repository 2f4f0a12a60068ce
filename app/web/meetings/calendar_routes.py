"""Calendar files: one meeting, the meetings to come of a kind, and all those this person may read."""

from __future__ import annotations

from uuid import UUID

from flask import Response

from app.domain.permissions import Action
from app.domain.vocabulary import MeetingState
from app.exchange.calendar import MEDIA_TYPE, Entry, calendar
from app.i18n import _
from app.queries import requirements, series
from app.security import guard
from app.security.guard import access

from .routes import blueprint


@blueprint.get("/<uuid:meeting_id>/calendar.ics")
@access(Action.READ_MEETING)
def meeting_calendar(meeting_id: UUID) -> Response:
    """One meeting."""
    entries = _entries(series.calendar(guard.actor(), meeting_id=meeting_id))
    return _file(entries[0].title, entries, f"seance-{entries[0].starts_at:%Y-%m-%d}")


@blueprint.get("/kinds/<uuid:kind_id>/calendar.ics")
@access(Action.PLAN_MEETING)
def kind_calendar(kind_id: UUID) -> Response:
    """The meetings to come of a kind."""
    kind = requirements.kind(guard.actor(), kind_id)
    return _file(kind.name, _entries(series.calendar(guard.actor(), kind_id=kind_id)), "seances")


@blueprint.get("/calendar.ics")
@access(Action.LIST_MEETINGS)
def my_calendar() -> Response:
    """The meetings to come that this person may read."""
    return _file(_("Séances"), _entries(series.calendar(guard.actor())), "seances")


def _entries(rows: list[series.CalendarLine]) -> list[Entry]:
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


def _file(name: str, entries: list[Entry], stem: str) -> Response:
    return Response(
        calendar(name, entries),
        mimetype=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{stem}.ics"'},
    )
