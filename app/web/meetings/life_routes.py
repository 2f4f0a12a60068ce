"""Pages of a meeting that does not go as planned: postponed, cancelled, its unseen cases carried over."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.clock import PARIS
from app.domain.permissions import Action
from app.i18n import _
from app.queries import meetings
from app.queries import unseen as queries
from app.security import guard
from app.security.guard import access
from app.services import meeting_life
from app.wording.dates import moment

from .._forms import filled, save
from . import series_forms as forms
from .routes import blueprint


@blueprint.route("/<uuid:meeting_id>/postpone", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def postpone(meeting_id: UUID) -> str | Response:
    """Move a meeting and its agenda to another date."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    local = room.row.starts_at.astimezone(PARIS)
    source = SimpleNamespace(on=local.date(), at=local.time(), version=room.row.version)
    form = filled(forms.PostponeForm, source)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: meeting_life.postpone(
                guard.actor(),
                meeting_id,
                form.starts_at(),
                form.reason.data,
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("meetings.show", meeting_id=meeting_id),
        )
        if answer:
            return answer
    return render_template("meetings/postpone.html", form=form, room=room)


@blueprint.route("/<uuid:meeting_id>/cancel", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def cancel(meeting_id: UUID) -> str | Response:
    """Cancel a meeting; its cases wait, or go to another one."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form = filled(forms.CancelForm, SimpleNamespace(version=room.row.version))
    form.to.choices = {"": _("Redeviennent à inscrire"), **others(room)}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: meeting_life.cancel(
                guard.actor(),
                meeting_id,
                form.reason.data,
                form.to.data,
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("meetings.show", meeting_id=meeting_id),
        )
        if answer:
            return answer
    return render_template("meetings/cancel.html", form=form, room=room)


@blueprint.route("/<uuid:meeting_id>/carry-over", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def carry_over(meeting_id: UUID) -> str | Response:
    """List to the next meeting the cases this one did not see."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form = filled(forms.CarryForm)
    form.to.choices = others(room)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: meeting_life.carry_over(
                guard.actor(), meeting_id, form.to.data, form.submitted
            ),
            lambda _made: url_for("meetings.show", meeting_id=form.to.data),
        )
        if answer:
            return answer
    return render_template(
        "meetings/carry_over.html",
        form=form,
        room=room,
        unseen=queries.waiting(guard.actor(), meeting_id),
    )


def others(room: meetings.Room) -> dict[UUID, str]:
    """Meetings of the same hospital that this person prepares and that have not begun, the soonest first."""
    lines = meetings.open_to_cases(guard.actor(), UUID(str(room.row.hospital_id)))
    return {
        UUID(line.id): f"{line.title}, {moment(line.starts_at)}"
        for line in lines
        if line.id != room.meeting.id
    }
