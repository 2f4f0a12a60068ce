"""What people read of teaching cases: where each text stands, why one stays by default, the age band."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.vocabulary import Sex
from app.i18n import _

_FIELDS: Mapping[str, str] = {
    "Record.question": "Question posée à la RCP",
    "Record.changed_since": "Ce qui a changé depuis",
    "Tumour.label": "Tumeur",
    "Tumour.histology": "Histologie",
    "Tumour.metastatic_sites": "Métastases",
    "Tumour.stage": "Stade",
    "Tumour.tnm": "TNM",
    "Tumour.tnm_edition": "Édition du TNM",
    "Tumour.morphology_code": "Code de morphologie",
    "Tumour.topography_code": "Code de localisation",
    "Tumour.other_name": "Autre classification",
    "Tumour.other_value": "Valeur de l'autre classification",
    "Tumour.other_version": "Version de l'autre classification",
    "Biomarker.marker": "Nom du marqueur",
    "Biomarker.alteration": "Altération",
    "Biomarker.value": "Valeur du marqueur",
    "Biomarker.method": "Méthode",
    "Biomarker.sample_site": "Site du prélèvement",
    "Biomarker.note": "Note du marqueur",
    "Biomarker.board_conclusion": "Conclusion de la RCP moléculaire",
    "Treatment.label": "Traitement",
    "Treatment.drugs": "Médicaments",
    "Treatment.progression_sites": "Où la maladie a progressé",
    "Treatment.dose_note": "Doses",
    "Treatment.note": "Note du traitement",
    "DoseReduction.what": "Réduction de dose",
    "DoseReduction.drug": "Médicament réduit",
    "DoseReduction.why": "Raison de la réduction",
    "Toxicity.term": "Toxicité",
    "Toxicity.note": "Note de toxicité",
    "Toxicity.version": "Version de la CTCAE",
    "Measure.note": "Note de la mesure",
    "Measure.unit": "Unité",
    "Measure.method": "Méthode de mesure",
    "Measure.name": "Symptôme",
    "Caution.detail": "Précision",
    "Statement.verbatim": "Paroles",
    "Told.text": "Ce qui a été dit au patient",
    "G8.note": "Note du G8",
    "FamilyHistory.relation": "Parent",
    "FamilyHistory.cancer": "Cancer du parent",
    "FamilyHistory.text": "Antécédent familial",
    "RedFlag.detail": "Urgence",
    "NervousDisease.treatment": "Traitement cérébral",
    "Tempo.note": "Évolution",
    "Medication.name": "Autre médicament",
    "Medication.dose": "Dose",
    "Medication.reason": "Raison du médicament",
    "Allergy.substance": "Substance",
    "Allergy.reaction": "Réaction",
    "Check.detail": "Bilan",
    "Imaging.region": "Région",
    "Imaging.finding": "Imagerie",
    "Report.text": "Compte rendu",
    "NotGiven.label": "Traitement non réalisé",
    "NotGiven.reason": "Raison",
    "SocialNote.detail": "Vie quotidienne",
    "Option.title": "Autre possibilité",
    "Option.specifics": "Médicaments ou essai",
    "Option.condition": "Condition",
    "Option.fallback": "Sinon",
    "Option.with_option": "Avec",
    "Option.reason": "Motif",
    "Option.reconsider_if": "À revoir si",
    "Option.complete_what": "Il manque",
    "Option.meanwhile": "En attendant",
    "Option.wish_note": "Au regard des souhaits",
    "Opinion.text": "Avis",
    "Opinion.next_steps": "Suites",
    "Opinion.wishes_account": "Comment ses souhaits ont été pris en compte",
    "Opinion.departs_from": "Référentiel écarté",
    "Opinion.departs_because": "Pourquoi hors référentiel",
    "Opinion.dissent_on": "Sujet du désaccord",
    "Opinion.dissent_how": "Règlement du désaccord",
    "Opinion.trial_ids": "Essai proposé",
    "Opinion.supportive_note": "Soins de support",
    "Addendum.text": "Addendum",
}
_CAUTIONS: Mapping[str, str] = {
    "board_only": "Dit pour la RCP seulement",
}
_SEXES: Mapping[Sex, str] = {Sex.FEMALE: "Femme", Sex.MALE: "Homme", Sex.UNKNOWN: "Patient"}


_SECTIONS: Mapping[str, str] = {
    "question": "Question",
    "said": "Ce que le patient a dit, ce qui lui a été dit",
    "options": "Alternatives",
    "opinion": "Avis",
    "disease": "Maladie et traitements",
    "health": "Santé et vie quotidienne",
}


def section(code: str) -> str:
    """The heading of a group of texts."""
    return _(_SECTIONS[code])


def place(code: str) -> str:
    """The French name of the field a text stands in."""
    return _(_FIELDS[code])


def caution(code: str) -> str:
    """Why a text asks for one more thought before it leaves; "" for most."""
    return _(_CAUTIONS[code]) if code else ""


def band(code: str) -> str:
    """`60 à 69 ans`; `90 ans et plus`; `moins de 18 ans`."""
    if not code:
        return _("âge non renseigné")
    if code.endswith("+"):
        return _("%(least)s ans et plus", least=code.removesuffix("+"))
    low, _dash, high = code.partition("-")
    if low == "0":
        return _("moins de 18 ans")
    return _("%(low)s à %(high)s ans", low=low, high=high)


def who(sex: Sex, age_band: str) -> str:
    """`Femme, 60 à 69 ans`: all that is said of a person."""
    return _("%(sex)s, %(age)s", sex=_(_SEXES[sex]), age=band(age_band))
