"""The words of the catalogue's governance: fields of an entry, signs of what changed, access, a hospital's own way."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.catalogue import CatalogueEntry, LocalPractical
from app.domain.differences import Change
from app.domain.vocabulary import EuropeanStatus, FrenchAccess, Relation
from app.i18n import NBSP, _

FIELDS: Mapping[str, str] = {
    "title": "Titre",
    "detail": "Précision du titre",
    "eu_authorised": "Autorisation européenne",
    "fr_access": "Accès en France",
    "short": "En pratique, en bref",
    "aim": "À quoi cela sert",
    "rhythm": "Rythme",
    "known_after": "Quand on sait si cela marche",
    "visits_per_month": "Visites par mois",
    "hours_per_visit": "Heures par visite",
    "clinical.summary": "Pour les soignants : résumé",
    "clinical.when": "Pour les soignants : quand",
    "clinical.prerequisites": "Pour les soignants : prérequis",
    "clinical.advantages": "Pour les soignants : avantages",
    "clinical.disadvantages": "Pour les soignants : inconvénients",
    "clinical.cautions": "Pour les soignants : précautions",
    "clinical.organisation": "Pour les soignants : organisation",
    "clinical.figures": "Pour les soignants : chiffres",
    "clinical.references": "Pour les soignants : références",
    "patient.title": "Pour le patient : titre",
    "patient.sentence": "Pour le patient : en une phrase",
    "patient.brings": "Pour le patient : ce que cela peut apporter",
    "patient.hard": "Pour le patient : ce qui peut être difficile",
    "patient.daily": "Pour le patient : au quotidien",
    "patient.unknown": "Pour le patient : encore incertain",
    "patient.red_flags": "Pour le patient : quand appeler",
    "patient.questions": "Pour le patient : questions",
    "criteria": "Critères",
}
_PARTS: Mapping[str, str] = {
    "brings": "Ce que cela peut apporter",
    "hard": "Ce qui peut être difficile",
    "daily": "Au quotidien",
    "red_flags": "Quand appeler",
}
_BESIDE = {
    Relation.ADDS: "s'ajoute au traitement en cours",
    Relation.REPLACES: "remplace le traitement en cours",
    Relation.PRECEDES: "précède un autre traitement",
}
_CHANGES = {
    Change.KEPT: ("", ""),
    Change.REMOVED: ("−", "retiré"),
    Change.ADDED: ("+", "ajouté"),
}
# How a medicine is reached says something of the option itself, beside its name (R35, §4.10).
_TOLD_BESIDE = {FrenchAccess.EARLY, FrenchAccess.COMPASSIONATE, FrenchAccess.OFF_LABEL}


def field_label(name: str) -> str:
    """The name of a field of an entry."""
    return _(FIELDS[name])


def fact_part(part: str) -> str:
    """Where in the patient's wording a fact stands."""
    return _(_PARTS[part])


def change_sign(change: Change) -> str:
    """The sign of a line, the same for those who do not see colours."""
    return _CHANGES[change][0]


def change_word(change: Change) -> str:
    """The word of a line, "" when it did not change."""
    word = _CHANGES[change][1]
    return _(word) if word else ""


def access_lines(entry: CatalogueEntry) -> tuple[tuple[str, str, bool], ...]:
    """European authorisation and French access, two facts apart: label, value, and whether it is to check."""
    return (
        (
            _("Autorisation européenne"),
            _(entry.eu_authorised.label),
            entry.eu_authorised is EuropeanStatus.UNKNOWN,
        ),
        (_("Accès en France"), _(entry.fr_access.label), entry.fr_access is FrenchAccess.TO_CHECK),
    )


def access_attribute(entry: CatalogueEntry) -> str:
    """What is said beside the option's name of the way its medicine is reached, "" in the ordinary case."""
    return _(entry.fr_access.label) if entry.fr_access in _TOLD_BESIDE else ""


def beside_care(entry: CatalogueEntry) -> str:
    """How the entry stands beside the present care (R25); an option in the board's own words does not say."""
    if not entry.code:
        return ""
    return _(_BESIDE[entry.relation])


def local_way(local: LocalPractical | None) -> str:
    """How the hospital organises it, on one line without its label; "" when nothing is said."""
    if local is None or local.is_empty:
        return ""
    waiting = _("délai : %(what)s", what=local.waiting) if local.waiting else ""
    contact = _("à joindre : %(what)s", what=local.contact) if local.contact else ""
    told = (local.place, waiting, local.phone, contact, local.note)
    return "\u202f; ".join(part for part in told if part)


def local_way_for_patient(local: LocalPractical | None) -> str:
    """Where, how long one waits and the number: what the patient's page may say of the hospital's organisation."""
    if local is None:
        return ""
    waiting = _("attente : %(what)s", what=local.waiting) if local.waiting else ""
    # A number that breaks over two lines is a number misdialled.
    number = local.phone.strip().replace(" ", NBSP)
    return "\u202f; ".join(part for part in (local.place, waiting, number) if part)
