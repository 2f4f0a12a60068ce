"""The depth of the case on the fiche: emergencies first, every group about which something stands, still two pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.documents import fiche
from app.documents.blocks import text_of
from app.domain.casefile import CaseFile
from app.domain.health import (
    G8,
    Allergy,
    Check,
    DoseReduction,
    FamilyHistory,
    Medication,
    NervousDisease,
    RedFlag,
    SocialNote,
    Tempo,
    Toxicity,
)
from app.domain.partial_date import PartialDate as D
from app.domain.vocabulary import Presence
from app.domain.vocabulary.health import (
    CheckKind,
    CheckResult,
    Escat,
    NervousSite,
    NervousState,
    Pace,
    RedFlagKind,
    ResponseMethod,
    SampleKind,
    SocialTopic,
)
from tests.documents import sample
from tests.documents.reading import flat, pages

ON = D(2026, 11, 20)


def deep() -> CaseFile:
    """The sample's file with something in every group."""
    file = sample.CASE_FILE
    marker = replace(
        file.biomarkers[0],
        escat=Escat.I_A,
        sample_kind=SampleKind.BIOPSY,
        sample_site="foie",
        sample_on=D(2025, 3, 3),
    )
    first, second, *local = file.treatments
    line = replace(
        second,
        dose_note="",
        dose_intensity=Decimal(78),
        dose_reductions=(DoseReduction("−25 %", "irinotécan", "diarrhée", ON),),
        toxicities=(Toxicity("Diarrhée", 3, ON, "", "5.0"), Toxicity("Fatigue", 2, version="4.03")),
        response_method=ResponseMethod.RECIST,
    )
    return replace(
        file,
        biomarkers=(marker, *file.biomarkers[1:]),
        treatments=(first, line, *local),
        g8=(G8(Decimal("13.5"), ON),),
        family_history=(FamilyHistory("Mère", "cancer du sein", 44),),
        red_flags=(
            RedFlag(RedFlagKind.HYPERCALCAEMIA, "sous traitement", ON),
            RedFlag(RedFlagKind.OBSTRUCTION, "", ON, True, ON),
        ),
        nervous_diseases=(
            NervousDisease(NervousSite.BRAIN, NervousState.STABLE, True, "radiochirurgie", ON),
        ),
        tempos=(Tempo(Pace.RAPID, "Dr Test", ON),),
        medications=(Medication("Amlodipine", "5 mg"),),
        allergies=(Allergy(Presence.NO, noted_on=ON),),
        checks=(Check(CheckKind.DPD, CheckResult.NEGATIVE, "", ON),),
        social_notes=(SocialNote(SocialTopic.DISTRESS, Presence.YES, "pleure souvent"),),
    )


def words(file: CaseFile) -> str:
    """What the fiche of such a file says."""
    record = replace(sample.DRAFT, case_file=file)
    return flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))


def test_every_group_of_the_file_is_said() -> None:
    said = words(deep())
    for phrase in (
        "Positif, 65 %, ESCAT I-A",
        "Biopsie, foie",
        "intensité de dose relative 78 % ; irinotécan −25 %, diarrhée (20/11/2026)",
        "Diarrhée, grade 3 (20/11/2026) ; Fatigue, grade 2 (CTCAE 4.03)",
        "(RECIST 1.1)",
        "Score G8 13,5/17 (20/11/2026)",
        "Famille : Mère : cancer du sein à 44 ans.",
        "Évolution rapide, selon Dr Test (20/11/2026)",
        "Métastases cérébrales : stable, traitée, radiochirurgie (20/11/2026)",
        "Traitements habituels : Amlodipine 5 mg.",
        "Aucune allergie connue",
        "Déficit en DPD : absent",
        "Détresse psychologique : difficulté, pleure souvent",
        "Urgences résolues : Occlusion ou obstruction, résolue le 20/11/2026",
    ):
        assert phrase in said, phrase


def test_an_open_emergency_comes_before_the_question_and_a_resolved_one_does_not() -> None:
    said = words(deep())
    top = said[: said.index("Question posée")]
    assert "URGENCE : Hypercalcémie, sous traitement (20/11/2026)" in top
    assert "Occlusion" not in top
    assert "URGENCE" not in words(sample.CASE_FILE)


def test_a_file_with_everything_still_takes_two_pages() -> None:
    record = replace(sample.DRAFT, case_file=deep())
    assert len(pages(fiche.build(record, printed_on=sample.PRINTED_ON))) == 2


def test_a_group_nobody_filled_takes_no_place() -> None:
    said = words(sample.CASE_FILE)
    assert "Allergies" not in said
    assert "Famille" not in said
