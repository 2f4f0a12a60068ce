"""TEST-TISSIER, pancreas, over 75, no G8: not ready, waiting for information. Invented; clinically unreviewed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from app import clock
from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    Intent,
    MarkerState,
    MeasureKind,
    Presence,
    Response,
    Sex,
    Site,
    StopReason,
    Track,
    TreatmentKind,
)
from app.services.cases import Request

from ..story import Story, born, day, month

NAME = "TEST-TISSIER"


def story() -> Story:
    """Progression on gemcitabine; BRCA awaited, frailty never scored, wishes not yet asked."""
    file = facts.CaseFile(
        patient=facts.Patient(
            NAME, "Simone", sex=Sex.FEMALE, birth_on=born(77, 8), local_id="TEST-0003"
        ),
        tumours=(
            facts.Tumour(
                "Adénocarcinome du pancréas",
                Site.PANCREAS,
                None,
                "Adénocarcinome",
                "8140/3",
                "C25.0",
                PartialDate(clock.today().year - 1),
                "III",
            ),
        ),
        biomarkers=(
            facts.Biomarker(
                "BRCA1/2",
                MarkerState.PENDING,
                ordered_on=day(0.6),
                due_on=PartialDate.of(clock.today() + timedelta(days=12)),
                laboratory="Plateforme fictive",
            ),
        ),
        treatments=(
            facts.Treatment(
                "Gemcitabine",
                TreatmentKind.CHEMOTHERAPY,
                1,
                drugs=("gemcitabine",),
                intent=Intent.PALLIATIVE,
                started_on=month(7),
                ended_on=month(1),
                cycles=6,
                best_response=Response.PROGRESSION,
                progressed_on=month(1),
                progression_sites="foie",
                stop_reason=StopReason.PROGRESSION,
            ),
        ),
        measures=(facts.Measure(MeasureKind.WEIGHT, Decimal(49), day(0.5)),),
        cautions=(
            facts.Caution(CautionKind.KIDNEY, Presence.YES, "clairance à 45 mL/min", day(0.5)),
        ),
    )
    return Story(
        file,
        Request(
            question="Progression sous gemcitabine à plus de 75 ans : quelle suite, une fois BRCA et le G8 connus ?",
            track=Track.NOT_READY,
        ),
    )
