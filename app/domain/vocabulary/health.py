"""Closed lists of the patient's health and of the depth of a treatment: stable English codes, French labels."""

from __future__ import annotations

from ._labelled import Labelled


class Extent(Labelled):
    """Where the disease progressed (FRCP: MED-246, MED-247, MED-248)."""

    LOCAL = "local", "Locale"
    REGIONAL = "regional", "Régionale"
    DISTANT = "distant", "À distance"


class ResponseMethod(Labelled):
    """By what a best response was judged."""

    RECIST = "recist", "RECIST 1.1"
    IRECIST = "irecist", "iRECIST"
    CLINICAL = "clinical", "Clinique"
    BIOLOGICAL = "biological", "Biologique"
    OTHER = "other", "Autre"


class SampleKind(Labelled):
    """What a marker was looked for in."""

    BIOPSY = "biopsy", "Biopsie"
    SPECIMEN = "specimen", "Pièce opératoire"
    CYTOLOGY = "cytology", "Cytologie"
    LIQUID_BIOPSY = "liquid_biopsy", "ADN tumoral circulant"
    BLOOD = "blood", "Sang (constitutionnel)"
    OTHER = "other", "Autre"


class Escat(Labelled):
    """ESCAT tier of an alteration, as the person who interpreted it gave it (ESMO, 2018)."""

    I_A = "I-A", "I-A"
    I_B = "I-B", "I-B"
    I_C = "I-C", "I-C"
    II_A = "II-A", "II-A"
    II_B = "II-B", "II-B"
    III_A = "III-A", "III-A"
    III_B = "III-B", "III-B"
    IV_A = "IV-A", "IV-A"
    IV_B = "IV-B", "IV-B"
    V = "V", "V"
    X = "X", "X"
    NOT_ASSESSED = "not_assessed", "Non évalué"


class RedFlagKind(Labelled):
    """What must be seen before anything else is discussed."""

    CORD_COMPRESSION = "cord_compression", "Compression médullaire"
    HYPERCALCAEMIA = "hypercalcaemia", "Hypercalcémie"
    OBSTRUCTION = "obstruction", "Occlusion ou obstruction"
    OTHER = "other", "Autre urgence"


class NervousSite(Labelled):
    """The two places of the nervous system that change what can be proposed."""

    BRAIN = "brain", "Métastases cérébrales"
    LEPTOMENINGEAL = "leptomeningeal", "Atteinte leptoméningée"


class NervousState(Labelled):
    """State of a disease of the nervous system; absence must have been looked for."""

    ABSENT = "absent", "Absente, recherchée"
    SUSPECTED = "suspected", "Suspectée"
    PRESENT = "present", "Présente"
    STABLE = "stable", "Stable"
    ACTIVE = "active", "Évolutive"
    UNKNOWN = "unknown", "Non recherchée"


class Pace(Labelled):
    """Tempo of the disease, as somebody judged it."""

    SLOW = "slow", "Lente"
    RAPID = "rapid", "Rapide"
    UNKNOWN = "unknown", "Non connue"


class ImagingKind(Labelled):
    """By what the disease was looked at."""

    CT = "ct", "Scanner"
    MRI = "mri", "IRM"
    PET = "pet", "TEP"
    BONE_SCAN = "bone_scan", "Scintigraphie osseuse"
    ULTRASOUND = "ultrasound", "Échographie"
    RADIOGRAPH = "radiograph", "Radiographie"
    OTHER = "other", "Autre imagerie"


class CheckKind(Labelled):
    """What is looked for before some treatments and answers by yes or no."""

    HEPATITIS_B = "hepatitis_b", "Sérologie hépatite B"
    HEPATITIS_C = "hepatitis_c", "Sérologie hépatite C"
    DPD = "dpd", "Déficit en DPD"


class CheckResult(Labelled):
    """Answer of such a test; only the first two are results."""

    NEGATIVE = "negative", "Négatif"
    POSITIVE = "positive", "Positif"
    PENDING = "pending", "En attente"
    NOT_DONE = "not_done", "Non fait"


class ReportKind(Labelled):
    """Reports whose conclusion the national fiche carries (sections 10, 11 and 12)."""

    OPERATION = "operation", "Compte rendu opératoire"
    PATHOLOGY = "pathology", "Anatomopathologie"
    MOLECULAR = "molecular", "Génétique moléculaire"


class SocialTopic(Labelled):
    """What the team observed of daily life and morale; the patient's own words are statements, not this."""

    HOME = "home", "Vie à domicile"
    CARER = "carer", "Aidants"
    TRAVEL = "travel", "Distance et trajets"
    WORK = "work", "Travail et ressources"
    LANGUAGE = "language", "Langue et lecture"
    DISTRESS = "distress", "Détresse psychologique"
    FOLLOW_UP = "follow_up", "Suivi psychologique ou social"
    OTHER = "other", "Autre"
