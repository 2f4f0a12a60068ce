"""What changed since the last board, subject by subject, and what must never be told as a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.casefile import (
    Biomarker,
    CaseFile,
    Caution,
    Measure,
    Patient,
    Statement,
    Told,
    Treatment,
    Tumour,
)
from app.domain.change import Change, Kind, Subject
from app.domain.changes import changes
from app.domain.health import (
    G8,
    Check,
    DoseReduction,
    Imaging,
    NervousDisease,
    RedFlag,
    Toxicity,
)
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    MarkerState,
    MeasureKind,
    Presence,
    Priority,
    Response,
    Share,
    Speaker,
    StatementStatus,
    StopReason,
    Topic,
    TreatmentKind,
)
from app.domain.vocabulary.health import (
    CheckKind,
    CheckResult,
    ImagingKind,
    NervousSite,
    NervousState,
    RedFlagKind,
)
from app.wording.changes import change_sentence

TODAY = date(2026, 11, 23)
D = PartialDate
LINE = Treatment(
    "FOLFOX", TreatmentKind.CHEMOTHERAPY, 1, started_on=D(2025, 1), ended_on=D(2025, 8), id="a"
)
BEFORE = CaseFile(
    Patient("TEST", "Anne"),
    (Tumour("Tumeur du côlon", stage="IV", metastatic_sites="foie"),),
    biomarkers=(Biomarker("MSI/MMR", MarkerState.PENDING, id="m"),),
    treatments=(LINE,),
    measures=(
        Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), D(2026, 9, 1)),
        Measure(MeasureKind.WEIGHT, Decimal("70.0"), D(2026, 9, 1)),
    ),
    cautions=(Caution(CautionKind.QT, Presence.UNKNOWN, id="q"),),
    told=Told("Sait.", "Dr Test", D(2026, 9)),
)


def said(**given: object) -> Statement:
    """One thing the patient said in September, to the board and the page."""
    start = Statement(Topic.WHAT_MATTERS, verbatim="Mon jardin.", stated_on=date(2026, 9, 1))
    return replace(start, **given)  # type: ignore[arg-type]


def told(after: CaseFile, before: CaseFile = BEFORE) -> list[str]:
    """The sentences of what changed, spaces made plain."""
    return [" ".join(change_sentence(change, TODAY).split()) for change in changes(before, after)]


def wishes(before: tuple[Statement, ...], after: tuple[Statement, ...]) -> tuple[Change, ...]:
    """What changed between two sets of statements."""
    return changes(replace(BEFORE, statements=before), replace(BEFORE, statements=after))


def test_the_same_file_has_no_change_even_when_its_rows_were_read_again() -> None:
    again = replace(
        BEFORE,
        treatments=(replace(LINE, id="b"),),
        biomarkers=(replace(BEFORE.biomarkers[0], id=""),),
        measures=(*BEFORE.measures, Measure(MeasureKind.WEIGHT, Decimal(70), D(2026, 11, 1))),
    )
    assert changes(BEFORE, again) == ()


def test_a_new_line_a_progression_and_another_response_are_told_apart() -> None:
    second = Treatment("FOLFIRI", TreatmentKind.CHEMOTHERAPY, 2, started_on=D(2026, 9, 8))
    worse = replace(
        LINE,
        best_response=Response.PARTIAL,
        progressed_on=D(2026, 10, 28),
        progression_sites="foie, os",
        stop_reason=StopReason.PROGRESSION,
    )
    assert told(replace(BEFORE, treatments=(worse, second))) == [
        "progression sous L1 FOLFOX : foie, os (28/10/2026)",
        "L1 FOLFOX : réponse partielle",
        "nouveau : L2 FOLFIRI (dès 08/09/2026)",
    ]


def test_a_line_that_stopped_without_progression_says_why() -> None:
    going_on = replace(LINE, ended_on=None)
    stopped = replace(LINE, ended_on=D(2026, 10), stop_reason=StopReason.TOXICITY)
    before = replace(BEFORE, treatments=(going_on,))
    assert told(replace(BEFORE, treatments=(stopped,)), before) == [
        "L1 FOLFOX arrêté, toxicité (octobre 2026)"
    ]


def test_a_treatment_taken_out_of_the_file_is_said_to_be() -> None:
    assert told(replace(BEFORE, treatments=())) == ["L1 FOLFOX : retiré du dossier"]


@pytest.mark.parametrize("row", ["m", ""])
def test_an_awaited_result_arrives_whether_the_row_was_corrected_or_made_anew(row: str) -> None:
    result = Biomarker("MSI/MMR", MarkerState.NEGATIVE, resulted_on=D(2026, 11, 12), id=row)
    (found,) = changes(BEFORE, replace(BEFORE, biomarkers=(result,)))
    assert (found.subject, found.kind) == (Subject.RESULT, Kind.ARRIVED)
    assert told(replace(BEFORE, biomarkers=(result,))) == [
        "MSI/MMR : en attente → négatif (12/11/2026)"
    ]


def test_a_variant_of_uncertain_significance_is_no_arrival_and_says_so() -> None:
    vus = Biomarker("MSI/MMR", MarkerState.POSITIVE, uncertain=True, id="m")
    (found,) = changes(BEFORE, replace(BEFORE, biomarkers=(vus,)))
    assert found.kind is Kind.CHANGED
    assert told(replace(BEFORE, biomarkers=(vus,))) == [
        "MSI/MMR : en attente → positif, de signification incertaine"
    ]


def test_a_test_newly_asked_says_when_it_is_due_and_is_never_negative() -> None:
    asked = Biomarker("NTRK", MarkerState.PENDING, due_on=D(2026, 12, 1))
    after = replace(BEFORE, biomarkers=(*BEFORE.biomarkers, asked))
    assert told(after) == ["NTRK : en attente (attendu : 01/12/2026)"]


def test_performance_status_and_weight_show_both_values() -> None:
    after = replace(
        BEFORE,
        measures=(
            Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(2), D(2026, 11, 20)),
            Measure(MeasureKind.WEIGHT, Decimal("66.5"), D(2026, 11, 20)),
            Measure(MeasureKind.ALBUMIN, Decimal(33)),
            *BEFORE.measures,
        ),
    )
    assert told(after) == [
        "OMS 1 → 2 (20/11/2026)",
        "Poids 70 → 66,5 kg, −5 % (20/11/2026)",
        "Albumine 33 g/L",
    ]


def test_the_disease_a_caution_and_what_was_announced_are_changes() -> None:
    after = replace(
        BEFORE,
        tumours=(replace(BEFORE.tumour, metastatic_sites="foie, os"),),
        cautions=(Caution(CautionKind.QT, Presence.YES, "480 ms", D(2026, 11), id="q"),),
        told=Told("Sait que les os sont touchés.", "Dr Test", D(2026, 11, 20)),
    )
    assert told(after) == [
        "Métastases : foie → foie, os",
        "Allongement du QT : oui, 480 ms (novembre 2026)",
        "nouvelle annonce au patient, par Dr Test (20/11/2026)",
    ]


def test_a_wish_is_new_changed_or_withdrawn_and_an_answer_given_again_is_no_change() -> None:
    again = said(stated_on=date(2026, 11, 1), recorded_by="Mme Autre", id="z")
    assert wishes((said(),), (again,)) == ()
    new = said(topic=Topic.PRIORITY, item=Priority.STAY_HOME, rank=1, verbatim="")
    other = said(verbatim="Mes petits-enfants.", stated_on=date(2026, 11, 1))
    gone = said(status=StatementStatus.WITHDRAWN, verbatim="")
    kinds = [
        (c.kind, " ".join(change_sentence(c, TODAY).split()))
        for before, after in (((), (new,)), ((said(),), (other,)), ((said(),), (gone,)))
        for c in wishes(before, after)
    ]
    assert kinds == [
        (Kind.ADDED, "Priorités : Rester chez moi (01/09/2026)"),
        (Kind.CHANGED, "Ce qui compte : « Mes petits-enfants. » (01/11/2026)"),
        (Kind.WITHDRAWN, "Ce qui compte : retiré"),
    ]


def test_what_a_relative_says_is_named_as_theirs() -> None:
    theirs = said(speaker=Speaker.RELATIVE, speaker_name="sa fille")
    (change,) = wishes((said(),), (said(), theirs))
    assert "un proche (sa fille)\u00a0: Ce qui compte" in change_sentence(change, TODAY)


@pytest.mark.parametrize("secret_then", [True, False])
def test_what_is_for_the_doctor_only_is_no_change_and_its_old_words_do_not_come_back(
    secret_then: bool,
) -> None:
    secret = said(share=Share.DOCTOR_ONLY, verbatim="Je ne dors plus.")
    pair = ((secret,), (said(),)) if secret_then else ((said(),), (secret,))
    assert wishes(*pair) == ()
    bare = Statement(Topic.WHAT_MATTERS, share=Share.DOCTOR_ONLY, withheld=True)
    assert wishes((said(),), (bare,)) == ()


def test_what_relatives_may_not_know_is_marked_to_stay_off_paper_even_once_it_is_taken_back() -> (
    None
):
    hidden = said(not_to_relatives=True)
    assert [c.off_paper for c in wishes((), (hidden,))] == [True]
    assert [c.off_paper for c in wishes((hidden,), ())] == [True]
    assert [c.off_paper for c in wishes((), (said(),))] == [False]


def test_what_was_endured_the_emergencies_and_the_tests_before_treatment_are_changes() -> None:
    worse = replace(
        LINE,
        dose_reductions=(DoseReduction("−25 %", "irinotécan", on=D(2026, 10)),),
        toxicities=(Toxicity("diarrhée", 3, D(2026, 10)),),
    )
    after = replace(
        BEFORE,
        treatments=(worse,),
        red_flags=(RedFlag(RedFlagKind.HYPERCALCAEMIA, "3,1 mmol/L", D(2026, 11, 22)),),
        checks=(Check(CheckKind.DPD, CheckResult.NEGATIVE, noted_on=D(2026, 11, 10)),),
        nervous_diseases=(NervousDisease(NervousSite.BRAIN, NervousState.ABSENT),),
        g8=(G8(Decimal("12.5"), D(2026, 11, 10)),),
        imaging=(Imaging(ImagingKind.CT, "foie", "taille doublée", noted_on=D(2026, 10, 28)),),
    )
    assert told(after) == [
        "Hypercalcémie, 3,1 mmol/L (22/11/2026)",
        "L1 FOLFOX : doses irinotécan −25 % (octobre 2026)",
        "L1 FOLFOX : diarrhée grade 3 (octobre 2026)",
        "Scanner foie : taille doublée (28/10/2026)",
        "G8 12,5/17 (10/11/2026)",
        "Métastases cérébrales : absente, recherchée",
        "Déficit en DPD : négatif (10/11/2026)",
    ]


def test_an_emergency_that_was_resolved_is_told_too() -> None:
    flag = RedFlag(RedFlagKind.HYPERCALCAEMIA, noted_on=D(2026, 9, 1), id="r")
    before = replace(BEFORE, red_flags=(flag,))
    gone = replace(flag, resolved=True, resolved_on=D(2026, 9, 9))
    assert told(replace(BEFORE, red_flags=(gone,)), before) == [
        "Hypercalcémie : résolu (09/09/2026)"
    ]


def test_a_value_in_another_unit_is_compared_with_nothing() -> None:
    micro = Measure(MeasureKind.CREATININE, Decimal(80), D(2026, 9, 1))
    milli = Measure(MeasureKind.CREATININE, Decimal(9), D(2026, 11, 1), unit="mg/L")
    after = replace(BEFORE, measures=(*BEFORE.measures, milli))
    before = replace(BEFORE, measures=(*BEFORE.measures, micro))
    assert told(after, before) == ["Créatinine 9 mg/L (01/11/2026)"]
