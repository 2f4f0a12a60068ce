"""Pages of a case: the list, opening, the file and its sections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain import casefile as facts
from app.domain import preferences
from app.domain import timeline as journey
from app.domain.completeness import Completeness, completeness
from app.domain.permissions import Action
from app.domain.record import Informed
from app.queries import cases as queries
from app.queries import choices, statements
from app.queries import imports as import_queries
from app.security import guard
from app.security.guard import access, note_access
from app.services import cases as services

from .._forms import SavingForm, filled, save
from . import forms
from .kinds import KINDS, Kind

blueprint = Blueprint("cases", __name__, url_prefix="/cases")


@blueprint.get("")
@access(Action.LIST_CASES)
def index() -> str:
    """The cases this person may read."""
    return render_template("cases/index.html", lines=queries.lines(guard.actor()))


@blueprint.route("/new", methods=["GET", "POST"])
@access(Action.OPEN_CASE)
def new() -> str | Response:
    """Open a case."""
    form = filled(forms.NewCaseForm)
    _offer_people(form)
    forms.offer(form.unit_id, choices.units(guard.actor()))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.open_case(guard.actor(), _new_case(form), form.submitted),
            lambda made: url_for("cases.show", case_id=made),
        )
        if answer:
            return answer
    return render_template("cases/new.html", form=form)


@blueprint.get("/<uuid:case_id>")
@access(Action.READ_CASE)
def show(case_id: UUID) -> str:
    """The whole file on one page."""
    case = _file(case_id)
    meeting_at = case.latest.meeting_at
    return render_template(
        "cases/show.html",
        case=case,
        wishes=preferences.wishes(case.file.statements, clock.today()),
        earlier=statements.earlier(guard.actor(), case_id),
        timeline=journey.timeline(
            case.file, today=clock.today(), meeting_on=meeting_at.date() if meeting_at else None
        ),
        complete=_completeness(case),
        report=import_queries.report_of(case_id),
        kinds=KINDS,
    )


@blueprint.route("/<uuid:case_id>/identity", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def identity(case_id: UUID) -> str | Response:
    """Correct the identity."""
    return _section(
        case_id,
        "identity",
        forms.IdentityFields,
        facts.Patient,
        lambda form: services.edit_identity(
            guard.actor(), case_id, form.patient(), form.seen, form.submitted
        ),
    )


@blueprint.route("/<uuid:case_id>/tumour", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def tumour(case_id: UUID) -> str | Response:
    """Correct the tumour."""
    return _section(
        case_id,
        "tumour",
        forms.TumourForm,
        facts.Tumour,
        lambda form: services.edit_tumour(
            guard.actor(), case_id, facts.Tumour(**form.values()), form.seen, form.submitted
        ),
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


@blueprint.route("/<uuid:case_id>/<kind:kind>/new", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def add_fact(case_id: UUID, kind: Kind) -> str | Response:
    """Add a biomarker, a treatment, a measure or a precaution."""
    case = _file(case_id)
    form = filled(kind.form)
    if form.validate_on_submit():
        answer = _save_fact(case_id, kind, form, None)
        if answer:
            return answer
    return render_template("cases/add_fact.html", form=form, case=case, kind=kind)


@blueprint.route("/<uuid:case_id>/<kind:kind>/<uuid:fact_id>", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def edit_fact(case_id: UUID, kind: Kind, fact_id: UUID) -> str | Response:
    """Correct a fact."""
    case = _file(case_id)
    form = filled(kind.form, kind.shown(queries.fact(guard.actor(), case_id, kind.fact, fact_id)))
    if form.validate_on_submit():
        answer = _save_fact(case_id, kind, form, fact_id)
        if answer:
            return answer
    return render_template("cases/edit_fact.html", form=form, case=case, kind=kind, fact_id=fact_id)


@blueprint.post("/<uuid:case_id>/<kind:kind>/<uuid:fact_id>/withdraw")
@access(Action.EDIT_CASE)
def withdraw_fact(case_id: UUID, kind: Kind, fact_id: UUID) -> Response:
    """Take a wrong fact out of the file."""
    form = SavingForm()
    services.withdraw_fact(guard.actor(), case_id, kind.fact, fact_id, form.submitted)
    return redirect(url_for("cases.show", case_id=case_id), 303)


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


def _completeness(case: queries.File) -> Completeness:
    return completeness(
        case.file,
        Informed(opposed=case.latest.opposed),
        question=case.latest.question,
        requester=case.latest.has_requester,
        today=clock.today(),
    )


def _file(case_id: UUID) -> queries.File:
    case = queries.file(guard.actor(), case_id)
    guard.insist(case.relations)
    note_access("case.read", str(case_id))
    return case


def _section(
    case_id: UUID, name: str, form_class: Any, kind: Any, call: Any, prepare: Any = None
) -> str | Response:
    """One section of the file: show its form, or save it and come back to the file."""
    case = _file(case_id)
    form = filled(form_class, queries.section(guard.actor(), case_id, kind))
    if prepare:
        prepare(form)
    if form.validate_on_submit():
        answer = save(
            form, lambda: call(form), lambda _made: url_for("cases.show", case_id=case_id)
        )
        if answer:
            return answer
    return render_template(f"cases/{name}.html", form=form, case=case)


def _save_fact(case_id: UUID, kind: Kind, form: Any, fact_id: UUID | None) -> Response | None:
    return save(
        form,
        lambda: services.save_fact(
            guard.actor(), case_id, kind.typed(form.values()), fact_id, form.seen, form.submitted
        ),
        lambda _made: url_for("cases.show", case_id=case_id, _anchor=kind.code),
    )


def _offer_people(form: Any) -> None:
    people = choices.professionals(guard.actor())
    forms.offer(form.requester_id, people)
    forms.offer(form.presenter_id, people, "Le médecin référent")


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


def _new_case(form: Any) -> services.NewCase:
    told_now = facts.Told(form.told_text.data, form.told_by.data, form.told_on.data)
    tumour_now = facts.Tumour(label=form.label.data, site=form.site.data)
    file = facts.CaseFile(patient=form.patient(), tumours=(tumour_now,), told=told_now)
    return services.NewCase(file=file, request=_request(form), unit_id=form.unit_id.data)
