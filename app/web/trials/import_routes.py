"""Importing a file of trials: read it, look at what each line would do, tick, then all of it or nothing."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.errors import UnreadableFile, UnreadableTable
from app.exchange.trial_files import ReadTrials
from app.security import guard
from app.security.guard import access
from app.services import files
from app.services import trials as services
from app.services.trials import RefusedTrials
from app.wording.imports import bad_cell_sentences, refusal_sentence
from app.wording.trials import refused_line

from .._forms import filled, save
from . import forms
from .routes import blueprint

KEPT_FOR = 3600


@blueprint.route("/import", methods=["GET", "POST"])
@access(Action.EDIT_TRIALS)
def import_file() -> str | Response:
    """Read a file and show what would be made of it; once confirmed, make it."""
    form = filled(forms.TrialFileForm)
    shown: dict[str, Any] = {"read": None, "changes": (), "ticked": frozenset()}
    if form.validate_on_submit():
        name, content, token = _received(form)
        read = _read(form, name, content)
        if read and request.form.get("confirm"):
            answer = _bring_in(form, name, read)
            if answer:
                return answer
        if read:
            shown |= _preview(form, read) | {"token": token, "name": name}
    return render_template("trials/import_file.html", form=form, **shown)


def _received(form: Any) -> tuple[str, bytes, str]:
    """Name and bytes of the file sent now, or of the one kept since the preview; never another person's."""
    sent = form.file.data
    if sent:
        name, content = str(sent.filename or ""), sent.read()
        digest = files.store(content)
        return name, content, _signer().dumps([guard.actor().account_id, digest, name])
    token = request.form.get("kept", "")
    if not token:
        return "", b"", ""
    try:
        account, digest, name = _signer().loads(token, max_age=KEPT_FOR)
    except BadSignature:
        abort(400)
    if account != guard.actor().account_id:
        abort(404)
    return name, files.read(digest), token


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="trials")


def _read(form: Any, name: str, content: bytes) -> ReadTrials | None:
    try:
        return services.read_file(name, content)
    except UnreadableTable as refusal:
        form.file.errors = [refusal_sentence(refusal), *bad_cell_sentences(refusal)]
    except UnreadableFile as refusal:
        form.file.errors = [refusal_sentence(refusal)]
    return None


def _preview(form: Any, read: ReadTrials) -> dict[str, Any]:
    """What each line would do, ticked as offered or as the person last ticked; the reasons when it is refused."""
    try:
        changes = services.check(guard.actor(), read)
    except RefusedTrials as refusal:
        form.file.errors = _reasons(refusal)
        return {}
    offered = {one.trial.number for one in read.offered if one.wanted}
    ticked = set(request.form.getlist("trial")) if request.form.get("confirm") else offered
    pairs = tuple(zip(read.offered, changes, strict=True))
    return {"read": read, "changes": pairs, "ticked": ticked}


def _bring_in(form: Any, name: str, read: ReadTrials) -> Response | None:
    return save(
        form,
        lambda: services.bring_in(
            guard.actor(), name, read, request.form.getlist("trial"), form.submitted
        ),
        lambda _made: url_for("trials.index"),
    )


def _reasons(refusal: RefusedTrials) -> list[str]:
    return [
        refused_line(number, violation)
        for number, broken in refusal.by_trial
        for violation in broken
    ]
