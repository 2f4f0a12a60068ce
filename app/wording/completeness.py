"""The name of each item a board needs, as a coordinator reads it."""

from __future__ import annotations

from app.domain.completeness import Item
from app.i18n import _

_NAMES = {
    "birth": "date de naissance",
    "question": "question à la réunion",
    "requester": "médecin référent",
    "informed": "information du patient",
    "told": "ce que le patient sait",
    "diagnosis": "date du diagnostic",
    "histology": "histologie",
    "stage": "stade ou TNM",
    "performance_status": "indice OMS",
    "weight": "poids",
    "treatments": "traitements reçus",
    "cautions": "antécédents et précautions",
    "markers": "marqueurs",
    "g8": "score G8 (à partir de 75 ans)",
    "wishes": "souhaits du patient",
}


def item_name(item: Item) -> str:
    """`marqueurs : MSI/MMR`: the item, with what is missing in it."""
    name = _(_NAMES[item.code])
    return _("%(name)s : %(detail)s", name=name, detail=item.detail) if item.detail else name
