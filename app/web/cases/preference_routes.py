"""Page of the interview: what the patient, or somebody else, says."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain import preferences
from app.domain.permissions import Action
from app.domain.questionnaire import SECTIONS
from app.security import guard
from app.security.guard import access
from app.services import preferences as services

from .._forms import filled, save
from .preference_forms import PreferenceForm, share_name
from .routes import _file, blueprint

__all__ = ["blueprint"]


@blueprint.route("/<uuid:case_id>/preferences", methods=["GET", "POST"])
@access(Action.RECORD_PREFERENCE)
def record_preferences(case_id: UUID) -> str | Response:
    """Three questions to the patient, then the rest, as far as there is time for it."""
    case = _file(case_id)
    form = filled(PreferenceForm, SimpleNamespace(stated_on=clock.today()))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.record(guard.actor(), case_id, form.interview(), form.submitted),
            lambda _made: url_for("cases.show", case_id=case_id, _anchor="wishes"),
        )
        if answer:
            return answer
    known = preferences.wishes(case.file.statements, clock.today())
    return render_template(
        "cases/record_preferences.html",
        form=form,
        case=case,
        known=known,
        noted_answers={s.item: s for s in known.beyond},
        sections=SECTIONS,
        opened=form.opened(),
        share_name=share_name,
    )
