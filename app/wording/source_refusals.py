"""Why a file of a source on medicines is refused, by code: what is wrong, on which line, and what to do."""

from __future__ import annotations

from app.i18n import _


def source_refusals() -> dict[str, tuple[str, str]]:
    """By code: what is wrong, what to do; parameters are not filled in."""
    again = _(
        "Téléchargez de nouveau le fichier. Rien n'a été chargé, la version en service reste."
    )
    said = {
        "source_no_file": _("Aucun fichier n'est choisi."),
        "source_files_missing": _("Il manque %(names)s : les fichiers se chargent ensemble."),
        "source_files_unknown": _("Fichiers inconnus ou donnés deux fois : %(names)s."),
        "source_one_file": _("Cette source tient en un seul fichier ; reçus : %(names)s."),
        "source_header": _("il manque les colonnes %(names)s."),
        "source_columns": _("ligne %(line)s, %(value)s colonnes : ce n'est pas le nombre attendu."),
        "source_cis": _("ligne %(line)s, « %(value)s » n'est pas un code CIS."),
        "source_date": _("ligne %(line)s, « %(value)s » n'est pas une date."),
        "source_empty_cell": _("ligne %(line)s, une valeur nécessaire est vide."),
        "source_value": _("ligne %(line)s, « %(value)s » n'est pas une valeur connue."),
        "source_twice": _("ligne %(line)s, le numéro %(value)s est déjà pris plus haut."),
        "source_no_rows": _("aucune ligne à reprendre."),
        "source_no_date": _("le nom ne dit pas la date des données."),
        "source_not_text": _("ce n'est pas un fichier de texte lisible."),
        "source_too_large": _("ce fichier dépasse %(limit)s Mo."),
    }
    return {code: (sentence, again) for code, sentence in said.items()}
