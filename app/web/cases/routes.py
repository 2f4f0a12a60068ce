"""Pages of a case: the list, opening, the file and its sections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain import casefile as facts
from app.domain import preferences, prompts
from app.domain import timeline as journey
from app.domain.changes import changes
from app.domain.completeness import Completeness, completeness
from app.domain.partial_date import PartialDate
from app.domain.permissions import Action
from app.domain.record import Informed
from app.domain.text import SHORT
from app.domain.vocabulary import PresentationState
from app.queries import attachments, case_lists, choices, duplicates, gaps, statements, vocabularies
from app.queries import cases as queries
from app.queries import imports as import_queries
from app.queries import previous as previous_queries
from app.security import guard
from app.security.guard import access, note_access
from app.services import cases as services

from .._forms import SavingForm, filled, save
from . import forms
from ._standing import standing
from .beside import beside, start_typing
from .identity_forms import doubts
from .kinds import KINDS
from .tumour_forms import TumourForm

blueprint = Blueprint("cases", __name__, url_prefix="/cases")


@blueprint.get("")
@access(Action.LIST_CASES)
def index() -> str:
    """The cases this person may read, a page at a time, or those that hold every word searched."""
    search, after = request.args.get("q", "").strip()[:SHORT], request.args.get("after", "")[:SHORT]
    page = case_lists.page(guard.actor(), search, after)
    return render_template("cases/index.html", page=page, search=search, after=after)


@blueprint.route("/new", methods=["GET", "POST"])
@access(Action.OPEN_CASE)
def new() -> str | Response:
    """Open a case; those who resemble the patient are shown before a second file is made."""
    form = filled(forms.NewCaseForm)
    _offer_people(form)
    forms.offer(form.unit_id, choices.units(guard.actor()))
    if request.method == "GET" and form.draft_at is None:
        _presume(form)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.open_case(guard.actor(), _new_case(form), form.submitted),
            lambda made: url_for("cases.show", case_id=made),
        )
        if answer:
            return answer
    found = _resembling(form) if request.method == "POST" else ()
    form.show(found)
    form.doubts = doubts(form.ins(), form.patient()) if request.method == "POST" else {}
    start_typing(form, "birth_name")
    return render_template("cases/new.html", form=form, found=found)


@blueprint.get("/<uuid:case_id>")
@access(Action.READ_CASE)
def show(case_id: UUID) -> str:
    """The whole file on one page."""
    case = _file(case_id)
    last = previous_queries.last_board(guard.actor(), case_id)
    meeting_at = case.latest.meeting_at
    return render_template(
        "cases/show.html",
        case=case,
        attachments=attachments.of_case(guard.actor(), case_id),
        wishes=preferences.wishes(case.file.statements, clock.today()),
        earlier=statements.earlier(guard.actor(), case_id),
        timeline=journey.timeline(
            case.file, today=clock.today(), meeting_on=meeting_at.date() if meeting_at else None
        ),
        complete=_completeness(case),
        report=import_queries.report_of(case_id),
        kinds=KINDS,
        **standing(case),
        last=last,
        changed=changes(last.file, case.file) if last else (),
        progressed=_progressed(case),
        offers_support=prompts.offers_support(case.file),
    )


@blueprint.route("/<uuid:case_id>/tumour", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def tumour(case_id: UUID) -> str | Response:
    """Correct the tumour."""
    source = beside(case_id)
    return _section(
        case_id,
        "tumour",
        TumourForm,
        facts.Tumour,
        lambda form: services.edit_tumour(
            guard.actor(), case_id, form.tumour(), form.seen, form.submitted, source.held()
        ),
        beside=source,
        classifications=vocabularies.other_classifications(),
    )


@blueprint.route("/<uuid:case_id>/told", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def told(case_id: UUID) -> str | Response:
    """What the patient has been told so far."""
    return _section(
        case_id,
        "told",
        forms.ToldForm,
        None,
        lambda form: services.edit_told(
            guard.actor(),
            case_id,
            facts.Told(form.told_text.data, form.told_by.data, form.told_on.data),
            form.seen,
            form.submitted,
        ),
    )


@blueprint.route("/<uuid:case_id>/request", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def ask(case_id: UUID) -> str | Response:
    """The question, the track, and whether the patient is informed."""
    return _section(
        case_id,
        "ask",
        forms.RequestFields,
        services.Request,
        lambda form: services.edit_request(
            guard.actor(), case_id, _request(form), form.seen, form.submitted
        ),
        prepare=_offer_people,
    )


@blueprint.route("/<uuid:case_id>/carers", methods=["GET", "POST"])
@access(Action.LINK_TREATING)
def carers(case_id: UUID) -> str | Response:
    """Who treats the patient, and therefore reads the file."""
    case = _file(case_id)
    form = filled(forms.CarerForm)
    form.professional_id.choices = {
        UUID(key): text for key, text in choices.professionals(guard.actor())
    }
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.link_carer(
                guard.actor(), case_id, form.professional_id.data, form.submitted
            ),
            lambda _made: url_for("cases.carers", case_id=case_id),
        )
        if answer:
            return answer
    return render_template("cases/carers.html", form=form, case=case)


@blueprint.post("/<uuid:case_id>/carers/<uuid:link_id>/end")
@access(Action.LINK_TREATING)
def end_carer(case_id: UUID, link_id: UUID) -> Response:
    """End a care link."""
    services.end_carer(guard.actor(), case_id, link_id, SavingForm().submitted)
    return redirect(url_for("cases.carers", case_id=case_id), 303)


def _progressed(case: queries.File) -> PartialDate | None:
    """A progression since the board whose opinion is validated; a case still on its way has none to come back from."""
    held = case.latest.meeting_at
    if case.latest.state is not PresentationState.VALIDATED or held is None:
        return None
    return prompts.progressed_since(case.file, held.date())


def _completeness(case: queries.File) -> Completeness:
    return completeness(
        case.file,
        Informed(opposed=case.latest.opposed),
        question=case.latest.question,
        requester=case.latest.has_requester,
        today=gaps.day_of(case.latest.meeting_at),
        needs=gaps.needs_of(UUID(case.latest.id)),
    )


def _file(case_id: UUID) -> queries.File:
    case = queries.file(guard.actor(), case_id)
    guard.insist(case.relations)
    note_access("case.read", str(case_id))
    return case


def _section(
    case_id: UUID,
    name: str,
    form_class: Any,
    kind: Any,
    call: Any,
    prepare: Any = None,
    **more: Any,
) -> str | Response:
    """One section of the file: show its form, or save it and come back to the file."""
    case = _file(case_id)
    form = filled(form_class, queries.section(guard.actor(), case_id, kind))
    if prepare:
        prepare(form)
    source = more.get("beside")
    if source.is_sent_with(form) if source else form.validate_on_submit():
        answer = save(
            form, lambda: call(form), lambda _made: url_for("cases.show", case_id=case_id)
        )
        if answer:
            return answer
    return render_template(f"cases/{name}.html", form=form, case=case, **more)


def _offer_people(form: Any) -> None:
    people = choices.professionals(guard.actor())
    forms.offer(form.requester_id, people)
    forms.offer(form.presenter_id, people, "Le médecin référent")


def _presume(form: Any) -> None:
    """What is most often so: the physician who opens a case asks for the board, in the only unit there is."""
    own = guard.actor().professional_id
    if own and UUID(own) in form.requester_id.choices:
        form.requester_id.data = UUID(own)
    units = [key for key in form.unit_id.choices if key]
    if len(units) == 1:
        form.unit_id.data = units[0]


def _request(form: Any) -> services.Request:
    return services.Request(
        question=form.question.data,
        changed_since=form.changed_since.data,
        track=form.track.data,
        requester_id=form.requester_id.data,
        presenter_id=form.presenter_id.data,
        informed_on=form.informed_on.data,
        informed_by=form.informed_by.data,
        opposed=form.opposed.answer,
    )


def _resembling(form: Any) -> tuple[duplicates.Candidate, ...]:
    return duplicates.candidates(guard.actor(), form.patient(), form.ins())


def _new_case(form: Any) -> services.NewCase:
    told_now = facts.Told(form.told_text.data, form.told_by.data, form.told_on.data)
    tumour_now = facts.Tumour(label=form.label.data, site=form.site.data)
    file = facts.CaseFile(
        patient=form.patient(), tumours=(tumour_now,), told=told_now, ins=form.ins()
    )
    return services.NewCase(
        file=file, request=_request(form), unit_id=form.unit_id.data, person=form.answer()
    )
