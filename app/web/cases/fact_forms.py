"""Forms of the disease's facts: markers, treatments, measures, precautions. Shape only; the rules live in the domain."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.fields.choices import Choice

from app.domain.fact_rules import GRADES
from app.domain.health import DoseReduction, Toxicity
from app.domain.vocabulary import (
    CautionKind,
    Certainty,
    Considered,
    Intent,
    MarkerState,
    MeasureKind,
    Mechanism,
    Presence,
    Response,
    StopReason,
    TreatmentKind,
)
from app.domain.vocabulary.health import Escat, Extent, ResponseMethod, SampleKind
from app.errors import Violation
from app.i18n import _
from app.wording.rules import violation_sentence

from .._coded import CodedField
from .._forms import (
    ChoiceField,
    NumberField,
    PartialDateField,
    SavingForm,
    long,
    needed,
    short,
)
from .._rows import Column, RowsField, partial_date
from .._suggesting import suggest
from .forms import TickField


class YesNoField(SelectField):
    """Yes, no, or not said (None)."""

    def __init__(self, label: str, **more: Any) -> None:
        choices = {"": _("Non précisé"), "yes": _("Oui"), "no": _("Non")}
        super().__init__(_(label), choices=choices, coerce=_yes_or_no, **more)

    def iter_choices(self) -> Any:
        """Choices with the selected one marked."""
        chosen = {True: "yes", False: "no"}.get(self.data, "")
        for code, label in self.choices.items():
            yield Choice(code, label, code == chosen, {})

    def pre_validate(self, form: Any) -> None:
        """Nothing more: any of the three is an answer."""


def _yes_or_no(value: Any) -> bool | None:
    """The answer of a stored value or of a code; ValueError for another code."""
    if value in {None, "", "yes", "no", True, False}:
        return {"yes": True, "no": False, True: True, False: False}.get(value)
    raise ValueError(violation_sentence(Violation("unknown_choice")))


class BiomarkerForm(SavingForm):
    """A biomarker."""

    marker = short("Gène ou test", required=True, **suggest("genes"))
    state = ChoiceField("État", MarkerState, empty="À choisir", validators=[needed()])
    alteration = short("Anomalie (HGVS si possible)")
    uncertain = BooleanField(_("Variant de signification incertaine"))
    value = short("Valeur")
    method = short("Méthode")
    sample = short("Numéro ou bloc")
    laboratory = short("Laboratoire")
    resulted_on = PartialDateField(_("Résultat du"))
    ordered_on = PartialDateField(_("Demandé le"))
    due_on = PartialDateField(_("Attendu le"))
    sample_kind = ChoiceField("Nature du prélèvement", SampleKind, empty="Non précisée")
    sample_site = short("Site prélevé")
    sample_on = PartialDateField(_("Prélevé le"))
    escat = ChoiceField("Niveau ESCAT", Escat, empty="Non précisé")
    note = short("Commentaire", maximum=1000)
    board_asked_on = PartialDateField(_("Demandée le"))
    board_seen_on = PartialDateField(_("Vue le"))
    board_conclusion = short("Ce qu'elle a conclu", maximum=1000)


class TreatmentForm(SavingForm):
    """A past or current treatment."""

    label = short("Traitement", required=True)
    kind = ChoiceField("Nature", TreatmentKind, empty="À choisir", validators=[needed()])
    line = NumberField("Ligne", whole=True)
    drugs_text = short(
        "Médicaments, séparés par une virgule", maximum=1000, **suggest("drugs", several=True)
    )
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
    dose_note = short("Doses et tolérance, en texte libre", maximum=1000)
    official_type = CodedField("Type national (FRCP)", "treatment_type", empty="Celui de la nature")
    note = long("Commentaire")
    ongoing = YesNoField("En cours")
    response_method = ChoiceField("Jugée selon", ResponseMethod, empty="Non précisé")
    progression_extent = TickField(
        _("Étendue de la progression"),
        choices={member.value: _(member.label) for member in Extent},
        coerce=Extent,
    )
    dose_intensity = NumberField("Intensité de dose relative (%)")
    dose_reductions = RowsField(
        "Changements de dose",
        DoseReduction,
        (
            Column("drug", "Médicament"),
            Column("what", "Changement"),
            Column("why", "Raison"),
            Column("on", "Date", partial_date, empty=None),
        ),
    )
    toxicities = RowsField(
        "Toxicités",
        Toxicity,
        (
            Column("term", "Effet (terme CTCAE)"),
            Column("grade", "Grade", int, {str(n): str(n) for n in GRADES}, None),
            Column("on", "Date", partial_date, empty=None),
            Column("note", "Suite donnée"),
            Column("version", "Version", hidden=True),
        ),
    )


class MeasureForm(SavingForm):
    """A measure; the G8 has its own form, unless an earlier file kept it here."""

    kind = ChoiceField("Mesure", MeasureKind)
    name = short("Nom du symptôme")
    value = NumberField("Valeur", validators=[needed()])
    unit = short("Unité", maximum=40)
    method = short("Formule ou méthode")
    measured_on = PartialDateField(_("Mesuré le"))
    note = short("Commentaire", maximum=1000)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        if self.kind.data is not MeasureKind.G8:
            self.kind.choices = {
                code: label for code, label in self.kind.choices.items() if code != "g8"
            }


class CautionForm(SavingForm):
    """A precaution."""

    kind = ChoiceField("Précaution", CautionKind, empty="À choisir", validators=[needed()])
    presence = ChoiceField("Présente", Presence, empty="À choisir", validators=[needed()])
    detail = short("Détail", maximum=1000)
    noted_on = PartialDateField(_("Noté le"))
