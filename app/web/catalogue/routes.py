"""Pages of the catalogue: every alternative, its texts, its sources, its reviews."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.queries import catalogue
from app.security import guard
from app.security.guard import access
from app.services import catalogue as services

blueprint = Blueprint("catalogue", __name__, url_prefix="/alternatives")


@blueprint.get("")
@access(Action.READ_CATALOGUE)
def index() -> str:
    """The catalogue, in its neutral order."""
    return render_template("catalogue/index.html", entries=catalogue.latest())


@blueprint.post("/<string:code>/<int:version>/sign")
@access(Action.REVIEW_CATALOGUE)
def sign(code: str, version: int) -> Response:
    """Sign the clinical or the patient wording of one version."""
    services.review(guard.actor(), code, version, request.form.get("wording", ""))
    session["saved"] = True
    return redirect(url_for("catalogue.show", code=code), 303)


@blueprint.get("/<string:code>")
@access(Action.READ_CATALOGUE)
def show(code: str) -> str:
    """One alternative in full."""
    entry = next((e for e in catalogue.latest() if e.code == code), None)
    if entry is None:
        abort(404)
    return render_template("catalogue/show.html", entry=entry)
