"""TEST-BENALI, colon, BRAF V600E, MSI never done: first on today's agenda. Invented; clinically unreviewed."""

from __future__ import annotations

from decimal import Decimal

from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    InfoWish,
    Intent,
    Laterality,
    MarkerState,
    MeasureKind,
    Presence,
    Priority,
    PrognosisWish,
    Refusal,
    Response,
    Sex,
    Site,
    StatementStatus,
    StopReason,
    TreatmentKind,
)

from ..story import DOCTOR, Story, day, informed, interview, month

NAME = "TEST-BENALI"


def story() -> Story:
    """Hepatic progression after two lines; a father who wants to stand at his daughter's wedding."""
    return Story(
        _file(),
        informed(
            "Progression hépatique sous FOLFIRI-bévacizumab après FOLFOX : quelle suite, et peut-on préserver son mi-temps ?",
            days_ago=12,
        ),
        interview(
            present="M. Benali et son épouse",
            what_matters="Rester debout pour le mariage de ma fille en mai.",
            priorities=(Priority.FEEL_WELL, Priority.AVOID_HOSPITAL),
            info_wish=InfoWish.EVERYTHING,
            prognosis_wish=PrognosisWish.WITH_FIGURES,
            refusals=(Refusal.HOSPITAL_STAY,),
            refusal_words="Je ne conduis plus : 55 minutes de route, c’est trop pour y aller souvent.",
            refusal_status=StatementStatus.STATED,
        ),
    )


def _file() -> facts.CaseFile:
    sample = "biopsie du foie"
    return facts.CaseFile(
        patient=facts.Patient(
            NAME,
            "Karim",
            sex=Sex.MALE,
            birth_on=PartialDate(1968, 5, 3),
            birth_place="Ville-Fictive",
            local_id="TEST-0002",
        ),
        tumours=(
            facts.Tumour(
                "Adénocarcinome du côlon gauche",
                Site.COLORECTAL,
                Laterality.LEFT,
                "Adénocarcinome",
                "8140/3",
                "C18.6",
                month(23),
                "IVC",
                "cT3 N1 M1c",
                "UICC 8",
                "foie, péritoine",
            ),
        ),
        biomarkers=(
            facts.Biomarker(
                "BRAF",
                MarkerState.POSITIVE,
                "V600E",
                method="NGS",
                sample=sample,
                resulted_on=day(20),
            ),
            facts.Biomarker(
                "RAS", MarkerState.NEGATIVE, method="NGS", sample=sample, resulted_on=day(20)
            ),
            facts.Biomarker("MSI/MMR", MarkerState.NOT_DONE),
        ),
        treatments=_treatments(),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), day(0.4)),
            facts.Measure(MeasureKind.WEIGHT, Decimal("71.5"), day(0.4)),
            facts.Measure(MeasureKind.PAIN, Decimal(3), day(0.4)),
        ),
        cautions=(facts.Caution(CautionKind.AUTOIMMUNE, Presence.NO, "", day(1)),),
        told=facts.Told(
            "Sait que les taches du foie ont grandi et que la chimiothérapie s’arrête.",
            DOCTOR,
            day(0.2),
        ),
    )


def _treatments() -> tuple[facts.Treatment, ...]:
    return (
        facts.Treatment(
            "FOLFOX",
            TreatmentKind.CHEMOTHERAPY,
            1,
            drugs=("oxaliplatine", "fluorouracile"),
            intent=Intent.PALLIATIVE,
            started_on=month(22),
            ended_on=month(15.5),
            cycles=12,
            best_response=Response.PARTIAL,
            stop_reason=StopReason.COMPLETED,
        ),
        facts.Treatment(
            "FOLFIRI-bévacizumab",
            TreatmentKind.COMBINATION,
            2,
            drugs=("irinotécan", "fluorouracile", "bévacizumab"),
            intent=Intent.PALLIATIVE,
            started_on=month(14),
            ended_on=month(1),
            cycles=19,
            best_response=Response.STABLE,
            progressed_on=month(1),
            progression_sites="foie",
            stop_reason=StopReason.PROGRESSION,
            dose_note="doses diminuées de 25 %, diarrhée de grade 3",
        ),
    )
