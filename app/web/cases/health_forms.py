"""Forms of the patient's health beside the tumour: shape only; the rules live in the domain."""

from __future__ import annotations

from wtforms import BooleanField

from app.domain.vocabulary import Presence, Response
from app.domain.vocabulary.health import (
    CheckKind,
    CheckResult,
    ImagingKind,
    NervousSite,
    NervousState,
    Pace,
    RedFlagKind,
    ReportKind,
    SocialTopic,
)
from app.i18n import _

from .._coded import CodedField
from .._forms import ChoiceField, NumberField, PartialDateField, SavingForm, long, needed, short
from .._suggesting import suggest
from .fact_forms import YesNoField

_NOTED = "Noté le"


class G8Form(SavingForm):
    """A G8 score."""

    score = NumberField("Score, de 0 à 17", validators=[needed()])
    noted_on = PartialDateField(_("Fait le"))
    by = short("Fait par")
    note = short("Commentaire", maximum=1000)


class FamilyHistoryForm(SavingForm):
    """A cancer in the family."""

    relation = short("Lien de parenté", required=True)
    cancer = short("Cancer")
    age = NumberField("Âge au diagnostic", whole=True)
    text = short("Commentaire", maximum=1000)
    noted_on = PartialDateField(_(_NOTED))


class ReportForm(SavingForm):
    """The conclusion of a report."""

    kind = ChoiceField("Compte rendu", ReportKind, empty="À choisir", validators=[needed()])
    text = long("Conclusion", required=True)
    author = short("Auteur")
    noted_on = PartialDateField(_("Daté du"))


class NotGivenForm(SavingForm):
    """A treatment planned and not given."""

    label = short("Traitement prévu", required=True)
    official_type = CodedField("Type national (FRCP)", "treatment_type")
    reason = short("Pourquoi il n'a pas été fait", maximum=1000)
    noted_on = PartialDateField(_(_NOTED))


class RedFlagForm(SavingForm):
    """An emergency."""

    kind = ChoiceField("Urgence", RedFlagKind, empty="À choisir", validators=[needed()])
    detail = short("Précisions", maximum=1000)
    noted_on = PartialDateField(_("Constatée le"))
    resolved = BooleanField(_("Résolue"))
    resolved_on = PartialDateField(_("Résolue le"))


class NervousDiseaseForm(SavingForm):
    """Brain or leptomeningeal disease."""

    site = ChoiceField("Atteinte", NervousSite, empty="À choisir", validators=[needed()])
    state = ChoiceField("État", NervousState, empty="À choisir", validators=[needed()])
    treated = YesNoField("Traitée")
    treatment = short("Traitement reçu", maximum=1000)
    noted_on = PartialDateField(_("Date de l'imagerie ou du constat"))


class ImagingForm(SavingForm):
    """One imaging of the disease."""

    kind = ChoiceField("Examen", ImagingKind, empty="À choisir", validators=[needed()])
    region = short("Région")
    finding = long("Ce qu'elle a montré")
    conclusion = ChoiceField("Conclusion (RECIST)", Response, empty="Non précisée")
    noted_on = PartialDateField(_("Date de l'examen"))


class TempoForm(SavingForm):
    """How fast the disease goes."""

    pace = ChoiceField("Vitesse d'évolution", Pace, empty="À choisir", validators=[needed()])
    said_by = short("Jugée par")
    noted_on = PartialDateField(_(_NOTED))
    note = short("Commentaire", maximum=1000)


class MedicationForm(SavingForm):
    """A current drug."""

    name = short("Médicament", required=True, **suggest("drugs"))
    dose = short("Dose et rythme")
    reason = short("Pour", maximum=1000)
    noted_on = PartialDateField(_(_NOTED))


class AllergyForm(SavingForm):
    """An allergy, or that there is none."""

    presence = ChoiceField("Allergie", Presence, empty="À choisir", validators=[needed()])
    substance = short("Substance", **suggest("drugs"))
    reaction = short("Réaction", maximum=1000)
    noted_on = PartialDateField(_(_NOTED))


class CheckForm(SavingForm):
    """A test made before some treatments."""

    kind = ChoiceField("Examen", CheckKind, empty="À choisir", validators=[needed()])
    result = ChoiceField("Résultat", CheckResult, empty="À choisir", validators=[needed()])
    detail = short("Détail", maximum=1000)
    noted_on = PartialDateField(_("Résultat du"))


class SocialNoteForm(SavingForm):
    """What the team saw of daily life or morale."""

    topic = ChoiceField("Sujet", SocialTopic, empty="À choisir", validators=[needed()])
    presence = ChoiceField("Difficulté repérée", Presence, default=Presence.UNKNOWN)
    detail = short("En clair", maximum=1000)
    noted_by = short("Noté par")
    noted_on = PartialDateField(_(_NOTED))
