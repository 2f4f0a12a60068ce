"""Pages of what a coordinator decides: the kinds of meeting, and the items asked of a case."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.routing import BaseConverter, ValidationError
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.domain.requirements import BY_CATEGORY, EVERY_SITE
from app.domain.vocabulary import KindCategory, Site
from app.queries import requirements as queries
from app.security import guard
from app.security.guard import access
from app.services import requirements as services

from .._forms import filled, save
from . import kind_forms as forms
from .routes import blueprint


class ScopeConverter(BaseConverter):
    """`<scope:scope>` in an address: every site, or the code of one; anything else is not found."""

    def to_python(self, value: str) -> str:
        """The scope of an address."""
        scope = value.replace("-", "_")
        if scope not in {EVERY_SITE, *Site}:
            raise ValidationError
        return scope

    def to_url(self, value: str) -> str:
        """The address of a scope."""
        return str(value).replace("_", "-")


@blueprint.get("/kinds")
@access(Action.PLAN_MEETING)
def kinds() -> str:
    """The kinds of meeting of the hospital, and what it asks of its cases."""
    return render_template(
        "meetings/kinds.html",
        kinds=queries.kinds(guard.actor()),
        asked=queries.asked(guard.actor()),
        categories=KindCategory,
    )


@blueprint.route("/kinds/new", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def new_kind() -> str | Response:
    """Add a kind of meeting; the address may name its category, whose items are then ticked."""
    form = filled(forms.KindForm, _proposed())
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.add_kind(guard.actor(), form.entry(), form.submitted),
            lambda _made: url_for("meetings.kinds"),
        )
        if answer:
            return answer
    return render_template("meetings/new_kind.html", form=form)


@blueprint.route("/kinds/<uuid:kind_id>", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def kind(kind_id: UUID) -> str | Response:
    """Change a kind of meeting."""
    stored = queries.kind(guard.actor(), kind_id)
    form = filled(forms.KindForm, stored)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.edit_kind(
                guard.actor(), kind_id, form.entry(), form.seen, form.submitted
            ),
            lambda _made: url_for("meetings.kinds"),
        )
        if answer:
            return answer
    return render_template("meetings/kind.html", form=form, kind=stored)


@blueprint.route("/required/<scope:scope>", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def required(scope: str) -> str | Response:
    """Decide what is asked for every site, or besides for one."""
    stored = queries.asked_for(guard.actor(), scope)
    form = filled(forms.AskedForm, stored)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.ask(guard.actor(), scope, form.entry(), form.seen, form.submitted),
            lambda _made: url_for("meetings.kinds", _anchor="asked"),
        )
        if answer:
            return answer
    return render_template("meetings/required.html", form=form, asked=stored)


def _proposed() -> SimpleNamespace:
    wanted = request.args.get("category", "")
    category = KindCategory(wanted) if wanted in set(KindCategory) else KindCategory.STANDARD
    return SimpleNamespace(category=category, items=BY_CATEGORY[category], active=True)
