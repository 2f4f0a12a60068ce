"""Closed lists about what the patient said, asked and answered."""

from __future__ import annotations

from ._labelled import Labelled


class Topic(Labelled):
    """Topics of what the patient said."""

    WHAT_MATTERS = "what_matters", "Ce qui compte pour vous"
    INFO_WISH = "info_wish", "Ce que vous voulez savoir"
    PROGNOSIS_WISH = "prognosis_wish", "Parler de l’avenir"
    REFUSAL = "refusal", "Ce que vous refusez"
    PRIORITY = "priority", "Priorités"
    UNDERSTANDING = "understanding", "Ce que vous savez"
    ROLE = "role", "Qui décide"
    LENGTH_QUALITY = "length_quality", "Durée et qualité de vie"
    SIDE_EFFECT = "side_effect", "Effets acceptables ou non"
    PRACTICAL = "practical", "Vie pratique"
    PLACE = "place", "Lieu de soins"
    FERTILITY = "fertility", "Fertilité et intimité"
    TRIAL = "trial", "Essai clinique"
    FEARS = "fears", "Craintes"
    STRENGTH = "strength", "Ce qui donne de la force"
    CONFIDENTIALITY = "confidentiality", "Qui informer"
    TIME = "time", "Le temps de décider"
    SYMPTOM = "symptom", "Symptômes du jour"
    ADHERENCE = "adherence", "Suivre le traitement"
    NEEDS = "needs", "Besoins"
    ADVANCE_DIRECTIVE = "advance_directive", "Directives anticipées"
    TRUSTED_PERSON = "trusted_person", "Personne de confiance"
    CAPACITY = "capacity", "Peut s’exprimer"
    QUESTION = "question", "Questions"


class CareNeed(Labelled):
    """Needs of supportive care (R26 to R28); all but the last are questions of the questionnaire, `needs.<code>`."""

    SYMPTOMS = "symptoms", "Douleur et effets des traitements"
    FOOD = "food", "Alimentation"
    PSYCHOLOGICAL = "psychological", "Moral et émotions"
    MOBILITY = "mobility", "Autonomie, aide à la maison"
    RELATIONS = "relations", "Liens et proches"
    BALANCE = "balance", "Équilibre de vie"
    SOCIAL = "social", "Démarches et droits"


class TeamCall(Labelled):
    """What became of the question "was the palliative care team called?" (R22)."""

    CALLED = "called", "Oui, appelée"
    PROPOSED = "proposed", "Proposée au patient"
    NO = "no", "Non"


class InfoWish(Labelled):
    """What the patient wants to know (L. 1111-2)."""

    ESSENTIAL = "essential", "L’essentiel"
    EVERYTHING = "everything", "Tout"
    NOTHING_NOW = "nothing_now", "Rien pour l’instant"
    RATHER_RELATIVE = "rather_relative", "Plutôt mon proche"


class PrognosisWish(Labelled):
    """Whether to speak of the future, and with figures or not."""

    WITH_FIGURES = "with_figures", "Oui, avec des chiffres"
    WITHOUT_FIGURES = "without_figures", "Oui, sans chiffres"
    NO = "no", "Non"
    LATER = "later", "Plus tard"


class Priority(Labelled):
    """Priorities the patient may choose and order, up to three (§2.4)."""

    LIVE_LONGER = "live_longer", "Vivre le plus longtemps possible"
    FEEL_WELL = "feel_well", "Me sentir le mieux possible chaque jour"
    STAY_HOME = "stay_home", "Rester chez moi"
    INDEPENDENCE = "independence", "Rester indépendant"
    CLEAR_MIND = "clear_mind", "Garder les idées claires"
    AVOID_HOSPITAL = "avoid_hospital", "Aller moins souvent à l’hôpital"
    PAIN_RELIEF = "pain_relief", "Être soulagé de la douleur"
    PROJECT = "project", "Un projet ou une date"
    FAMILY_TIME = "family_time", "Du temps avec mes proches"
    RESEARCH = "research", "Participer à la recherche"
    NOT_BURDEN = "not_burden", "Ne pas peser sur mes proches"
    SPIRITUAL = "spiritual", "Mes besoins spirituels"


class Refusal(Labelled):
    """What the patient may refuse, in words an option's facts can be set beside."""

    INFUSIONS = "infusions", "Les perfusions"
    FREQUENT_VISITS = "frequent_visits", "Plus de deux visites par mois à l’hôpital"
    HOSPITAL_STAY = "hospital_stay", "Dormir à l’hôpital"
    CHEMOTHERAPY = "chemotherapy", "Une nouvelle chimiothérapie"
    TRIAL = "trial", "Un essai clinique"
    FATIGUE = "fatigue", "Un traitement qui fatigue beaucoup"
    SKIN = "skin", "Des effets visibles sur la peau"
    DIGESTIVE = "digestive", "Des nausées ou des diarrhées"
    ANY_ANTICANCER = "any_anticancer", "Tout traitement contre la maladie"
    STOPPING = "stopping", "Arrêter le traitement contre la maladie"


class StatementStatus(Labelled):
    """State of an answer; silence is not a refusal (B20)."""

    STATED = "stated", "Dit"
    UNKNOWN = "unknown", "Ne sait pas"
    DECLINED = "declined", "Préfère ne pas répondre"
    NOT_ASKED = "not_asked", "Non demandé"
    WITHDRAWN = "withdrawn", "Retiré"


class Speaker(Labelled):
    """Who spoke. Only the patient's own words fill a patient field."""

    PATIENT = "patient", "Le patient"
    TRUSTED_PERSON = "trusted_person", "La personne de confiance"
    RELATIVE = "relative", "Un proche"
    GUARDIAN = "guardian", "Le tuteur"
    CLINICIAN = "clinician", "Un soignant rapporte"


class Means(Labelled):
    """How it was said."""

    INTERVIEW = "interview", "Entretien"
    TELEPHONE = "telephone", "Téléphone"
    PAPER_FORM = "paper_form", "Formulaire papier"
    REMOTE = "remote", "Téléconsultation"
    LETTER = "letter", "Courrier"
    INTERPRETER = "interpreter", "Avec un interprète"


class Share(Labelled):
    """How far what the patient said may go (docs/decisions/0005)."""

    BOARD_AND_PAGE = "board_and_page", "Réunion et page du patient"
    BOARD_ONLY = "board_only", "Réunion seulement"
    DOCTOR_ONLY = "doctor_only", "Mon médecin seulement"


class PatientAnswer(Labelled):
    """What the patient answered to the proposal (B49)."""

    ACCEPTS = "accepts", "Accepte la proposition"
    DECLINES = "declines", "Refuse la proposition"
    WANTS_TIME = "wants_time", "Demande du temps"
    CHOOSES_OTHER = "chooses_other", "Choisit une autre possibilité"


class Need(Labelled):
    """What a board may ask of a case, in the order it is read; what each one means is in completeness.py."""

    BIRTH = "birth", "Date de naissance"
    QUESTION = "question", "Question à la réunion"
    REQUESTER = "requester", "Médecin référent"
    INFORMED = "informed", "Information du patient"
    TOLD = "told", "Ce que le patient sait"
    DIAGNOSIS = "diagnosis", "Date du diagnostic"
    HISTOLOGY = "histology", "Histologie"
    STAGE = "stage", "Stade ou TNM"
    METASTATIC_SITES = "metastatic_sites", "Sites métastatiques"
    IMAGING = "imaging", "Imagerie"
    PERFORMANCE_STATUS = "performance_status", "Indice OMS"
    WEIGHT = "weight", "Poids"
    ALBUMIN = "albumin", "Albumine"
    PAIN = "pain", "Douleur"
    G8 = "g8", "Score G8 (à partir de 75 ans)"
    KIDNEY = "kidney", "Fonction rénale"
    LIVER = "liver", "Bilan hépatique"
    LVEF = "lvef", "Fraction d’éjection (FEVG)"
    URACIL = "uracil", "Uracilémie"
    TREATMENTS = "treatments", "Traitements reçus"
    STOP_REASONS = "stop_reasons", "Raison d’arrêt des traitements"
    BEST_RESPONSE = "best_response", "Meilleure réponse de la dernière ligne"
    PROGRESSION = "progression", "Date de la progression"
    TEMPO = "tempo", "Vitesse d’évolution"
    CAUTIONS = "cautions", "Antécédents et précautions"
    MEDICATIONS = "medications", "Traitements habituels"
    ALLERGIES = "allergies", "Allergies"
    FAMILY = "family", "Antécédents familiaux"
    SOCIAL = "social", "Situation sociale"
    MORALE = "morale", "État psychologique"
    MARKERS = "markers", "Marqueurs attendus"
    MARKER_DATES = "marker_dates", "Date des résultats de marqueurs"
    WISHES = "wishes", "Souhaits du patient"
    TRUSTED_PERSON = "trusted_person", "Personne de confiance"
    ADVANCE_DIRECTIVE = "advance_directive", "Directives anticipées"
