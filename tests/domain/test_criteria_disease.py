"""Tumour type by descent, stage, response, expression and organ function: a sure fact, a near miss, an unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import config
from app.domain.casefile import Biomarker, CaseFile, Measure, Patient, Treatment, Tumour
from app.domain.criteria_disease import diagnosis, response, sex, stage
from app.domain.criteria_measures import expression, interval, organ_function
from app.domain.criteria_shape import problems
from app.domain.findings import Finding
from app.domain.logic import (
    CAUTION,
    HUMAN,
    MET,
    NOT_MET,
    ON_CASES,
    ON_TRIALS,
    UNKNOWN,
    Node,
    Reading,
    Result,
    decide,
)
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import MarkerState, MeasureKind, Response, Sex, Site, TreatmentKind
from app.exchange.terminology import tumour_tree
from app.wording.findings import finding_sentence

TREE = tumour_tree(config.ROOT / "seed" / "terminology")
TODAY = date(2026, 11, 23)
PATIENT = Patient("TEST", "Camille", sex=Sex.FEMALE)


def tumour(site: Site, histology: str = "", **more: str) -> CaseFile:
    return CaseFile(PATIENT, (Tumour("une tumeur", site, histology=histology, **more),))


def said(reading: Reading) -> str:
    """The sentence a person reads."""
    assert reading.outcome is not None
    finding = Finding("r", reading.outcome, reading.code, reading.params, reading.datum)
    return finding_sentence(finding).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("site", "histology", "wanted", "outcome"),
    [
        (Site.LUNG, "LUAD", "NSCLC", MET),
        (Site.LUNG, "Adénocarcinome pulmonaire", "NSCLC", MET),
        (Site.LUNG, "adenocarcinome", "LUAD", MET),
        (Site.LUNG, "Adénocarcinome", "LUSC", NOT_MET),
        (Site.LUNG, "Cancer bronchique non à petites cellules", "LUAD", UNKNOWN),
        (Site.LUNG, "", "LUAD", UNKNOWN),
        (Site.LUNG, "", "LUNG", MET),
        (Site.LUNG, "", "COADREAD", NOT_MET),
        (Site.LUNG, "", "LMS", UNKNOWN),
        (Site.OTHER, "", "LUAD", UNKNOWN),
        (Site.BRAIN, "Glioblastoma", "DIFG", MET),
        (Site.COLORECTAL, "Adénocarcinome lieberkühnien", "COADREAD", MET),
        (Site.COLORECTAL, "Absence d’adénocarcinome", "COADREAD", UNKNOWN),
    ],
)
def test_a_type_is_met_by_what_descends_from_it_and_unknown_above(site, histology, wanted, outcome):
    found = diagnosis({"oncotree": [wanted]}, tumour(site, histology), TREE)
    assert found.outcome is outcome
    assert bool(found.settled_by) is (outcome is UNKNOWN)


def test_a_type_says_what_the_file_has_and_what_is_asked():
    met = diagnosis({"oncotree": ["NSCLC"]}, tumour(Site.LUNG, "LUAD"), TREE)
    assert said(met) == "Adénocarcinome pulmonaire"
    missed = diagnosis({"oncotree": ["LUSC"]}, tumour(Site.LUNG, "LUAD"), TREE)
    assert said(missed) == "Adénocarcinome pulmonaire, et non Carcinome épidermoïde pulmonaire"
    vague = diagnosis({"oncotree": ["LUAD"]}, tumour(Site.LUNG), TREE)
    assert said(vague) == "type de tumeur à préciser : Adénocarcinome pulmonaire ?"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("IV", MET),
        ("stade IVB", MET),
        ("4", MET),
        ("métastatique", MET),
        ("IIIA", NOT_MET),
        ("II", NOT_MET),
        ("", UNKNOWN),
        ("III ou IV", UNKNOWN),
    ],
)
def test_a_stage_is_read_as_it_was_entered(text, outcome):
    found = stage({"in": ["IV"]}, tumour(Site.LUNG, stage=text), TODAY)
    assert found.outcome is outcome
    assert said(found)


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"tnm": "cT2 N1 M0"}, NOT_MET),
        ({"tnm": "pT4aN2bM1c"}, MET),
        ({"metastatic_sites": "foie"}, MET),
        ({"stage": "IV"}, MET),
        ({"tnm": "T2N0M0", "metastatic_sites": "foie"}, MET),
        ({"tnm": "T2N0M0, puis M1"}, UNKNOWN),
        ({}, UNKNOWN),
        ({"tnm": "T2 N0 Mx"}, UNKNOWN),
    ],
)
def test_metastases_are_read_from_what_says_so_and_sites_win_over_an_early_m0(more, outcome):
    found = stage({"metastatic": True}, tumour(Site.LUNG, **more), TODAY)
    assert found.outcome is outcome
    assert said(found)


def test_a_response_is_that_of_the_latest_treatment_asked_about():
    first = Treatment("carboplatine", TreatmentKind.CHEMOTHERAPY, 1, best_response=Response.PARTIAL)
    last = replace(first, line=2, best_response=Response.PROGRESSION)
    other = Treatment("olaparib", TreatmentKind.TARGETED, 3)
    asked = {"class": "platinum", "in": ["CR", "PR"]}

    def outcome(*rows: Treatment):
        file = replace(tumour(Site.OVARY), treatments=rows)
        assert said(response(asked, file, TODAY))
        return response(asked, file, TODAY).outcome

    assert outcome(first) is MET
    assert outcome(first, last, other) is NOT_MET
    assert outcome(replace(first, best_response=None)) is UNKNOWN
    assert outcome(replace(first, best_response=Response.NOT_EVALUABLE)) is UNKNOWN
    assert outcome(other) is UNKNOWN


def test_sex_is_met_not_met_or_unknown():
    file = tumour(Site.OVARY)
    assert sex({"is": "female"}, file, TODAY).outcome is MET
    assert sex({"is": "male"}, file, TODAY).outcome is NOT_MET
    unsaid = replace(file, patient=replace(PATIENT, sex=Sex.UNKNOWN))
    assert sex({"is": "male"}, unsaid, TODAY).outcome is UNKNOWN


PDL1 = {
    "marker": "PD-L1",
    "method": "TPS",
    "at_least": 50,
    "unit": "%",
    "asks": "anatomopathologie",
    "days": 7,
}


@pytest.mark.parametrize(
    ("value", "method", "outcome"),
    [
        ("TPS 60 %", "", MET),
        ("60 %", "IHC, TPS", MET),
        ("TPS 49 %", "22C3", NOT_MET),
        ("TPS ≥ 50 %", "", MET),
        ("TPS < 1 %", "", NOT_MET),
        ("TPS < 50 %", "", NOT_MET),
        ("TPS 1-49 %", "", NOT_MET),
        ("TPS 40-60 %", "", UNKNOWN),
        ("CPS 60", "", UNKNOWN),
        ("CPS 12, TPS 60 %", "", MET),
        ("60 %", "22C3", UNKNOWN),
        ("TPS fort", "", UNKNOWN),
    ],
)
def test_an_expression_is_compared_by_the_method_asked_for(value, method, outcome):
    row = Biomarker("PD-L1", MarkerState.POSITIVE, value=value, method=method)
    found = expression(PDL1, replace(tumour(Site.LUNG), biomarkers=(row,)), TODAY)
    assert found.outcome is outcome
    assert said(found)
    if outcome is UNKNOWN:
        assert "anatomopathologie" in found.settled_by
        assert "7" in found.settled_by


@pytest.mark.parametrize(
    "state", [MarkerState.PENDING, MarkerState.NOT_DONE, MarkerState.NON_CONTRIBUTORY]
)
def test_an_expression_without_a_result_is_unknown(state):
    row = Biomarker("PD-L1", state, value="TPS 80 %")
    found = expression(PDL1, replace(tumour(Site.LUNG), biomarkers=(row,)), TODAY)
    assert found.outcome is UNKNOWN
    assert said(found)


def test_two_results_on_either_side_of_the_limit_are_discordant():
    rows = tuple(
        Biomarker("PD-L1", MarkerState.POSITIVE, value=f"TPS {value} %") for value in (10, 80)
    )
    found = expression(PDL1, replace(tumour(Site.LUNG), biomarkers=rows), TODAY)
    assert (found.outcome, said(found)) == (UNKNOWN, "PD-L1 : résultats discordants")


def test_a_value_that_gives_two_numbers_gives_none():
    assert interval("10 % puis 30 %") is None
    assert interval("clone 22C3") is None


ALBUMIN = {"measure": "albumin", "at_least": 30, "within_days": 30, "asks": "bilan sanguin"}


@pytest.mark.parametrize(
    ("value", "on", "outcome"),
    [
        ("34", PartialDate(2026, 11, 2), MET),
        ("30", PartialDate(2026, 11, 2), MET),
        ("29.9", PartialDate(2026, 11, 2), CAUTION),
        ("34", PartialDate(2026, 8, 2), UNKNOWN),
        ("34", None, UNKNOWN),
    ],
)
def test_an_organ_beyond_a_limit_is_a_caution_and_an_old_measure_is_to_be_done_again(
    value, on, outcome
):
    measure = Measure(MeasureKind.ALBUMIN, Decimal(value), on)
    found = organ_function(ALBUMIN, replace(tumour(Site.LUNG), measures=(measure,)), TODAY)
    assert found.outcome is outcome
    assert said(found)
    assert found.settled_by == ("bilan sanguin" if outcome is UNKNOWN else "")


def test_an_organ_nobody_measured_says_who_does():
    found = organ_function(ALBUMIN, tumour(Site.LUNG), TODAY)
    assert said(found) == "Albumine (g/L) à renseigner, bilan sanguin"


@pytest.mark.parametrize(
    ("leaf", "code"),
    [
        ({"stage": {"in": ["V"]}}, "criterion_bad_value"),
        ({"stage": {}}, "criterion_missing_key"),
        ({"diagnosis": {"oncotree": []}}, "criterion_bad_value"),
        ({"expression": {"marker": "PD-L1"}}, "criterion_missing_key"),
        ({"organ_function": {"measure": "mood", "at_least": 1}}, "criterion_bad_value"),
        ({"response": {"in": ["XX"]}}, "criterion_bad_value"),
    ],
)
def test_a_malformed_leaf_is_refused_before_it_is_used(leaf, code):
    [broken] = problems([{"rule": "r", "source": "s", **leaf}])
    assert broken.code == code


# Kleene's strong tables for every pair: the worst of an "and", the best of an "or".
TRUTH = {MET: 2, UNKNOWN: 1, NOT_MET: 0}


@pytest.mark.parametrize("one", TRUTH)
@pytest.mark.parametrize("other", TRUTH)
def test_groups_follow_the_tables_of_three_valued_logic(one, other):
    nodes = tuple(Node("leaf", leaf=outcome) for outcome in (one, other))

    def outcome(kind: str, policy=ON_CASES):
        read = lambda leaf: Result(leaf, (Reading(leaf, "fact"),))  # noqa: E731
        return decide(Node(kind, nodes), read, policy).outcome

    assert TRUTH[outcome("all")] == min(TRUTH[one], TRUTH[other])
    assert TRUTH[outcome("any")] == max(TRUTH[one], TRUTH[other])
    assert TRUTH[outcome("none")] == 2 - max(TRUTH[one], TRUTH[other])
    absent = {UNKNOWN: NOT_MET}
    a, b = absent.get(one, one), absent.get(other, other)
    assert TRUTH[outcome("all", ON_TRIALS)] == min(TRUTH[a], TRUTH[b])
    assert TRUTH[outcome("any", ON_TRIALS)] == max(TRUTH[a], TRUTH[b])


def test_what_people_judge_neither_meets_nor_refuses_a_group():
    def outcome(kind: str, *outcomes):
        nodes = tuple(Node("leaf", leaf=each) for each in outcomes)
        read = lambda leaf: Result(leaf, (Reading(leaf, "fact"),))  # noqa: E731
        return decide(Node(kind, nodes), read, ON_CASES).outcome

    assert outcome("all", MET, HUMAN) is HUMAN
    assert outcome("all", NOT_MET, HUMAN) is NOT_MET
    assert outcome("any", MET, HUMAN) is MET
    assert outcome("any", NOT_MET, HUMAN) is HUMAN
    assert outcome("all", MET, CAUTION) is CAUTION
