"""TEST-PELLETAN, ovary, BRCA1: validated, an addendum, a page nobody may release yet. Invented; clinically unreviewed."""

from __future__ import annotations

from decimal import Decimal

from app.domain import casefile as facts
from app.domain.vocabulary import (
    CautionKind,
    InfoWish,
    Intent,
    MarkerState,
    MeasureKind,
    Outcome,
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
    WishesEffect,
)
from app.services.opinions import Draft

from ..story import DOCTOR, Story, Verdicts, answers, born, day, informed, interview, month, words

NAME = "TEST-PELLETAN"
ADDENDUM = "Résultat reçu après la réunion : score HRD positif. La proposition ne change pas."


def story() -> Story:
    """Second platinum with a response; a teacher who wants every figure and no more neuropathy."""
    return Story(
        _file(),
        informed(
            "Réponse partielle après une deuxième ligne de platine, BRCA1 muté, jamais d’anti-PARP : quelle suite ?",
            days_ago=20,
        ),
        interview(
            days_ago=19,
            what_matters="Retrouver la force de monter les escaliers de l’école.",
            priorities=(Priority.LIVE_LONGER, Priority.INDEPENDENCE),
            info_wish=InfoWish.EVERYTHING,
            prognosis_wish=PrognosisWish.WITH_FIGURES,
            refusals=(Refusal.INFUSIONS,),
            refusal_status=StatementStatus.STATED,
            answers=(
                *answers(
                    role__wished="me_advised",
                    length_quality__balance="3",
                    side_effect__tingling="no",
                    side_effect__fatigue="difficult",
                    practical__journey="35",
                    practical__travel="25",
                    practical__work="leave",
                    time__needed="days",
                    time__second_opinion="yes",
                    needs__psychological="fine",
                    needs__balance="difficult",
                    needs__symptoms="fine",
                ),
                words("understanding.ask_future", "Et après les comprimés, qu’y a-t-il ?"),
            ),
        ),
        _verdicts(),
        Draft(
            text="La RCP propose un inhibiteur de PARP en entretien, avec les soins de support ; une pause avec suivi reste possible si la patiente la préfère.",
            outcome=Outcome.RECOMMENDATION,
            wishes_account="La patiente ne veut plus de perfusion : l’entretien proposé est en comprimés. Elle demande un second avis, qui est organisé.",
            wishes_effect=WishesEffect.CHANGED,
            next_steps="Dr Morel présente les deux voies ; bilan sanguin de départ près du domicile.",
            trial=False,
            supportive=True,
            supportive_note="équilibre de vie ; psychologue du service",
        ),
    )


def _verdicts() -> Verdicts:
    return {
        "supportive-care": {"verdict": Verdict.RETAINED, "rank": 1},
        "parp-inhibitors": {
            "verdict": Verdict.RETAINED,
            "rank": 1,
            "wish_note": "La fatigue possible lui a été dite ; dose revue dès les premières semaines.",
        },
        "pause-follow-up": {
            "verdict": Verdict.RETAINED,
            "rank": 2,
            "condition": "si la patiente préfère souffler",
        },
        "chemotherapy-other": {
            "verdict": Verdict.SET_ASIDE,
            "reason": "Neuropathie persistante, et la patiente ne veut plus de perfusion.",
            "reconsider_if": "nouvelle progression",
        },
    }


def _file() -> facts.CaseFile:
    return facts.CaseFile(
        patient=facts.Patient(
            NAME, "Hélène", sex=Sex.FEMALE, birth_on=born(57, 6, 11), local_id="TEST-0008"
        ),
        tumours=(
            facts.Tumour(
                "Carcinome séreux de haut grade de l’ovaire",
                Site.OVARY,
                None,
                "Carcinome séreux de haut grade",
                "8461/3",
                "C56.9",
                month(34),
                "IIIC",
                metastatic_sites="péritoine",
            ),
        ),
        biomarkers=(
            facts.Biomarker(
                "BRCA1",
                MarkerState.POSITIVE,
                "variant pathogène",
                method="NGS",
                sample="sang",
                resulted_on=month(30),
            ),
            facts.Biomarker("HRD", MarkerState.PENDING, ordered_on=day(1)),
        ),
        treatments=_treatments(),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), day(0.7)),
            facts.Measure(MeasureKind.WEIGHT, Decimal(58), day(0.7)),
        ),
        cautions=(
            facts.Caution(CautionKind.PREVIOUS_TOXICITY, Presence.NO, "", day(0.7)),
            facts.Caution(CautionKind.KIDNEY, Presence.NO, "", day(0.7)),
        ),
        told=facts.Told("Sait que la chimiothérapie a réduit la maladie.", DOCTOR, day(0.7)),
    )


def _treatments() -> tuple[facts.Treatment, ...]:
    return (
        facts.Treatment(
            "Carboplatine-paclitaxel",
            TreatmentKind.CHEMOTHERAPY,
            1,
            drugs=("carboplatine", "paclitaxel"),
            intent=Intent.CURATIVE,
            started_on=month(33),
            ended_on=month(28),
            cycles=6,
            best_response=Response.COMPLETE,
            progressed_on=month(9),
            progression_sites="péritoine",
            stop_reason=StopReason.COMPLETED,
            note="neuropathie de grade 1 persistante",
        ),
        facts.Treatment(
            "Carboplatine-doxorubicine liposomale",
            TreatmentKind.CHEMOTHERAPY,
            2,
            drugs=("carboplatine", "doxorubicine liposomale"),
            intent=Intent.PALLIATIVE,
            started_on=month(7),
            ended_on=month(1),
            cycles=6,
            best_response=Response.PARTIAL,
            stop_reason=StopReason.COMPLETED,
        ),
    )
