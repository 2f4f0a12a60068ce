"""The depth of a case file: the G8 read in one place, weight over time, emergencies, HGVS doubts, plausibility."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.casefile import CaseFile, Measure, Patient, Treatment, Tumour
from app.domain.completeness import completeness
from app.domain.fact_rules import violations
from app.domain.health import G8, DoseReduction, FamilyHistory, RedFlag, Toxicity
from app.domain.hgvs import is_doubtful
from app.domain.measured import WeightChange, series, weight_change
from app.domain.partial_date import PartialDate as D
from app.domain.record import Informed
from app.domain.vocabulary import ItemState, MeasureKind, Need, Site, TreatmentKind
from app.domain.vocabulary.health import RedFlagKind

TODAY = date(2026, 11, 24)
FILE = CaseFile(Patient("TEST", "A", birth_on=D(1945)), (Tumour("Côlon", Site.COLORECTAL),))


def weight(value: str, on: D | None) -> Measure:
    """A weight in kilograms."""
    return Measure(MeasureKind.WEIGHT, Decimal(value), on)


def g8_item(file: CaseFile) -> ItemState:
    """What completeness says of the G8."""
    found = completeness(file, Informed(), question="?", requester=True, today=TODAY)
    return next(item.state for item in found.items if item.code is Need.G8)


def broken(fact: object) -> list[tuple[str, str]]:
    """The rules a fact breaks, with the field of each."""
    found = violations(fact, birth=D(1945), today=TODAY)
    return [(violation.code, violation.field) for violation in found]


def test_the_g8_of_an_earlier_file_and_the_new_one_are_read_in_the_same_place() -> None:
    old = replace(FILE, measures=(Measure(MeasureKind.G8, Decimal(12), D(2025, 1)),))
    both = replace(old, g8=(G8(Decimal("14.5"), D(2026, 10)),))
    assert (old.latest_g8, both.latest_g8) == (G8(Decimal(12), D(2025, 1)), both.g8[0])
    assert replace(old, g8=(G8(Decimal(15), D(2024)),)).latest_g8 == old.latest_g8
    assert g8_item(FILE) is ItemState.MISSING
    assert g8_item(both) is ItemState.PRESENT


@pytest.mark.parametrize(
    ("score", "fault"), [("14.5", []), ("17.5", ["g8_range"]), ("14.2", ["g8_range"])]
)
def test_a_g8_goes_from_0_to_17_by_halves(score: str, fault: list[str]) -> None:
    assert [code for code, _field in broken(G8(Decimal(score)))] == fault


def test_the_loss_of_weight_counts_from_the_oldest_weight_of_six_months() -> None:
    weights = (
        weight("66", D(2026, 11, 20)),
        weight("70", D(2026, 9, 1)),
        weight("72", D(2026, 6, 1)),
        weight("90", D(2025, 1, 1)),
    )
    assert weight_change(replace(FILE, measures=weights)) == WeightChange(
        Decimal("-8.3"), D(2026, 6, 1)
    )


def test_the_loss_of_weight_needs_two_dates_and_falls_back_on_the_weight_before() -> None:
    now = weight("66", D(2026, 11, 20))
    assert weight_change(replace(FILE, measures=(now, weight("80", None)))) is None
    assert weight_change(replace(FILE, measures=(now,))) is None
    older = replace(FILE, measures=(now, weight("60", D(2024, 5)), weight("88", D(2020))))
    assert weight_change(older) == WeightChange(Decimal("10.0"), D(2024, 5))


def test_two_symptoms_make_two_series_each_with_its_earlier_values() -> None:
    tired = [Measure(MeasureKind.SYMPTOM, Decimal(n), D(2026, n), name="Fatigue") for n in (3, 7)]
    cough = Measure(MeasureKind.SYMPTOM, Decimal(2), D(2026, 1), name="Toux")
    found = series(replace(FILE, measures=(*tired, cough)))
    assert [(one.latest.name, one.latest.value, len(one.earlier)) for one in found] == [
        ("Fatigue", 7, 1),
        ("Toux", 2, 0),
    ]


def test_a_resolved_emergency_leaves_the_top_of_the_pages() -> None:
    open_one = RedFlag(RedFlagKind.HYPERCALCAEMIA)
    closed = RedFlag(RedFlagKind.OBSTRUCTION, resolved=True, resolved_on=D(2026, 11))
    assert replace(FILE, red_flags=(closed, open_one)).open_red_flags == (open_one,)


@pytest.mark.parametrize(
    "text",
    [
        "", "V600E", "p.V600E", "p.Val600Glu", "p.(Val600Glu)", "NM_004333.6:c.1799T>A", "exon 19",
        "c.1799T>A, p.Val600Glu", "p.E746_A750del", "c.2235_2249del", "p.Glu23Valfs*17", "c.5266dup",
        "amplification", "EML4::ALK", "c.3028+1G>T", "c.-124C>T", "c.2236_2248delinsAC", "12 mut/Mb",
    ],
)  # fmt: skip
def test_what_is_written_as_hgvs_or_in_plain_words_raises_no_doubt(text: str) -> None:
    assert not is_doubtful(text)


@pytest.mark.parametrize(
    "text", ["c.35 G>T", "p. G12C", "c.35G->T", "p.12GC", "p.Gly12", "p.Val600Glx1", "c.1799TA"]
)
def test_what_starts_like_hgvs_and_does_not_go_on_like_it_is_doubtful(text: str) -> None:
    assert is_doubtful(text)


def test_the_parts_of_a_treatment_are_plausible() -> None:
    ahead = D(2027)
    line = Treatment(
        "FOLFIRI",
        TreatmentKind.CHEMOTHERAPY,
        dose_reductions=(DoseReduction("−25 %", on=ahead),),
        toxicities=(Toxicity("Diarrhée", 6, D(2026)), Toxicity("Fatigue", 2, ahead)),
        dose_intensity=Decimal(250),
    )
    assert broken(line) == [
        ("intensity_range", "dose_intensity"),
        ("date_in_future", "dose_reductions"),
        ("grade_range", "toxicities"),
        ("date_in_future", "toxicities"),
    ]
    assert broken(FamilyHistory("Mère", age=300)) == [("age_range", "age")]


def test_a_value_in_another_unit_is_not_judged_by_the_usual_range() -> None:
    albumin = Measure(MeasureKind.ALBUMIN, Decimal(550), unit="µmol/L")
    assert broken(albumin) == []
    assert broken(replace(albumin, unit="")) == [("measure_range", "value")]
