"""What is said of the people around one case, on the screen and on the fiche: warnings, who speaks, who knows the patient."""

from __future__ import annotations

from datetime import date

from app.domain.board_rules import warnings
from app.domain.record import Record
from app.i18n import _

_WARNINGS = {
    "young_adult": "Patient de 15 à 24 ans : l'avis d'oncologie adulte et celui d'oncologie pédiatrique sont demandés (CSP, D. 6124-131-1) ; ils ne sont pas notés tous les deux.",
    "no_systemic": "Traitement systémique possible : aucun oncologue médical ni onco-hématologue n'est noté présent ou à distance (CSP, D. 6124-134). Un autre médecin qualifié a pu l'être.",
}


def board_warnings(record: Record, day: date) -> list[str]:
    """One sentence for each warning about who takes part; nothing is blocked."""
    return [_(_WARNINGS[code]) for code in warnings(record, day)]


def requester_away(record: Record) -> str:
    """That the requester is not there for the case, and stays responsible of it; "" when there or not known."""
    if record.requester_there is not False:
        return ""
    return _("médecin référent absent ; il reste responsable de la demande")


def knows_patient(record: Record) -> str:
    """Whether a person present knows the patient."""
    answers = {True: _("oui"), False: _("non"), None: _("non renseigné")}
    return answers[record.somebody_knows]
