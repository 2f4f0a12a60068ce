"""A line of the list of trials: when it is stale, its criteria beside a file, and what settles an unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain import local_trial
from app.domain.casefile import Biomarker, CaseFile, Measure, Patient, Treatment, Tumour
from app.domain.findings import Finding
from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.partial_date import PartialDate
from app.domain.trial_search import TrialNote, TrialSearch, settling, violations
from app.domain.vocabulary import (
    FindingOutcome,
    MarkerState,
    MeasureKind,
    Site,
    TreatmentKind,
    TrialStatus,
    TrialStep,
)
from app.queries import vocabularies

TODAY = date(2026, 11, 25)
TREE = vocabularies.tree()
MET, NOT_MET, UNKNOWN = FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.UNKNOWN
ASKS = SimpleCriteria(
    tumours="LUAD",
    markers="EGFR L858R, ALK négatif",
    lines_at_least=1,
    performance_at_most=1,
    age_at_least=18,
)
TRIAL = LocalTrial("NCT00000001", "TEST essai", TrialStatus.OPEN, simple=ASKS)
FILE = CaseFile(
    Patient("TEST-ESSAI", "Ana", birth_on=PartialDate(1960)),
    (Tumour("Adénocarcinome bronchique", Site.LUNG, histology="adénocarcinome"),),
    biomarkers=(
        Biomarker("EGFR", MarkerState.POSITIVE, "L858R", resulted_on=PartialDate(2026, 3)),
        Biomarker("ALK", MarkerState.NEGATIVE),
    ),
    treatments=(Treatment("Carboplatine", TreatmentKind.CHEMOTHERAPY, 1, drugs=("carboplatine",)),),
    measures=(Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), PartialDate(2026, 11, 1)),),
)


def outcomes(trial: LocalTrial = TRIAL, file: CaseFile = FILE) -> dict[str, FindingOutcome]:
    """By the last part of the rule, what the engine says."""
    [looked] = local_trial.look([trial], file, today=TODAY, tree=TREE)
    return {finding.rule.rsplit(".", 1)[-1]: finding.outcome for finding in looked.findings}


@pytest.mark.parametrize(("days", "stale"), [(0, False), (30, False), (31, True)])
def test_a_line_is_stale_after_thirty_days(days: int, stale: bool) -> None:
    verified = replace(TRIAL, verified_on=TODAY - timedelta(days=days))
    assert verified.is_stale(TODAY) is stale


def test_a_line_never_verified_is_stale_unless_it_is_closed() -> None:
    assert TRIAL.is_stale(TODAY)
    assert not replace(TRIAL, status=TrialStatus.CLOSED).is_stale(TODAY)


def test_every_simple_criterion_that_holds_is_met_and_names_its_datum() -> None:
    assert set(outcomes().values()) == {MET}
    [looked] = local_trial.look([TRIAL], FILE, today=TODAY, tree=TREE)
    assert any("EGFR L858R" in finding.datum for finding in looked.findings)
    assert looked.blockers == looked.unknowns == ()
    assert looked.is_readable


@pytest.mark.parametrize(
    ("change", "rule", "expected"),
    [
        ({"tumours": (replace(FILE.tumour, site=Site.BREAST, histology=""),)}, "tumour", NOT_MET),
        ({"biomarkers": FILE.biomarkers[1:]}, "marker-1", UNKNOWN),
        ({"biomarkers": FILE.biomarkers[:1]}, "marker-2", UNKNOWN),
        ({"measures": ()}, "performance", UNKNOWN),
        ({"patient": replace(FILE.patient, birth_on=None)}, "age", UNKNOWN),
    ],
)
def test_one_change_moves_its_criterion_alone(
    change: dict[str, object], rule: str, expected: FindingOutcome
) -> None:
    found = outcomes(file=replace(FILE, **change))  # type: ignore[arg-type]
    assert found.pop(rule) is expected
    assert set(found.values()) == {MET}


def test_a_marker_is_read_as_people_type_it() -> None:
    typed = SimpleCriteria(markers="HER2 négatif; KRAS G12C +\nBRAF sauvage")
    shapes = local_trial.nodes(replace(TRIAL, simple=typed), TREE)
    assert [shape["biomarker"] for shape in shapes] == [
        {"marker": "HER2", "is": "negative"},
        {"marker": "KRAS", "is": "positive", "alteration": "G12C"},
        {"marker": "BRAF", "is": "negative"},
    ]


def test_a_line_names_everything_that_is_wrong_at_once() -> None:
    wrong = LocalTrial(
        "",
        "",
        verified_on=TODAY + timedelta(days=1),
        travel_minutes=5000,
        simple=SimpleCriteria(tumours="tumeur du zygomatique", age_at_least=70, age_at_most=18),
    )
    broken = {(v.code, v.field) for v in local_trial.violations(wrong, TREE, TODAY)}
    assert broken == {
        ("required", "number"),
        ("required", "title"),
        ("trial_tumour_unknown", "tumours"),
        ("trial_range", "travel_minutes"),
        ("trial_bounds", "age_at_most"),
        ("date_in_future", "verified_on"),
    }
    assert local_trial.violations(TRIAL, TREE, TODAY) == ()


@pytest.mark.parametrize(
    ("number", "known"),
    [
        ("NCT01234567", True),
        ("2022-500014-26-00", True),
        ("2019-003543-30", True),
        ("2021-A01563-38", True),
        ("nct01234567", True),
        ("NCT123", False),
        ("ESSAI-MAISON", False),
    ],
)
def test_the_numbers_of_registers_are_known_by_their_form(number: str, known: bool) -> None:
    assert local_trial.is_known_number(number) is known


def test_criteria_of_a_file_are_told_apart_and_too_deep_ones_left_to_people() -> None:
    nested = {"all": [{"sex": {"is": "male"}}, {"all": [{"age": {"at_least": 18}}]}]}
    told = local_trial.apart("X", [nested], "CTML, X")
    assert [set(node) - {"rule", "source"} for node in told] == [{"sex"}, {"age"}]
    assert [node["rule"] for node in told] == ["trial.X.1", "trial.X.2"]
    deep: dict[str, object] = {"sex": {"is": "male"}}
    for _level in range(9):
        deep = {"any": [deep]}
    [left] = local_trial.apart("X", [deep], "CTML, X")
    assert "human" in left


def test_an_unknown_says_who_settles_it_and_by_when() -> None:
    params = {"1.asks": "pathologiste", "1.days": "10", "2.asks": "pathologiste", "2.days": "21"}
    finding = Finding("r", UNKNOWN, "several", params)
    assert settling(finding, TODAY) == ("pathologiste", TODAY + timedelta(days=21))


def test_a_due_date_wins_over_a_usual_time_and_a_past_one_is_left_to_people() -> None:
    due = Finding("r", UNKNOWN, "marker_pending", {"asks": "labo", "due_on": "2026-12-01"})
    assert settling(due, TODAY) == ("labo", date(2026, 12, 1))
    late = replace(due, params={"asks": "labo", "due_on": "2026-11-01"})
    assert settling(late, TODAY) == ("labo", None)
    month = replace(due, params={"asks": "", "due_on": "2026-12"})
    assert settling(month, TODAY) == ("", None)


def test_a_note_says_whom_was_asked_and_why_not() -> None:
    asked = violations(TrialStep.ASKED, TODAY, "", "", TODAY)
    assert [v.code for v in asked] == ["trial_whom_missing"]
    refused = violations(TrialStep.NOT_ELIGIBLE, None, "", "", TODAY)
    assert [v.code for v in refused] == ["required", "trial_reason_missing"]
    future = violations(TrialStep.INCLUDED, TODAY + timedelta(days=1), "", "", TODAY)
    assert [v.code for v in future] == ["date_in_future"]


def test_a_new_note_of_a_trial_takes_the_place_of_the_earlier_one() -> None:
    first = TrialNote("a", "NCT1", "TEST", TrialStep.ASKED, TODAY, "centre")
    after = replace(first, step=TrialStep.NOT_ELIGIBLE, reason="OMS 2")
    search = TrialSearch().with_note(first).with_note(after)
    assert search.notes == (after,)
    assert search.without("a").is_empty
