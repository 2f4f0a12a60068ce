"""Pages of the patient's tumours: the list, which ones the case is about, one tumour."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.queries import cases as queries
from app.queries import vocabularies
from app.security import guard
from app.security.guard import access
from app.services import tumours as services

from .._forms import SavingForm, filled, save
from .routes import _file, blueprint
from .tumour_forms import AboutForm, TumourForm


@blueprint.route("/<uuid:case_id>/tumours", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def tumours(case_id: UUID) -> str | Response:
    """Every tumour of the patient, and which ones this case is about."""
    case = _file(case_id)
    first, *also = (UUID(one.id) for one in case.file.own_tumours)
    form = filled(AboutForm, SimpleNamespace(first=first, also=also, version=case.version))
    form.offer(case.file.tumours)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.choose(
                guard.actor(),
                case_id,
                form.first.data,
                form.also.data or (),
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("cases.tumours", case_id=case_id),
        )
        if answer:
            return answer
    return render_template("cases/tumours.html", form=form, case=case)


@blueprint.route("/<uuid:case_id>/tumours/new", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def add_tumour(case_id: UUID) -> str | Response:
    """Add another tumour of the patient."""
    return _one(case_id, None)


@blueprint.route("/<uuid:case_id>/tumours/<uuid:tumour_id>", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def edit_tumour(case_id: UUID, tumour_id: UUID) -> str | Response:
    """Correct any tumour of the patient."""
    return _one(case_id, tumour_id)


@blueprint.post("/<uuid:case_id>/tumours/<uuid:tumour_id>/withdraw")
@access(Action.EDIT_CASE)
def withdraw_tumour(case_id: UUID, tumour_id: UUID) -> Response:
    """Take a tumour typed by mistake out of the file."""
    services.withdraw(guard.actor(), case_id, tumour_id, SavingForm().submitted)
    return redirect(url_for("cases.tumours", case_id=case_id), 303)


def _one(case_id: UUID, tumour_id: UUID | None) -> str | Response:
    case = _file(case_id)
    stored = queries.tumour(guard.actor(), case_id, tumour_id) if tumour_id else None
    form = filled(TumourForm, stored)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.save(
                guard.actor(), case_id, form.tumour(), tumour_id, form.seen, form.submitted
            ),
            lambda _made: url_for("cases.tumours", case_id=case_id),
        )
        if answer:
            return answer
    own = {one.id for one in case.file.own_tumours}
    return render_template(
        "cases/edit_tumour.html" if tumour_id else "cases/add_tumour.html",
        form=form,
        case=case,
        tumour_id=tumour_id,
        is_own=str(tumour_id) in own,
        classifications=vocabularies.other_classifications(),
    )
