"""Page of what follows a meeting: one line a case, each step with the way to do it; and all its prints in one go."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.domain.after import Stand, steps
from app.domain.permissions import Action
from app.domain.vocabulary import AfterStep
from app.errors import AlreadyDone
from app.queries import after as queries
from app.queries import meetings
from app.security import guard
from app.security.guard import access
from app.services import after_prints

from .._forms import SavingForm
from . import series_forms as forms
from .life_routes import others
from .routes import blueprint


@blueprint.get("/<uuid:meeting_id>/after")
@access(Action.MANAGE_MEETING)
def after(meeting_id: UUID) -> str:
    """Validated, letter, told, page, PPS, applied, review: where each case stands."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    lines = queries.of_meeting(guard.actor(), meeting_id)
    stands = {one.presentation_id: steps(one.progress, clock.today()) for one in lines}
    form = forms.CarryForm()
    form.to.choices = others(room)
    left = [v for found in stands.values() for v in found.values()]
    return render_template(
        "meetings/after.html",
        room=room,
        lines=lines,
        stands=stands,
        steps=AfterStep,
        validated=sum(one.progress.validated_on is not None for one in lines),
        late=left.count(Stand.LATE),
        due=left.count(Stand.DUE),
        unseen=[one for one in lines if one.progress.unseen],
        form=form,
        to=form.to,
        may_validate=guard.allows(Action.VALIDATE, room.relations),
    )


@blueprint.post("/<uuid:meeting_id>/prints/<any(fiches, letters):what>")
@access(Action.MANAGE_MEETING)
def prints(meeting_id: UUID, what: str) -> BaseResponse:
    """Ask for the validated fiches of a meeting, or its letters, as one file; the answer leads to its progress."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    try:
        job = str(after_prints.ask(guard.actor(), meeting_id, what, SavingForm().submitted))
    except AlreadyDone as done:
        job = done.result
    return redirect(url_for("jobs.show", job_id=job), 303)
