"""Pages of one fact of a case: a biomarker, a treatment, a measure, a precaution and the other kinds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.queries import cases as queries
from app.security import guard
from app.security.guard import access
from app.services import cases as services

from .._forms import SavingForm, filled, save
from .beside import Beside, beside, start_typing
from .kinds import Kind
from .routes import _file, blueprint


@blueprint.route("/<uuid:case_id>/<kind:kind>/new", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def add_fact(case_id: UUID, kind: Kind) -> str | Response:
    """Add a biomarker, a treatment, a measure or a precaution."""
    case, source = _file(case_id), beside(case_id)
    form = filled(kind.form, kind.asked(request.args))
    if source.is_sent_with(form):
        answer = _save_fact(case_id, kind, form, None, source)
        if answer:
            return answer
    start_typing(form)
    return render_template("cases/add_fact.html", form=form, case=case, kind=kind, beside=source)


@blueprint.route("/<uuid:case_id>/<kind:kind>/<uuid:fact_id>", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def edit_fact(case_id: UUID, kind: Kind, fact_id: UUID) -> str | Response:
    """Correct a fact."""
    case, source = _file(case_id), beside(case_id)
    form = filled(kind.form, kind.shown(queries.fact(guard.actor(), case_id, kind.fact, fact_id)))
    if source.is_sent_with(form):
        answer = _save_fact(case_id, kind, form, fact_id, source)
        if answer:
            return answer
    return render_template(
        "cases/edit_fact.html", form=form, case=case, kind=kind, fact_id=fact_id, beside=source
    )


@blueprint.post("/<uuid:case_id>/<kind:kind>/<uuid:fact_id>/withdraw")
@access(Action.EDIT_CASE)
def withdraw_fact(case_id: UUID, kind: Kind, fact_id: UUID) -> Response:
    """Take a wrong fact out of the file."""
    form = SavingForm()
    services.withdraw_fact(guard.actor(), case_id, kind.fact, fact_id, form.submitted)
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _save_fact(
    case_id: UUID, kind: Kind, form: Any, fact_id: UUID | None, source: Beside
) -> Response | None:
    fact, another = kind.typed(form.values()), url_for("cases.add_fact", case_id=case_id, kind=kind)
    return save(
        form,
        lambda: services.save_fact(
            guard.actor(), case_id, fact, fact_id, form.seen, form.submitted, source.held()
        ),
        lambda _made: (
            another
            if source.goes_on(another)
            else url_for("cases.show", case_id=case_id, _anchor=kind.code)
        ),
    )
