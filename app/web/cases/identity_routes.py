"""Pages of an identity: who the patient is, and whether he or she may still be contacted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain import casefile as facts
from app.domain.permissions import Action
from app.queries import cases as queries
from app.security import guard
from app.security.guard import access
from app.services import identities as services

from .._forms import filled, save
from . import forms
from .identity_forms import ContactForm, doubts
from .routes import _file, blueprint


@blueprint.route("/<uuid:case_id>/identity", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def identity(case_id: UUID) -> str | Response:
    """Correct the identity; a doubtful number is told beside its field and stored all the same."""
    case = _file(case_id)
    form = filled(forms.IdentityFields, _row(case_id))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.edit(
                guard.actor(), case_id, form.patient(), form.ins(), form.seen, form.submitted
            ),
            lambda _made: url_for("cases.show", case_id=case_id),
        )
        if answer:
            return answer
    typed = request.method == "POST"
    ins, patient = (form.ins(), form.patient()) if typed else (case.file.ins, case.file.patient)
    form.doubts = doubts(ins, patient)
    return render_template("cases/identity.html", form=form, case=case)


@blueprint.route("/<uuid:case_id>/contact", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def contact(case_id: UUID) -> str | Response:
    """Record a death or the wish not to be contacted: nothing goes to the patient any more."""
    case = _file(case_id)
    form = filled(ContactForm, _row(case_id))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.set_contact(
                guard.actor(),
                case_id,
                deceased_on=form.deceased_on.data,
                no_contact_on=form.no_contact_on.data,
                seen=form.seen,
                submitted=form.submitted,
            ),
            lambda _made: url_for("cases.show", case_id=case_id),
        )
        if answer:
            return answer
    return render_template("cases/contact.html", form=form, case=case)


def _row(case_id: UUID) -> Any:
    return queries.section(guard.actor(), case_id, facts.Patient)
