"""The form of one's own account."""

from __future__ import annotations

from wtforms import PasswordField

from app.i18n import _

from .._forms import SavingForm, needed


class PasswordForm(SavingForm):
    """The current password and the new one; neither is shown again, nor kept as a draft."""

    current_password = PasswordField(
        _("Mot de passe actuel"), [needed()], render_kw={"autocomplete": "current-password"}
    )
    password = PasswordField(
        _("Nouveau mot de passe"), [needed()], render_kw={"autocomplete": "new-password"}
    )
