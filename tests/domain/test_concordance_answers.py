"""The questionnaire beside options: its published rules, and the four tests of §2.6 over the whole set of answers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.casefile import Statement
from app.domain.concordance import fits, has_tension
from app.domain.findings import Fit
from app.domain.fit_rules import RULES
from app.domain.questionnaire import QUESTIONS, Kind, Question
from app.domain.vocabulary import (
    Family,
    FitOutcome,
    Place,
    Priority,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
    Topic,
)
from app.wording.fits import fit_detail, fit_sentence
from tests.domain.test_concordance import ENTRIES, SAID_ON, TODAY, priority, refusal

CODES = sorted(ENTRIES)
IMMUNO, TRIAL, PAUSE = "immunotherapy-anti-pd1", "clinical-trial", "pause-follow-up"
BRAF, SUPPORT, PALLIATIVE = "targeted-braf-colorectal", "supportive-care", "early-palliative-care"


def answer(code: str, value: str = "", **more) -> Statement:
    return Statement(QUESTIONS[code].topic, code, value=value, **{"stated_on": SAID_ON, **more})


def cells(entry: str, *statements: Statement, note: str = "") -> tuple[Fit, ...]:
    told = fits(ENTRIES[entry], statements, today=TODAY, practical_note=note)
    return tuple(cell for cell in told if cell.rule != "wishes.missing")


@pytest.mark.parametrize(
    ("entry", "code", "value", "expected"),
    [
        (BRAF, "side_effect.fatigue", "no", "tension"),
        (BRAF, "side_effect.fatigue", "difficult", "discuss"),
        (BRAF, "side_effect.fatigue", "acceptable", None),
        (IMMUNO, "side_effect.fatigue", "no", "discuss"),
        (IMMUNO, "side_effect.fatigue", "difficult", None),
        (BRAF, "side_effect.hair", "no", "discuss"),
        (SUPPORT, "side_effect.fatigue", "no", None),
        (TRIAL, "practical.max_visits", "2", "tension"),
        (TRIAL, "practical.max_visits", "4", "aligned"),
        (SUPPORT, "practical.max_visits", "1", "discuss"),
        (PAUSE, "practical.travel", "60", "discuss"),
        (IMMUNO, "practical.overnight", "no", "aligned"),
        (IMMUNO, "practical.overnight", "if_needed", None),
        ("targeted-therapy", "place.now", "home", "aligned"),
        (IMMUNO, "place.now", "home", "discuss"),
        (IMMUNO, "place.now", "hospital", None),
        (TRIAL, "trial.open", "no", "tension"),
        (TRIAL, "trial.open", "yes", "aligned"),
        (TRIAL, "trial.open", "perhaps", "discuss"),
        (IMMUNO, "trial.open", "no", None),
        (IMMUNO, "length_quality.balance", "1", "discuss"),
        (IMMUNO, "length_quality.balance", "5", "discuss"),
        (SUPPORT, "length_quality.balance", "5", None),
        (PAUSE, "length_quality.balance", "1", None),
    ],
)
def test_each_published_rule_answers_as_written(entry, code, value, expected):
    told = cells(entry, answer(code, value))
    assert [cell.outcome.value for cell in told] == ([expected] if expected else [])
    assert all(cell.rule == code for cell in told)


@pytest.mark.parametrize("code", ["place.now", "side_effect.hospital_stay", "practical.overnight"])
def test_a_night_in_hospital_is_in_tension_with_who_does_not_want_it(code):
    option = ENTRIES[IMMUNO]
    option = replace(option, practical=replace(option.practical, places=(Place.HOSPITAL_STAY,)))
    wish = answer(code, "home" if code == "place.now" else "no")
    [cell] = fits(option, [wish], today=TODAY)
    assert cell.outcome is FitOutcome.TENSION


def test_travel_has_no_fact_in_the_catalogue_so_the_note_of_the_case_stands_for_it():
    limit = answer("practical.travel", "60")
    [bare] = cells(IMMUNO, limit)
    assert "manquante" in fit_detail(bare)
    [noted] = cells(IMMUNO, limit, note="centre à 95 min")
    assert noted.option_fact == "centre à 95 min"
    assert noted.outcome is FitOutcome.DISCUSS
    assert cells(IMMUNO, answer("practical.large_print", "yes")) == ()


SILENT = sorted(set(QUESTIONS) - RULES)


@pytest.mark.parametrize("code", SILENT)
def test_role_fears_language_and_the_like_make_no_cell(code):
    value = QUESTIONS[code].choices[0][0] if QUESTIONS[code].choices else "5"
    for entry in CODES:
        assert cells(entry, answer(code, value, verbatim="des mots")) == ()


def test_the_silent_questions_are_those_meant_to_be():
    topics = {QUESTIONS[code].topic for code in SILENT}
    assert {Topic.ROLE, Topic.FEARS, Topic.CONFIDENTIALITY, Topic.NEEDS, Topic.CAPACITY} <= topics
    assert {"practical.language", "practical.reading"} <= set(SILENT)
    assert Topic.SIDE_EFFECT not in topics


@pytest.mark.parametrize(
    "kept",
    [
        {"share": Share.DOCTOR_ONLY},
        {"speaker": Speaker.RELATIVE},
        {"speaker": Speaker.TRUSTED_PERSON},
        {"status": StatementStatus.WITHDRAWN},
        {"status": StatementStatus.DECLINED},
    ],
)
def test_what_is_not_the_patients_open_answer_weighs_on_no_option(kept):
    assert cells(TRIAL, answer("trial.open", "no", **kept)) == ()
    assert not has_tension(cells(TRIAL, answer("trial.open", "no", **kept)))


def test_an_old_answer_is_to_be_reconfirmed_never_in_tension():
    [cell] = cells(TRIAL, answer("trial.open", "no", valid_until=date(2026, 11, 22)))
    assert cell.outcome is FitOutcome.DISCUSS
    assert "reconfirmer" in fit_sentence(cell)


def test_a_cell_shows_both_facts_and_the_day():
    [cell] = cells(TRIAL, answer("practical.max_visits", "2"))
    assert fit_sentence(cell) == "en tension\u00a0: nombre de visites"
    detail = fit_detail(cell)
    assert "12/11/2026" in detail
    assert "Visites\u00a0: 2\u00a0par mois au plus" in detail
    assert "4\u00a0visites par mois" in detail


def values(question: Question) -> list[str]:
    """Some answers to a question."""
    if question.choices:
        return [code for code, _label in question.choices]
    return {Kind.SCALE: ["0", "7"], Kind.NUMBER: ["0", "3"], Kind.MINUTES: ["30"]}.get(
        question.kind, ["x"]
    )


EVERY = [answer(q.code, value) for q in QUESTIONS.values() for value in values(q)]
EVERY += [refusal(item) for item in Refusal] + [
    priority(item, n) for n, item in enumerate(Priority, 1)
]
WISHES = st.lists(st.sampled_from(EVERY), unique_by=lambda s: (s.topic, s.item), max_size=12)


@given(WISHES, st.permutations(CODES))
def test_the_order_of_options_changes_no_cell(wishes, order):
    alone = {entry: cells(entry, *wishes) for entry in CODES}
    assert {entry: cells(entry, *wishes) for entry in order} == alone


@given(WISHES, st.sampled_from(CODES), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_no_cell(wishes, entry, random):
    shuffled = cells(entry, *random.sample(wishes, len(wishes)))
    assert sorted(map(repr, shuffled)) == sorted(map(repr, cells(entry, *wishes)))


@given(WISHES, st.sampled_from(CODES))
def test_deleting_an_answer_changes_its_own_row_only(wishes, entry):
    before = cells(entry, *wishes)
    for gone in wishes:
        after = cells(entry, *(s for s in wishes if s is not gone))
        own = cells(entry, gone)
        assert after == tuple(cell for cell in before if cell not in own)


@given(WISHES, st.sampled_from(CODES))
def test_each_cell_names_a_published_rule_and_says_a_short_sentence(wishes, entry):
    for cell in cells(entry, *wishes):
        assert cell.rule in RULES
        assert cell.said
        assert "«" not in fit_sentence(cell)
        assert re.search(r"\d", fit_sentence(cell)) is None


@given(WISHES)
def test_no_wish_makes_or_hides_an_option(wishes):
    for entry in CODES:
        for cell in cells(entry, *wishes):
            assert cell.outcome in {FitOutcome.ALIGNED, FitOutcome.TENSION, FitOutcome.DISCUSS}


def test_only_a_trial_is_set_beside_being_open_to_a_trial():
    told = {entry: cells(entry, answer("trial.open", "no")) for entry in CODES}
    assert {e for e in CODES if told[e]} == {e for e in CODES if ENTRIES[e].family is Family.TRIAL}
