"""Pages of a presentation: the comparison, verdicts, opinion, validation, prints."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.domain import conclusion, criteria, opinion, preferences, signing
from app.domain import timeline as journey
from app.domain.completeness import of_record
from app.domain.permissions import Action
from app.domain.record import Option, Record
from app.domain.vocabulary import DocumentKind, PresentationState, Verdict
from app.errors import NotFound, RuleViolation, Violation
from app.queries import cases as case_queries
from app.queries import catalogue, phrases, records
from app.security import guard
from app.security.guard import access, note_access
from app.services import documents, opinions, options
from app.wording.board import board_warnings
from app.wording.rules import violation_sentence

from .._forms import SavingForm, attach, filled, save
from .._screen import carry
from . import forms

blueprint = Blueprint("presentations", __name__, url_prefix="/presentations")
blueprint.url_defaults(carry)
QUICK = {Verdict.RETAINED, Verdict.NOT_DISCUSSED}


@blueprint.get("/<uuid:presentation_id>")
@access(Action.READ_PRESENTATION)
def show(presentation_id: UUID) -> str:
    """The question, the wishes, the story, every alternative with its reasons and verdict."""
    seen = _seen(presentation_id)
    record = seen.record
    agenda = case_queries.agenda(guard.actor(), UUID(record.meeting.id)) if record.meeting else []
    meeting_on = record.meeting.starts_at.astimezone(clock.PARIS).date() if record.meeting else None
    return render_template(
        "presentations/show.html",
        record=record,
        relations=seen.relations,
        agenda=agenda,
        is_sitting=seen.is_sitting,
        wishes=preferences.wishes(record.case_file.statements, meeting_on or clock.today()),
        timeline=journey.timeline(record.case_file, today=clock.today(), meeting_on=meeting_on),
        never_done=criteria.never_done(record.case_file),
        complete=of_record(record, meeting_on or clock.today()),
        missing=[violation_sentence(v) for v in opinion.violations(record)],
        undiscussed=opinion.undiscussed(record),
        unmet=opinion.ruled_out(record),
        locked=record.state is PresentationState.VALIDATED,
        projected="projection" in request.args,
        warnings=board_warnings(record, meeting_on or clock.today()),
    )


@blueprint.route("/<uuid:presentation_id>/options/<uuid:option_id>", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def verdict(presentation_id: UUID, option_id: UUID) -> str | BaseResponse:
    """One option in full, and the board's verdict on it."""
    record = _seen(presentation_id).record
    option = _option(record.options, option_id)
    form = filled(forms.VerdictForm, _stored(option))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: options.give_verdict(
                guard.actor(), option_id, form.values(), form.seen, form.submitted
            ),
            lambda _made: _back(presentation_id, option_id),
        )
        if answer:
            return answer
    return render_template(
        "presentations/verdict.html",
        form=form,
        record=record,
        option=option,
        tension=opinion.in_tension(option),
    )


@blueprint.post("/<uuid:presentation_id>/options/<uuid:option_id>/quick")
@access(Action.GIVE_VERDICT)
def quick(presentation_id: UUID, option_id: UUID) -> BaseResponse:
    """A verdict in one gesture from the table: retain, put back, or undo."""
    _option(_seen(presentation_id).record.options, option_id)
    form = SavingForm()
    asked = request.form.get("verdict", "")
    if asked == "undo":
        options.undo_verdict(guard.actor(), option_id, form.submitted)
    elif asked in {v.value for v in QUICK}:
        values = {"verdict": Verdict(asked)}
        options.give_verdict(guard.actor(), option_id, values, form.seen, form.submitted)
    else:
        raise RuleViolation(Violation("unknown_choice"))
    return redirect(_back(presentation_id, option_id), 303)


@blueprint.post("/<uuid:presentation_id>/not-applicable")
@access(Action.GIVE_VERDICT)
def not_applicable(presentation_id: UUID) -> BaseResponse:
    """Confirm several options as "sans objet" at once."""
    chosen = [UUID(value) for value in request.form.getlist("option") if _is_uuid(value)]
    options.confirm_not_applicable(guard.actor(), presentation_id, chosen, SavingForm().submitted)
    return redirect(url_for("presentations.show", presentation_id=presentation_id), 303)


@blueprint.route("/<uuid:presentation_id>/options/new", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def add_option(presentation_id: UUID) -> str | BaseResponse:
    """Add an alternative."""
    record = _seen(presentation_id).record
    form = filled(forms.OptionForm)
    form.entry_code.choices = {
        "": "",
        **{e.code: f"{e.title}, {e.detail}" for e in catalogue.offered_to(UUID(record.case_id))},
    }
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: options.add(
                guard.actor(),
                presentation_id,
                entry_code=form.entry_code.data or "",
                free_title=form.free_title.data,
                family=form.family.data,
                specifics=form.specifics.data,
                submitted=form.submitted,
                own=options.OwnWords(
                    form.free_brings.data, form.free_hard.data, form.free_daily.data
                ),
            ),
            lambda made: _back(presentation_id, made),
        )
        if answer:
            return answer
    return render_template("presentations/add_option.html", form=form, record=record)


@blueprint.route("/<uuid:presentation_id>/opinion", methods=["GET", "POST"])
@access(Action.WRITE_OPINION)
def write(presentation_id: UUID) -> str | BaseResponse:
    """Write the opinion."""
    record = _seen(presentation_id).record
    form = filled(forms.OpinionForm, _opinion(record))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: opinions.write(
                guard.actor(), presentation_id, form.draft(), form.seen, form.submitted
            ),
            lambda _made: url_for(
                "presentations.show", presentation_id=presentation_id, _anchor="opinion"
            ),
        )
        if answer:
            return answer
    return render_template(
        "presentations/write.html",
        form=form,
        record=record,
        phrases=phrases.of_case(UUID(record.case_id)).phrases,
    )


@blueprint.route("/<uuid:presentation_id>/validate", methods=["GET", "POST"])
@access(Action.VALIDATE)
def validate(presentation_id: UUID) -> str | BaseResponse:
    """Read the opinion once more, then lock and sign it."""
    seen = _seen(presentation_id)
    form = filled(SavingForm, seen.record)
    broken = opinion.violations(seen.record)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: opinions.validate(
                guard.actor(),
                presentation_id,
                form.seen,
                form.submitted,
                shown=request.form.get("shown", ""),
            ),
            lambda _made: url_for("presentations.show", presentation_id=presentation_id),
        )
        if answer:
            return answer
    else:
        attach(form, broken)
    return render_template(
        "presentations/validate.html",
        form=form,
        record=seen.record,
        ready=not broken,
        undiscussed=opinion.undiscussed(seen.record),
        shown=signing.mark(seen.record),
    )


@blueprint.route("/<uuid:presentation_id>/addenda", methods=["GET", "POST"])
@access(Action.ADD_ADDENDUM)
def add_addendum(presentation_id: UUID) -> str | BaseResponse:
    """Add a dated text under a validated opinion."""
    record = _seen(presentation_id).record
    form = filled(forms.AddendumForm)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: opinions.add_addendum(
                guard.actor(),
                presentation_id,
                form.text.data,
                form.submitted,
                changes_proposal=form.changes_proposal.data,
            ),
            lambda _made: url_for("presentations.show", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template("presentations/add_addendum.html", form=form, record=record)


@blueprint.get("/<uuid:presentation_id>/<any(fiche, patient, 'patient-large', form):kind>.pdf")
@access(Action.READ_PRESENTATION)
def print_document(presentation_id: UUID, kind: str) -> Response:
    """One of the prints: the fiche, the patient's page in one of its two sizes, or the blank questionnaire."""
    record = _seen(presentation_id).record
    plain, large = kind.removesuffix("-large"), kind.endswith("-large")
    pdf = documents.produce(guard.actor(), presentation_id, DocumentKind(plain), large=large)
    note_access(f"{kind}.printed", record.case_id)
    name = f"{record.reference}-{kind}.pdf"
    return Response(
        pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _seen(presentation_id: UUID) -> records.Seen:
    seen = records.of_presentation(guard.actor(), presentation_id)
    guard.insist(seen.relations)
    note_access("presentation.read", seen.record.case_id)
    return seen


def _option(given: tuple[Option, ...], option_id: UUID) -> Option:
    for option in given:
        if option.id == str(option_id):
            return option
    raise NotFound


def _stored(option: Option) -> Any:
    """The option as its form reads it: a proposal shows what was proposed."""
    shown = {
        name: getattr(option, name) for name in (*options.VERDICT_FIELDS, *options.DETAIL_FIELDS)
    }
    shown["verdict"] = option.proposed or option.verdict
    return SimpleNamespace(**shown, version=option.version)


def _opinion(record: Record) -> Any:
    """The opinion as its form reads it; a trial said on the national page before it moved here still counts."""
    given = record.opinion
    shown = {field.name: getattr(given, field.name) for field in fields(opinions.Draft)}
    shown["trial"] = conclusion.trial(record)
    return SimpleNamespace(**shown, version=given.revision)


def _back(presentation_id: UUID, option_id: Any) -> str:
    """The comparison at that row, with what was ticked to be set side by side still ticked."""
    ticked = [value for value in request.values.getlist("side") if _is_uuid(value)]
    return url_for(
        "presentations.show",
        presentation_id=presentation_id,
        side=ticked,
        _anchor=f"option-{option_id}",
    )


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
