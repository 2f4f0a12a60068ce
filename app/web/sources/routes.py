"""Sources on medicines: which version is in use, loading another by file, putting an earlier one back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.domain.sources import ReadSource, SourceKind
from app.errors import RuleViolation, UnreadableFile
from app.queries import sources as stored
from app.security import guard
from app.security.guard import access
from app.services import files as store
from app.services import sources
from app.wording.imports import refusal_sentence

from .._forms import attach, filled, save
from .forms import BackForm, SourceForm

blueprint = Blueprint("sources", __name__, url_prefix="/sources")
KEPT_FOR = 3600
MOST_FILES = 12


@blueprint.get("")
@access(Action.LOAD_SOURCES)
def index() -> str:
    """Each source with the version in use and those before it."""
    return render_template(
        "sources/index.html", kinds=SourceKind, versions=stored.versions(guard.actor())
    )


@blueprint.route("/load", methods=["GET", "POST"])
@access(Action.LOAD_SOURCES)
def load() -> str | Response:
    """Read the files and show what they hold; once confirmed, put them in use."""
    form = filled(SourceForm)
    found: dict[str, Any] = {}
    if request.method == "GET" and request.args.get("kind") in set(SourceKind):
        form.kind.data = SourceKind(request.args["kind"])
    if form.validate_on_submit():
        given, token = _received(form)
        read = _read(form, given)
        if read and request.form.get("confirm"):
            answer = _loaded(form, given)
            if answer:
                return answer
        if read:
            found = _preview(read) | {"token": token, "names": sorted(given)}
    return render_template("sources/load.html", form=form, **{"read": None, **found})


@blueprint.route("/<uuid:version_id>/back", methods=["GET", "POST"])
@access(Action.LOAD_SOURCES)
def back(version_id: UUID) -> str | Response:
    """Say what putting an earlier version back does, then do it."""
    who = guard.actor()
    version = stored.version(who, version_id)
    form = filled(BackForm, version)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: sources.reactivate(who, version_id, form.seen, form.submitted),
            lambda _made: url_for("sources.index"),
        )
        if answer:
            return answer
    return render_template("sources/back.html", form=form, version=version)


def _received(form: Any) -> tuple[Mapping[str, bytes], str]:
    """The files sent now, or those kept since the preview, by name; and the token that names them."""
    sent = [one for one in form.files.data or () if getattr(one, "filename", "")]
    if not sent:
        kept = _kept(request.form.get("kept", ""))
        return {name: store.read(digest) for name, digest in kept.items()}, request.form.get(
            "kept", ""
        )
    given = {str(one.filename): one.read() for one in sent[:MOST_FILES]}
    digests = {name: store.store(content) for name, content in given.items()}
    return given, _signer().dumps([guard.actor().account_id, digests])


def _kept(token: str) -> dict[str, str]:
    if not token:
        return {}
    try:
        account, digests = _signer().loads(token, max_age=KEPT_FOR)
    except BadSignature:
        abort(400)
    if account != guard.actor().account_id:
        abort(404)
    return dict(digests)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="source")


def _read(form: Any, given: Mapping[str, bytes]) -> ReadSource | None:
    try:
        return sources.check(form.kind.data, given, form.data_on.data)
    except UnreadableFile as refusal:
        form.files.errors = [refusal_sentence(refusal)]
    except RuleViolation as refusal:
        attach(form, refusal.violations)
    return None


def _preview(read: ReadSource) -> dict[str, Any]:
    """What would change beside the version in use: what comes, what goes."""
    before, now = stored.keys_in_use(read.kind), frozenset(read.by_key)
    return {
        "read": read,
        "come": len(now - before),
        "gone": sorted(before - now),
        "kept": len(now & before),
    }


def _loaded(form: Any, given: Mapping[str, bytes]) -> Response | None:
    return save(
        form,
        lambda: sources.load(
            guard.actor(), form.kind.data, given, form.data_on.data, form.submitted
        ),
        lambda _made: url_for("sources.index"),
    )
