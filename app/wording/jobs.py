"""How each kind of long work is named."""

from __future__ import annotations

from collections.abc import Mapping

from app.i18n import _

_TITLES: Mapping[str, str] = {
    "pack": "Dossiers de la réunion en un seul fichier",
    "after_fiches": "Fiches validées de la séance",
    "mail_member": "Rappel aux membres, par e-mail",
    "mail_requester": "Messages aux demandeurs, par e-mail",
    "after_letters": "Courriers de la séance",
}


def title(kind: str) -> str:
    """The name of a kind of work; a general one for what has none."""
    return _(_TITLES.get(kind, "Travail en cours"))
