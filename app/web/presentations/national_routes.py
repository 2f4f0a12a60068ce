"""Pages of the national fiche: its own items, and its text to paste into the DCC."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.documents import dcc_text
from app.domain.national import NAMES
from app.domain.permissions import Action
from app.domain.vocabulary import PresentationState
from app.security import guard
from app.security.guard import access, note_access
from app.services import national as services

from .._forms import filled, save
from .national_forms import SECTIONS, NationalForm
from .routes import _seen, blueprint


@blueprint.route("/<uuid:presentation_id>/national", methods=["GET", "POST"])
@access(Action.WRITE_OPINION)
def national(presentation_id: UUID) -> str | Response:
    """Type, reason, summary and frame of the national fiche."""
    record = _seen(presentation_id).record
    stored = {name: getattr(record.national, name) for name in NAMES}
    form = filled(NationalForm, SimpleNamespace(**stored, version=record.version))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.edit(
                guard.actor(),
                presentation_id,
                form.national(record.national),
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("presentations.show", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template(
        "presentations/national.html", form=form, record=record, sections=SECTIONS
    )


@blueprint.get("/<uuid:presentation_id>/dcc")
@access(Action.READ_PRESENTATION)
def dcc(presentation_id: UUID) -> str:
    """The validated fiche as plain text, heading by heading, to paste into the DCC; traced as a print."""
    record = _seen(presentation_id).record
    ready = record.state is PresentationState.VALIDATED
    parts = dcc_text.parts(record) if ready else ()
    if ready:
        note_access("dcc.printed", record.case_id)
    return render_template(
        "presentations/dcc.html", record=record, parts=parts, whole=dcc_text.whole(parts)
    )
