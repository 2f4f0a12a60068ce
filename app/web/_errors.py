"""Error pages: a clear sentence, never a trace, and never a 500 that loses a text."""

from __future__ import annotations

import logging

from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as BaseResponse

from app.errors import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    RelaisError,
    RuleViolation,
    StaleVersion,
    Unavailable,
)
from app.i18n import _
from app.security import guard
from app.services import drafts
from app.wording.rules import violation_sentence

from .auth.routes import local_path

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(NotFound, lambda _error: _page(404))
    app.register_error_handler(NotAllowed, lambda _error: _page(403))
    app.register_error_handler(AlreadyDone, _already_done)
    app.register_error_handler(RuleViolation, _refused)
    app.register_error_handler(StaleVersion, _stale)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, lambda error: _page(error.code or 500))
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, **more: object) -> Response:
    known = (
        status if status in {400, 403, 404, 405, 409, 413, 503} else (400 if status < 500 else 500)
    )
    html = render_template(
        "errors/error.html",
        status=known,
        sentences=more.get("sentences", ()),
        kept=more.get("kept"),
    )
    return make_response(html, status)


def _foreign_host(_error: SecurityError) -> Response:
    """A request for another host has no address of ours to build a page with."""
    return make_response(render_template("errors/foreign_host.html"), 400)


def _refused(error: RuleViolation) -> Response:
    return _page(409, sentences=[violation_sentence(v) for v in error.violations])


def _stale(error: StaleVersion) -> Response:
    """A gesture without a form to show again: who was quicker, and what to do."""
    if not error.by:
        return _page(409, sentences=[_("Quelqu'un a enregistré entre-temps. Rechargez la page.")])
    sentence = _(
        "%(by)s a enregistré entre-temps. Rechargez la page, puis recommencez.", by=error.by
    )
    return _page(409, sentences=[sentence])


def _already_done(_error: AlreadyDone) -> BaseResponse:
    return redirect(local_path(request.form.get("page") or url_for("home.index")), 303)


def _csrf(_error: CSRFError) -> Response:
    return _page(400)


def _unavailable(error: RelaisError) -> Response:
    """The database is busy: say so, and give the typed text back so that it can be sent again."""
    log.error("unavailable on %s: %s", request.endpoint, error)
    response = _page(503, kept=guard.typed(request.form))
    response.headers["Retry-After"] = "5"
    return response


def _unexpected(error: Exception) -> Response:
    log.error("unexpected error on %s", request.endpoint, exc_info=error)
    kept = guard.typed(request.form)
    if kept and g.get("actor"):
        try:
            drafts.keep(g.actor, request.path, kept)
        except Exception:
            log.exception("the draft could not be kept")
    return _page(500, kept=kept)
