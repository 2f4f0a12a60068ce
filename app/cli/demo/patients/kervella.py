"""TEST-KERVELLA, lung, KRAS G12C: discussed, the opinion waits for its validation. Invented; clinically unreviewed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from app import clock
from app.domain import casefile as facts
from app.domain.vocabulary import (
    CautionKind,
    InfoWish,
    Intent,
    Laterality,
    MarkerState,
    MeasureKind,
    Outcome,
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
    Verdict,
    WishesEffect,
)
from app.domain.vocabulary.health import ImagingKind
from app.services.opinions import Draft

from ..story import (
    DOCTOR,
    Story,
    Verdicts,
    answers,
    born,
    day,
    informed,
    interview,
    month,
    words,
)

NAME = "TEST-KERVELLA"
NEVER_FOUND = ("EGFR", "ALK", "ROS1", "BRAF", "MET", "RET")


def story() -> Story:
    """Progression after chemo-immunotherapy; a sailor who fears breathlessness more than anything."""
    return Story(
        _file(),
        informed(
            "Progression sous pembrolizumab d’entretien après carboplatine-pémétrexed, KRAS G12C : quelle suite ?",
            days_ago=21,
        ),
        interview(
            days_ago=18,
            what_matters="Ressortir en mer, même une heure, même assis.",
            priorities=(Priority.PROJECT, Priority.INDEPENDENCE, Priority.LIVE_LONGER),
            info_wish=InfoWish.EVERYTHING,
            prognosis_wish=PrognosisWish.LATER,
            refusals=(Refusal.INFUSIONS,),
            refusal_words="Plus de perfusion si un comprimé fait aussi bien.",
            refusal_status=StatementStatus.STATED,
            answers=(
                *answers(
                    practical__journey="20",
                    practical__travel="40",
                    practical__max_visits="3",
                    practical__transport="driven",
                    trial__open="perhaps",
                    trial__stops="travel,biopsy",
                    symptom__breath="6",
                    symptom__fatigue="4",
                    needs__psychological="help",
                    needs__balance="difficult",
                    needs__symptoms="difficult",
                ),
                words("fears.words", "Étouffer la nuit, tout seul."),
            ),
            section_shares={"inner": Share.DOCTOR_ONLY},
        ),
        _verdicts(),
        Draft(
            text="La RCP propose un inhibiteur de KRAS G12C en comprimés, avec les soins de support tournés vers le souffle et une rencontre avec l’équipe de soins palliatifs.",
            outcome=Outcome.RECOMMENDATION,
            wishes_account="Le patient ne veut plus de perfusion et se dit prêt à entendre parler d’un essai s’il est proche.",
            wishes_effect=WishesEffect.CONFIRMED,
            next_steps="Dr Morel revoit le patient ; la liste des essais ouverts est demandée au centre.",
            dissent_who="Dr Nguyễn",
            dissent_on="l’ordre entre les comprimés et un essai",
            dissent_settled=False,
            dissent_how="les deux avis sont dits au patient",
            supportive=True,
            supportive_note="souffle et moral ; consultation de soins palliatifs",
        ),
    )


def _verdicts() -> Verdicts:
    return {
        "supportive-care": {"verdict": Verdict.RETAINED, "rank": 1},
        "early-palliative-care": {"verdict": Verdict.RETAINED, "rank": 1},
        "targeted-lung-kras-met-braf": {"verdict": Verdict.RETAINED, "rank": 1},
        "clinical-trial": {
            "verdict": Verdict.TO_COMPLETE,
            "complete_what": "essais ouverts pour KRAS G12C à moins d’une heure",
            "complete_who": DOCTOR,
            "complete_by": clock.today() + timedelta(days=7),
        },
        "chemotherapy-other": {
            "verdict": Verdict.SET_ASIDE,
            "reason": "Le patient ne veut plus de perfusion tant qu’un comprimé est possible.",
            "reconsider_if": "progression sous comprimés",
        },
    }


def _file() -> facts.CaseFile:
    return facts.CaseFile(
        patient=facts.Patient(
            NAME, "Yann", sex=Sex.MALE, birth_on=born(63, 3, 17), local_id="TEST-0005"
        ),
        tumours=(
            facts.Tumour(
                "Adénocarcinome du poumon droit",
                Site.LUNG,
                Laterality.RIGHT,
                "Adénocarcinome",
                "8140/3",
                "C34.1",
                month(16),
                "IVB",
                "cT2 N2 M1c",
                "UICC 8",
                "os, surrénale",
            ),
        ),
        biomarkers=(
            _sequenced("KRAS", MarkerState.POSITIVE, "G12C"),
            *(_sequenced(marker, MarkerState.NEGATIVE) for marker in NEVER_FOUND),
            facts.Biomarker("NTRK", MarkerState.NON_CONTRIBUTORY, sample="ARN insuffisant"),
            facts.Biomarker(
                "PD-L1", MarkerState.POSITIVE, value="TPS 20 %", method="IHC", resulted_on=day(15)
            ),
        ),
        treatments=(
            facts.Treatment(
                "Carboplatine-pémétrexed-pembrolizumab",
                TreatmentKind.COMBINATION,
                1,
                drugs=("carboplatine", "pémétrexed", "pembrolizumab"),
                intent=Intent.PALLIATIVE,
                started_on=month(14),
                ended_on=month(1.2),
                cycles=16,
                best_response=Response.PARTIAL,
                progressed_on=month(1.2),
                progression_sites="os, plèvre",
                stop_reason=StopReason.PROGRESSION,
            ),
        ),
        imaging=(
            facts.Imaging(
                ImagingKind.CT,
                "thorax et abdomen",
                "os et plèvre",
                Response.PROGRESSION,
                month(1.2),
            ),
        ),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), day(0.7)),
            facts.Measure(MeasureKind.WEIGHT, Decimal(68), day(0.7)),
        ),
        cautions=(
            facts.Caution(CautionKind.LUNG_DISEASE, Presence.NO, "", day(0.7)),
            facts.Caution(CautionKind.QT, Presence.NO, "ECG fait", day(0.7)),
        ),
        told=facts.Told("Sait que la maladie a grandi dans les os et la plèvre.", DOCTOR, day(0.7)),
    )


def _sequenced(marker: str, state: MarkerState, alteration: str = "") -> facts.Biomarker:
    return facts.Biomarker(
        marker,
        state,
        alteration,
        method="NGS",
        sample="biopsie bronchique",
        resulted_on=day(15),
    )
