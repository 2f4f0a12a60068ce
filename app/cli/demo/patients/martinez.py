"""TEST-MARTINEZ, stomach, a patient who wants to stop: the whole path to its end. Invented; clinically unreviewed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from app import clock
from app.domain import casefile as facts
from app.domain.health import CTCAE, Toxicity
from app.domain.partial_date import PartialDate
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
from app.domain.vocabulary.health import RedFlagKind
from app.services.opinions import Draft

from ..story import DOCTOR, Story, Verdicts, answers, day, informed, interview, month, words

NAME = "TEST-MARTINEZ"


def story() -> Story:
    """Peritoneal progression; she wants her garden, and no more chemotherapy."""
    return Story(
        _file(),
        informed(
            "Progression péritonéale après FOLFOX, OMS 2 : faut-il reprendre un traitement contre la maladie ?",
            days_ago=24,
        ),
        interview(
            days_ago=20,
            what_matters="Profiter de mon jardin et de mes petits-enfants.",
            priorities=(Priority.STAY_HOME, Priority.FAMILY_TIME),
            info_wish=InfoWish.ESSENTIAL,
            prognosis_wish=PrognosisWish.NO,
            refusals=(Refusal.CHEMOTHERAPY,),
            refusal_status=StatementStatus.STATED,
            answers=(
                *answers(
                    role__wished="me_advised",
                    length_quality__balance="5",
                    place__now="home",
                    place__if_worse="palliative_unit",
                    needs__psychological="fine",
                    needs__balance="fine",
                    needs__symptoms="difficult",
                    trusted_person__named="yes",
                    trusted_person__relation="sa fille",
                    advance_directive__exist="yes",
                ),
                words("strength.words", "Mes tomates, et ma fille qui passe tous les soirs."),
            ),
        ),
        _verdicts(),
        Draft(
            text="La RCP propose de donner la priorité aux soins de support et à une équipe de soins palliatifs dès maintenant, avec une pause du traitement contre la maladie et un suivi toutes les six semaines.",
            outcome=Outcome.RECOMMENDATION,
            wishes_account="La patiente veut rester chez elle et ne souhaite plus de chimiothérapie : la pause est proposée avec un suivi proche du domicile.",
            wishes_effect=WishesEffect.CHANGED,
            next_steps="Dr Morel revoit la patiente dans la semaine ; Inès Roux appelle l’équipe mobile de soins palliatifs.",
            trial=False,
            supportive=True,
            supportive_note="douleur et fatigue ; équipe mobile de soins palliatifs",
        ),
    )


def _verdicts() -> Verdicts:
    return {
        "supportive-care": {
            "verdict": Verdict.RETAINED,
            "rank": 1,
            "review_on": clock.today() - timedelta(days=2),
        },
        "early-palliative-care": {"verdict": Verdict.RETAINED, "rank": 1},
        "pause-follow-up": {
            "verdict": Verdict.RETAINED,
            "rank": 2,
            "wish_note": "Discuté avec la patiente, qui la demande.",
        },
        "immunotherapy-anti-pd1": {
            "verdict": Verdict.SET_ASIDE,
            "reason": "Tumeur pMMR, PD-L1 non connu ; la patiente souhaite éviter l’hôpital.",
            "reconsider_if": "la patiente change d’avis",
        },
    }


def _file() -> facts.CaseFile:
    return facts.CaseFile(
        patient=facts.Patient(
            NAME, "Alba", sex=Sex.FEMALE, birth_on=PartialDate(1955, 2, 9), local_id="TEST-0001"
        ),
        tumours=(
            facts.Tumour(
                "Adénocarcinome gastrique",
                Site.STOMACH,
                None,
                "Adénocarcinome",
                "8140/3",
                "C16.9",
                month(14),
                "IV",
                metastatic_sites="péritoine",
            ),
        ),
        biomarkers=(
            facts.Biomarker("HER2", MarkerState.NEGATIVE, method="IHC", resulted_on=month(13)),
            facts.Biomarker(
                "MSI/MMR", MarkerState.NEGATIVE, value="pMMR", method="IHC", resulted_on=month(13)
            ),
        ),
        treatments=(
            facts.Treatment(
                "FOLFOX",
                TreatmentKind.CHEMOTHERAPY,
                1,
                drugs=("oxaliplatine", "fluorouracile"),
                intent=Intent.PALLIATIVE,
                started_on=month(12),
                ended_on=month(4),
                cycles=10,
                best_response=Response.STABLE,
                progressed_on=month(1.5),
                progression_sites="péritoine",
                stop_reason=StopReason.TOXICITY,
                toxicities=(Toxicity("Neuropathie périphérique", 2, month(4.5), version=CTCAE),),
            ),
        ),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(2), day(0.8)),
            facts.Measure(MeasureKind.WEIGHT, Decimal(52), day(0.8)),
        ),
        cautions=(facts.Caution(CautionKind.HEART, Presence.NO, "", day(1)),),
        red_flags=(
            facts.RedFlag(RedFlagKind.OBSTRUCTION, "vomissements, scanner demandé", day(0.75)),
        ),
        told=facts.Told("Sait que la maladie a repris dans le ventre.", DOCTOR, day(0.7)),
    )
