"""Importing a file in the browser: read it, look at what would happen, then all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, current_app, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.errors import RuleViolation, UnreadableFile, UnreadableTable, Violation
from app.exchange.imported import Imported
from app.queries import choices
from app.security import guard
from app.security.guard import access
from app.services import files, imports
from app.services.imports import RefusedCases
from app.wording.imports import bad_cell_sentences, refusal_sentence, refused_case_sentences

from .._forms import filled, save
from . import forms, import_preview
from .import_preview import Shown
from .routes import blueprint

KEPT_FOR = 3600


@blueprint.route("/import", methods=["GET", "POST"])
@access(Action.OPEN_CASE)
def import_file() -> str | Response:
    """Read a file and show what would be made of it; once confirmed, make it."""
    form = filled(forms.ImportForm)
    forms.offer(form.requester_id, choices.professionals(guard.actor()))
    found: dict[str, Any] = {}
    if form.validate_on_submit():
        name, content, token = _received(form)
        read = _read(form, name, content)
        if read and request.form.get("confirm") and not request.form.get("go"):
            answer = _open(form, read)
            if answer:
                return answer
        if read:
            found = _preview(form, read) | {"token": token, "name": name}
    return render_template("cases/import_file.html", form=form, **{"page": None, **found})


def _received(form: Any) -> tuple[str, bytes, str]:
    """Name and bytes of the file sent now, or of the one kept since the preview."""
    sent = form.file.data
    if not sent:
        token = request.form.get("kept", "")
        if not token:
            return "", b"", ""
        account, digest, name = _kept(token)
        if account != guard.actor().account_id:
            abort(404)
        return name, files.read(digest), token
    name, content = str(sent.filename or ""), sent.read()
    digest = files.store(content)
    return name, content, _signer().dumps([guard.actor().account_id, digest, name])


def _kept(token: str) -> tuple[str, str, str]:
    try:
        account, digest, name = _signer().loads(token, max_age=KEPT_FOR)
    except BadSignature:
        abort(400)
    return account, digest, name


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="import")


def _read(form: Any, name: str, content: bytes) -> Imported | None:
    try:
        return imports.read_file(name, content)
    except UnreadableTable as refusal:
        form.file.errors = [refusal_sentence(refusal), *bad_cell_sentences(refusal)]
    except UnreadableFile as refusal:
        form.file.errors = [refusal_sentence(refusal)]
    return None


def _preview(form: Any, read: Imported) -> dict[str, Any]:
    """What would be opened and what is known already; the reasons beside the file when it is refused."""
    try:
        checked = imports.check(guard.actor(), read, form.requester_id.data)
    except RefusedCases as refusal:
        form.file.errors = _reasons(refusal)
        return {}
    known = imports.known_cases(guard.actor(), read)
    resembling = imports.resembling(guard.actor(), checked, known)
    plans = imports.plans(guard.actor(), checked, known)
    rows = [
        Shown(
            place,
            one,
            known.get(one.read.source_key, ""),
            plans.get(place),
            resembling.get(place, ()),
        )
        for place, one in enumerate(checked)
    ]
    return {"page": import_preview.page_of(rows)}


def _open(form: Any, read: Imported) -> Response | None:
    one = len(read.cases) == 1
    later = import_preview.left_for_later(read)
    return save(
        form,
        lambda: _first(form, read, later),
        lambda made: url_for("cases.show", case_id=made) if one else _whole_list(len(later)),
    )


def _whole_list(later: int) -> str:
    """Where one goes after a long file: to the list, or back to it for those who wait."""
    return url_for("cases.import_file", left=later) if later else url_for("cases.index")


def _first(form: Any, read: Imported, later: frozenset[int]) -> str:
    """Import what does not wait; the first case."""
    persons, decided = import_preview.persons(read), import_preview.decided(read)
    places = [place for place in range(len(read.cases)) if place not in later]
    if not places:
        raise RuleViolation(Violation("resembling"))
    try:
        opened = imports.open_all(
            guard.actor(),
            replace(read, cases=tuple(read.cases[place] for place in places)),
            form.requester_id.data,
            form.submitted,
            {n: persons[place] for n, place in enumerate(places) if place in persons},
            {n: decided[place] for n, place in enumerate(places) if place in decided},
        )
    except RefusedCases as refusal:
        form.form_errors.extend(_reasons(refusal))
        raise RuleViolation from None  # each sentence is already there, with whom it is about
    return str(opened[0].case_id)


def _reasons(refusal: RefusedCases) -> list[str]:
    return [line for who, broken in refusal.by_case for line in refused_case_sentences(who, broken)]
