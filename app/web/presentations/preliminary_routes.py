"""Opinions left before the meeting: given, taken back, taken in."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.security import guard
from app.security.guard import access
from app.services import preliminary as services

from .._forms import SavingForm, filled, long, save
from .routes import _seen, blueprint


class PreliminaryForm(SavingForm):
    """A short opinion."""

    text = long("Votre avis préliminaire", required=True)


@blueprint.route("/<uuid:presentation_id>/preliminary", methods=["GET", "POST"])
@access(Action.GIVE_PRELIMINARY)
def preliminary(presentation_id: UUID) -> str | Response:
    """Leave an opinion before the meeting."""
    seen = _seen(presentation_id)
    form = filled(PreliminaryForm)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.give(guard.actor(), presentation_id, form.text.data, form.submitted),
            lambda _made: _back(presentation_id),
        )
        if answer:
            return answer
    return render_template("presentations/preliminary.html", form=form, record=seen.record)


@blueprint.post("/<uuid:presentation_id>/preliminary/<uuid:opinion_id>/withdraw")
@access(Action.GIVE_PRELIMINARY)
def withdraw_preliminary(presentation_id: UUID, opinion_id: UUID) -> Response:
    """Take back one's own."""
    services.withdraw(guard.actor(), presentation_id, opinion_id, SavingForm().submitted)
    return redirect(_back(presentation_id), 303)


@blueprint.post("/<uuid:presentation_id>/preliminary/<uuid:opinion_id>/take-in")
@access(Action.WRITE_OPINION)
def take_in_preliminary(presentation_id: UUID, opinion_id: UUID) -> Response:
    """Print it on the fiche as a written opinion."""
    services.take_in(guard.actor(), presentation_id, opinion_id, SavingForm().submitted)
    return redirect(_back(presentation_id), 303)


def _back(presentation_id: UUID) -> str:
    return url_for("presentations.show", presentation_id=presentation_id, _anchor="preliminary")
