"""The font files that page and print share."""

from __future__ import annotations

from importlib.resources import files

from flask import Blueprint, Response, abort, send_file

from app.security.guard import public

blueprint = Blueprint("assets", __name__)
FACES = {"Regular", "It", "Semibold", "Bold"}


@blueprint.get("/fonts/<face>.ttf")
@public
def font(face: str) -> Response:
    """One face of Source Sans, cached for a year."""
    if face not in FACES:
        abort(404)
    path = files("font_source_sans_pro") / "files" / f"SourceSansPro-{face}.ttf"
    return send_file(str(path), mimetype="font/ttf", max_age=31_536_000)
