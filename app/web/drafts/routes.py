"""Where pages send what is being typed."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, redirect, request
from werkzeug.wrappers import Response

from app import clock
from app.domain.permissions import Action
from app.i18n import _
from app.security import guard
from app.security.guard import access
from app.services import drafts
from app.wording.dates import clock_time

from ..auth.routes import local_path

blueprint = Blueprint("drafts", __name__)


@blueprint.post("/drafts")
@access(Action.USE_ACCOUNT)
def keep() -> Response:
    """Keep the fields of one form; the answer says when."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not isinstance(body.get("fields"), dict):
        abort(400)
    fields = {
        str(k): [str(v) for v in vs] for k, vs in body["fields"].items() if isinstance(vs, list)
    }
    drafts.keep(
        guard.actor(),
        str(body.get("key", "")),
        {k: v for k, v in fields.items() if "password" not in k},
        submission=str(body.get("submission") or ""),
    )
    return jsonify(sentence=_("Brouillon gardé à %(at)s.", at=clock_time(clock.now())))


@blueprint.post("/drafts/discard")
@access(Action.USE_ACCOUNT)
def discard() -> Response:
    """Forget the draft of a form and show what is stored."""
    key = local_path(request.form.get("key", ""))
    drafts.discard(guard.actor(), key)
    return redirect(key, 303)
