"""The fixed words of the patient page (docs §3.2, §3.3): short, active, without blame.

Sentences are msgids; they go through `_()` where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.vocabulary import Outcome, Priority, Response, StopReason, TreatmentKind

PRIORITIES: Mapping[str, str] = {
    Priority.LIVE_LONGER: "Vous voulez vivre le plus longtemps possible.",
    Priority.FEEL_WELL: "Vous voulez vous sentir le mieux possible chaque jour.",
    Priority.STAY_HOME: "Vous voulez rester chez vous.",
    Priority.INDEPENDENCE: "Vous voulez faire les choses par vous-même.",
    Priority.CLEAR_MIND: "Vous voulez garder les idées claires.",
    Priority.AVOID_HOSPITAL: "Vous voulez aller moins souvent à l'hôpital.",
    Priority.PAIN_RELIEF: "Vous voulez avoir moins mal.",
    Priority.PROJECT: "Vous avez un projet, ou une date qui compte.",
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
    ("role.wished", "doctor_heard"): "Votre médecin décide, après vous avoir écouté.",
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
    TreatmentKind.COMBINATION: "L'association de médicaments",
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
    Outcome.WITHDRAWN: "L'équipe n'en a pas parlé cette fois.",
    Outcome.REFERRED: "L'équipe demande l'avis d'une autre équipe.",
    Outcome.NO_CONSENSUS: "Les médecins n'ont pas tous le même avis. Votre médecin vous l'expliquera.",
    Outcome.REGISTERED: "L'équipe a noté votre dossier sans en discuter. Votre médecin vous explique la suite.",
    Outcome.PATIENT_DECLINED: "Vous avez dit non à un traitement. L'équipe respecte votre choix.",
}

HELPERS = (
    ("La douleur :", "Les repas :", "Le moral :"),
    ("Bouger, la maison :", "Les démarches :", "Mes proches :"),
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
    "À quoi sert ce traitement pour moi ?",
    "Combien de fois viendrai-je, et où ?",
    "Qui appeler la nuit ?",
)
QUESTIONS_PROTECTIVE = (
    "Qui m'aide pour la fatigue, les repas, le moral ?",
    "Qui aide mes proches ?",
    "Qui appeler la nuit ?",
)

RIGHTS = (
    "Vous pouvez choisir une personne de confiance.",
    "Vous pouvez écrire vos directives anticipées.",
    "Vous pouvez demander l'avis d'une autre équipe.",
    "Vous pouvez changer d'avis à tout moment.",
)
RIGHTS_SHORT = (
    "Vous pouvez demander un autre avis, et changer d'avis. "
    "Vous pouvez choisir une personne de confiance et écrire vos directives anticipées."
)

GLOSSARY = (
    ("chimiothérapie", "un médicament contre les cellules qui se multiplient."),
    ("immunothérapie", "un médicament qui aide vos défenses."),
    ("thérapie ciblée", "un médicament qui vise une anomalie de la tumeur."),
    ("hormonothérapie", "un médicament qui agit sur les hormones."),
    ("essai clinique", "l'étude d'un traitement, avec votre accord écrit."),
    ("inhibiteur de PARP", "un médicament qui gêne la réparation des cellules malades."),
    ("perfusion", "un médicament donné goutte à goutte dans une veine."),
    ("hôpital de jour", "vous venez et repartez le même jour."),
    ("rayons", "un traitement qui vise un endroit du corps, sans opération."),
    ("tumeur", "un amas de cellules anormales."),
    ("personne de confiance", "elle vous accompagne et peut parler pour vous."),
    ("directives anticipées", "vos choix écrits, si un jour vous ne pouvez plus parler."),
)
