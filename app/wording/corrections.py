"""Corrections of patients in words: what differs, what moves, what was done."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.resemblance import Difference, Likeness
from app.i18n import _, ngettext

_LIKENESS = {
    Likeness.SAME_NUMBER: "Même matricule INS",
    Likeness.SAME_NAME_AND_BIRTH: "Mêmes nom et date de naissance",
    Likeness.HOMONYM: "Homonyme",
}
_FIELDS = {
    "birth_name": "Nom de naissance",
    "used_name": "Nom utilisé",
    "given_names": "Prénoms",
    "birth_on": "Date de naissance",
    "sex": "Sexe",
    "birth_place": "Lieu de naissance",
    "local_id": "IPP",
    "phone": "Téléphone",
    "address": "Adresse",
    "emergency_contact": "Personne à prévenir",
    "deceased_on": "Décès",
    "no_contact_on": "Ne plus contacter depuis",
    "number": "Matricule INS",
}
# by table: singular, plural; a table that is not named is among the other facts
_HELD = {
    "clinical_case": ("%(n)s dossier", "%(n)s dossiers"),
    "tumour": ("%(n)s tumeur", "%(n)s tumeurs"),
    "biomarker": ("%(n)s marqueur", "%(n)s marqueurs"),
    "treatment": ("%(n)s traitement", "%(n)s traitements"),
    "measure": ("%(n)s mesure", "%(n)s mesures"),
    "statement": ("%(n)s réponse du patient", "%(n)s réponses du patient"),
    "health_fact": ("%(n)s élément de santé", "%(n)s éléments de santé"),
}
# what follows a case or a person without being a fact
_LEFT = {"patient", "presentation"}
_OTHER = ("%(n)s autre élément", "%(n)s autres éléments")


def likeness(value: Likeness) -> str:
    """How two people resemble each other."""
    return _(_LIKENESS[value])


def difference(value: Difference) -> tuple[str, str, str]:
    """The name of a field and both values; "vide" where one is empty."""
    return _(_FIELDS[value.field]), _written(value, value.here), _written(value, value.there)


def held(table: str, n: int) -> str:
    """`3 traitements`: how many rows of one table."""
    one, several = _HELD.get(table, _OTHER)
    return ngettext(one, several, n)


def rows(given: Mapping[str, int]) -> str:
    """Everything that hangs on a patient, or moved, in one line."""
    known = [held(name, n) for name, n in given.items() if name in _HELD]
    others = sum(n for name, n in given.items() if name not in _HELD and name not in _LEFT)
    return ", ".join([*known, *([held("", others)] if others else [])])


def _written(value: Difference, text: str) -> str:
    if not text:
        return _("(vide)")
    return "/".join(reversed(text.split("-"))) if value.field.endswith("_on") else text
