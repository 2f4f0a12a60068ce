"""TEST-DUVAL, opposed to the presentation of his file: no meeting lists him. Invented; clinically unreviewed."""

from __future__ import annotations

from dataclasses import replace

from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Sex, Site

from ..story import Story, informed

NAME = "TEST-DUVAL"


def story() -> Story:
    """A ninth file, deliberately bare: nothing more is gathered from somebody who is opposed."""
    file = facts.CaseFile(
        patient=facts.Patient(
            NAME, "Rémi", sex=Sex.MALE, birth_on=PartialDate(1960), local_id="TEST-0004"
        ),
        tumours=(facts.Tumour("Carcinome hépatocellulaire", Site.LIVER),),
    )
    request = informed("Récidive après embolisation : quelle suite ?", days_ago=3)
    return Story(file, replace(request, opposed=True))
