"""TEST-BENALI, colon, BRAF V600E, MSI never done: first on today's agenda. Invented; clinically unreviewed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.domain import casefile as facts
from app.domain.health import CTCAE, DoseReduction, Toxicity
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
from app.domain.vocabulary.health import (
    CheckKind,
    CheckResult,
    Escat,
    Extent,
    ImagingKind,
    Pace,
    ResponseMethod,
    SampleKind,
    SocialTopic,
)

from ..story import DOCTOR, Story, answers, day, informed, interview, month

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
            answers=answers(
                practical__journey="55", practical__max_visits="2", symptom__quality="6"
            ),
        ),
    )


def _file() -> facts.CaseFile:
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
            replace(
                _sequenced("BRAF", MarkerState.POSITIVE, "p.Val600Glu (V600E)"), escat=Escat.I_A
            ),
            _sequenced("RAS", MarkerState.NEGATIVE),
            facts.Biomarker("MSI/MMR", MarkerState.NOT_DONE),
        ),
        treatments=_treatments(),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), day(0.4)),
            facts.Measure(MeasureKind.WEIGHT, Decimal("71.5"), day(0.4)),
            facts.Measure(MeasureKind.WEIGHT, Decimal("74.5"), day(3.4)),
            facts.Measure(MeasureKind.ALBUMIN, Decimal(38), day(0.5)),
            facts.Measure(MeasureKind.PAIN, Decimal(3), day(0.4)),
            facts.Measure(MeasureKind.SYMPTOM, Decimal(5), day(0.4), name="Fatigue"),
            facts.Measure(MeasureKind.CLEARANCE, Decimal(84), day(0.5), method="CKD-EPI"),
            facts.Measure(MeasureKind.BILIRUBIN, Decimal(14), day(0.5)),
            facts.Measure(MeasureKind.URACIL, Decimal("9.2"), day(22)),
        ),
        cautions=(facts.Caution(CautionKind.AUTOIMMUNE, Presence.NO, "", day(1)),),
        checks=(
            facts.Check(CheckKind.DPD, CheckResult.NEGATIVE, "", day(22)),
            facts.Check(CheckKind.HEPATITIS_B, CheckResult.NEGATIVE, "AgHBs, anti-HBc", day(22)),
        ),
        medications=(facts.Medication("Amlodipine", "5 mg par jour", "hypertension", day(0.4)),),
        allergies=(facts.Allergy(Presence.NO, noted_on=day(0.4)),),
        family_history=(facts.FamilyHistory("Père", "cancer du côlon", 71),),
        imaging=(
            facts.Imaging(
                ImagingKind.CT,
                "abdomen",
                "les taches du foie ont grandi",
                Response.PROGRESSION,
                month(1),
            ),
        ),
        tempos=(facts.Tempo(Pace.RAPID, DOCTOR, day(0.3), "deux scanners à deux mois"),),
        social_notes=(
            facts.SocialNote(
                SocialTopic.TRAVEL,
                Presence.YES,
                "55 minutes de route, ne conduit plus",
                "infirmière d’annonce",
                day(0.4),
            ),
        ),
        told=facts.Told(
            "Sait que les taches du foie ont grandi et que la chimiothérapie s’arrête.",
            DOCTOR,
            day(0.2),
        ),
    )


def _sequenced(marker: str, state: MarkerState, alteration: str = "") -> facts.Biomarker:
    """A marker looked for in the one biopsy of the liver."""
    return facts.Biomarker(
        marker,
        state,
        alteration,
        method="NGS",
        laboratory="Plateforme fictive",
        resulted_on=day(20),
        sample_kind=SampleKind.BIOPSY,
        sample_site="foie",
        sample_on=day(20.8),
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
            response_method=ResponseMethod.RECIST,
            toxicities=(Toxicity("Neuropathie périphérique", 1, month(16), version=CTCAE),),
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
            dose_intensity=Decimal(78),
            dose_reductions=(DoseReduction("−25 %", "irinotécan", "diarrhée", month(9)),),
            toxicities=(
                Toxicity("Diarrhée", 3, month(9.2), "résolue après diminution", CTCAE),
                Toxicity("Fatigue", 2, month(3), version=CTCAE),
            ),
            response_method=ResponseMethod.RECIST,
            progression_extent=(Extent.DISTANT,),
            ongoing=False,
        ),
    )
