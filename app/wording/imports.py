"""What people read of an imported file: why refused, what was not understood, what to check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from app.errors import BadCell, UnreadableFile, UnreadableTable, Violation
from app.i18n import _

from .import_refusals import bad_cells, column_names, refusals, rule_fields
from .rules import violation_sentence


class Unread(Protocol):
    """What `not_understood_sentence` needs to know of something that went nowhere."""

    @property
    def resource_type(self) -> str:
        """Its kind, as the format names it."""

    @property
    def resource_id(self) -> str:
        """Its id in the file."""

    @property
    def text(self) -> str:
        """What it says, in the file's words."""

    @property
    def reason(self) -> str:
        """The code of why it went nowhere."""

    @property
    def count(self) -> int:
        """How many times the same thing is said."""


class Note(Protocol):
    """What `note_sentence` needs to know of a note."""

    @property
    def code(self) -> str:
        """Which note it is."""

    @property
    def params(self) -> Mapping[str, str]:
        """What fills its sentence."""


def refusal_sentence(error: UnreadableFile) -> str:
    """What is wrong with a refused file and what to do; a general sentence for an unknown code."""
    wrong, remedy = refusals().get(
        error.code, (_("Ce fichier n'a pas pu être lu : rien n'a été importé."), "")
    )
    params = dict(error.params)
    if "columns" in params:
        params["columns"] = ", ".join(column_names()[c] for c in params["columns"].split(","))
    said = f"{wrong} {remedy}".strip() % params
    if isinstance(error, UnreadableTable):
        said = " ".join([said, *bad_cell_sentences(error)])
    name = params.get("file")
    return _("%(name)s : %(said)s", name=name, said=said) if name else said


def bad_cell_sentences(error: UnreadableTable) -> tuple[str, ...]:
    """One sentence for each cell that cannot be read: its row, its column, and what to write."""
    return tuple(_bad_cell(cell) for cell in error.cells)


def _bad_cell(cell: BadCell) -> str:
    why = bad_cells().get(cell.code, _("illisible.")) % {"value": cell.value}
    name = column_names().get(cell.column, "")
    if not name:
        return _("Ligne %(row)s : %(why)s", row=cell.row, why=why)
    return _("Ligne %(row)s, « %(name)s » : %(why)s", row=cell.row, name=name, why=why)


def not_understood_sentence(item: Unread) -> str:
    """One line: what it is, what it says, and why it went nowhere."""
    what = _resource(item.resource_type)
    said = item.text or item.resource_id
    name = _("%(what)s « %(said)s »", what=what, said=said) if said else what
    times = _(" (%(n)s fois)", n=item.count) if item.count > 1 else ""
    return _("%(name)s%(times)s : %(why)s", name=name, times=times, why=_reason(item.reason))


def note_sentence(note: Note) -> str:
    """What to know or check before accepting; the bare code of a note we do not know."""
    known = {**_identity_notes(), **_disease_notes(), **_treatment_notes(), **_file_notes()}
    return known[note.code] % dict(note.params) if note.code in known else note.code


def refused_case_sentences(who: str, violations: Iterable[Violation]) -> tuple[str, ...]:
    """Why one patient of a file cannot be stored: whose, what field, what is wrong."""
    fields = rule_fields()
    return tuple(
        _("%(who)s, %(field)s : %(why)s", who=who, field=fields[v.field], why=violation_sentence(v))
        if v.field in fields
        else _("%(who)s : %(why)s", who=who, why=violation_sentence(v))
        for v in violations
    )


def _resource(kind: str) -> str:
    return {
        "Observation": _("Observation"),
        "Condition": _("Diagnostic"),
        "Procedure": _("Acte"),
        "MedicationRequest": _("Prescription"),
        "MedicationAdministration": _("Administration d'un médicament"),
        "MedicationStatement": _("Médicament déclaré"),
        "MedicationDispense": _("Délivrance d'un médicament"),
        "Medication": _("Médicament"),
        "DiagnosticReport": _("Compte rendu"),
        "FamilyMemberHistory": _("Antécédent familial"),
        "AllergyIntolerance": _("Allergie"),
        "AdverseEvent": _("Effet indésirable"),
        "Immunization": _("Vaccination"),
        "CarePlan": _("Plan de soins"),
        "DocumentReference": _("Document"),
        "Goal": _("Objectif"),
        "BodyStructure": _("Région du corps"),
        "Patient": _("Identité"),
        "TumorPathologyEvent": _("Événement tumoral"),
        "TNM": _("TNM"),
        "Biomarker": _("Marqueur"),
        "Variant": _("Variant"),
        "Fusion": _("Fusion"),
        "CopyNumber": _("Nombre de copies"),
        "Expression": _("Expression d'un gène"),
        "Annotation": _("Annotation"),
        "Analysis": _("Analyse"),
        "Treatment": _("Traitement"),
        "Drug": _("Médicament"),
        "ResponseEvaluation": _("Évaluation de la réponse"),
        "RelatedPathology": _("Pathologie associée"),
        "FamilyCancerHistory": _("Antécédent familial"),
        "Consent": _("Consentement"),
        "BiologicalSample": _("Prélèvement"),
        "Practitioner": _("Professionnel"),
        "PractitionerRole": _("Fonction d'un professionnel"),
        "CareTeam": _("Équipe de soins"),
        "Organization": _("Organisme"),
        "Location": _("Lieu"),
        "Specimen": _("Prélèvement"),
        "Encounter": _("Venue"),
        "Claim": _("Facture"),
        "ExplanationOfBenefit": _("Remboursement"),
        "Coverage": _("Couverture"),
        "RelatedPerson": _("Proche"),
        "CDA": _("Fiche"),
    }.get(kind, kind)


def _reason(code: str) -> str:
    return {
        "administrative": _("donnée administrative, inutile à la réunion."),
        "not_mapped": _("Relais n'a pas de champ pour cela ; à reprendre à la main si utile."),
        "report": _("ses résultats sont lus un par un ; le document lui-même n'est pas repris."),
        "report_text": _("sa conclusion est un texte libre ; à reprendre à la main si utile."),
        "duplicate": _("copie exacte d'un élément déjà lu."),
        "same_id": _("porte le même identifiant qu'un autre élément, sans dire la même chose."),
        "other_patient": _("désigne un autre patient ; rien n'en est repris."),
        "entered_in_error": _("noté dans le fichier comme annulé ou saisi par erreur."),
        "refuted": _("diagnostic écarté d'après le fichier."),
        "value_unreadable": _("sa valeur est absente ou illisible."),
        "out_of_range": _("valeur impossible ; à vérifier à la source."),
        "unit_unknown": _("unité absente ou inconnue ; rien n'a été converti."),
        "no_interpretation": _(
            "nombre sans interprétation du laboratoire ; à reprendre à la main."
        ),
        "gene_unknown": _("le fichier ne nomme pas le gène."),
        "karnofsky": _("indice de Karnofsky : Relais garde l'indice OMS et ne convertit pas."),
        "not_recist": _("évolution dite en mots, sans réponse RECIST ; à lire par l'équipe."),
        "superseded": _("remplacé par une valeur plus récente du même fichier."),
        "contradiction": _("contredit une autre valeur du même jour, qui a été gardée."),
        "already_given": _("déjà donné par le diagnostic."),
        "which_tumour": _("ne dit pas de quelle tumeur il s'agit."),
        "reference_missing": _("élément cité, mais absent du fichier."),
        "resolved": _("antécédent noté comme terminé."),
        "diagnostic": _("examen : ce n'est pas un traitement."),
        "not_given": _("prévu, refusé ou non réalisé d'après le fichier."),
        "not_cancer_drug": _("médicament sans lien établi avec le cancer."),
        "supportive_drug": _("médicament de support ; non compté comme traitement du cancer."),
        "later_event": _("dit d'un événement ultérieur ; à reprendre à la main si utile."),
        "code_unknown": _("son code n'est pas dans la liste que Relais connaît."),
        "benign": _("variant jugé bénin ou probablement bénin : ce n'est pas un résultat positif."),
        "line_of_local": _("numéro de ligne sur un traitement local ; non repris."),
        "no_patient": _(
            "ne désigne aucun patient du fichier : remarque laissée entre les lignes ?"
        ),
        "not_a_surgery": _("qualité de résection sur un traitement qui n'est pas une chirurgie."),
        "change_of_copies": _(
            "mutation rattachée à un changement du nombre de copies : le fichier se contredit."
        ),
        "free_text": _("texte libre du document ; à reprendre à la main si utile."),
        "earlier_opinion": _(
            "proposition d'une réunion antérieure ; Relais n'en fait pas une option."
        ),
        "tool_unknown": _("le document ne dit pas qu'il s'agit du score G8."),
        "same_as_drugs": _("séance déjà comptée par ses médicaments."),
    }.get(code, code)


def _identity_notes() -> dict[str, str]:
    return {
        "no_birth_date": _("La date de naissance manque : à compléter."),
        "birth_date_unreadable": _("La date de naissance « %(value)s » est illisible."),
        "no_name": _("Le nom du patient manque : à compléter."),
        "name_not_split": _("Le nom et les prénoms ne sont pas séparés dans le fichier."),
        "birth_name_assumed": _(
            "Le fichier ne dit pas si « %(name)s » est le nom de naissance : à vérifier."
        ),
        "no_sex": _("Le sexe n'est pas précisé dans le fichier."),
        "no_local_id": _("Le fichier ne donne pas de numéro de dossier de l'hôpital."),
        "identifiers_left": _("Autres identifiants du fichier, non repris : %(count)s."),
        "name_is_identifier": _(
            "Le fichier ne donne pas de nom : l'identifiant %(value)s en tient lieu, à compléter."
        ),
        "ins_provisional": _(
            "Le matricule INS du fichier est repris avec le statut « provisoire » : à vérifier."
        ),
        "ins_wrong_key": _("La clé du matricule INS du fichier est inexacte : à vérifier."),
        "informed_without_date": _(
            "Le fichier dit que le patient est informé, sans la date : à compléter."
        ),
        "deceased": _("Le fichier indique que le patient est décédé."),
        "professional_wrong_key": _(
            "Numéro RPPS dont la clé est inexacte, à vérifier : %(names)s."
        ),
        "other_patient": _(
            "Des éléments du fichier désignent un autre patient : ils n'ont pas été repris."
        ),
    }


def _disease_notes() -> dict[str, str]:
    return {
        "no_diagnosis_date": _("La date du diagnostic manque : à compléter."),
        "diagnosis_date_recorded": _(
            "La date du diagnostic est la date d'enregistrement, faute d'une autre : à vérifier."
        ),
        "diagnosis_unconfirmed": _("Le diagnostic est noté comme non confirmé."),
        "status_remission": _("Le fichier note la maladie en rémission."),
        "status_resolved": _("Le fichier note la maladie comme résolue."),
        "status_recurrence": _("Le fichier note une récidive."),
        "status_relapse": _("Le fichier note une rechute."),
        "site_unknown": _("Localisation non reconnue dans « %(text)s » : à choisir."),
        "sides_conflict": _("Le fichier donne deux côtés différents : aucun n'est repris."),
        "other_side": _("« %(text)s » désigne l'autre côté : à vérifier."),
        "no_histology": _("L'histologie manque : à compléter."),
        "vague_histology": _("Histologie trop générale (« %(text)s ») : à compléter."),
        "recurrence_on": _("Le fichier note une récidive (%(on)s)."),
        "disease_code_unknown": _("Code de maladie gardé tel quel, sans nom : %(code)s."),
        "no_stage": _("Le stade manque : à compléter."),
        "stage_conflict": _(
            "Le fichier donne deux valeurs du stade ou du TNM qui ne concordent pas "
            "(%(first)s et %(second)s) : à vérifier."
        ),
        "several_tumours": _(
            "Le fichier contient %(count)s cancers ; le plus récent est en premier : à vérifier."
        ),
        "progression_on": _("Le fichier note une progression (%(where)s ; %(on)s)."),
        "tnm_not_applicable": _("Le fichier dit que le TNM ne s'applique pas à cette tumeur."),
        "sample_elsewhere": _(
            "Prélèvement d'un organe (%(code)s) qui n'est celui d'aucun événement tumoral du "
            "patient : à vérifier."
        ),
        "several_writings": _(
            "Un même variant est écrit de plusieurs façons selon le transcrit (%(changes)s) : "
            "toutes sont gardées, à vérifier."
        ),
        "surgery_long": _("Chirurgie de %(days)s jours d'après ses dates : à vérifier."),
        "antecedent_before_birth": _(
            "Antécédent « %(text)s » daté d'avant la naissance (%(on)s) : gardé sans date, à vérifier."
        ),
        "tumour_not_said": _(
            "Le fichier est un compte rendu moléculaire sans diagnostic : maladie à préciser."
        ),
        "tumour_of_sample": _(
            "Le compte rendu ne décrit que le prélèvement (%(organ)s) : maladie et localisation "
            "de la tumeur primitive à vérifier."
        ),
        "marker_changed": _(
            "%(marker)s : résultats différents selon les dates (%(results)s) ; tous sont gardés, "
            "à vérifier."
        ),
        "marker_discordant": _(
            "%(marker)s : le tableau et les codes du compte rendu ne disent pas la même chose ; "
            "rien n'en est conclu."
        ),
        "no_performance_status": _("L'indice de performance OMS manque : à compléter."),
        "marker_uninterpreted": _(
            "%(marker)s : %(value)s, sans interprétation ; rien n'en est conclu."
        ),
    }


def _treatment_notes() -> dict[str, str]:
    return {
        "lines_derived": _(
            "Lignes déduites des dates (%(count)s), le fichier ne les numérote pas : à vérifier."
        ),
        "hormone_not_counted": _(
            "%(label)s : hormonothérapie seule après une autre ligne, sans aggravation notée ; "
            "non comptée comme une ligne, à vérifier."
        ),
        "treatment_not_numbered": _(
            "%(drug)s : sans date ou de nature inconnue, donc sans numéro de ligne."
        ),
        "line_missing": _(
            "%(label)s : le fichier ne donne pas de numéro de ligne, et aucun n'a été déduit."
        ),
        "only_progression": _(
            "%(label)s : la seule réponse notée est une progression ; une meilleure réponse "
            "antérieure n'est pas dans le fichier."
        ),
        "drug_unknown": _("Médicament non reconnu, gardé tel quel : %(drug)s."),
        "chemotherapy_without_drugs": _(
            "Le fichier dit qu'il y a eu une chimiothérapie, sans nommer les médicaments."
        ),
    }


def _file_notes() -> dict[str, str]:
    return {
        "source_language": _("Certains mots sont gardés dans la langue du fichier."),
        "unit_converted": _("%(measure)s : converti dans l'unité de Relais."),
        "more_pages": _(
            "Ce fichier n'est qu'une page d'un résultat plus long : le reste n'a pas été lu."
        ),
        "rows_unattached": _(
            "Lignes de « %(file)s » qui ne désignent aucun patient du fichier : %(count)s, non lues."
        ),
        "rows_empty": _(
            "Lignes de « %(file)s » qui ne disent rien au-delà de leur numéro : %(count)s."
        ),
        "sample_by_name": _(
            "Prélèvement « %(name)s » désigné par son nom au lieu de son numéro de ligne."
        ),
        "annotation_twice": _("Deux annotations portent le numéro %(number)s : toutes deux lues."),
        "drug_code_unknown": _(
            "%(drug)s : le code « %(code)s » n'est pas un code ATC ; le nom fait foi."
        ),
        "genetics_refused": _(
            "Le fichier dit que l'analyse génétique n'est pas autorisée, et contient des analyses : "
            "consentement à vérifier."
        ),
        "files_ignored": _("Fichiers du dossier non lus : %(names)s."),
        "empty_patients": _("Patients sans aucune donnée, laissés de côté : %(count)s."),
        "requester_unknown": _(
            "Médecin référent « %(name)s » : pas dans l'annuaire de l'hôpital, à choisir."
        ),
        "columns_left": _("Colonnes non reprises : %(names)s."),
        "left_out": _("Paroles confiées au médecin seul, absentes de ce fichier : %(count)s."),
        "left_out_doctor_only_talks": _(
            "Entretiens confiés au médecin seul, absents de ce fichier : %(count)s."
        ),
        "left_out_quoting": _(
            "Textes masqués, car ils répétaient une parole confiée au médecin seul : %(count)s."
        ),
        "left_out_unqualified_ins": _("Matricule INS non qualifié, absent de ce fichier."),
        "left_out_withdrawn_attachments": _(
            "Documents retirés du dossier, absents de ce fichier : %(count)s."
        ),
        "left_out_preliminary": _(
            "Avis préliminaires non repris, absents de ce fichier : %(count)s."
        ),
        "left_out_other": _("Autres éléments absents de ce fichier : %(count)s."),
        "archive_only": _(
            "Présentations à lire dans le fichier, non reprises (une signature ne s'importe pas) : %(count)s."
        ),
        "enclosed_absent": _("Documents nommés par ce fichier, mais non joints : %(count)s."),
        "fiche_no_quorum": _("La fiche ne dit pas si le quorum était atteint."),
        "fiche_no_participant": _("La fiche ne nomme aucun participant du quorum."),
        "fiche_case_status": _(
            "La fiche donne au cas un statut hors de la liste nationale (%(code)s)."
        ),
        "fiche_no_guideline": _("Cas enregistré, sans le référentiel que la fiche devrait citer."),
        "empty_entries": _("Éléments vides dans le fichier : %(count)s."),
    }
