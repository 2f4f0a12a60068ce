"""A case that comes back to a board."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.domain.changes import changes
from app.domain.permissions import Action, can
from app.domain.vocabulary import Track
from app.queries import cases as queries
from app.queries import meetings, previous
from app.security import guard
from app.security.guard import access
from app.services import cases as case_services
from app.services import presenting as services
from app.wording.dates import moment

from .._forms import filled, save
from . import forms
from .routes import _file, _offer_people, _request, blueprint


@blueprint.route("/<uuid:case_id>/present-again", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def present_again(case_id: UUID) -> str | Response:
    """Ask a board again: a new question, perhaps a meeting; everything else is already in the file."""
    case = _file(case_id)
    last = previous.last_board(guard.actor(), case_id)
    form = filled(forms.PresentAgainForm, _start(case_id))
    _offer_people(form)
    forms.offer(form.meeting_id, _agendas(), "Pas encore fixée")
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.present_again(
                guard.actor(), case_id, _request(form), form.meeting_id.data, form.submitted
            ),
            lambda made: url_for("presentations.show", presentation_id=made),
        )
        if answer:
            return answer
    return render_template(
        "cases/present_again.html",
        form=form,
        case=case,
        last=last,
        changed=changes(last.file, case.file) if last else (),
    )


def _start(case_id: UUID) -> Any:
    """What the last request already says: who asks and who presents; the patient is informed of each meeting anew."""
    row = queries.section(guard.actor(), case_id, case_services.Request)
    return SimpleNamespace(
        requester_id=row.requester_id,
        presenter_id=row.presenter_id,
        track=Track.DISCUSS,
        version=row.version,
    )


def _agendas() -> list[tuple[str, str]]:
    """The meetings this person may list a case to."""
    who = guard.actor()
    if not can(who, Action.PLAN_MEETING).allowed:
        return []
    return [(line.id, f"{line.title}, {moment(line.starts_at)}") for line in meetings.listable(who)]
