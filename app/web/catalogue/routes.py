"""Pages of the catalogue: every alternative, its texts, its sources, its reviews."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from app.domain.permissions import Action
from app.queries import catalogue
from app.security.guard import access

blueprint = Blueprint("catalogue", __name__, url_prefix="/alternatives")


@blueprint.get("")
@access(Action.READ_CATALOGUE)
def index() -> str:
    """The catalogue, in its neutral order."""
    return render_template("catalogue/index.html", entries=catalogue.latest())


@blueprint.get("/<code>")
@access(Action.READ_CATALOGUE)
def show(code: str) -> str:
    """One alternative in full."""
    entry = next((e for e in catalogue.latest() if e.code == code), None)
    if entry is None:
        abort(404)
    return render_template("catalogue/show.html", entry=entry)
