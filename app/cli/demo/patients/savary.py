"""TEST-SAVARY, melanoma progressing under anti-PD-1: requested, no meeting yet. Invented; clinically unreviewed."""

from __future__ import annotations

from decimal import Decimal

from app.domain import casefile as facts
from app.domain.health import CTCAE, Toxicity
from app.domain.vocabulary import (
    CautionKind,
    Considered,
    InfoWish,
    Intent,
    MarkerState,
    MeasureKind,
    Presence,
    Priority,
    Response,
    Sex,
    Site,
    StatementStatus,
    StopReason,
    TreatmentKind,
)
from app.domain.vocabulary.health import NervousSite, NervousState

from ..story import DOCTOR, Story, answers, born, day, informed, interview, month

NAME = "TEST-SAVARY"


def story() -> Story:
    """Confirmed progression on nivolumab; a young father who would rather not know more for now."""
    return Story(
        _file(),
        informed(
            "Progression confirmée sous nivolumab, colite de grade 3 ancienne : quelle suite ?",
            days_ago=2,
        ),
        interview(
            days_ago=2,
            what_matters="Emmener mon fils à son premier match.",
            priorities=(Priority.PROJECT, Priority.RESEARCH),
            info_wish=InfoWish.NOTHING_NOW,
            refusal_status=StatementStatus.DECLINED,
            answers=answers(
                trial__open="yes",
                practical__work="works",
                practical__travel="90",
                symptom__worry="8",
                symptom__morale="4",
                needs__psychological="help",
                fertility__talk="yes",
            ),
        ),
    )


def _file() -> facts.CaseFile:
    return facts.CaseFile(
        patient=facts.Patient(
            NAME, "Jules", sex=Sex.MALE, birth_on=born(38, 12, 5), local_id="TEST-0009"
        ),
        tumours=(
            facts.Tumour(
                "Mélanome cutané du dos",
                Site.MELANOMA,
                None,
                "Mélanome à extension superficielle",
                "8743/3",
                "C44.5",
                month(26),
                "IV (M1b)",
                metastatic_sites="poumon, ganglions",
            ),
        ),
        biomarkers=(
            facts.Biomarker(
                "BRAF", MarkerState.POSITIVE, "V600E", method="NGS", resulted_on=day(18)
            ),
        ),
        treatments=(
            facts.Treatment(
                "Exérèse et ganglion sentinelle",
                TreatmentKind.SURGERY,
                intent=Intent.CURATIVE,
                ended_on=month(25),
            ),
            facts.Treatment(
                "Nivolumab",
                TreatmentKind.IMMUNOTHERAPY,
                1,
                drugs=("nivolumab",),
                intent=Intent.PALLIATIVE,
                started_on=month(13),
                ended_on=month(0.5),
                cycles=20,
                best_response=Response.PARTIAL,
                progressed_on=month(0.5),
                progression_sites="poumon",
                stop_reason=StopReason.PROGRESSION,
                toxicities=(Toxicity("Colite", 3, month(8), "guérie sous corticoïdes", CTCAE),),
                confirmed_by="deux scanners à six semaines",
                considered=(Considered.PSEUDO_PROGRESSION,),
            ),
        ),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(0), day(0.1)),
            facts.Measure(MeasureKind.WEIGHT, Decimal(84), day(0.1)),
        ),
        cautions=(
            facts.Caution(
                CautionKind.PREVIOUS_TOXICITY,
                Presence.YES,
                "colite de grade 3 sous nivolumab, guérie",
                month(8),
            ),
            facts.Caution(CautionKind.HEART, Presence.NO, "", day(0.1)),
        ),
        nervous_diseases=(
            facts.NervousDisease(NervousSite.BRAIN, NervousState.ABSENT, noted_on=day(0.5)),
        ),
        told=facts.Told("Sait que le dernier scanner n’est pas bon.", DOCTOR, day(0.1)),
    )
