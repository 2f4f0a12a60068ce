"""The kinds of facts a case page edits in the same way; their codes are the parts of the case file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import SimpleNamespace
from typing import Any

from werkzeug.routing import BaseConverter, ValidationError

from app.domain import casefile as facts
from app.domain.health import CTCAE
from app.domain.requirements import MARKERS
from app.domain.vocabulary import MeasureKind

from . import fact_forms, health_forms

_SEVERAL = frozenset(
    {"considered", "mechanisms", "progression_extent", "dose_reductions", "toxicities"}
)


@dataclass(frozen=True)
class Kind:
    """One kind: its code in addresses, its fact, its form and its French names."""

    code: str
    fact: type[Any]
    form: type[Any]
    one: str
    many: str
    add: str
    hint: str = ""

    def typed(self, values: Mapping[str, Any]) -> Any:
        """The fact that was typed."""
        given = dict(values)
        if "drugs_text" in given:
            drugs = given.pop("drugs_text").split(",")
            given["drugs"] = tuple(drug.strip() for drug in drugs if drug.strip())
        for name in _SEVERAL & given.keys():
            given[name] = tuple(given[name] or ())
        if "toxicities" in given:
            given["toxicities"] = tuple(
                replace(event, version=event.version or CTCAE) for event in given["toxicities"]
            )
        return self.fact(**given)

    def asked(self, given: Mapping[str, str]) -> Any:
        """What a link to the empty form already chose: the kind of a measure, or the name of a marker."""
        if self.fact is facts.Measure and given.get("measure") in set(MeasureKind):
            return SimpleNamespace(kind=MeasureKind(given["measure"]))
        if self.fact is facts.Biomarker and given.get("marker") in MARKERS:
            return SimpleNamespace(marker=given["marker"])
        return None

    def shown(self, stored: tuple[Any, int]) -> Any:
        """The stored fact and its version, as the form reads them."""
        fact, version = stored
        values = {f.name: getattr(fact, f.name) for f in fields(fact)}
        if "drugs" in values:
            values["drugs_text"] = ", ".join(fact.drugs)
        return SimpleNamespace(**values, version=version)


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "biomarkers",
            facts.Biomarker,
            fact_forms.BiomarkerForm,
            "Biomarqueur",
            "Biomarqueurs",
            "Ajouter un biomarqueur",
        ),
        Kind(
            "treatments",
            facts.Treatment,
            fact_forms.TreatmentForm,
            "Traitement",
            "Traitements",
            "Ajouter un traitement",
        ),
        Kind(
            "measures",
            facts.Measure,
            fact_forms.MeasureForm,
            "Mesure",
            "État général et mesures",
            "Ajouter une mesure",
        ),
        Kind(
            "cautions",
            facts.Caution,
            fact_forms.CautionForm,
            "Précaution",
            "Antécédents et précautions",
            "Ajouter une précaution",
        ),
        Kind(
            "g8",
            facts.G8,
            health_forms.G8Form,
            "Score G8",
            "Score G8",
            "Ajouter un score G8",
            "Repérage de la fragilité, demandé à partir de 75 ans. 14 ou moins : avis gériatrique à discuter.",
        ),
        Kind(
            "tempos",
            facts.Tempo,
            health_forms.TempoForm,
            "Vitesse d'évolution",
            "Vitesse d'évolution",
            "Ajouter la vitesse d'évolution",
            "Un jugement clinique : dites qui le porte.",
        ),
        Kind(
            "nervous_diseases",
            facts.NervousDisease,
            health_forms.NervousDiseaseForm,
            "Cerveau et méninges",
            "Cerveau et méninges",
            "Ajouter une atteinte du cerveau ou des méninges",
        ),
        Kind(
            "red_flags",
            facts.RedFlag,
            health_forms.RedFlagForm,
            "Urgence",
            "Urgences",
            "Signaler une urgence",
            "Elle reste en tête du dossier, de la séance et de la fiche tant qu'elle n'est pas résolue.",
        ),
        Kind(
            "imaging",
            facts.Imaging,
            health_forms.ImagingForm,
            "Imagerie",
            "Imagerie",
            "Ajouter une imagerie",
            "Ce qu'elle a montré et sa date ; le parcours la dessine.",
        ),
        Kind(
            "reports",
            facts.Report,
            health_forms.ReportForm,
            "Compte rendu",
            "Comptes rendus",
            "Ajouter un compte rendu",
            "La conclusion seulement, avec son auteur et sa date.",
        ),
        Kind(
            "not_given",
            facts.NotGiven,
            health_forms.NotGivenForm,
            "Traitement prévu non réalisé",
            "Traitements prévus non réalisés",
            "Ajouter un traitement prévu non réalisé",
            "Il ne compte comme aucune ligne reçue.",
        ),
        Kind(
            "medications",
            facts.Medication,
            health_forms.MedicationForm,
            "Traitement habituel",
            "Traitements habituels",
            "Ajouter un traitement habituel",
            "Ce que le patient prend pour autre chose que le cancer. Sans traitement : écrivez « aucun ».",
        ),
        Kind(
            "allergies",
            facts.Allergy,
            health_forms.AllergyForm,
            "Allergie",
            "Allergies",
            "Ajouter une allergie",
            "« Non, recherché » sans substance veut dire : aucune allergie connue.",
        ),
        Kind(
            "checks",
            facts.Check,
            health_forms.CheckForm,
            "Sérologie ou déficit en DPD",
            "Sérologies et DPD",
            "Ajouter une sérologie ou un déficit en DPD",
            "Le dosage de l'uracilémie se note dans les mesures.",
        ),
        Kind(
            "family_history",
            facts.FamilyHistory,
            health_forms.FamilyHistoryForm,
            "Antécédent familial",
            "Antécédents familiaux",
            "Ajouter un antécédent familial",
            "Un cancer par ligne. Sans antécédent : écrivez « aucun » au lien de parenté.",
        ),
        Kind(
            "social_notes",
            facts.SocialNote,
            health_forms.SocialNoteForm,
            "Vie quotidienne et moral",
            "Vie quotidienne et moral",
            "Ajouter une observation",
            "Ce que l'équipe a vu. Ce que dit le patient se note dans ses souhaits.",
        ),
    )
}


class KindConverter(BaseConverter):
    """`<kind:kind>` in an address; anything else is not found."""

    def to_python(self, value: str) -> Kind:
        """The kind of a code."""
        if value not in KINDS:
            raise ValidationError
        return KINDS[value]

    def to_url(self, value: Kind | str) -> str:
        """The code of a kind."""
        return value if isinstance(value, str) else value.code
