"""What dated sources say beside the options of a presentation: BDPM, EMA, CIViC. Nothing here decides."""

from __future__ import annotations

from uuid import UUID

from flask import render_template

from app.domain.permissions import Action
from app.domain.sources import SourceKind
from app.domain.vocabulary import PresentationState
from app.queries import evidence as sources
from app.security.guard import access

from .routes import _seen, blueprint


@blueprint.get("/<uuid:presentation_id>/evidence")
@access(Action.READ_PRESENTATION)
def evidence(presentation_id: UUID) -> str:
    """The medicines of each option with their sheets, and the items of CIViC for the file's results."""
    record = _seen(presentation_id).record
    page = sources.of_record(record)
    return render_template(
        "presentations/evidence.html",
        record=record,
        page=page,
        told=[one for one in page.options if one.drugs],
        silent=[one.option for one in page.options if not one.drugs],
        settled=[row for row in record.case_file.biomarkers if row.is_settled],
        kinds=SourceKind,
        locked=record.state is PresentationState.VALIDATED,
    )
