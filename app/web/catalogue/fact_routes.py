"""The facts to check of an entry's patient wording, ticked and signed one by one with their source."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField

from app.domain import fact_signing
from app.domain.fact_signing import Marked
from app.domain.permissions import Action
from app.i18n import _
from app.queries import catalogue, governance
from app.security import guard
from app.security.guard import access
from app.services import fact_signing as services

from .._forms import SavingForm, filled, save, short
from .routes import blueprint


@blueprint.route("/<string:code>/<int:version>/facts", methods=["GET", "POST"])
@access(Action.REVIEW_CATALOGUE)
def facts(code: str, version: int) -> str | Response:
    """Sign facts to check, each with the source it was read against."""
    who = guard.actor()
    entry, _life = governance.version(who, code, version)
    marked = fact_signing.marked(entry)
    signed = catalogue.fact_reviews(one.digest for one in marked)
    form = filled(_form_of([one for one in marked if one.digest not in signed]))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.sign(who, code, version, _typed(form, marked), form.submitted),
            lambda _made: url_for("catalogue.facts", code=code, version=version),
        )
        if answer:
            return answer
    return render_template(
        "catalogue/facts.html",
        form=form,
        entry=entry,
        rows=[(one, signed.get(one.digest), *_fields(form, one)) for one in marked],
    )


def _names(one: Marked) -> tuple[str, str]:
    end = one.digest[:12]
    return f"sign_{end}", f"source_{end}"


def _form_of(waiting: list[Marked]) -> type[SavingForm]:
    """A form with a tick and a source for each fact that waits."""
    made: dict[str, Any] = {}
    for one in waiting:
        tick, source = _names(one)
        made |= {
            tick: BooleanField(_("Je signe ce fait")),
            source: short("Source lue", maximum=500),
        }
    return type("FactsForm", (SavingForm,), made)


def _fields(form: SavingForm, one: Marked) -> tuple[Any, Any]:
    tick, source = _names(one)
    return (form[tick], form[source]) if tick in form else (None, None)


def _typed(form: SavingForm, marked: tuple[Marked, ...]) -> dict[str, str]:
    """The source of each fact ticked."""
    return {
        one.digest: form[source].data or ""
        for one in marked
        for tick, source in (_names(one),)
        if tick in form and form[tick].data
    }
