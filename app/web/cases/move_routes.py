"""The page that gives a case to a person made now: those who resemble are proposed first."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.ins import Ins
from app.domain.permissions import Action
from app.queries import corrections, duplicates
from app.security import guard
from app.security.guard import access
from app.services import corrections as services
from app.services._persons import Person

from .._forms import filled, save
from . import forms
from .correct_routes import following
from .routes import _file, blueprint

__all__ = ["blueprint"]


@blueprint.route("/<uuid:case_id>/move", methods=["GET", "POST"])
@access(Action.CORRECT_PATIENT)
def move_to_new(case_id: UUID) -> str | Response:
    """Type who the case is really about; the case goes to that person once nobody known is meant."""
    case, held = _file(case_id), corrections.held(guard.actor(), case_id)
    form = filled(forms.NewOwnerForm)
    form.taken.choices = following(held.rows)
    if request.method == "GET" and len(held.cases) == 1:
        form.taken.data = [name for name, _label in form.taken.choices]
    found: tuple[duplicates.Candidate, ...] = ()
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.move(
                guard.actor(),
                case_id,
                form.patient(),
                taken=form.taken.data or (),
                reason=form.reason.data,
                mark="",
                submitted=form.submitted,
                person=_answer(form),
            ),
            lambda _made: url_for("cases.show", case_id=case_id),
        )
        if answer:
            return answer
        found = duplicates.candidates(guard.actor(), form.patient(), Ins())
        form.show(found)
    return render_template("cases/move_to_new.html", form=form, case=case, held=held, found=found)


def _answer(form: forms.NewOwnerForm) -> Person:
    """Another person than those shown, once that was ticked; choosing one of them is another page."""
    answered = form.answer()
    return Person(other_than=answered.other_than, asked=True)
