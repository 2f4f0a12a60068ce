"""Why a file of trials or of their patients is refused, by code: what is wrong, where, and what to do."""

from __future__ import annotations

from app.i18n import _


def trial_refusals() -> dict[str, tuple[str, str]]:
    """By code: what is wrong, what to do; parameters are not filled in."""
    correct = _("Corrigez-le, puis recommencez : rien n'a été lu.")
    here = _("%(name)s, ligne %(line)s : ")
    said = {
        "trial_syntax": _("ce n'est ni du JSON ni du YAML valide."),
        "trial_truncated": _("le fichier s'arrête avant la fin."),
        "trial_key_twice": _("la clé « %(key)s » est là deux fois."),
        "trial_cycle": _("un critère se contient lui-même."),
        "trial_too_deep": _("trop de niveaux emboîtés, ou trop d'éléments."),
        "trial_shape": _("la structure n'est pas celle d'un essai CTML."),
        "trial_not_a_mapping": _("un critère est vide, ou n'est pas fait de clés et de valeurs."),
        "trial_without_number": _("l'essai n'a ni « protocol_no » ni « nct_id »."),
        "trial_twice": _("l'essai « %(trial)s » est déjà dans « %(other)s »."),
        "trial_empty_group": _("« %(key)s » ne contient aucun critère."),
        "trial_unknown_operator": _(
            "opérateur « %(key)s » inconnu ; CTML connaît and, or, clinical, genomic "
            "et prior_treatments."
        ),
        "trial_unknown_key": _("critère « %(key)s » inconnu."),
        "trial_bad_value": _("« %(key)s » ne peut pas valoir %(value)s."),
        "trial_patient_twice": _("le patient « %(patient)s » est là deux fois."),
        "eclaire_half": _(
            "cette entrée n'est pas une ressource complète : le fichier est coupé ou abîmé."
        ),
        "eclaire_without_number": _("l'étude n'a aucun numéro."),
        "trial_patient_shape": _("un patient n'a pas de « %(key)s » lisible."),
    }
    return {
        **{code: (here + text, correct) for code, text in said.items()},
        "trial_none": (_("%(name)s ne contient aucun essai."), correct),
        "trial_no_patient": (_("%(name)s ne contient aucun patient."), correct),
        "trial_no_file": (
            _("%(name)s ne contient aucun fichier JSON ou YAML."),
            _("Donnez un fichier d'essais, ou un dossier qui en contient."),
        ),
        "terminology_row": (
            _("%(name)s, ligne %(line)s : nombre de colonnes inattendu."),
            _("Remettez le fichier livré avec Relais."),
        ),
        "terminology_tree": (
            _("%(name)s : l'arbre des tumeurs ne tient pas (%(problem)s)."),
            _("Remettez le fichier livré avec Relais."),
        ),
    }


def trial_list_refusals() -> dict[str, tuple[str, str]]:
    """Why a list of trials in CSV is refused, by code."""
    return {
        "trials_columns": (
            _("Il manque des colonnes à cette liste d'essais : %(columns)s."),
            _("Partez du modèle à télécharger, ou ajoutez-les sur la première ligne."),
        ),
        "trials_no_row": (
            _("Cette liste ne contient aucun essai."),
            _("Elle n'a que sa ligne de titres."),
        ),
    }


def trial_bad_cells() -> dict[str, str]:
    """What is wrong in one cell of a list of trials, by code."""
    return {
        "trial_number": _("« %(value)s » n'est pas un nombre entier."),
        "trial_sex": _("« %(value)s » n'est pas compris ; écrivez féminin, masculin, ou rien."),
        "trial_status": _(
            "« %(value)s » n'est pas compris ; écrivez ouvert, pas encore ouvert, suspendu ou clos."
        ),
        "trial_row_twice": _("le même essai qu'à la ligne %(value)s."),
    }


def trial_columns() -> dict[str, str]:
    """How a column of a list of trials is headed, by code."""
    return {f"trial_{name}": label for name, label in trial_fields().items()}


def trial_fields() -> dict[str, str]:
    """The name of each field of a line of the list, by the field."""
    return {
        "number": _("Numéro"),
        "title": _("Titre"),
        "sponsor": _("Promoteur"),
        "phase": _("Phase"),
        "status": _("Statut"),
        "verified_on": _("Vérifié le"),
        "verified_by": _("Vérifié par"),
        "centre": _("Centre"),
        "contact": _("Contact"),
        "distance_km": _("Distance (km)"),
        "travel_minutes": _("Trajet (min)"),
        "main_criteria": _("Critères principaux"),
        "tumours": _("Tumeurs"),
        "markers": _("Marqueurs"),
        "lines_at_least": _("Lignes au moins"),
        "lines_at_most": _("Lignes au plus"),
        "performance_at_most": _("OMS au plus"),
        "age_at_least": _("Âge au moins"),
        "age_at_most": _("Âge au plus"),
        "sex": _("Sexe demandé"),
        "notes": _("Notes"),
        "simple": _("Critères structurés"),
        "computed": _("Critères du fichier CTML"),
    }
