"""TEST-ASSOUMANI, breast, HER2-low: on next week's agenda. Invented; clinically unreviewed."""

from __future__ import annotations

from decimal import Decimal

from app.domain import casefile as facts
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
    Share,
    Site,
    StatementStatus,
    StopReason,
    TreatmentKind,
)

from ..story import DOCTOR, Story, answers, born, day, informed, interview, month, words

NAME = "TEST-ASSOUMANI"


def story() -> Story:
    """Progression after endocrine therapy and capecitabine; a mother of two who wants to keep working."""
    return Story(
        _file(),
        informed(
            "Progression hépatique sous capécitabine, HER2 1+ : quelle suite compatible avec ses journées de travail ?",
            days_ago=6,
        ),
        interview(
            days_ago=5,
            present="la patiente et sa sœur",
            what_matters="Voir mes deux enfants grandir, et garder mon travail tant que je peux.",
            priorities=(Priority.LIVE_LONGER, Priority.FAMILY_TIME),
            info_wish=InfoWish.ESSENTIAL,
            prognosis_wish=PrognosisWish.WITHOUT_FIGURES,
            refusals=(Refusal.STOPPING,),
            refusal_status=StatementStatus.STATED,
            answers=(
                *answers(
                    role__wished="together",
                    role__relative="yes",
                    length_quality__balance="2",
                    side_effect__hair="difficult",
                    side_effect__digestive="acceptable",
                    side_effect__tingling="no",
                    practical__travel="30",
                    practical__overnight="if_needed",
                    practical__dependants="yes",
                    practical__work="works",
                    trial__open="yes",
                    trial__why="own_chance,others",
                    fertility__contraception="yes",
                    needs__psychological="help",
                    needs__balance="help",
                    needs__symptoms="fine",
                ),
                words("understanding.words", "Le traitement par comprimés ne marche plus."),
            ),
            section_shares={"fertility": Share.BOARD_ONLY},
        ),
    )


def _file() -> facts.CaseFile:
    return facts.CaseFile(
        patient=facts.Patient(
            NAME,
            "Nadège",
            sex=Sex.FEMALE,
            birth_on=born(46, 10, 2),
            birth_place="Lac-Fictif",
            local_id="TEST-0006",
        ),
        tumours=(
            facts.Tumour(
                "Carcinome canalaire du sein gauche",
                Site.BREAST,
                Laterality.LEFT,
                "Carcinome infiltrant de type non spécifique",
                "8500/3",
                "C50.4",
                month(38),
                "IV",
                metastatic_sites="os, foie",
            ),
        ),
        biomarkers=(
            facts.Biomarker("RE", MarkerState.POSITIVE, value="90 %", resulted_on=month(4)),
            facts.Biomarker("RP", MarkerState.NEGATIVE, resulted_on=month(4)),
            facts.Biomarker(
                "HER2",
                MarkerState.NEGATIVE,
                value="IHC 1+ (HER2-low)",
                method="IHC",
                sample="biopsie du foie",
                resulted_on=month(4),
            ),
            facts.Biomarker("PIK3CA", MarkerState.NEGATIVE, method="NGS", resulted_on=month(4)),
        ),
        treatments=_treatments(),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(0), day(0.3)),
            facts.Measure(MeasureKind.WEIGHT, Decimal(63), day(0.3)),
        ),
        cautions=(
            facts.Caution(CautionKind.HEART, Presence.NO, "échographie normale", day(0.5)),
            facts.Caution(CautionKind.LUNG_DISEASE, Presence.UNKNOWN),
        ),
        told=facts.Told(
            "Sait que le foie a progressé ; attend une proposition la semaine prochaine.",
            DOCTOR,
            day(0.2),
        ),
    )


def _treatments() -> tuple[facts.Treatment, ...]:
    return (
        facts.Treatment(
            "Létrozole-palbociclib",
            TreatmentKind.HORMONE,
            1,
            drugs=("létrozole", "palbociclib"),
            intent=Intent.PALLIATIVE,
            started_on=month(36),
            ended_on=month(13),
            best_response=Response.PARTIAL,
            progressed_on=month(13),
            progression_sites="os",
            stop_reason=StopReason.PROGRESSION,
        ),
        facts.Treatment(
            "Capécitabine",
            TreatmentKind.CHEMOTHERAPY,
            2,
            drugs=("capécitabine",),
            intent=Intent.PALLIATIVE,
            started_on=month(12),
            ended_on=month(0.6),
            cycles=14,
            best_response=Response.STABLE,
            progressed_on=month(0.6),
            progression_sites="foie",
            stop_reason=StopReason.PROGRESSION,
        ),
    )
