"""Pages of one case about trials: those to look at with their findings, what was asked, and tasks from unknowns."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.domain.local_trial import LookedAt
from app.domain.permissions import Action
from app.domain.record import Record
from app.domain.trial_search import Task
from app.domain.vocabulary import CareNeed, PresentationState, TrialStep
from app.errors import NotFound
from app.i18n import _
from app.queries import trials as queries
from app.security import guard
from app.security.guard import access
from app.services import tasks, trial_notes
from app.services.trial_notes import Noting

from .._forms import ChoiceField, DayField, SavingForm, filled, save, short
from .routes import _back, _option, _seen, blueprint


class TrialNoteForm(SavingForm):
    """What was done of one trial for this case."""

    step = ChoiceField("Où en est-on", TrialStep, empty="Rien de noté")
    on = DayField(_("Le"))
    whom = short("Demandé à", maximum=300)
    reason = short("Car, ou précision", maximum=1000)

    def noting(self) -> Noting:
        """The typed note."""
        return Noting(self.step.data, self.on.data, self.whom.data, self.reason.data)


class TaskForm(SavingForm):
    """A task: what, who, by when."""

    what = short("Ce qui est à faire ou manque", required=True, maximum=1000)
    who = short("Qui s'en charge", maximum=300)
    by_on = DayField(_("Pour le"))
    need = ChoiceField("Répond au besoin", CareNeed, empty="Aucun besoin précis")
    phone = short("Son téléphone", maximum=60)

    def task(self, known: Task) -> Task:
        """The task with what is typed."""
        return replace(
            known,
            what=self.what.data,
            who=self.who.data,
            by_on=self.by_on.data,
            need=self.need.data,
            phone=self.phone.data,
        )


@blueprint.get("/<uuid:presentation_id>/trials")
@access(Action.READ_PRESENTATION)
def trials(presentation_id: UUID) -> str:
    """Every trial of the case's hospital beside this file; nothing is concluded, none is hidden."""
    seen = _seen(presentation_id)
    looked = queries.beside(guard.actor(), seen.record)
    return render_template(
        "presentations/trials.html",
        record=seen.record,
        groups=_groups(looked, seen.record),
        total=len(looked),
        relations=seen.relations,
        edits=seen.record.state is not PresentationState.VALIDATED,
    )


@blueprint.route("/<uuid:presentation_id>/trials/<uuid:trial_id>", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def trial_note(presentation_id: UUID, trial_id: UUID) -> str | BaseResponse:
    """Note what was done of one trial: asked, not eligible and why, included."""
    record = _seen(presentation_id).record
    looked = _looked(record, trial_id)
    form = filled(TrialNoteForm, _stored(record, trial_id))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: trial_notes.note(
                guard.actor(), presentation_id, trial_id, form.noting(), form.seen, form.submitted
            ),
            lambda _made: _to_list(presentation_id, trial_id),
        )
        if answer:
            return answer
    return render_template("presentations/trial_note.html", form=form, record=record, looked=looked)


@blueprint.post("/<uuid:presentation_id>/trials/none-found")
@access(Action.GIVE_VERDICT)
def none_found(presentation_id: UUID) -> BaseResponse:
    """Say that a search was made today and found none, or take that back."""
    _seen(presentation_id)
    gesture = trial_notes.forget_none_found if request.form.get("undo") else trial_notes.none_found
    gesture(guard.actor(), presentation_id, SavingForm().submitted)
    return _saved(url_for("presentations.trials", presentation_id=presentation_id))


@blueprint.post("/<uuid:presentation_id>/trials/<uuid:trial_id>/tasks")
@access(Action.GIVE_VERDICT)
def task_of_trial(presentation_id: UUID, trial_id: UUID) -> BaseResponse:
    """Make a task of one unknown of a trial."""
    _looked(_seen(presentation_id).record, trial_id)
    rule = request.form.get("rule", "")
    tasks.from_trial(guard.actor(), presentation_id, trial_id, rule, SavingForm().submitted)
    return _saved(_to_list(presentation_id, trial_id))


@blueprint.post("/<uuid:presentation_id>/options/<uuid:option_id>/tasks")
@access(Action.GIVE_VERDICT)
def task_of_option(presentation_id: UUID, option_id: UUID) -> BaseResponse:
    """Make a task of one unknown of an option."""
    _option(_seen(presentation_id).record.options, option_id)
    rule = request.form.get("rule", "")
    tasks.from_option(guard.actor(), presentation_id, option_id, rule, SavingForm().submitted)
    return _saved(_back(presentation_id, option_id))


@blueprint.route("/<uuid:presentation_id>/tasks/<uuid:task_id>", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def task(presentation_id: UUID, task_id: UUID) -> str | BaseResponse:
    """Say who brings it and by when, where the criterion did not."""
    record = _seen(presentation_id).record
    known = next((one for one in record.tasks if one.id == str(task_id)), None)
    if known is None:
        raise NotFound
    names = ("what", "who", "by_on", "need", "phone")
    shown = {name: getattr(known, name) for name in names}
    form = filled(TaskForm, SimpleNamespace(**shown, version=record.version))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: tasks.edit(
                guard.actor(), presentation_id, form.task(known), form.seen, form.submitted
            ),
            lambda _made: _to_tasks(presentation_id),
        )
        if answer:
            return answer
    return render_template("presentations/task.html", form=form, record=record, task=known)


@blueprint.post("/<uuid:presentation_id>/tasks/<uuid:task_id>/remove")
@access(Action.GIVE_VERDICT)
def remove_task(presentation_id: UUID, task_id: UUID) -> BaseResponse:
    """Take a task away."""
    _seen(presentation_id)
    tasks.remove(guard.actor(), presentation_id, str(task_id), SavingForm().submitted)
    return _saved(_to_tasks(presentation_id))


def _groups(looked: tuple[LookedAt, ...], record: Record) -> dict[str, list[LookedAt]]:
    """The trials by what the file says of them, each once, in the order of the list; none is left out."""
    names = ("look", "people", "noted", "blocked", "shut")
    found: dict[str, list[LookedAt]] = {name: [] for name in names}
    for one in looked:
        if record.trials.note(one.trial.id):
            found["noted"].append(one)
        elif one.trial.is_shut:
            found["shut"].append(one)
        elif one.blockers:
            found["blocked"].append(one)
        else:
            found["look" if one.is_readable else "people"].append(one)
    return found


def _looked(record: Record, trial_id: UUID) -> LookedAt:
    for one in queries.beside(guard.actor(), record):
        if one.trial.id == str(trial_id):
            return one
    raise NotFound


def _stored(record: Record, trial_id: UUID) -> Any:
    note = record.trials.note(str(trial_id))
    return SimpleNamespace(
        step=note.step if note else TrialStep.ASKED,
        on=note.on if note else clock.today(),
        whom=note.whom if note else "",
        reason=note.reason if note else "",
        version=record.version,
    )


def _to_tasks(presentation_id: UUID) -> str:
    return url_for("presentations.show", presentation_id=presentation_id, _anchor="tasks")


def _to_list(presentation_id: UUID, trial_id: UUID) -> str:
    return url_for(
        "presentations.trials", presentation_id=presentation_id, _anchor=f"trial-{trial_id}"
    )


def _saved(where: str) -> BaseResponse:
    session["saved"] = True
    return redirect(where, 303)
