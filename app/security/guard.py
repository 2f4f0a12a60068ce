"""The guard: every view says which action it is; a view that says nothing is refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.domain.permissions import Action, Actor, Relation, can, may_ever
from app.errors import Unavailable
from app.extensions import login_manager
from app.services import drafts, traces

from . import sessions
from .sessions import SEEN_EVERY, SessionState, User

View = TypeVar("View", bound=Callable[..., Any])
_READABLE_WHEN_IDLE = {Action.READ_PRESENTATION, Action.READ_MEETING}
PUBLIC = "public"


def access(action: Action) -> Callable[[View], View]:
    """Mark a view with the action it performs."""

    def mark(view: View) -> View:
        view.__access__ = action  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Mark a view anybody may reach, signed in or not."""
    view.__access__ = PUBLIC  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Attach the guard and the traces that follow an answer."""
    login_manager.session_protection = None
    login_manager.user_loader(_load)
    app.before_request(_guard)
    app.after_request(_trace)


def actor() -> Actor:
    """Who acts in this request."""
    found: Actor = g.actor
    return found


def allows(action: Action, relations: frozenset[Relation]) -> bool:
    """Whether the person of this request, standing so to the thing, may do this."""
    return can(actor(), action, relations).allowed


def insist(relations: frozenset[Relation]) -> None:
    """Refuse (403) what this view does when the person, standing so to the thing, may not do it: its form included."""
    if not allows(Action(_action(request.endpoint or "")), relations):
        abort(403)


def note_access(action: str, case_id: str) -> None:
    """Remember that a case was read; the trace is written after the answer is built."""
    g.setdefault("accesses", {})[(action, case_id)] = None


def _load(token: str) -> User | None:
    seen = sessions.find(token)
    return User(token, seen) if seen else None


def _guard() -> BaseResponse | None:
    if request.endpoint is None:
        return None
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if site not in {"same-origin", "none"}:
            abort(403)
    wanted = PUBLIC if request.endpoint == "static" else _action(request.endpoint)
    seen = current_user.seen if current_user.is_authenticated else None
    if seen and seen.state is SessionState.LIVE:
        g.actor, g.seen = seen.actor, seen
    if wanted == PUBLIC:
        return None
    if seen is None or seen.state is SessionState.EXPIRED:
        return _sign_in(seen)
    if seen.state is SessionState.IDLE:
        if not _stays_readable(wanted, seen.actor):
            return _sign_in(seen)
        g.actor, g.seen = seen.actor, None
    if not may_ever(seen.actor, Action(wanted)):
        abort(403)
    return None


def _stays_readable(wanted: str, who: Actor) -> bool:
    """Whether this is a screen of an open meeting, which an idle person goes on reading until it closes."""
    if request.method != "GET" or wanted not in _READABLE_WHEN_IDLE:
        return False
    asked = request.view_args or {}
    return sessions.is_open_screen(who, asked.get("meeting_id"), asked.get("presentation_id"))


def _action(endpoint: str) -> str:
    view = current_app.view_functions[endpoint]
    wanted = getattr(view, "__access__", None)
    if wanted is None:
        abort(403)
    return str(wanted)


def _sign_in(seen: sessions.Seen | None) -> BaseResponse:
    """Send to sign-in; what was typed is kept for that account and given back afterwards."""
    if request.method == "POST":
        if seen and request.form and _has_token():
            # With the version it was typed from: what somebody saved meanwhile must show as a conflict.
            version = {"seen_version": request.form.getlist("seen_version")}
            drafts.keep(seen.actor, request.path, typed(request.form) | version)
            session["kept"] = True
        return redirect(url_for("auth.sign_in", next=_return_path()), 303)
    return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")), 303)


def _has_token() -> bool:
    from flask_wtf.csrf import validate_csrf
    from wtforms import ValidationError

    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    except ValidationError:
        return False
    return True


def _return_path() -> str:
    """The page that shows the form again: the form's own address when it can be read, else the home page."""
    adapter = current_app.url_map.bind_to_environ(request.environ)
    return (
        request.path
        if "GET" in adapter.allowed_methods(request.path)
        else request.form.get("page", "/")
    )


def typed(form: MultiDict[str, str]) -> dict[str, list[str]]:
    """The fields a person typed, without our own hidden ones and without passwords."""
    ours = {"csrf_token", "submission", "seen_version"}
    return {k: form.getlist(k) for k in form if k not in ours and "password" not in k}


def _trace(response: Response) -> Response:
    """After the answer: who read what, and last seen once a minute; each in its own short transaction."""
    who: Actor | None = g.get("actor")
    if who is None or response.status_code in {304, 404} or response.status_code >= 500:
        return response
    try:
        if accesses := g.get("accesses"):
            traces.record(who, list(accesses))
    except Unavailable as error:
        # What cannot be traced is not shown.
        return current_app.make_response(current_app.handle_user_exception(error))
    seen = g.get("seen")
    if (
        seen
        and clock.now() - seen.last_seen_at > SEEN_EVERY
        and not request.headers.get("X-Background")
    ):
        with suppress(Unavailable):
            traces.seen(who.session_id)
    return response
