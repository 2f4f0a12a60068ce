"""Forms of a case: shape only; the rules live in the domain."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain import casefile as facts
from app.domain.vocabulary import (
    Sex,
    Site,
    Track,
)
from app.i18n import _

from .._forms import (
    ChoiceField,
    PartialDateField,
    SavingForm,
    long,
    needed,
    short,
)
from .._suggesting import suggest
from .identity_forms import InsFields, PersonFields, ReasonForm, TakenFields


def _id_or_none(value: Any) -> UUID | None:
    return UUID(str(value)) if value and str(value) != "None" else None


def picked(label: str) -> SelectField:
    """A list of rows named by id, with an empty first line."""
    return SelectField(_(label), coerce=_id_or_none, validate_choice=True)


def offer(field: SelectField, choices: list[tuple[str, str]], empty: str = "Non précisé") -> None:
    """Give a list its rows; a stored id that is no longer offered stays visible."""
    field.choices = {"": _(empty), **{UUID(key): text for key, text in choices}}


class OpposedField(RadioField):
    """Three answers: informed and not opposed, opposed, not recorded."""

    def __init__(self, label: str, **more: Any) -> None:
        choices = {
            "no": _("Informé, ne s'oppose pas"),
            "yes": _("S'oppose à la présentation"),
            "": _("Non renseigné"),
        }
        super().__init__(_(label), choices=choices, coerce=str, default="", **more)

    def process_data(self, value: Any) -> None:
        """Stored true, false or nothing, as one of the three answers."""
        self.data = (
            {True: "yes", False: "no"}.get(value, "") if not isinstance(value, str) else value
        )

    @property
    def answer(self) -> bool | None:
        """The answer as stored."""
        return {"yes": True, "no": False}.get(self.data or "")


class TickField(SelectMultipleField):
    """Several choices as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class IdentityFields(InsFields):
    """Identity."""

    birth_name = short("Nom de naissance", required=True)
    used_name = short("Nom utilisé")
    given_names = short("Prénoms")
    sex = ChoiceField("Sexe", Sex, default=Sex.UNKNOWN)
    birth_on = PartialDateField(_("Date de naissance"))
    birth_place = short("Lieu de naissance")
    local_id = short("Numéro de dossier (IPP)", maximum=80)
    phone = short("Téléphone", maximum=40)
    address = short("Adresse", maximum=1000)
    emergency_contact = short("Personne à prévenir", maximum=1000)

    def patient(self) -> facts.Patient:
        """The typed identity."""
        return facts.Patient(
            birth_name=self.birth_name.data,
            given_names=self.given_names.data,
            used_name=self.used_name.data,
            sex=self.sex.data,
            birth_on=self.birth_on.data,
            birth_place=self.birth_place.data,
            local_id=self.local_id.data,
            phone=self.phone.data,
            address=self.address.data,
            emergency_contact=self.emergency_contact.data,
        )


class NewOwnerForm(IdentityFields, PersonFields, TakenFields, ReasonForm):
    """Who a case is really about, what follows it there, and why."""


class RequestFields(SavingForm):
    """The question to the board, and the patient's information."""

    question = long("Question à la réunion", required=True)
    changed_since = long("Ce qui a changé depuis la dernière fois")
    track = ChoiceField("Circuit", Track)
    requester_id = picked("Médecin référent")
    presenter_id = picked("Présenté par")
    informed_on = PartialDateField(_("Informé de la réunion le"))
    informed_by = short("Informé par")
    opposed = OpposedField("Le patient")


class PresentAgainForm(RequestFields):
    """The case comes back to a board: a new question, perhaps a meeting; the rest is already there."""

    meeting_id = picked("Réunion")


class NewCaseForm(IdentityFields, RequestFields, PersonFields):
    """A new case in under two minutes: identity, tumour, question, referring physician."""

    label = short("Maladie", required=True, **suggest("tumours"))
    site = ChoiceField("Localisation", Site, empty="À choisir", validators=[needed()])
    unit_id = picked("Service")
    told_text = long("Ce qui lui a été dit")
    told_by = short("Dit par")
    told_on = PartialDateField(_("Dit le"))


class ToldForm(SavingForm):
    """What the patient has been told."""

    told_text = long("Ce que le patient sait déjà")
    told_by = short("Dit par")
    told_on = PartialDateField(_("Dit le"))


class ImportForm(SavingForm):
    """A file to read."""

    file = FileField(_("Fichier"))
    requester_id = picked("Médecin référent")


class CarerForm(SavingForm):
    """A professional who treats the patient."""

    professional_id = SelectField(_("Professionnel"), coerce=_id_or_none)
