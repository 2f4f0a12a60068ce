"""The fixed words of the patient page (docs §3.2, §3.3): short, active, without blame.

Sentences are msgids; they go through `_()` where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.vocabulary import (
    CareNeed,
    Family,
    Outcome,
    Priority,
    Response,
    StopReason,
    TreatmentKind,
)

PRIORITIES: Mapping[str, str] = {
    Priority.LIVE_LONGER: "Vous voulez vivre le plus longtemps possible.",
    Priority.FEEL_WELL: "Vous voulez vous sentir le mieux possible chaque jour.",
    Priority.STAY_HOME: "Vous voulez rester chez vous.",
    Priority.INDEPENDENCE: "Vous voulez faire les choses par vous-même.",
    Priority.CLEAR_MIND: "Vous voulez garder les idées claires.",
    Priority.AVOID_HOSPITAL: "Vous voulez aller moins souvent à l'hôpital.",
    Priority.PAIN_RELIEF: "Vous voulez avoir moins mal.",
    Priority.PROJECT: "Vous avez un projet ou une date en tête.",
    Priority.FAMILY_TIME: "Vous voulez du temps avec vos proches.",
    Priority.RESEARCH: "Vous voulez participer à la recherche.",
    Priority.NOT_BURDEN: "Vous ne voulez pas peser sur vos proches.",
    Priority.SPIRITUAL: "Vos besoins spirituels comptent.",
}

# Answers to the questionnaire that the full page repeats, so that the patient can check them.
ANSWERS: Mapping[tuple[str, str], str] = {
    ("role.wished", "me"): "Vous voulez décider vous-même.",
    ("role.wished", "me_advised"): "Vous voulez décider après l'avis du médecin.",
    ("role.wished", "together"): "Vous voulez décider avec votre médecin.",
    (
        "role.wished",
        "doctor_heard",
    ): "Vous voulez que votre médecin décide, après vous avoir entendu.",
    ("role.wished", "doctor"): "Vous voulez que votre médecin décide.",
    ("place.now", "home"): "Vous préférez les soins chez vous.",
    ("place.now", "day_unit"): "Vous préférez l'hôpital de jour.",
    ("place.now", "hospital"): "Vous préférez les soins à l'hôpital.",
    ("time.needed", "days"): "Vous voulez quelques jours pour décider.",
    ("time.needed", "weeks"): "Vous voulez quelques semaines pour décider.",
}

TREATMENTS = {
    TreatmentKind.CHEMOTHERAPY: "La chimiothérapie",
    TreatmentKind.IMMUNOTHERAPY: "L'immunothérapie",
    TreatmentKind.TARGETED: "La thérapie ciblée",
    TreatmentKind.HORMONE: "L'hormonothérapie",
    TreatmentKind.COMBINATION: "Votre traitement",
    TreatmentKind.TRIAL: "Le traitement de l'essai",
}

RESPONSES = {
    Response.COMPLETE: "%(what)s a d'abord fait reculer la maladie.",
    Response.PARTIAL: "%(what)s a d'abord fait reculer la maladie.",
    Response.STABLE: "%(what)s a d'abord freiné la maladie.",
}

STOPS = {
    StopReason.TOXICITY: "Le traitement était trop dur pour vous. Il a été arrêté pour vous protéger.",
    StopReason.PATIENT_CHOICE: "Vous avez choisi d'arrêter ce traitement. L'équipe respecte votre choix.",
    StopReason.COMPLETED: "Ce traitement est terminé, comme prévu.",
    StopReason.MEDICAL_DECISION: "Vos médecins ont arrêté ce traitement.",
}

# What the outcome of the meeting means, when it is more than a proposal.
OUTCOMES = {
    Outcome.NEEDS_INFORMATION: "Il manque une information. L'équipe en reparlera.",
    Outcome.POSTPONED: "L'équipe en reparlera à une prochaine réunion.",
    Outcome.WITHDRAWN: "L'équipe n'a pas parlé de votre situation cette fois.",
    Outcome.REFERRED: "L'équipe demande l'avis d'une autre équipe.",
    Outcome.NO_CONSENSUS: "Les médecins n'ont pas tous le même avis. Votre médecin vous l'expliquera.",
    Outcome.REGISTERED: "L'équipe a noté votre dossier sans en discuter. Votre médecin vous explique la suite.",
    Outcome.PATIENT_DECLINED: "Vous avez dit non à un traitement. L'équipe respecte votre choix.",
}

HELPERS = (
    (
        ("La douleur :", CareNeed.SYMPTOMS),
        ("Les repas :", CareNeed.FOOD),
        ("Le moral :", CareNeed.PSYCHOLOGICAL),
    ),
    (
        ("Bouger, la maison :", CareNeed.MOBILITY),
        ("Les démarches :", CareNeed.SOCIAL),
        ("Mes proches :", CareNeed.RELATIONS),
    ),
)

# Named in the brief as verified for everybody: both fever thresholds, and signs that name no treatment.
RED_FLAGS = (
    "Fièvre de 38,3 °C une fois, ou 38 °C qui dure.",
    "Souffle court.",
    "Saignement.",
    "Douleur qui n'est pas soulagée.",
    "Vomissements qui durent.",
)

QUESTIONS_FULL = (
    "Qu'est-ce que chaque choix peut m'apporter ?",
    "Combien de fois faut-il venir, et où ?",
    "Qui appeler la nuit ?",
)
QUESTIONS_PROTECTIVE = (
    "Qui m'aide pour la fatigue, les repas, le moral ?",
    "Qui aide mes proches ?",
    "Qui appeler la nuit ?",
)

# Two terms of the law, explained where they stand: this block is on the protective page too.
RIGHTS = (
    "Vous pouvez choisir une personne de confiance : elle vous accompagne et peut parler pour vous.",
    "Vous pouvez écrire vos choix pour plus tard : ce sont les directives anticipées.",
    "Vous pouvez demander l'avis d'une autre équipe.",
    "Vous pouvez changer d'avis à tout moment.",
)
RIGHTS_SHORT = (
    "Vous pouvez demander un autre avis, et changer d'avis. "
    "Vous pouvez choisir une personne de confiance : elle peut parler pour vous. "
    "Vous pouvez écrire vos choix d'avance : ce sont les directives anticipées."
)

# One meaning for each term of the lexicon (app/domain/plain_words.py).
GLOSSARY: Mapping[str, str] = {
    "chimiothérapie": "un médicament contre les cellules qui se multiplient.",
    "immunothérapie": "un médicament qui aide vos défenses.",
    "thérapie ciblée": "un médicament qui vise une anomalie des cellules malades.",
    "hormonothérapie": "un médicament qui agit sur les hormones.",
    "essai clinique": "l'étude d'un traitement, avec votre accord écrit.",
    "inhibiteur de PARP": "un médicament qui gêne la réparation des cellules malades.",
    "médicament radioactif": "un médicament qui porte des rayons jusqu'à la tumeur.",
    "traitement local": "un soin qui vise un seul endroit du corps.",
    "soins de support": "des soins en plus, qui soulagent.",
    "soins palliatifs": "des soins pour mieux vivre, à tout moment de la maladie.",
    "perfusion": "un goutte-à-goutte dans une veine.",
    "hôpital de jour": "vous venez et repartez le même jour.",
    "rayons": "un traitement qui vise un endroit du corps, sans opération.",
    "tumeur": "un amas de cellules anormales.",
    "métastase": "une tumeur venue d'un autre endroit du corps.",
    "biopsie": "un petit morceau prélevé pour l'analyser.",
    "anticorps": "une protéine qui se fixe sur une cible.",
    "mutation": "un changement dans les gènes d'une cellule.",
    "marqueur": "un signe que l'on cherche par une analyse.",
    "globules": "les cellules du sang.",
    "personne de confiance": "elle vous accompagne et peut parler pour vous.",
    "directives anticipées": "vos choix écrits, si un jour vous ne pouvez plus parler.",
}

# The term that explains a family the board has not spoken of.
FAMILIES: Mapping[str, str] = {
    Family.SUPPORTIVE: "soins de support",
    Family.PALLIATIVE: "soins palliatifs",
    Family.IMMUNOTHERAPY: "immunothérapie",
    Family.TARGETED: "thérapie ciblée",
    Family.PARP: "inhibiteur de PARP",
    Family.HORMONE: "hormonothérapie",
    Family.CHEMOTHERAPY: "chimiothérapie",
    Family.TRIAL: "essai clinique",
    Family.LOCAL: "traitement local",
    Family.RADIOLIGAND: "médicament radioactif",
}
