"""The form of a presentation's national items, in the order of the national fiche."""

from __future__ import annotations

from dataclasses import replace

from app.domain.national import NAMES, National
from app.i18n import _

from .._coded import CodedField, CodedTicks
from .._forms import PartialDateField, SavingForm, long, short
from ..cases.fact_forms import YesNoField

SECTIONS = (
    ("Type de RCP", ("nature", "system", "theme", "recours", "paediatric", "type_note", "organs")),
    (
        "Motif de la présentation",
        ("for_diagnosis", "for_treatment", "for_recours", "for_paediatrics", "reason_note"),
    ),
    ("Enregistrement et correspondants", ("registration", "correspondents")),
    ("Synthèse et dossier", ("history", "file_note", "patient_comment")),
    (
        "Cadre de la proposition",
        ("guideline", "guideline_version", "guideline_on", "frame_note"),
    ),
)


class NationalForm(SavingForm):
    """Type, reason, summary and frame."""

    nature = CodedField("Nature de la RCP", "nature")
    system = CodedField("Appareil", "system")
    theme = CodedField("Thème transversal", "theme")
    recours = YesNoField("RCP de recours")
    paediatric = YesNoField("RCP pédiatrique")
    type_note = short("Précisions sur le type", maximum=1000)
    organs = CodedTicks("Organes", "organ")
    for_diagnosis = YesNoField("Avis diagnostique")
    for_treatment = YesNoField("Proposition thérapeutique")
    for_recours = YesNoField("Avis de recours")
    for_paediatrics = YesNoField("Avis pédiatrique")
    reason_note = short("Précisions sur le motif", maximum=1000)
    registration = short("Numéro d'enregistrement", maximum=80)
    correspondents = short("Autres correspondants", maximum=1000)
    history = long("Histoire de la maladie, synthèse")
    file_note = short("Commentaire sur le dossier", maximum=1000)
    patient_comment = long("Commentaire sur le patient")
    guideline = short("Référentiel utilisé", maximum=1000)
    guideline_version = short("Version du référentiel", maximum=80)
    guideline_on = PartialDateField(_("Date du référentiel"))
    frame_note = short("Commentaire sur le cadre", maximum=1000)

    def national(self, stored: National) -> National:
        """The typed items; whether a trial is proposed is said in the conclusion, what is stored of it stays."""
        given = {name: self[name].data for name in NAMES if name in self}
        return replace(stored, **{**given, "organs": tuple(given["organs"] or ())})
