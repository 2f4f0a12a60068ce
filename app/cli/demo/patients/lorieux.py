"""TEST-LORIEUX, bile ducts, IDH1: on today's agenda, verdicts prepared. Invented; clinically unreviewed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from app import clock
from app.domain import casefile as facts
from app.domain.vocabulary import (
    CautionKind,
    InfoWish,
    Intent,
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
    Verdict,
)

from ..story import DOCTOR, Story, Verdicts, answers, born, day, informed, interview, month, words

NAME = "TEST-LORIEUX"


def story() -> Story:
    """Progression after cisplatin-gemcitabine-durvalumab; a man who lives alone, far from the hospital."""
    return Story(
        _file(),
        informed(
            "Cholangiocarcinome IDH1 R132C en progression après une première ligne : quelle suite pour un patient qui vit seul ?",
            days_ago=9,
        ),
        interview(
            days_ago=8,
            what_matters="Rester dans ma maison avec mon chien.",
            priorities=(Priority.STAY_HOME, Priority.CLEAR_MIND),
            info_wish=InfoWish.ESSENTIAL,
            prognosis_wish=PrognosisWish.WITHOUT_FIGURES,
            refusals=(Refusal.FREQUENT_VISITS,),
            refusal_status=StatementStatus.STATED,
            answers=(
                *answers(
                    practical__journey="65",
                    practical__travel="75",
                    practical__max_visits="2",
                    practical__lives_alone="yes",
                    practical__transport="medical",
                    practical__contact="telephone",
                    practical__large_print="yes",
                    adherence__confidence="8",
                    adherence__obstacles="alone",
                    place__now="home",
                    needs__psychological="difficult",
                    needs__balance="fine",
                    needs__symptoms="fine",
                    trusted_person__named="thinking",
                ),
                words("understanding.ask_daily", "Qui gardera mon chien si je dois rester ?"),
            ),
        ),
        _verdicts(),
    )


def _verdicts() -> Verdicts:
    """What the referring physician prepares; the board has said nothing yet."""
    return {
        "supportive-care": {"verdict": Verdict.RETAINED, "rank": 1},
        "targeted-idh1-biliary": {
            "verdict": Verdict.RETAINED,
            "rank": 1,
            "practical_note": "ECG chez le cardiologue du bourg",
        },
        "clinical-trial": {
            "verdict": Verdict.TO_COMPLETE,
            "complete_what": "essai ouvert à moins de 75 minutes",
            "complete_who": DOCTOR,
            "complete_by": clock.today() + timedelta(days=10),
        },
        "targeted-fgfr2-biliary": {
            "verdict": Verdict.NOT_APPLICABLE,
            "reason": "Pas de fusion de FGFR2.",
        },
    }


def _file() -> facts.CaseFile:
    return facts.CaseFile(
        patient=facts.Patient(
            NAME, "Bernard", sex=Sex.MALE, birth_on=born(69, 1, 28), local_id="TEST-0007"
        ),
        tumours=(
            facts.Tumour(
                "Cholangiocarcinome intrahépatique",
                Site.BILIARY,
                None,
                "Cholangiocarcinome",
                "8160/3",
                "C22.1",
                month(12),
                "IV",
                metastatic_sites="foie, ganglions",
            ),
        ),
        biomarkers=(
            facts.Biomarker(
                "IDH1", MarkerState.POSITIVE, "R132C", method="NGS", resulted_on=day(9)
            ),
            facts.Biomarker("FGFR2", MarkerState.NEGATIVE, method="NGS", resulted_on=day(9)),
            facts.Biomarker("HER2", MarkerState.NEGATIVE, method="IHC", resulted_on=day(9)),
            facts.Biomarker("MSI/MMR", MarkerState.NEGATIVE, value="pMMR", resulted_on=day(9)),
        ),
        treatments=(
            facts.Treatment(
                "Cisplatine-gemcitabine-durvalumab",
                TreatmentKind.COMBINATION,
                1,
                drugs=("cisplatine", "gemcitabine", "durvalumab"),
                intent=Intent.PALLIATIVE,
                started_on=month(11),
                ended_on=month(0.8),
                cycles=8,
                best_response=Response.STABLE,
                progressed_on=month(0.8),
                progression_sites="foie",
                stop_reason=StopReason.PROGRESSION,
            ),
        ),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), day(0.3)),
            facts.Measure(MeasureKind.WEIGHT, Decimal(77), day(0.3)),
            facts.Measure(MeasureKind.ALBUMIN, Decimal(36), day(0.3)),
        ),
        cautions=(facts.Caution(CautionKind.QT, Presence.UNKNOWN, "ECG à faire"),),
        told=facts.Told("Sait que le foie a changé au scanner.", DOCTOR, day(0.3)),
    )
