"""Validating the opinions of a meeting, each shown whole and ticked once read."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.domain import opinion, signing
from app.domain.permissions import Action
from app.queries import concluding, meetings
from app.security import guard
from app.security.guard import access, note_access
from app.services import validations
from app.wording.rules import violation_sentence

from .._forms import SavingForm
from .._numbers import whole
from .routes import blueprint


@blueprint.route("/<uuid:meeting_id>/validation", methods=["GET", "POST"])
@access(Action.VALIDATE)
def validation(meeting_id: UUID) -> str | Response:
    """Every opinion that waits for its signature: who, the outcome, the conclusion; a tick for each, none for all."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form, signed = SavingForm(), 0
    failed: validations.Failures = {}
    if form.validate_on_submit():
        ticked = _ticked()
        failed = validations.validate_each(guard.actor(), meeting_id, ticked, form.submitted)
        signed = len(ticked) - len(failed)
        if ticked and not failed:
            session["saved"] = True
            return redirect(url_for("meetings.after", meeting_id=meeting_id), 303)
        form = SavingForm(formdata=None)
    waiting = concluding.waiting(guard.actor(), meeting_id)
    for seen in waiting:
        note_access("presentation.read", seen.record.case_id)
    return render_template(
        "meetings/validation.html",
        room=room,
        form=form,
        signed=signed,
        asked=request.method == "POST",
        ready=[(s.record, signing.mark(s.record)) for s in waiting if _is_ready(s)],
        unready=[
            (s.record, [violation_sentence(v) for v in opinion.violations(s.record)])
            for s in waiting
            if not _is_ready(s)
        ],
        failed={str(key): [violation_sentence(v) for v in why] for key, why in failed.items()},
    )


def _is_ready(seen: concluding.Seen) -> bool:
    return not opinion.violations(seen.record)


def _ticked() -> list[validations.Read]:
    """What was ticked, each with what its own card carried."""
    return [
        validations.Read(
            UUID(key),
            whole(request.form.get(f"seen-{key}", "")),
            request.form.get(f"shown-{key}", ""),
        )
        for key in dict.fromkeys(request.form.getlist("read"))
        if _is_uuid(key)
    ]


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
