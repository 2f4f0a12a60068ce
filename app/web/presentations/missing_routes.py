"""Page of one case: what is missing, who brings it, and the message to the requester."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain import gap as rules
from app.domain import identity
from app.domain.completeness import Completeness, of_record
from app.domain.gap import Line
from app.domain.permissions import Action
from app.domain.record import Record
from app.domain.vocabulary import ItemState, PresentationState
from app.queries import choices
from app.queries import gaps as queries
from app.security import guard
from app.security.guard import access
from app.services import gaps as services
from app.wording.bringing import bringing, brought
from app.wording.reminders import Reminder, message

from .._forms import filled, save
from . import missing_forms as forms
from .routes import _seen, blueprint


@blueprint.route("/<uuid:presentation_id>/missing", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def missing(presentation_id: UUID) -> str | Response:
    """Name who brings each missing item and by when, or say that it is not known yet."""
    seen = _seen(presentation_id)
    record, sheet = seen.record, queries.sheet(presentation_id)
    complete = of_record(
        record, queries.day_of(record.meeting.starts_at if record.meeting else None)
    )
    lines = rules.lines(complete, sheet.gaps)
    open_lines = _open(lines, complete)
    form = filled(
        forms.sheet_form(open_lines, choices.professionals(guard.actor())),
        forms.stored(open_lines, sheet.version),
    )
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.note(
                guard.actor(),
                presentation_id,
                [(line.item.slug, form.note(line)) for line in open_lines],
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("presentations.missing", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template(
        "presentations/missing.html",
        form=form,
        record=record,
        relations=seen.relations,
        complete=complete,
        lines=open_lines,
        done=[line for line in lines if line not in open_lines],
        noted=[line for line in lines if line.gap is not None],
        locked=record.state is PresentationState.VALIDATED,
        message=_message(record, complete, lines),
    )


def _open(lines: tuple[Line, ...], complete: Completeness) -> list[Line]:
    """What may be noted: what is not in the file, and what a page opened earlier still speaks of."""
    shown = [line for line in lines if line.item.state is not ItemState.PRESENT]
    known = {line.item.key for line in shown}
    noted = {line.item.key: line for line in lines}
    posted = [
        noted.get(item.key, Line(item))
        for item in complete.items
        if item.key not in known and f"{item.slug}.state" in request.form
    ]
    return shown + posted


def _message(record: Record, complete: Completeness, lines: tuple[Line, ...]) -> str:
    meeting = record.meeting
    return message(
        Reminder(
            reference=record.reference,
            initials=identity.initials(record.case_file.patient),
            requester=record.requester.name if record.requester else "",
            sender=guard.actor().name,
            complete=complete,
            meeting=meeting.title if meeting else "",
            meeting_at=meeting.starts_at if meeting else None,
            bringing=bringing(lines),
            brought=brought(lines, record.case_file.patient),
        )
    )
