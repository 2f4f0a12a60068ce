"""What dated sources say beside the options of a presentation: BDPM, EMA, CIViC. Nothing here decides."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import render_template, request

from app.domain.permissions import Action
from app.domain.record import Option
from app.domain.sources import SourceKind
from app.domain.vocabulary import PresentationState
from app.queries import evidence as sources
from app.security.guard import access

from .routes import _option, _seen, blueprint


@blueprint.get("/<uuid:presentation_id>/evidence")
@access(Action.READ_PRESENTATION)
def evidence(presentation_id: UUID) -> str:
    """The medicines of each option with their sheets, and the items of CIViC for the file's results.

    `option` keeps one option: the comparison shows its section under the row, when somebody asks for it.
    """
    record = _seen(presentation_id).record
    if asked := request.args.get("option", ""):
        record = replace(record, options=(_asked(record.options, asked),))
    page = sources.of_record(record)
    return render_template(
        "presentations/evidence.html",
        record=record,
        page=page,
        told=[one for one in page.options if one.drugs],
        silent=[one.option for one in page.options if not one.drugs],
        settled=[row for row in record.case_file.biomarkers if row.is_settled],
        kinds=SourceKind,
        asked=asked,
        locked=record.state is PresentationState.VALIDATED,
    )


def _asked(options: tuple[Option, ...], asked: str) -> Option:
    """The option of that id; NotFound for another presentation's and for what is no id."""
    return next((o for o in options if o.id == asked), None) or _option(options, UUID(int=0))
