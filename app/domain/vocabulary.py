"""The closed lists of the product: stable English codes, French labels (see docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A code stored in the database, with the French label people read."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Labelled:
        """Make the member from its code and label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Sex(Labelled):
    """Administrative sex, as in the national identity (INS)."""

    FEMALE = "female", "Féminin"
    MALE = "male", "Masculin"
    UNKNOWN = "unknown", "Non précisé"


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


class Role(Labelled):
    """Roles of an account; chair and delegate are functions of a meeting, not roles."""

    ADMINISTRATOR = "administrator", "Administrateur des comptes"
    COORDINATOR = "coordinator", "Coordinateur"
    SECRETARY = "secretary", "Secrétaire"
    PHYSICIAN = "physician", "Médecin"
    NURSE = "nurse", "Soignant non médecin"
    READER = "reader", "Lecteur"


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


class Quorum(Labelled):
    """The three official values."""

    REACHED = "reached", "Atteint"
    NOT_REACHED = "not_reached", "Non atteint"
    UNKNOWN = "unknown", "Non renseigné"


class Mark(Labelled):
    """How sure a catalogue fact is; a doubtful one is never stored."""

    VERIFIED = "V", "vérifié"
    TO_CHECK = "K", "à vérifier"


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


class PatientAnswer(Labelled):
    """What the patient answered to the proposal (B49)."""

    ACCEPTS = "accepts", "Accepte la proposition"
    DECLINES = "declines", "Refuse la proposition"
    WANTS_TIME = "wants_time", "Demande du temps"
    CHOOSES_OTHER = "chooses_other", "Choisit une autre possibilité"


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
