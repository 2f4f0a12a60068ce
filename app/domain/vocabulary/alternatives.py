"""Closed lists about the catalogue, what is computed from it, and trials."""

from __future__ import annotations

from ._labelled import Labelled


class Family(Labelled):
    """Families of alternatives, in the neutral order of every screen and print (never a rank)."""

    SUPPORTIVE = "supportive", "Soins de support"
    PALLIATIVE = "palliative", "Soins palliatifs précoces"
    IMMUNOTHERAPY = "immunotherapy", "Immunothérapie"
    TARGETED = "targeted", "Thérapie ciblée"
    PARP = "parp", "Inhibiteur de PARP"
    HORMONE = "hormone", "Hormonothérapie"
    CHEMOTHERAPY = "chemotherapy", "Autre chimiothérapie"
    TRIAL = "trial", "Essai clinique"
    LOCAL = "local", "Traitement local"
    RADIOLIGAND = "radioligand", "Radioligand"
    PAUSE = "pause", "Pause ou arrêt avec suivi"
    OTHER = "other", "Autre possibilité"


class FindingOutcome(Labelled):
    """What a criterion says of this file; nothing else is concluded from it."""

    MET = "met", "rempli"
    NOT_MET = "not_met", "non rempli"
    UNKNOWN = "unknown", "à préciser"
    CAUTION = "caution", "précaution"
    HUMAN = "human", "à juger par l’équipe"


class FitOutcome(Labelled):
    """How an option stands beside a stated wish; never a score (§2.6)."""

    ALIGNED = "aligned", "va dans le sens"
    TENSION = "tension", "en tension"
    DISCUSS = "discuss", "à discuter"
    MISSING = "missing", "non recueilli"


class Mark(Labelled):
    """How sure a catalogue fact is; a doubtful one is never stored."""

    VERIFIED = "V", "vérifié"
    TO_CHECK = "K", "à vérifier"


class FigureOutcome(Labelled):
    """What happened to a share of the people of a study, worth telling a patient."""

    ALIVE = "alive", "en vie"
    SHRINKS = "shrinks", "la maladie diminue"
    RELIEF = "relief", "soulagement"
    LOW_MOOD = "low_mood", "moral très bas"
    SEVERE_EFFECTS = "severe_effects", "effets graves"


class Route(Labelled):
    """How an option is given."""

    INFUSION = "infusion", "Perfusion"
    ORAL = "oral", "Comprimés"
    ORAL_AND_INFUSION = "oral_and_infusion", "Comprimés et perfusion"
    CONSULTATION = "consultation", "Consultation"
    PROTOCOL = "protocol", "Selon le protocole"
    LOCAL = "local", "Rayons, geste ou opération"


class Place(Labelled):
    """Where it happens."""

    HOME = "home", "Domicile"
    CONSULTATION = "consultation", "Consultation"
    DAY_UNIT = "day_unit", "Hôpital de jour"
    HOSPITAL_STAY = "hospital_stay", "Hospitalisation"
    TRIAL_CENTRE = "trial_centre", "Centre investigateur"
    RADIOTHERAPY = "radiotherapy", "Service de radiothérapie"


class Relation(Labelled):
    """How an option stands beside current treatment (R25)."""

    ADDS = "adds", "S’ajoute"
    REPLACES = "replaces", "Remplace"
    PRECEDES = "precedes", "Précède"


class FrenchAccess(Labelled):
    """How a medicine is reached in France; an European authorisation is not a French reimbursement (R35)."""

    REIMBURSED = "reimbursed", "Remboursé"
    EARLY = "early_access", "Accès précoce"
    COMPASSIONATE = "compassionate", "Accès compassionnel"
    OFF_LABEL = "off_label", "Hors AMM"
    TRIAL = "trial", "Essai clinique"
    UNAVAILABLE = "unavailable", "Non disponible"
    TO_CHECK = "to_check", "À vérifier"
    NOT_A_MEDICINE = "not_a_medicine", "Sans objet"


class EuropeanStatus(Labelled):
    """Whether the European Union authorised the medicine for this use."""

    AUTHORISED = "authorised", "Oui"
    NOT_AUTHORISED = "not_authorised", "Non"
    UNKNOWN = "unknown", "À vérifier"
    NOT_A_MEDICINE = "not_a_medicine", "Sans objet"


class EntryState(Labelled):
    """Where one version of a catalogue entry stands (see governance.py)."""

    DRAFT = "draft", "Brouillon"
    REVIEWED = "reviewed", "Relue"
    IN_FORCE = "in_force", "En vigueur"
    OVERDUE = "overdue", "À revoir, échéance passée"
    SUPERSEDED = "superseded", "Remplacée"
    RETIRED = "retired", "Retirée"


class DecisionKind(Labelled):
    """What clinical editors decide of a version of a catalogue entry."""

    IN_FORCE = "in_force", "Mise en vigueur"
    RETIRED = "retired", "Retrait"


class Wording(Labelled):
    """The two wordings of an entry, reviewed apart."""

    CLINICAL = "clinical", "Texte clinique"
    PATIENT = "patient", "Texte du patient"


class TrialStatus(Labelled):
    """Whether a trial includes in this centre, as last said by a person or a register."""

    OPEN = "open", "Ouvert"
    NOT_YET = "not_yet", "Pas encore ouvert"
    SUSPENDED = "suspended", "Suspendu"
    CLOSED = "closed", "Clos"
    UNKNOWN = "unknown", "Statut à vérifier"


class TrialStep(Labelled):
    """What was done of one trial for one case."""

    ASKED = "asked", "Demandé au centre"
    NOT_ELIGIBLE = "not_eligible", "Non éligible"
    INCLUDED = "included", "Inclus"
