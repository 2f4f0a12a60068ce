"""Pages of a hospital's list of trials: the lines with what is stale, one line to write, verified or closed at once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.domain.local_trial import LocalTrial, is_known_number
from app.domain.permissions import Action
from app.domain.text import fold
from app.domain.vocabulary import TrialStatus
from app.exchange import trial_list
from app.i18n import _
from app.queries import trials as queries
from app.security import guard
from app.security.guard import access
from app.services import trials as services

from .._forms import SavingForm, filled, save
from . import forms

blueprint = Blueprint("trials", __name__, url_prefix="/trials")
STALE = "stale"


@blueprint.get("")
@access(Action.READ_CATALOGUE)
def index() -> str:
    """The list of the person's own hospital; filters narrow it, none hides a line for good."""
    trials, today = queries.listed(guard.actor()), clock.today()
    asked = {name: request.args.get(name, "").strip() for name in ("q", "status")}
    if asked["status"] not in {"", STALE, *TrialStatus}:
        abort(404)
    stale = sum(trial.is_stale(today) for trial in trials)
    shown = [trial for trial in trials if _wanted(trial, **asked)]
    return render_template(
        "trials/index.html",
        trials=shown,
        total=len(trials),
        stale=stale,
        asked=asked,
        statuses=TrialStatus,
        counted={s: sum(t.status is s for t in trials) for s in TrialStatus},
    )


@blueprint.get("/list.csv")
@access(Action.READ_CATALOGUE)
def export() -> Response:
    """The list for a spreadsheet, which the import reads again; `model` gives its headings only."""
    trials = () if "model" in request.args else queries.listed(guard.actor())
    name = "modele-essais.csv" if "model" in request.args else "essais.csv"
    return Response(
        trial_list.write_list(trials),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access(Action.EDIT_TRIALS)
def new() -> str | BaseResponse:
    """Add a line."""
    who = guard.actor()
    start = SimpleNamespace(
        status=TrialStatus.OPEN, verified_on=clock.today(), verified_by=who.name
    )
    form = filled(forms.TrialForm, start)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.add(who, form.trial(), form.submitted),
            lambda made: url_for("trials.index", _anchor=f"trial-{made}"),
        )
        if answer:
            return answer
    return render_template("trials/new.html", form=_doubted(form), trial=None)


@blueprint.route("/<uuid:trial_id>", methods=["GET", "POST"])
@access(Action.EDIT_TRIALS)
def edit(trial_id: UUID) -> str | BaseResponse:
    """Change a line."""
    who = guard.actor()
    trial = queries.one(who, trial_id)
    form = filled(forms.TrialForm, forms.stored(trial))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.edit(
                who, trial_id, form.trial(trial.computed), form.seen, form.submitted
            ),
            lambda _made: url_for("trials.index", _anchor=f"trial-{trial_id}"),
        )
        if answer:
            return answer
    return render_template("trials/edit.html", form=_doubted(form), trial=trial)


@blueprint.post("/<uuid:trial_id>/verify")
@access(Action.EDIT_TRIALS)
def verify(trial_id: UUID) -> BaseResponse:
    """Say that the line was verified today."""
    services.verify(guard.actor(), trial_id, SavingForm().submitted)
    return _back(trial_id)


@blueprint.post("/<uuid:trial_id>/close")
@access(Action.EDIT_TRIALS)
def close(trial_id: UUID) -> BaseResponse:
    """Say that the trial includes nobody any more."""
    services.close(guard.actor(), trial_id, SavingForm().submitted)
    return _back(trial_id)


def _back(trial_id: UUID) -> BaseResponse:
    session["saved"] = True
    return redirect(url_for("trials.index", _anchor=f"trial-{trial_id}"), 303)


def _doubted(form: Any) -> Any:
    """The form with a doubt beside a number that no register would give; it refuses nothing."""
    number = form.number.data or ""
    if number and not is_known_number(number):
        form.doubts = {
            "number": [_("Ce numéro n'a la forme ni d'un NCT, ni d'un EU-CT. À vérifier.")]
        }
    return form


def _wanted(trial: LocalTrial, *, q: str, status: str) -> bool:
    if status == STALE and not trial.is_stale(clock.today()):
        return False
    if status not in {"", STALE} and trial.status != status:
        return False
    told = (trial.number, trial.title, trial.main_criteria, trial.centre, trial.sponsor)
    words = fold(" ".join((*told, trial.simple.tumours, trial.simple.markers)))
    return all(word in words for word in fold(q).split())
