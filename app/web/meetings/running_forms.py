"""Forms of a meeting while it runs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wtforms import BooleanField, RadioField, SelectField

from app.i18n import _
from app.services.running import Guest

from .._forms import SavingForm, short

_KNOWN = {"yes": True, "no": False}


class GuestForm(SavingForm):
    """Somebody who came without being convened, in one line."""

    title = short("Titre", maximum=20)
    given_name = short("Prénom")
    family_name = short("Nom", required=True)
    speciality_code = SelectField(_("Spécialité ou métier"))
    remote = BooleanField(_("À distance"))

    def guest(self) -> Guest:
        """The typed guest."""
        return Guest(
            family_name=self.family_name.data,
            given_name=self.given_name.data,
            title=self.title.data,
            speciality_code=self.speciality_code.data or None,
            remote=bool(self.remote.data),
        )


def _id_or_none(value: Any) -> UUID | None:
    return UUID(str(value)) if value and str(value) != "None" else None


class InRoomForm(SavingForm):
    """Who speaks for the case, and whether somebody present knows the patient."""

    presenter_id = SelectField(_("Présenté par"), coerce=_id_or_none)
    somebody_knows = RadioField(
        _("Une personne présente connaît le patient"),
        choices={"yes": _("Oui"), "no": _("Non"), "": _("Non renseigné")},
    )

    @property
    def knows(self) -> bool | None:
        """Yes, no, or not recorded."""
        return _KNOWN.get(self.somebody_knows.data or "")
