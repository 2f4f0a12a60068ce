"""What is planned for one case before its meeting: track, minutes, complexity, specialities, a draft outcome."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField

from app.domain.permissions import Action
from app.domain.vocabulary import Track
from app.i18n import _
from app.queries import choices
from app.queries.case_lines import of_presentation
from app.security import guard
from app.security.guard import access
from app.services import agenda as services

from .._forms import ChoiceField, NumberField, SavingForm, filled, save, short
from ..meetings.forms import TickField
from .routes import _seen, blueprint


class TriageForm(SavingForm):
    """What is planned for a case."""

    track = ChoiceField("Circuit", Track)
    minutes = NumberField("Minutes prévues", whole=True)
    is_complex = BooleanField(_("Dossier complexe, à voir tôt"))
    complex_why = short("Pourquoi complexe")
    specialities = TickField(_("Spécialistes nécessaires"))
    probable = short("Issue probable (brouillon)")

    def given(self) -> services.Triage:
        """What was typed."""
        return services.Triage(**{name: self[name].data for name in services.TRIAGE})


@blueprint.route("/<uuid:presentation_id>/triage", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def triage(presentation_id: UUID) -> str | Response:
    """Say what is planned for a case."""
    record = _seen(presentation_id).record
    line = of_presentation(guard.actor(), presentation_id)
    source = SimpleNamespace(
        **{name: getattr(line, name) for name in services.TRIAGE}, version=record.version
    )
    form = filled(TriageForm, source)
    form.specialities.choices = choices.medical_specialities()
    back = (
        url_for("meetings.show", meeting_id=line.meeting_id, _anchor="agenda")
        if line.meeting_id
        else url_for("meetings.requests")
    )
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.triage(
                guard.actor(), presentation_id, form.given(), form.seen, form.submitted
            ),
            lambda _made: back,
        )
        if answer:
            return answer
    return render_template("presentations/triage.html", form=form, record=record, back=back)
