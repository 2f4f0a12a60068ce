"""What people read of an export: what it holds, and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.i18n import _, ngettext


def count_sentence(cases: int) -> str:
    """How many cases an export holds."""
    return ngettext("%(n)s dossier exporté.", "%(n)s dossiers exportés.", cases)


def left_out_sentences(left_out: Mapping[str, int]) -> tuple[str, ...]:
    """One line for each kind of thing left out; the bare code of a kind we do not know."""
    return tuple(_line(kind, count) for kind, count in sorted(left_out.items()) if count)


def _line(kind: str, count: int) -> str:
    known = _kinds()
    return _("%(what)s : %(count)s", what=known.get(kind, kind), count=count)


def kinds_left_out(kinds: Iterable[str]) -> str:
    """The kinds of things a format has no place for, in one line."""
    known = _kinds()
    return ", ".join(known.get(kind, kind).lower() for kind in kinds)


def _kinds() -> dict[str, str]:
    return {
        "doctor_only": _("Paroles confiées au médecin seul, jamais exportées"),
        "doctor_only_talks": _("Entretiens confiés au médecin seul, jamais exportés"),
        "quoting": _("Textes qui répétaient une parole confiée au médecin seul, masqués"),
        "unqualified_ins": _("Matricules INS non qualifiés"),
        "withdrawn_attachments": _("Documents retirés de leur dossier"),
        "preliminary": _("Avis préliminaires non repris par la réunion"),
        "withdrawn": _("Dossiers retirés"),
        "statements": _("Paroles du patient, sans place dans ce format"),
        "biomarkers": _("Marqueurs sans code dans ce format"),
        "measures": _("Mesures sans code dans ce format"),
        "cautions": _("Antécédents sans code CIM-10"),
        "family_history": _("Antécédents familiaux sans code"),
        "topography": _("Tumeurs sans code de localisation"),
        "histology": _("Histologies sans code"),
        "tnm": _("TNM écrits autrement"),
        "metastatic_sites": _("Sites métastatiques sans code"),
        "treatment_words": _("Notes de traitement"),
        "stop_reasons": _("Raisons d'arrêt"),
        "dose_reductions": _("Réductions de dose"),
        "g8": _("Scores G8 par demi-points"),
        "red_flags": _("Urgences"),
        "nervous_diseases": _("Atteintes du système nerveux"),
        "tempos": _("Rythme de la maladie"),
        "medications": _("Autres médicaments"),
        "allergies": _("Allergies"),
        "checks": _("Bilans avant traitement"),
        "imaging": _("Imageries"),
        "reports": _("Comptes rendus"),
        "not_given": _("Traitements prévus non réalisés"),
        "social_notes": _("Vie quotidienne"),
    }
