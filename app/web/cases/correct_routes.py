"""Pages that correct a wrong patient: what may be done, two patients made one, a case moved or withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.domain.text import SHORT
from app.queries import case_lists, corrections, duplicates, undoing
from app.security import guard
from app.security.guard import access
from app.services import corrections as services
from app.services import undoing as undo_services
from app.wording.corrections import held

from .._forms import filled, save
from . import identity_forms as forms
from .routes import _file, blueprint

FOUND = 12


@blueprint.get("/<uuid:case_id>/correct")
@access(Action.CORRECT_PATIENT)
def correct(case_id: UUID) -> str:
    """Who resembles the patient of this case, who else the case may be about, and what was corrected already."""
    case = _file(case_id)
    search = request.args.get("q", "").strip()[:SHORT]
    lines = case_lists.page(guard.actor(), search, size=FOUND).lines if search else ()
    return render_template(
        "cases/correct.html",
        case=case,
        search=search,
        lines=[line for line in lines if line.patient.id != case.file.patient.id],
        found=duplicates.of_patient(guard.actor(), UUID(case.file.patient.id)),
        done=corrections.of_case(case_id),
        last=undoing.last(case_id),
    )


@blueprint.route("/<uuid:case_id>/merge/<uuid:patient_id>", methods=["GET", "POST"])
@access(Action.CORRECT_PATIENT)
def merge(case_id: UUID, patient_id: UUID) -> str | Response:
    """Join another patient row to the one of this case, after seeing what moves."""
    case, preview = _file(case_id), _preview(case_id, patient_id)
    form = filled(forms.ReasonForm)
    if form.validate_on_submit():
        answer = _saved(
            form,
            case_id,
            lambda: services.merge(
                guard.actor(),
                case_id,
                patient_id,
                reason=form.reason.data,
                mark=form.mark.data,
                submitted=form.submitted,
            ),
        )
        if answer:
            return answer
    form.mark.data = preview.mark
    return render_template("cases/merge.html", form=form, case=case, preview=preview)


@blueprint.route("/<uuid:case_id>/move/<uuid:patient_id>", methods=["GET", "POST"])
@access(Action.CORRECT_PATIENT)
def move(case_id: UUID, patient_id: UUID) -> str | Response:
    """Give this case to another known patient, after choosing what follows it."""
    case, preview = _file(case_id), _preview(case_id, patient_id)
    form = filled(forms.MoveForm)
    form.taken.choices = following(preview.here.rows)
    if request.method == "GET" and len(preview.here.cases) == 1:
        form.taken.data = [name for name, _label in form.taken.choices]
    if form.validate_on_submit():
        answer = _saved(
            form,
            case_id,
            lambda: services.move(
                guard.actor(),
                case_id,
                patient_id,
                taken=form.taken.data or (),
                reason=form.reason.data,
                mark=form.mark.data,
                submitted=form.submitted,
            ),
        )
        if answer:
            return answer
    form.mark.data = preview.mark
    return render_template("cases/move.html", form=form, case=case, preview=preview)


@blueprint.route("/<uuid:case_id>/withdraw", methods=["GET", "POST"])
@access(Action.CORRECT_PATIENT)
def withdraw(case_id: UUID) -> str | Response:
    """Take the case out of lists and agendas, or bring it back."""
    case = _file(case_id)
    form = filled(forms.WithdrawalForm)
    withdrawn = corrections.withdrawal(case_id)
    if form.validate_on_submit():
        answer = _saved(form, case_id, lambda: _withdraw(case_id, form, bool(withdrawn)))
        if answer:
            return answer
    return render_template("cases/withdraw.html", form=form, case=case, withdrawn=withdrawn)


@blueprint.route("/<uuid:case_id>/undo", methods=["GET", "POST"])
@access(Action.CORRECT_PATIENT)
def undo(case_id: UUID) -> str | Response:
    """Undo the last merge or move made from this case, or say why it stays."""
    case, last = _file(case_id), undoing.last(case_id)
    form = filled(forms.ReasonForm)
    if form.validate_on_submit():
        answer = _saved(
            form,
            case_id,
            lambda: undo_services.undo(
                guard.actor(), case_id, form.reason.data, form.mark.data, form.submitted
            ),
        )
        if answer:
            return answer
    form.mark.data = str(last.correction_id) if last else ""
    return render_template("cases/undo.html", form=form, case=case, last=last)


def _withdraw(case_id: UUID, form: Any, is_withdrawn: bool) -> None:
    if is_withdrawn:
        services.restore(guard.actor(), case_id, form.reason.data, form.submitted)
    else:
        services.withdraw(guard.actor(), case_id, form.cause.data, form.reason.data, form.submitted)


def _saved(form: Any, case_id: UUID, call: Callable[[], None]) -> Response | None:
    return save(form, call, lambda _made: url_for("cases.show", case_id=case_id))


def _preview(case_id: UUID, patient_id: UUID) -> corrections.Preview:
    preview = corrections.preview(guard.actor(), case_id, patient_id)
    if preview.here.patient_id == preview.there.patient_id:
        abort(404)
    return preview


def following(rows: Mapping[str, int]) -> list[tuple[str, str]]:
    """The kinds of facts that may follow a case, with how many there are; its tumour always does."""
    return [(name, held(name, n)) for name, n in rows.items() if name != services.TUMOUR]
