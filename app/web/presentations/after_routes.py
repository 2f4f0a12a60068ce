"""Pages of what comes after the board: the family-doctor letter, its sending, the follow-up."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.domain.follow_up import FollowUp
from app.domain.permissions import Action
from app.domain.preferences import for_patient_page
from app.domain.vocabulary import DocumentKind, PresentationState
from app.i18n import _
from app.queries import contacts, follow_ups, letters, talks
from app.security import guard
from app.security.guard import access, note_access
from app.services import documents
from app.services import follow_ups as follow_up_services
from app.services import letters as services
from app.wording.rules import violation_sentence

from .._forms import attach, filled, save
from . import after_forms as forms
from .routes import _seen, blueprint


@blueprint.route("/<uuid:presentation_id>/letter", methods=["GET", "POST"])
@access(Action.WRITE_LETTER)
def letter(presentation_id: UUID) -> str | BaseResponse:
    """What the family doctor is asked to do, the letter as it stands, and what was sent."""
    seen = _seen(presentation_id)
    context = letters.context(seen.record)
    said = seen.record.case_file.statements
    form = filled(forms.LetterForm, seen.record)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.write_note(
                guard.actor(), presentation_id, form.gp_note.data, form.seen, form.submitted
            ),
            lambda _made: url_for("presentations.letter", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template(
        "presentations/letter.html",
        form=form,
        record=seen.record,
        relations=seen.relations,
        doctor=context.family_doctor,
        keeps_back=len(for_patient_page(said)) < len(said),
        missing=[violation_sentence(v) for v in services.missing(seen.record, context)],
        sent=letters.sent(presentation_id),
        stopped=_stopped(seen.record.case_id),
    )


@blueprint.route("/<uuid:presentation_id>/letter/sending", methods=["GET", "POST"])
@access(Action.WRITE_LETTER)
def send_letter(presentation_id: UUID) -> str | BaseResponse:
    """Record that the letter left; nothing is sent from here."""
    record = _seen(presentation_id).record
    context = letters.context(record)
    start = SimpleNamespace(sent_on=clock.today(), sent_by=guard.actor().name)
    form = filled(forms.DepartureForm, start)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.note_sending(
                guard.actor(), presentation_id, form.departure(), form.submitted
            ),
            lambda _made: url_for("presentations.letter", presentation_id=presentation_id),
        )
        if answer:
            return answer
    elif request.method == "GET":
        attach(form, services.missing(record, context))
    return render_template(
        "presentations/send_letter.html",
        form=form,
        record=record,
        doctor=context.family_doctor,
        stopped=_stopped(record.case_id),
    )


@blueprint.get("/<uuid:presentation_id>/letter.pdf")
@access(Action.WRITE_LETTER)
def letter_pdf(presentation_id: UUID) -> Response:
    """The letter as it would leave now, or with `number` the very copy that left."""
    record = _seen(presentation_id).record
    number = request.args.get("number", "")
    if number:
        pdf = services.sent_copy(guard.actor(), presentation_id, number)
    else:
        pdf = documents.produce(guard.actor(), presentation_id, DocumentKind.LETTER)
    note_access("letter.printed", record.case_id)
    name = f"{record.reference}-letter.pdf"
    return Response(
        pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.route("/<uuid:presentation_id>/follow-up", methods=["GET", "POST"])
@access(Action.RECORD_FOLLOW_UP)
def follow_up(presentation_id: UUID) -> str | BaseResponse:
    """What became of the proposal: told, answered, applied or not."""
    seen = _seen(presentation_id)
    record = seen.record
    history = follow_ups.history(presentation_id)
    form = filled(forms.FollowUpForm, _stored(follow_ups.known(presentation_id)))
    form.chosen.choices = {"": _("Aucune"), **{o.title: o.title for o in record.options}}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: follow_up_services.record(
                guard.actor(), presentation_id, form.follow_up(), form.seen, form.submitted
            ),
            lambda _made: url_for("presentations.follow_up", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template(
        "presentations/follow_up.html",
        form=form,
        record=record,
        relations=seen.relations,
        history=history,
        steps=talks.steps_of(presentation_id, record.case_file.statements),
        sent=letters.sent(presentation_id),
        locked=record.state is PresentationState.VALIDATED,
    )


def _stopped(case_id: str) -> str:
    """Why nothing goes to the patient any more, "" when it may."""
    stop = contacts.stopped(UUID(case_id))
    return violation_sentence(stop) if stop else ""


def _stored(given: FollowUp) -> Any:
    """The standing follow-up as its form reads it; its revision is the version."""
    shown = {name: getattr(given, name) for name in follow_up_services.TYPED}
    return SimpleNamespace(**shown, version=given.revision)
