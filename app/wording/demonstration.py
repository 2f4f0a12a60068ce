"""What a demonstration says of its fictitious patients: whether a clinician has read them and found them plausible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from app.domain.casefile import Patient
from app.i18n import _

from .dates import short_date

Reviews = Mapping[str, tuple[str, date]]
# By birth name: which clinician read the case and when. Nobody has read any yet: an entry is a person's signature.
REVIEWED: Reviews = MappingProxyType({})


def plausibility(patient: Patient, reviewed: Reviews = REVIEWED) -> str:
    """`plausible cliniquement (relu par …)`, or that no clinician has read this fictitious case."""
    review = reviewed.get(patient.birth_name)
    if review is None:
        return _("Dossier fictif non relu par un clinicien")
    by, on = review
    return _(
        "Dossier fictif plausible cliniquement (relu par %(by)s le %(on)s)",
        by=by,
        on=short_date(on),
    )
