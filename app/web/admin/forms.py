"""Forms of administration: shape only; the rules are in the services."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, SelectField, StringField

from app.domain.text import clean
from app.domain.vocabulary import Role
from app.errors import Violation
from app.i18n import _
from app.queries import directory
from app.wording.rules import violation_sentence

from .._forms import ChoiceField, SavingForm, bounded, needed, short

_NONE = {"": "–"}
_TITLES = _NONE | {"Dr": "Dr", "Pr": "Pr"}
_UNKNOWN = violation_sentence(Violation("unknown_choice"))


def _number(label: str, length: int) -> StringField:
    """A number typed by groups and stored in one piece."""

    def joined(value: Any) -> str:
        return re.sub(r"[\s.]", "", clean(value or ""))

    return StringField(_(label), [bounded(length)], filters=[joined])


def _phone(label: str) -> StringField:
    return short(label, maximum=40, render_kw={"inputmode": "tel"})


def _one_of(
    label: str, choices: Callable[..., directory.Choices], kind: Callable[[str], Any] = str
) -> SelectField:
    """A list of rows, read when the form is shown or checked; the empty choice gives None."""

    def coerce(value: Any) -> Any:
        return kind(str(value)) if value else None

    return SelectField(
        _(label),
        choices=choices,
        coerce=coerce,
        invalid_value_message=_UNKNOWN,
        invalid_choice_message=_UNKNOWN,
    )


def _hospital() -> SelectField:
    field = _one_of("Établissement", lambda: _NONE | directory.hospital_choices(), UUID)
    field.kwargs["validators"] = [needed()]
    return field


def _people(_form: object, field: SelectField) -> directory.Choices:
    """Active people, and the one already stored even if no longer active."""
    return _NONE | directory.professional_choices(field.object_data)


class AdminForm(SavingForm):
    """A form that shows a stored choice by its label, and a stored tick only when it differs."""

    def stored(self, name: str) -> str | None:
        """What somebody else stored meanwhile, as people read it."""
        text, field = super().stored(name), self[name]
        if isinstance(field, BooleanField):
            return None if text == ("oui" if field.data else "non") else text
        if text is not None and isinstance(field, SelectField):
            labels: directory.Choices = {choice[0]: choice[1] for choice in field.iter_choices()}
            return labels.get(text, text)
        return text


class HospitalForm(AdminForm):
    """A hospital."""

    name = short("Nom", required=True)
    city = short("Ville")
    finess = _number("Numéro FINESS", directory.FINESS)


class UnitForm(AdminForm):
    """A unit, with the numbers printed for patients."""

    name = short("Nom", required=True)
    day_phone = _phone("Téléphone de jour")
    night_phone = _phone("Téléphone de nuit et de week-end")


class ProfessionalForm(AdminForm):
    """A person of the directory."""

    title = SelectField(_("Titre"), choices=_TITLES, invalid_choice_message=_UNKNOWN)
    family_name = short("Nom", required=True)
    given_name = short("Prénom")
    speciality_code = _one_of(
        "Spécialité ou profession", lambda: _NONE | directory.speciality_choices()
    )
    rpps = _number("Numéro RPPS", directory.RPPS)
    phone = _phone("Téléphone")
    email = short("Adresse e-mail", maximum=254, render_kw={"inputmode": "email"})
    hospital_id = _hospital()
    active = BooleanField(
        _("En activité : peut être choisi dans les dossiers et les séances"), default=True
    )


class AccountForm(AdminForm):
    """An account; no password is ever typed here."""

    login = short(
        "Identifiant",
        required=True,
        maximum=80,
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    name = short("Nom affiché", required=True)
    role = ChoiceField("Rôle", Role, empty=_NONE[""], validators=[needed()])
    hospital_id = _hospital()
    professional_id = _one_of("Professionnel de l'annuaire", _people, UUID)
    clinical_editor = BooleanField(
        _("Relecteur clinique : peut signer les textes des alternatives")
    )


class ConfirmForm(SavingForm):
    """A gesture to confirm; it carries the version it was decided on."""
