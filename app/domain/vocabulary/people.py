"""Closed lists about persons: sex, identity, roles, corrections."""

from __future__ import annotations

from ._labelled import Labelled


class Sex(Labelled):
    """Administrative sex, as in the national identity (INS)."""

    FEMALE = "female", "Féminin"
    MALE = "male", "Masculin"
    UNKNOWN = "unknown", "Non précisé"


class Role(Labelled):
    """Roles of an account; chair and delegate are functions of a meeting, not roles."""

    ADMINISTRATOR = "administrator", "Administrateur des comptes"
    COORDINATOR = "coordinator", "Coordinateur"
    SECRETARY = "secretary", "Secrétaire"
    PHYSICIAN = "physician", "Médecin"
    NURSE = "nurse", "Soignant non médecin"
    READER = "reader", "Lecteur"


class IdentityStatus(Labelled):
    """The four exclusive statuses of an identity (RNIV; FR Core `identity-status`)."""

    PROVISIONAL = "PROV", "Provisoire"
    RETRIEVED = "RECUP", "Récupérée"
    VALIDATED = "VALI", "Validée"
    QUALIFIED = "QUAL", "Qualifiée"


class InsAuthority(Labelled):
    """Who assigned a national identity number, by OID; the last two are never real people."""

    NIR = "1.2.250.1.213.1.4.8", "INS-NIR"
    NIA = "1.2.250.1.213.1.4.9", "INS-NIA"
    TEST = "1.2.250.1.213.1.4.10", "INS-NIR de test"
    DEMONSTRATION = "1.2.250.1.213.1.4.11", "INS-NIR de démonstration"

    @property
    def is_fictitious(self) -> bool:
        """Whether its numbers stand for nobody: then every print says TEST."""
        return self in {InsAuthority.TEST, InsAuthority.DEMONSTRATION}


class Correction(Labelled):
    """What was done about a wrong patient (B57)."""

    OTHER_PERSON = "other_person", "Déclaré comme une autre personne"
    MERGED = "merged", "Patients réunis"
    MOVED = "moved", "Dossier changé de patient"
    WITHDRAWN = "withdrawn", "Dossier retiré"
    RESTORED = "restored", "Dossier rétabli"


class WithdrawalReason(Labelled):
    """Why a case is withdrawn."""

    WRONG_PATIENT = "wrong_patient", "Ouvert pour le mauvais patient"
    OPENED_BY_ERROR = "opened_by_error", "Ouvert par erreur"
    TWICE = "twice", "Ouvert deux fois"
