"""The phrases a hospital inserts in its conclusions."""

from __future__ import annotations

from types import SimpleNamespace

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.queries import phrases as queries
from app.security import guard
from app.security.guard import access
from app.services import phrases as services

from .._forms import SavingForm, filled, long, save
from .routes import blueprint


class PhrasesForm(SavingForm):
    """One phrase a line."""

    phrases = long("Une phrase par ligne")


@blueprint.route("/phrases", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def phrases() -> str | Response:
    """Read and change the list of the hospital."""
    stored = queries.of_hospital(guard.actor())
    typed = "\n".join(phrase.strip() for phrase in stored.phrases)
    form = filled(PhrasesForm, SimpleNamespace(phrases=typed, version=stored.version))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.decide(guard.actor(), form.phrases.data, form.seen, form.submitted),
            lambda _made: url_for("meetings.phrases"),
        )
        if answer:
            return answer
    return render_template("meetings/phrases.html", form=form, stored=stored)
