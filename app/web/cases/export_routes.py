"""Handing cases out: a page that says what leaves and what stays, and the downloads, each traced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Response, render_template
from werkzeug.wrappers import Response as BaseResponse

from app.domain.permissions import Action, Actor
from app.errors import RuleViolation
from app.queries import exports as stored
from app.security import guard
from app.security.guard import access
from app.services import exports
from app.wording.rules import violation_sentence

from .routes import blueprint

_ZIP = "application/zip"
_FORMS: Mapping[str, tuple[Callable[[Actor], bytes], str, str]] = {
    "liste": (lambda a: exports.case_list(a).content, "dossiers.csv", "text/csv; charset=utf-8"),
    "osiris": (lambda a: exports.osiris(a)[1].content, "osiris.zip", _ZIP),
    "dossiers": (lambda a: exports.every_case_zip(a).content, "dossiers.zip", _ZIP),
}


@blueprint.get("/export")
@access(Action.EXPORT_CASES)
def export() -> str:
    """What may be exported of the hospital's cases, and what never leaves."""
    return _page()


@blueprint.post("/export/<any(liste, osiris, dossiers):form>")
@access(Action.EXPORT_CASES)
def export_all(form: str) -> BaseResponse:
    """Download the list, the OSIRIS pivot or every case; a refusal is said on the page."""
    make, name, kind = _FORMS[form]
    try:
        return _download(make(guard.actor()), name, kind)
    except RuleViolation as refusal:
        return Response(_page(*map(violation_sentence, refusal.violations)), 422)


@blueprint.post("/<uuid:case_id>/export")
@access(Action.EXPORT_CASES)
def export_case(case_id: UUID) -> BaseResponse:
    """Download one case in the open JSON of the product; in an archive with its documents where it has some."""
    one = exports.one_case(guard.actor(), case_id)
    if one.enclosed:
        return _download(exports.case_zip(one), f"{one.reference}.zip", _ZIP)
    return _download(one.text.encode(), one.name, "application/json")


def _page(*errors: str) -> str:
    actor = guard.actor()
    return render_template(
        "cases/export.html",
        count=len(stored.ids(actor)),
        withdrawn=stored.withheld(actor).withdrawn,
        most=exports.MOST_IN_A_DOWNLOAD,
        errors=errors,
    )


def _download(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=kind, headers=headers)
