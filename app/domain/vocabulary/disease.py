"""Closed lists about the disease and its treatments."""

from __future__ import annotations

from ._labelled import Labelled


class Site(Labelled):
    """Our short list of primary sites (topography groups of ICD-O-3; labels are ours)."""

    BREAST = "breast", "Sein"
    LUNG = "lung", "Poumon"
    COLORECTAL = "colorectal", "Côlon ou rectum"
    STOMACH = "stomach", "Estomac ou jonction œsogastrique"
    OESOPHAGUS = "oesophagus", "Œsophage"
    PANCREAS = "pancreas", "Pancréas"
    BILIARY = "biliary", "Voies biliaires"
    LIVER = "liver", "Foie"
    SMALL_BOWEL = "small_bowel", "Intestin grêle"
    PROSTATE = "prostate", "Prostate"
    BLADDER = "bladder", "Vessie ou voies urinaires"
    KIDNEY = "kidney", "Rein"
    OVARY = "ovary", "Ovaire"
    ENDOMETRIUM = "endometrium", "Endomètre"
    CERVIX = "cervix", "Col de l’utérus"
    MELANOMA = "melanoma", "Mélanome"
    HEAD_NECK = "head_neck", "Tête et cou"
    THYROID = "thyroid", "Thyroïde"
    BRAIN = "brain", "Cerveau"
    SARCOMA = "sarcoma", "Sarcome ou GIST"
    UNKNOWN_PRIMARY = "unknown_primary", "Primitif inconnu"
    HAEMATOLOGY = "haematology", "Hémopathie"
    OTHER = "other", "Autre"


class Laterality(Labelled):
    """Side of the tumour."""

    LEFT = "left", "Gauche"
    RIGHT = "right", "Droit"
    BILATERAL = "bilateral", "Bilatéral"
    NOT_APPLICABLE = "not_applicable", "Sans objet"


class MarkerState(Labelled):
    """State of a biomarker; only the first two are results (docs/decisions/0003)."""

    POSITIVE = "positive", "Positif"
    NEGATIVE = "negative", "Négatif"
    NOT_DONE = "not_done", "Non fait"
    PENDING = "pending", "En attente"
    NON_CONTRIBUTORY = "non_contributory", "Non contributif"


class TreatmentKind(Labelled):
    """What a past treatment was (FRCP treatment types, our wording)."""

    CHEMOTHERAPY = "chemotherapy", "Chimiothérapie"
    IMMUNOTHERAPY = "immunotherapy", "Immunothérapie"
    TARGETED = "targeted", "Thérapie ciblée"
    HORMONE = "hormone", "Hormonothérapie"
    COMBINATION = "combination", "Association"
    TRIAL = "trial", "Essai clinique"
    SURGERY = "surgery", "Chirurgie"
    RADIOTHERAPY = "radiotherapy", "Radiothérapie"
    INTERVENTION = "intervention", "Geste interventionnel"
    OTHER = "other", "Autre"

    @property
    def is_systemic(self) -> bool:
        """Whether it counts as a line of systemic treatment."""
        return self not in {
            TreatmentKind.SURGERY,
            TreatmentKind.RADIOTHERAPY,
            TreatmentKind.INTERVENTION,
            TreatmentKind.OTHER,
        }


class Intent(Labelled):
    """Intent of a treatment."""

    CURATIVE = "curative", "Curative"
    PALLIATIVE = "palliative", "Palliative"
    SUPPORTIVE = "supportive", "De support"
    UNKNOWN = "unknown", "Non précisée"


class Response(Labelled):
    """Best response (RECIST 1.1 codes)."""

    COMPLETE = "CR", "Réponse complète"
    PARTIAL = "PR", "Réponse partielle"
    STABLE = "SD", "Stabilité"
    PROGRESSION = "PD", "Progression"
    NOT_EVALUABLE = "NE", "Non évaluable"


class StopReason(Labelled):
    """Why a treatment stopped; the three first are never confused (R14–R17)."""

    PROGRESSION = "progression", "Progression"
    TOXICITY = "toxicity", "Toxicité"
    PATIENT_CHOICE = "patient_choice", "Choix du patient"
    COMPLETED = "completed", "Terminé comme prévu"
    MEDICAL_DECISION = "medical_decision", "Décision médicale"
    OTHER = "other", "Autre"


class Considered(Labelled):
    """What was thought of before calling it a loss of efficacy (R10–R17, §1.6)."""

    PSEUDO_PROGRESSION = "pseudo_progression", "Pseudo-progression"
    ADHERENCE = "adherence", "Prise du traitement"
    INTERACTION = "interaction", "Interaction"
    DOSE = "dose", "Dose insuffisante"


class Mechanism(Labelled):
    """Mechanisms of resistance (R10); not known unless somebody says so."""

    TOLERANT_CELLS = "tolerant_cells", "Survie de cellules tolérantes"
    ADAPTATION = "adaptation", "Adaptation"
    MUTATION = "mutation", "Mutation"
    EFFLUX = "efflux", "Rejet du médicament"


class Certainty(Labelled):
    """How sure a mechanism is."""

    SUSPECTED = "suspected", "Suspecté"
    DOCUMENTED = "documented", "Documenté"


class MeasureKind(Labelled):
    """Dated measures of the patient."""

    PERFORMANCE_STATUS = "performance_status", "Indice de performance OMS"
    WEIGHT = "weight", "Poids (kg)"
    HEIGHT = "height", "Taille (cm)"
    ALBUMIN = "albumin", "Albumine (g/L)"
    PAIN = "pain", "Douleur (0 à 10)"
    G8 = "g8", "Score G8 (0 à 17)"
    SYMPTOM = "symptom", "Symptôme (0 à 10)"
    LVEF = "lvef", "Fraction d’éjection (FEVG, %)"
    CREATININE = "creatinine", "Créatinine"
    CLEARANCE = "clearance", "Clairance de la créatinine"
    BILIRUBIN = "bilirubin", "Bilirubine"
    AST = "ast", "ASAT"
    ALT = "alt", "ALAT"
    URACIL = "uracil", "Uracilémie (ng/mL)"
    INSTRUMENT = "instrument", "Questionnaire publié (résultat)"


class CautionKind(Labelled):
    """What makes an alternative need a word of caution."""

    AUTOIMMUNE = "autoimmune", "Maladie auto-immune"
    TRANSPLANT = "transplant", "Greffe d’organe"
    QT = "qt", "Allongement du QT"
    LUNG_DISEASE = "lung_disease", "Atteinte pulmonaire interstitielle"
    HEART = "heart", "Maladie cardiaque"
    LIVER = "liver", "Atteinte du foie"
    KIDNEY = "kidney", "Atteinte du rein"
    PREVIOUS_TOXICITY = "previous_toxicity", "Toxicité sévère antérieure"
    PREGNANCY = "pregnancy", "Grossesse"
    STEROIDS = "steroids", "Corticoïdes au long cours"
    ANTI_EGFR_CANDIDATE = "anti_egfr_candidate", "Candidat à un anti-EGFR"
    OTHER = "other", "Autre antécédent"


class Presence(Labelled):
    """Whether a condition is there; absence must have been looked for."""

    YES = "yes", "Oui"
    NO = "no", "Non, recherché"
    UNKNOWN = "unknown", "Non renseigné"
