"""Forms of a case: shape only; the rules live in the domain."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain import casefile as facts
from app.domain.vocabulary import (
    CautionKind,
    Certainty,
    Considered,
    Intent,
    Laterality,
    MarkerState,
    MeasureKind,
    Mechanism,
    Presence,
    Response,
    Sex,
    Site,
    StopReason,
    Track,
    TreatmentKind,
)
from app.i18n import _

from .._forms import (
    ChoiceField,
    NumberField,
    PartialDateField,
    SavingForm,
    long,
    needed,
    short,
)


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


class IdentityFields(SavingForm):
    """Identity."""

    birth_name = short("Nom de naissance", required=True)
    used_name = short("Nom utilisé")
    given_names = short("Prénoms")
    sex = ChoiceField("Sexe", Sex, default=Sex.UNKNOWN)
    birth_on = PartialDateField(_("Date de naissance"))
    birth_place = short("Lieu de naissance")
    local_id = short("Numéro de dossier (IPP)", maximum=80)
    phone = short("Téléphone", maximum=40)

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
        )


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


class NewCaseForm(IdentityFields, RequestFields):
    """A new case in under two minutes: identity, tumour, question, referring physician."""

    label = short("Maladie", required=True)
    site = ChoiceField("Localisation", Site, empty="À choisir", validators=[needed()])
    unit_id = picked("Service")
    told_text = long("Ce qui lui a été dit")
    told_by = short("Dit par")
    told_on = PartialDateField(_("Dit le"))


class TumourForm(SavingForm):
    """The tumour."""

    label = short("Maladie, en une phrase", required=True)
    site = ChoiceField("Localisation", Site, empty="À choisir", validators=[needed()])
    laterality = ChoiceField("Côté", Laterality, empty="Non précisé")
    histology = short("Histologie")
    topography_code = short("Code de topographie (CIM-O)", maximum=20)
    morphology_code = short("Code de morphologie (CIM-O)", maximum=20)
    diagnosed_on = PartialDateField(_("Diagnostic le"))
    stage = short("Stade")
    tnm = short("TNM ou autre classification")
    tnm_edition = short("Édition", maximum=40)
    metastatic_sites = short("Métastases", maximum=1000)


class ToldForm(SavingForm):
    """What the patient has been told."""

    told_text = long("Ce que le patient sait déjà")
    told_by = short("Dit par")
    told_on = PartialDateField(_("Dit le"))


class BiomarkerForm(SavingForm):
    """A biomarker."""

    marker = short("Gène ou test", required=True)
    state = ChoiceField("État", MarkerState, empty="À choisir", validators=[needed()])
    alteration = short("Anomalie")
    uncertain = BooleanField(_("Variant de signification incertaine"))
    value = short("Valeur")
    method = short("Méthode")
    sample = short("Prélèvement")
    laboratory = short("Laboratoire")
    resulted_on = PartialDateField(_("Résultat du"))
    ordered_on = PartialDateField(_("Demandé le"))
    due_on = PartialDateField(_("Attendu le"))


class TreatmentForm(SavingForm):
    """A past or current treatment."""

    label = short("Traitement", required=True)
    kind = ChoiceField("Nature", TreatmentKind, empty="À choisir", validators=[needed()])
    line = NumberField("Ligne", whole=True)
    drugs_text = short("Médicaments, séparés par une virgule", maximum=1000)
    intent = ChoiceField("Intention", Intent, default=Intent.UNKNOWN)
    started_on = PartialDateField(_("Début"))
    ended_on = PartialDateField(_("Fin"))
    cycles = NumberField("Cures", whole=True)
    best_response = ChoiceField("Meilleure réponse", Response, empty="Non précisée")
    progressed_on = PartialDateField(_("Progression le"))
    progression_sites = short("Sites de progression", maximum=1000)
    stop_reason = ChoiceField("Raison de l'arrêt", StopReason, empty="Non précisée")
    confirmed_by = short("Progression confirmée par", maximum=1000)
    considered = TickField(
        _("Envisagé avant de conclure à une perte d'efficacité"),
        choices={member.value: _(member.label) for member in Considered},
        coerce=Considered,
    )
    mechanisms = TickField(
        _("Mécanisme (inconnu si rien n'est coché)"),
        choices={member.value: _(member.label) for member in Mechanism},
        coerce=Mechanism,
    )
    mechanism_certainty = ChoiceField("Ce mécanisme est", Certainty, empty="Non précisé")
    dose_note = short("Doses diminuées, toxicités", maximum=1000)
    note = long("Commentaire")


class MeasureForm(SavingForm):
    """A measure."""

    kind = ChoiceField("Mesure", MeasureKind)
    value = NumberField("Valeur", validators=[needed()])
    measured_on = PartialDateField(_("Mesuré le"))
    note = short("Commentaire", maximum=1000)


class CautionForm(SavingForm):
    """A precaution."""

    kind = ChoiceField("Précaution", CautionKind, empty="À choisir", validators=[needed()])
    presence = ChoiceField("Présente", Presence, empty="À choisir", validators=[needed()])
    detail = short("Détail", maximum=1000)
    noted_on = PartialDateField(_("Noté le"))


class ImportForm(SavingForm):
    """A file to read."""

    file = FileField(_("Fichier"))
    requester_id = picked("Médecin référent")


class CarerForm(SavingForm):
    """A professional who treats the patient."""

    professional_id = SelectField(_("Professionnel"), coerce=_id_or_none)
