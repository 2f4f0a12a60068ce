"""One's own account: who one is, the password, the open sessions."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.queries import accounts as stored
from app.queries import directory
from app.security import guard
from app.security.guard import access
from app.services import accounts

from .._forms import save
from .forms import PasswordForm

blueprint = Blueprint("account", __name__)


@blueprint.route("/account", methods=["GET", "POST"])
@access(Action.USE_ACCOUNT)
def index() -> str | Response:
    """What this account is, its password and its open sessions."""
    actor, form = guard.actor(), PasswordForm()
    if form.validate_on_submit():
        passwords = str(form.current_password.data), str(form.password.data)
        answer = save(
            form,
            lambda: accounts.change_password(actor, *passwords, form.submitted),
            lambda _result: url_for(".index"),
        )
        if answer:
            return answer
    account = stored.by_id(actor.account_id)
    return render_template(
        "account/index.html",
        form=form,
        account=account,
        hospital=directory.hospital(account.hospital_id),
        sessions=stored.sessions_of(actor),
    )


@blueprint.post("/account/shortcuts")
@access(Action.USE_ACCOUNT)
def shortcuts() -> Response:
    """Switch the one-letter keys on or off."""
    accounts.set_shortcuts(guard.actor(), request.form.get("on") == "1")
    session["saved"] = True
    return redirect(url_for(".index"), 303)


@blueprint.post("/account/sessions/<uuid:session_id>/end")
@access(Action.USE_ACCOUNT)
def end_session(session_id: UUID) -> Response:
    """End one of one's own sessions; anybody else's is not found."""
    accounts.end_session(guard.actor(), session_id)
    session["saved"] = True
    return redirect(url_for(".index"), 303)
