"""The family doctor of a case."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.queries import cases as queries
from app.queries import choices
from app.security import guard
from app.security.guard import access
from app.services import letters as services

from .._forms import SavingForm, filled, save
from . import forms
from .routes import _file, blueprint


class FamilyDoctorForm(SavingForm):
    """The family doctor, or none."""

    family_doctor_id = forms.picked("Médecin traitant")


@blueprint.route("/<uuid:case_id>/family-doctor", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def family_doctor(case_id: UUID) -> str | Response:
    """Name the family doctor, whom the letter goes to."""
    case = _file(case_id)
    row = queries.section(guard.actor(), case_id, None)
    stored = SimpleNamespace(family_doctor_id=row.family_doctor_id, version=row.version)
    form = filled(FamilyDoctorForm, stored)
    people = choices.professionals(guard.actor())
    if case.family_doctor and str(row.family_doctor_id) not in dict(people):
        people.append((str(row.family_doctor_id), case.family_doctor.name))
    forms.offer(form.family_doctor_id, people, "Aucun")
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.choose_family_doctor(
                guard.actor(),
                case_id,
                form.family_doctor_id.data,
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("cases.show", case_id=case_id, _anchor="family-doctor"),
        )
        if answer:
            return answer
    return render_template("cases/family_doctor.html", form=form, case=case)
