"""Pages of the patient's questions: those noted with where they stand, and the list to tick."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain import patient_questions
from app.domain.patient_questions import Asked
from app.domain.permissions import Action
from app.errors import NotFound
from app.security import guard
from app.security.guard import access
from app.services import patient_questions as services

from .._forms import filled, save
from .question_forms import ProgressForm, QuestionsForm
from .routes import _file, blueprint

__all__ = ["blueprint"]


@blueprint.route("/<uuid:case_id>/questions", methods=["GET", "POST"])
@access(Action.RECORD_PREFERENCE)
def questions(case_id: UUID) -> str | Response:
    """What the patient asks, where each question stands, and the list to tick."""
    case = _file(case_id)
    form = filled(QuestionsForm, SimpleNamespace(stated_on=clock.today()))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.ask(guard.actor(), case_id, form.asking(), form.submitted),
            lambda _made: url_for("cases.questions", case_id=case_id),
        )
        if answer:
            return answer
    return render_template("cases/questions.html", form=form, case=case)


@blueprint.route("/<uuid:case_id>/questions/<uuid:statement_id>", methods=["GET", "POST"])
@access(Action.RECORD_PREFERENCE)
def question(case_id: UUID, statement_id: UUID) -> str | Response:
    """One question: asked to whom and when, and its answer in a word."""
    case = _file(case_id)
    asked = _asked(patient_questions.asked(case.file.statements), statement_id)
    known = asked.progress
    shown = {name: getattr(known, name) for name in services.TYPED}
    form = filled(ProgressForm, SimpleNamespace(**shown, version=known.revision))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.note(
                guard.actor(), case_id, statement_id, form.progress(), form.seen, form.submitted
            ),
            lambda _made: url_for("cases.questions", case_id=case_id),
        )
        if answer:
            return answer
    return render_template("cases/question.html", form=form, case=case, asked=asked)


def _asked(known: tuple[Asked, ...], statement_id: UUID) -> Asked:
    for one in known:
        if one.statement.id == str(statement_id):
            return one
    raise NotFound
