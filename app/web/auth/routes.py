"""Signing in and out, and choosing a password from a one-time link."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import login_user
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.errors import RuleViolation
from app.queries import installation
from app.security import guard, sessions
from app.security.guard import access, public
from app.services import accounts, signin

from .._forms import attach
from .forms import ChooseForm, SignInForm

blueprint = Blueprint("auth", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> str | Response:
    """The sign-in page; back to where the person was going."""
    form = SignInForm()
    target = local_path(request.args.get("next", ""))
    if form.validate_on_submit():
        try:
            token = signin.sign_in(form.login.data, form.password.data)
        except RuleViolation as refusal:
            attach(form, refusal.violations)
        else:
            _start(token)
            return redirect(target, 303)
    return render_template(
        "auth/sign_in.html",
        form=form,
        kept=session.get("kept", False),
        demo=installation.is_demonstration(),
    )


@blueprint.post("/sign-out")
@access(Action.USE_ACCOUNT)
def sign_out() -> Response:
    """End the session and clear what the browser kept."""
    signin.sign_out(guard.actor())
    session.clear()
    response = redirect(url_for("auth.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@blueprint.route("/choose-password/<token>", methods=["GET", "POST"])
@public
def choose_password(token: str) -> str | Response:
    """A new password from an administrator's one-time link."""
    form = ChooseForm()
    if form.validate_on_submit():
        try:
            accounts.choose_password(token, form.password.data)
        except RuleViolation as refusal:
            attach(form, refusal.violations)
        else:
            return redirect(url_for("auth.sign_in"), 303)
    return render_template("auth/choose_password.html", form=form)


def local_path(target: str) -> str:
    """A path of this site only; anything else is the home page."""
    parts = urlsplit(target.replace("\\", "/"))
    safe = (
        target.startswith("/")
        and not target.startswith("//")
        and not parts.netloc
        and not parts.scheme
    )
    return target if safe and "\n" not in target and "\r" not in target else url_for("home.index")


def _start(token: str) -> None:
    session.clear()
    seen = sessions.find(token)
    if seen:
        login_user(sessions.User(token, seen))
