"""Why an imported file is refused, by code: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from app.i18n import _

from .source_refusals import source_refusals
from .trial_refusals import trial_bad_cells, trial_columns, trial_list_refusals, trial_refusals


def refusals() -> dict[str, tuple[str, str]]:
    """By code: what is wrong, what to do; parameters are not filled in."""
    again = _("Demandez un nouvel export, puis importez-le.")
    return {
        "empty": (_("Ce fichier est vide."), again),
        "too_large": (
            _("Ce fichier dépasse %(limit)s Mo."),
            _("Exportez un seul patient, ou sans les pièces jointes."),
        ),
        "not_utf8": (
            _("Ce fichier n'est pas en UTF-8 (octet %(position)s) : ses accents seraient perdus."),
            _("Enregistrez-le en UTF-8, puis importez-le de nouveau."),
        ),
        "xml": (
            _("Ce fichier est en XML, sans être un document CDA."),
            _("Demandez l'export FHIR en JSON, ou le document CDA de la fiche RCP."),
        ),
        "xml_broken": (_("Ce fichier XML est mal formé (ligne %(line)s)."), again),
        "xml_encoding": (
            _("Ce fichier XML annonce un encodage que Relais ne sait pas lire."),
            _("Enregistrez-le en UTF-8, puis importez-le de nouveau."),
        ),
        "xml_dtd": (
            _(
                "Ce fichier XML contient une DTD ou des entités : pour sa sécurité, Relais le refuse."
            ),
            _("Demandez le document CDA tel que le logiciel l'a produit."),
        ),
        "cda_kind": (
            _("Ce document CDA (« %(title)s ») n'est pas d'une sorte que Relais lit."),
            _(
                "Relais lit la fiche RCP (FRCP) et le compte rendu de génétique moléculaire (CR-GM)."
            ),
        ),
        "cda_no_tumour": (
            _("Ce document CDA ne décrit aucune tumeur."),
            _("Demandez un document complet, ou saisissez le dossier à la main."),
        ),
        "truncated": (_("Ce fichier s'arrête avant la fin : il est incomplet."), again),
        "not_json": (
            _("Ce fichier n'est pas du JSON valide (ligne %(line)s, caractère %(column)s)."),
            again,
        ),
        "ndjson_line": (_("La ligne %(line)s de ce fichier n'est pas du JSON valide."), again),
        "bad_number": (_("Ce fichier contient un nombre que le JSON n'admet pas."), again),
        "too_deep": (
            _("Ce fichier emboîte plus de %(limit)s niveaux : ce n'est pas un dossier FHIR."),
            again,
        ),
        "not_fhir": (
            _("Ce fichier JSON n'est pas un dossier FHIR."),
            _("Il faut un Bundle, une liste de ressources, ou une ressource par ligne (NDJSON)."),
        ),
        "no_resource": (_("Ce fichier FHIR ne contient aucune ressource."), again),
        "entries_not_list": (_("Le champ « entry » de ce Bundle n'est pas une liste."), again),
        "entry_unreadable": (
            _("L'élément numéro %(number)s de ce fichier n'est pas une ressource FHIR."),
            again,
        ),
        "no_patient": (
            _("Ce fichier ne contient pas de patient."),
            _("Exportez le dossier avec la ressource Patient."),
        ),
        "several_patients": (
            _("Ce fichier contient %(count)s patients."),
            _("Importez un fichier par patient."),
        ),
        "no_cancer": (
            _("Ce fichier ne contient aucun diagnostic de cancer (ressource Condition)."),
            _("Ajoutez-le à l'export, ou saisissez le dossier à la main."),
        ),
        "utf16": (
            _("Ce fichier est en UTF-16."),
            _("Enregistrez-le en « CSV UTF-8 », puis importez-le de nouveau."),
        ),
        "not_text": (
            _("Ce fichier n'est pas un fichier de texte."),
            _("Relais lit du FHIR en JSON, un pivot OSIRIS (ZIP ou dossier) ou une liste en CSV."),
        ),
        "mixed_encoding": (
            _("Ce fichier mêle deux encodages (octet %(position)s) : ses accents seraient perdus."),
            _("Enregistrez-le en « CSV UTF-8 », puis importez-le de nouveau."),
        ),
        "csv_broken": (
            _(
                "Ce tableau a une ligne illisible (ligne %(line)s) : guillemets ou colonnes en trop."
            ),
            again,
        ),
        "too_many_rows": (
            _("Ce tableau dépasse %(limit)s lignes."),
            _("Importez-le en plusieurs fichiers."),
        ),
        "column_twice": (
            _("La colonne « %(column)s » est là deux fois."),
            _("Gardez-en une seule."),
        ),
        "teaching_cases": (
            _(
                "Ce fichier contient des cas d'enseignement : ils ne décrivent aucun patient à soigner."
            ),
            _("Choisissez l'export d'un dossier."),
        ),
        "spreadsheet": (
            _("Ce fichier est un classeur, pas un tableau en CSV."),
            _("Enregistrez-le en « CSV UTF-8 », puis importez-le de nouveau."),
        ),
        "pdf": (
            _("Ce fichier est un PDF ou une image : il n'y a pas de données à y lire."),
            _("Joignez-le au dossier après l'avoir ouvert."),
        ),
        **_archive_refusals(),
        **_osiris_refusals(),
        **_list_refusals(),
        **_case_refusals(),
        **trial_refusals(),
        **source_refusals(),
        **trial_list_refusals(),
    }


def bad_cells() -> Mapping[str, str]:
    """By code: what is wrong in one cell of a list, and what to write."""
    return {
        "required": _("à remplir."),
        "bad_date": _("« %(value)s » n'est pas une date ; écrivez 14/03/1958 ou 2026-03-14."),
        "bad_choice": _("« %(value)s » n'est pas compris ; écrivez F ou M."),
        "bad_answer": _("« %(value)s » n'est pas compris ; écrivez oui ou non."),
        "performance_status": _("« %(value)s » n'est pas compris ; écrivez un chiffre de 0 à 4."),
        "too_long": _("texte trop long ; raccourcissez-le."),
        "too_many_cells": _("plus de cellules que de colonnes."),
        "row_twice": _("le même patient qu'à la ligne %(value)s."),
        **trial_bad_cells(),
    }


def column_names() -> Mapping[str, str]:
    """By code: how a column of a list is best headed."""
    return {
        "birth_name": _("Nom de naissance"),
        "used_name": _("Nom utilisé"),
        "given_names": _("Prénoms"),
        "sex": _("Sexe"),
        "birth_on": _("Date de naissance"),
        "birth_place": _("Lieu de naissance"),
        "local_id": _("IPP"),
        "ins": _("Matricule INS"),
        "phone": _("Téléphone"),
        "label": _("Maladie"),
        "site": _("Localisation"),
        "stage": _("Stade"),
        "tnm": _("TNM"),
        "performance_status": _("OMS"),
        "question": _("Question"),
        "requester": _("Médecin référent"),
        "informed_on": _("Informé le"),
        "informed_by": _("Informé par"),
        "opposed": _("Opposition"),
        **trial_columns(),
    }


def rule_fields() -> Mapping[str, str]:
    """By field: what a rule of the case file speaks of, where no form shows it."""
    return {
        "birth_name": _("nom de naissance"),
        "birth_on": _("date de naissance"),
        "label": _("maladie"),
        "marker": _("nom d'un marqueur"),
        "value": _("mesure"),
        "diagnosed_on": _("date du diagnostic"),
        "resulted_on": _("date d'un résultat"),
        "ordered_on": _("date d'une demande d'examen"),
        "started_on": _("début d'un traitement"),
        "ended_on": _("fin d'un traitement"),
        "progressed_on": _("date d'une progression"),
        "measured_on": _("date d'une mesure"),
        "noted_on": _("date d'un antécédent"),
        "told_on": _("date de l'annonce"),
        "stated_on": _("date d'une parole du patient"),
        "item": _("réponse du patient"),
        "informed_on": _("date de l'information"),
        "informed_by": _("information du patient"),
    }


def _archive_refusals() -> dict[str, tuple[str, str]]:
    again = _("Refaites l'archive, puis importez-la.")
    return {
        "zip_broken": (_("Cette archive ZIP est abîmée ou incomplète."), again),
        "zip_encrypted": (_("Cette archive ZIP est protégée par un mot de passe."), again),
        "zip_bomb": (_("Cette archive ZIP dépasse %(limit)s Mo une fois ouverte."), again),
        "zip_too_many": (_("Cette archive ZIP contient plus de %(limit)s fichiers."), again),
        "zip_path": (_("Cette archive ZIP veut écrire hors d'elle-même (« %(name)s »)."), again),
        "zip_twice": (_("Cette archive ZIP contient deux fois « %(name)s »."), again),
        "zip_unknown": (
            _("Cette archive ZIP ne contient pas de pivot OSIRIS, ni d'export de Relais."),
            _("Il y faut au moins les fichiers « Patient » et « TumorPathologyEvent » en CSV."),
        ),
        "enclosed_changed": (
            _("Le document « %(name)s » n'est pas celui qui a été exporté."),
            _("Refaites l'export, sans rien y changer, puis importez-le."),
        ),
        "folder_unknown": (
            _("Ce dossier ne contient aucun fichier que Relais sache lire."),
            _("Donnez un pivot OSIRIS en CSV, des fichiers FHIR en JSON, ou une liste en CSV."),
        ),
    }


def _osiris_refusals() -> dict[str, tuple[str, str]]:
    again = _("Demandez un nouvel export OSIRIS, puis importez-le.")
    return {
        "osiris_file_missing": (_("Il manque le fichier « %(name)s » du pivot OSIRIS."), again),
        "osiris_file_twice": (
            _("Le fichier « %(name)s » du pivot OSIRIS est là deux fois."),
            _("Importez un export à la fois."),
        ),
        "osiris_header": (
            _("Le fichier « %(name)s » n'a pas de colonne « Patient_Id »."),
            again,
        ),
        "osiris_no_patient": (_("Ce pivot OSIRIS ne contient aucun patient."), again),
        "osiris_patient_twice": (
            _("Le patient « %(patient)s » est là deux fois, avec des données différentes."),
            again,
        ),
        "osiris_no_tumour": (
            _("Le patient « %(patient)s » n'a aucun événement tumoral."),
            _("Ajoutez-le à l'export, ou retirez ce patient."),
        ),
        "osiris_single": (
            _("Ce fichier n'est qu'une partie d'un pivot OSIRIS."),
            _("Importez tout le dossier, en une archive ZIP."),
        ),
    }


def _list_refusals() -> dict[str, tuple[str, str]]:
    return {
        "not_worklist": (
            _("Ce tableau n'est pas une liste de réunion : ses colonnes ne sont pas reconnues."),
            _(
                "La première ligne doit porter au moins : Nom de naissance, Prénoms, "
                "Date de naissance, Maladie."
            ),
        ),
        "columns_missing": (
            _("Il manque des colonnes à ce tableau : %(columns)s."),
            _("Ajoutez-les, avec leur titre sur la première ligne."),
        ),
        "no_row": (
            _("Ce tableau ne contient aucun patient."),
            _("Il n'a que sa ligne de titres."),
        ),
        "bad_cells": (
            _("Rien n'a été importé : cellules à corriger dans ce tableau, %(count)s."),
            "",
        ),
    }


def _case_refusals() -> dict[str, tuple[str, str]]:
    again = _("Refaites l'export depuis Relais.")
    return {
        "case_version": (
            _("Ce dossier Relais est en version %(version)s, que cette installation ne lit pas."),
            _("Mettez Relais à jour, ou refaites l'export."),
        ),
        "case_shape": (_("Ce dossier Relais a été modifié ou abîmé (%(where)s)."), again),
    }
