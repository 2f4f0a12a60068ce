"""Gestures of clinical editors on the catalogue, and of a hospital on its own practicalities."""

from __future__ import annotations

from dataclasses import asdict
from types import SimpleNamespace

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain.catalogue import LocalPractical
from app.domain.permissions import Action
from app.exchange.entry_text import EntryText, texts_of
from app.queries import governance
from app.security import guard
from app.security.guard import access
from app.services import local_practicals, proposals

from .._forms import filled, save
from . import forms
from .routes import blueprint


@blueprint.route("/<string:code>/<int:version>/propose", methods=["GET", "POST"])
@access(Action.REVIEW_CATALOGUE)
def propose(code: str, version: int) -> str | Response:
    """Write the next version of an entry from this one."""
    who = guard.actor()
    entry, life = governance.version(who, code, version)
    texts = texts_of(governance.source(who, code, version))
    last = life.versions[-1].number
    form = filled(forms.ProposalForm, SimpleNamespace(**asdict(texts), why="", version=last))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: proposals.propose(
                who, code, version, form.typed(), form.why.data, form.seen, form.submitted
            ),
            lambda _made: url_for("catalogue.show", code=code, version=last + 1),
        )
        if answer:
            return answer
    return render_template("catalogue/propose.html", form=form, entry=entry, life=life)


@blueprint.route("/new", methods=["GET", "POST"])
@access(Action.REVIEW_CATALOGUE)
def new() -> str | Response:
    """Write an entry of the hospital's own."""
    form = filled(forms.NewEntryForm, EntryText())
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: proposals.create(
                guard.actor(), form.outline(), form.typed(), form.why.data, form.submitted
            ),
            lambda made: url_for("catalogue.show", code=made),
        )
        if answer:
            return answer
    return render_template("catalogue/new.html", form=form)


@blueprint.route("/<string:code>/<int:version>/in-force", methods=["GET", "POST"])
@access(Action.REVIEW_CATALOGUE)
def put_in_force(code: str, version: int) -> str | Response:
    """Put a reviewed version in force, or confirm the one in force until a new date."""
    entry, life = governance.version(guard.actor(), code, version)
    form = filled(forms.InForceForm)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: proposals.put_in_force(
                guard.actor(), code, version, form.review_on.data, form.submitted
            ),
            lambda _made: url_for("catalogue.show", code=code, version=version),
        )
        if answer:
            return answer
    return render_template(
        "catalogue/put_in_force.html",
        form=form,
        entry=entry,
        life=life,
        state=life.state(version, clock.today()),
    )


@blueprint.route("/<string:code>/retire", methods=["GET", "POST"])
@access(Action.REVIEW_CATALOGUE)
def retire(code: str) -> str | Response:
    """Take an entry out of the catalogue, with the reason."""
    entry, _life = governance.version(guard.actor(), code)
    form = filled(forms.RetireForm)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: proposals.retire(guard.actor(), code, form.reason.data, form.submitted),
            lambda _made: url_for("catalogue.show", code=code),
        )
        if answer:
            return answer
    return render_template("catalogue/retire.html", form=form, entry=entry)


@blueprint.route("/<string:code>/here", methods=["GET", "POST"])
@access(Action.EDIT_LOCAL)
def local(code: str) -> str | Response:
    """Say how the person's own hospital organises it."""
    who = guard.actor()
    entry, _life = governance.version(who, code)
    known = governance.local(who, code)
    standing = known[0] if known else LocalPractical("")
    source = SimpleNamespace(**asdict(standing), version=standing.revision)
    form = filled(forms.LocalForm, source)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: local_practicals.record(who, code, form.typed(), form.seen, form.submitted),
            lambda _made: url_for("catalogue.show", code=code, _anchor="here"),
        )
        if answer:
            return answer
    return render_template("catalogue/local.html", form=form, entry=entry, known=known)
