"""Forms of sign-in and password choice."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from app.i18n import _

from .._forms import needed


class SignInForm(FlaskForm):
    """Login and password."""

    login = StringField(_("Identifiant"), [needed()], render_kw={"autocomplete": "username"})
    password = PasswordField(
        _("Mot de passe"), [needed()], render_kw={"autocomplete": "current-password"}
    )


class ChooseForm(FlaskForm):
    """A new password."""

    password = PasswordField(
        _("Nouveau mot de passe"), [needed()], render_kw={"autocomplete": "new-password"}
    )
