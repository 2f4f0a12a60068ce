"""Calendar files: one meeting, the meetings to come of a kind, and all those this person may read."""

from __future__ import annotations

from uuid import UUID

from flask import Response

from app.domain.permissions import Action
from app.exchange.calendar import MEDIA_TYPE, Entry, calendar
from app.i18n import _
from app.queries import requirements, series
from app.security import guard
from app.security.guard import access
from app.services.calendars import entries

from .routes import blueprint


@blueprint.get("/<uuid:meeting_id>/calendar.ics")
@access(Action.READ_MEETING)
def meeting_calendar(meeting_id: UUID) -> Response:
    """One meeting."""
    found = entries(series.calendar(guard.actor(), meeting_id=meeting_id))
    return _file(found[0].title, found, f"seance-{found[0].starts_at:%Y-%m-%d}")


@blueprint.get("/kinds/<uuid:kind_id>/calendar.ics")
@access(Action.PLAN_MEETING)
def kind_calendar(kind_id: UUID) -> Response:
    """The meetings to come of a kind."""
    kind = requirements.kind(guard.actor(), kind_id)
    return _file(kind.name, entries(series.calendar(guard.actor(), kind_id=kind_id)), "seances")


@blueprint.get("/calendar.ics")
@access(Action.LIST_MEETINGS)
def my_calendar() -> Response:
    """The meetings to come that this person may read."""
    return _file(_("Séances"), entries(series.calendar(guard.actor())), "seances")


def _file(name: str, found: list[Entry], stem: str) -> Response:
    return Response(
        calendar(name, found),
        mimetype=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{stem}.ics"'},
    )
