"""Closed lists about the board: presentations, meetings, opinions and what follows."""

from __future__ import annotations

from ._labelled import Labelled


class Track(Labelled):
    """How the board deals with a presentation (CSP D. 6124-131)."""

    DISCUSS = "discuss", "À discuter"
    REGISTER = "register", "À enregistrer (protocole)"
    NOT_READY = "not_ready", "Pas prêt"


class PresentationState(Labelled):
    """Life of a presentation."""

    PREPARED = "prepared", "En préparation"
    DISCUSSED = "discussed", "Discuté, à valider"
    VALIDATED = "validated", "Validé"


class Verdict(Labelled):
    """The board's verdict on an option (docs/decisions/0003)."""

    NOT_DISCUSSED = "not_discussed", "Non discutée"
    PROPOSED = "proposed", "Proposée"
    RETAINED = "retained", "Retenue"
    SET_ASIDE = "set_aside", "Écartée"
    TO_COMPLETE = "to_complete", "À compléter"
    NOT_APPLICABLE = "not_applicable", "Sans objet"


class Outcome(Labelled):
    """Outcome of the concertation (B32)."""

    RECOMMENDATION = "recommendation", "Proposition de l’équipe"
    NEEDS_INFORMATION = "needs_information", "Information à compléter"
    POSTPONED = "postponed", "Reporté"
    WITHDRAWN = "withdrawn", "Retiré"
    REFERRED = "referred", "Adressé à une autre RCP"
    NO_CONSENSUS = "no_consensus", "Pas de consensus"
    OFF_GUIDELINE = "off_guideline", "Hors référentiel, motivé"
    PATIENT_DECLINED = "patient_declined", "Refus du patient"
    REGISTERED = "registered", "Enregistré sans discussion"
    DECEASED = "deceased", "Patient décédé"


class Function(Labelled):
    """Function of a professional in one meeting."""

    CHAIR = "chair", "Président de séance"
    DELEGATE = "delegate", "Délégué"
    MEMBER = "member", "Membre"
    GUEST = "guest", "Invité"


class Attendance(Labelled):
    """How a member took part."""

    EXPECTED = "expected", "Attendu"
    PRESENT = "present", "Présent"
    REMOTE = "remote", "À distance"
    OPINION = "opinion", "Avis écrit"
    ABSENT = "absent", "Absent"

    @property
    def counts(self) -> bool:
        """Whether it counts for the quorum (presence, video or written opinion)."""
        return self in {Attendance.PRESENT, Attendance.REMOTE, Attendance.OPINION}


class MeetingState(Labelled):
    """Life of a meeting."""

    PLANNED = "planned", "Prévue"
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Close"
    CANCELLED = "cancelled", "Annulée"


class QuorumMode(Labelled):
    """How a quorum rule wants a speciality (INCa December 2023, ONCORIF 2024)."""

    PRESENT = "present", "Présence exigée"
    PRESENT_OR_OPINION = "present_or_opinion", "Présence ou avis écrit"
    RECOMMENDED = "recommended", "Recommandée"

    @property
    def binds(self) -> bool:
        """Whether the quorum is not reached without it; a recommended speciality only warns."""
        return self is not QuorumMode.RECOMMENDED


class Frequency(Labelled):
    """How often a kind of meeting sits."""

    WEEKLY = "weekly", "Chaque semaine"
    FORTNIGHTLY = "fortnightly", "Toutes les deux semaines"
    MONTHLY = "monthly", "Chaque mois, au même rang du jour"


class Weekday(Labelled):
    """A day of the week, Monday first as in ISO 8601."""

    MONDAY = "1", "Lundi"
    TUESDAY = "2", "Mardi"
    WEDNESDAY = "3", "Mercredi"
    THURSDAY = "4", "Jeudi"
    FRIDAY = "5", "Vendredi"
    SATURDAY = "6", "Samedi"
    SUNDAY = "7", "Dimanche"


class Standing(Labelled):
    """Whether a member of a kind of meeting is convened to each one, or when wanted."""

    FIXED = "fixed", "Permanent"
    OCCASIONAL = "occasional", "Occasionnel"


class Regularised(Labelled):
    """Where an opinion given between two meetings stands (HAS 2014)."""

    TO_LIST = "to_list", "À régulariser"
    LISTED = "listed", "Inscrit pour régularisation"
    DONE = "done", "Régularisé"


class RoomEvent(Labelled):
    """What is noted in the room while a meeting is open; nothing of it is ever erased."""

    SHOWN = "shown", "Dossier montré"
    ARRIVED = "arrived", "Arrivée"
    LEFT = "left", "Départ"
    UNDONE = "undone", "Annulation"


class Quorum(Labelled):
    """The three official values."""

    REACHED = "reached", "Atteint"
    NOT_REACHED = "not_reached", "Non atteint"
    UNKNOWN = "unknown", "Non renseigné"


class WishesEffect(Labelled):
    """What the patient's wishes did to the proposal (R56, B53)."""

    CHANGED = "changed", "Ils ont changé la proposition"
    CONFIRMED = "confirmed", "Ils vont dans le sens de la proposition"
    NOT_FOLLOWED = "not_followed", "Ils n’ont pas pu être suivis"


class DocumentKind(Labelled):
    """The prints of a presentation."""

    FICHE = "fiche", "Fiche RCP"
    PATIENT = "patient", "Synthèse pour le patient"
    LETTER = "letter", "Courrier au médecin traitant"
    FORM = "form", "Questionnaire pour le patient"


class Sending(Labelled):
    """How a letter left; the product itself sends nothing (B48)."""

    SECURE_MAIL = "secure_mail", "Messagerie sécurisée de santé"
    POST = "post", "Courrier postal"
    HANDED = "handed", "Remis en main propre"
    OTHER = "other", "Autre moyen"


class Holiday(Labelled):
    """A French public holiday (Code du travail, art. L3133-1 and L3134-13)."""

    NEW_YEAR = "new_year", "Jour de l’An"
    GOOD_FRIDAY = "good_friday", "Vendredi saint, en Alsace et en Moselle"
    EASTER_MONDAY = "easter_monday", "Lundi de Pâques"
    LABOUR = "labour", "Fête du Travail"
    VICTORY = "victory", "Victoire de 1945"
    ASCENSION = "ascension", "Ascension"
    WHIT_MONDAY = "whit_monday", "Lundi de Pentecôte"
    NATIONAL = "national", "Fête nationale"
    ASSUMPTION = "assumption", "Assomption"
    ALL_SAINTS = "all_saints", "Toussaint"
    ARMISTICE = "armistice", "Armistice de 1918"
    CHRISTMAS = "christmas", "Noël"
    SAINT_STEPHEN = "saint_stephen", "26 décembre, en Alsace et en Moselle"

    @property
    def is_local(self) -> bool:
        """Whether three departments alone have it."""
        return self in {Holiday.GOOD_FRIDAY, Holiday.SAINT_STEPHEN}


class MailMessage(Labelled):
    """Which reminder an e-mail carries, and whom it is for; a patient is never written to."""

    MEMBER = "member", "Rappel de la réunion"
    REQUESTER = "requester", "Ce qui manque au dossier"


class MailOutcome(Labelled):
    """What became of an e-mail at the mail server."""

    SENT = "sent", "Envoyé"
    FAILED = "failed", "Échec"


class Applied(Labelled):
    """Whether the proposal was applied in the end (B50)."""

    YES = "yes", "Oui"
    PARTLY = "partly", "En partie"
    NO = "no", "Non"


class Obstacle(Labelled):
    """Why a proposal was applied in part or not at all (B50)."""

    PATIENT_CHOICE = "patient_choice", "Choix du patient"
    HEALTH = "health", "État de santé"
    NEW_FINDING = "new_finding", "Élément nouveau"
    CAPACITY = "capacity", "Place ou délai"
    LOST = "lost", "Perdu de vue"
    DECEASED = "deceased", "Décès"
    OTHER = "other", "Autre raison"


class KindCategory(Labelled):
    """What a kind of meeting is for (INCa, RCP; the default items asked differ)."""

    STANDARD = "standard", "Standard"
    RECOURS = "recours", "Recours"
    RARE = "rare", "Tumeurs rares"
    MOLECULAR = "molecular", "Moléculaire"
    ONCOPALLIATIVE = "oncopalliative", "Onco-palliative"
    ONCOGERIATRIC = "oncogeriatric", "Oncogériatrique"


class ItemState(Labelled):
    """Where an item asked of a case stands; all but the last count as answered (B4, B6)."""

    PRESENT = "present", "Présent"
    OLD = "old", "À actualiser"
    PENDING = "pending", "En attente"
    NOT_KNOWN = "not_known", "Pas encore connu"
    MISSING = "missing", "Manque"


class GapState(Labelled):
    """What the coordinator notes beside an item that is not there yet."""

    TO_BRING = "to_bring", "À apporter"
    BROUGHT = "brought", "Apporté"
    NOT_KNOWN = "not_known", "Pas encore connu"


class PreliminaryStep(Labelled):
    """Life of an opinion left before the meeting (B15)."""

    GIVEN = "given", "Avis préliminaire"
    WITHDRAWN = "withdrawn", "Retiré"
    TAKEN_IN = "taken_in", "Repris comme avis écrit"


class JobState(Labelled):
    """Where long work stands: done by one thread of the server, one at a time."""

    QUEUED = "queued", "En attente"
    RUNNING = "running", "En cours"
    DONE = "done", "Terminé"
    FAILED = "failed", "Échec"
    INTERRUPTED = "interrupted", "Interrompu"
    EXPIRED = "expired", "Effacé"


class AfterStep(Labelled):
    """What follows a validated opinion, in order (B44, B47–B51, R18)."""

    VALIDATED = "validated", "Avis"
    LETTER = "letter", "Courrier"
    TOLD = "told", "Patient"
    PAGE = "page", "Sa page"
    PPS = "pps", "PPS"
    APPLIED = "applied", "Appliqué"
    REVIEW = "review", "Réévaluation"
