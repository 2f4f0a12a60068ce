"""The words of criteria as editors read them: kinds of node, their fields, the values of closed lists, one line a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.criteria_outline import CHOICES, Row, is_list, rows_of
from app.domain.text import fold
from app.domain.vocabulary import CautionKind, MeasureKind, Response, Site
from app.i18n import _

from .findings import drug_classes

KINDS: Mapping[str, str] = {
    "all": "Tous ces critères",
    "any": "Au moins un de ces critères",
    "none": "Aucun de ces critères",
    "caution_when": "À discuter si",
    "tumour": "Site de la tumeur",
    "diagnosis": "Type de tumeur (OncoTree)",
    "stage": "Stade ou métastases",
    "biomarker": "Marqueur",
    "expression": "Expression d'un marqueur",
    "line": "Lignes déjà reçues",
    "prior_drug": "Médicament ou classe reçus",
    "not_candidate": "Non candidat à une classe",
    "response": "Meilleure réponse",
    "performance_status": "Indice de performance OMS",
    "age": "Âge",
    "sex": "Sexe administratif",
    "organ_function": "Fonction d'organe",
    "caution": "Précautions",
    "medication": "Traitements habituels",
    "open": "Sans prérequis",
    "human": "Question pour l'équipe",
}
_FIELDS: Mapping[str, str] = {
    "sites": "Sites",
    "histology_contains": "Mots de l'histologie",
    "marker": "Marqueur",
    "alteration": "Altération",
    "is": "État demandé",
    "asks": "Qui le demande ou le fait",
    "days": "Délai (jours)",
    "at_least": "Au moins",
    "at_most": "Au plus",
    "drug": "Médicament",
    "class": "Classe",
    "received": "Déjà reçu",
    "quote": "Texte cité (libellé ou essai)",
    "kinds": "Précautions",
    "oncotree": "Codes OncoTree",
    "in": "Parmi",
    "metastatic": "Métastases",
    "method": "Méthode (TPS, CPS, IHC…)",
    "unit": "Unité",
    "measure": "Mesure",
    "within_days": "Mesure de moins de (jours)",
    "text": "Question",
    "drugs": "Médicaments",
    "effect": "Ce qu'ils font craindre",
}
_BETWEEN = "\u202f; "
_SAID: Mapping[str, str] = {
    "yes": "Oui",
    "no": "Non",
    "positive": "Positif",
    "negative": "Négatif",
    "female": "Féminin",
    "male": "Masculin",
}


def kind_label(kind: str) -> str:
    """What a kind of node asks, "" while it is not chosen."""
    return _(KINDS[kind]) if kind in KINDS else kind


def field_label(key: str) -> str:
    """The name of one value of a node."""
    return _(_FIELDS[key])


def choices(kind: str, key: str) -> dict[str, str]:
    """Code and label of a closed list, {} when the value is free."""
    given = CHOICES.get((kind, key), ())
    return {str(code): _label(kind, key, str(code)) for code in given}


def spoken(kind: str, key: str, text: str) -> str:
    """The codes of a value as people read them; a code that no list knows stays as it is."""
    known = choices(kind, key)
    if not is_list(key):
        return known.get(text, text)
    return ", ".join(known.get(part.strip(), part.strip()) for part in text.split(",") if part)


def coded(kind: str, key: str, text: str) -> str:
    """The reverse: labels or codes as typed, however their case and accents, to codes; the rest stays as typed."""
    by_label = {fold(label): code for code, label in choices(kind, key).items()}
    parts = text.split(",") if is_list(key) else [text]
    return ", ".join(by_label.get(fold(part.strip()), part.strip()) for part in parts)


def row_line(row: Row) -> str:
    """One row in words: `Marqueur : BRAF ; altération : V600E ; état demandé : positif`."""
    name = kind_label(row.kind)
    if row.holds or not row.values:
        return name
    told = [
        _("%(name)s : %(value)s", name=field_label(key).lower(), value=spoken(row.kind, key, value))
        for key, value in row.values.items()
    ]
    return f"{name} ({_BETWEEN.join(told)})"


def lines(criteria: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The tree, one line a node, each as deep as its dashes say; a top one ends with its source."""
    return tuple(
        f"{'– ' * row.depth}{row_line(row)}" + (f". {row.source}" if row.source else "")
        for row in rows_of(criteria)
    )


def _label(kind: str, key: str, code: str) -> str:
    lists: Mapping[str, Any] = {"sites": Site, "kinds": CautionKind, "measure": MeasureKind}
    if key in lists:
        return _(lists[key](code).label)
    if key == "class":
        return drug_classes()[code]
    if (kind, key) == ("response", "in"):
        return _(Response(code).label)
    return _(_SAID.get(code, code))
