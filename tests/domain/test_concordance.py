"""Wishes beside options: published rules, one cell a wish, no score, nothing said for others."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.casefile import Statement
from app.domain.concordance import fits, has_tension
from app.domain.findings import Fit
from app.domain.vocabulary import (
    FitOutcome,
    Place,
    Priority,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
    Topic,
)
from app.exchange.catalogue import read_entry
from app.wording.fits import fit_detail, fit_sentence

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
ENTRIES = {
    path.stem: read_entry(path.read_text(encoding="utf-8")) for path in CATALOGUE.glob("*.yaml")
}
TODAY = date(2026, 11, 23)
SAID_ON = date(2026, 11, 12)


def refusal(item: str, **more) -> Statement:
    return Statement(Topic.REFUSAL, item, stated_on=SAID_ON, **more)


def priority(item: str, rank: int = 1, **more) -> Statement:
    return Statement(Topic.PRIORITY, item, rank, stated_on=SAID_ON, **more)


WORDS = Statement(
    Topic.WHAT_MATTERS, verbatim="Rester debout pour le mariage de ma fille.", stated_on=SAID_ON
)
FREE_REFUSAL = refusal("", verbatim="Je ne veux plus de sonde.")


def cells(code: str, *statements: Statement, note: str = "") -> tuple[Fit, ...]:
    return fits(ENTRIES[code], statements, today=TODAY, practical_note=note)


def outcome(code: str, statement: Statement) -> str:
    [cell] = cells(code, statement)
    return cell.outcome.value


@pytest.mark.parametrize(
    ("code", "statement", "expected"),
    [
        ("targeted-braf-colorectal", refusal(Refusal.INFUSIONS), "tension"),
        ("immunotherapy-anti-pd1", refusal(Refusal.INFUSIONS), "tension"),
        ("targeted-therapy", refusal(Refusal.INFUSIONS), "aligned"),
        ("clinical-trial", refusal(Refusal.INFUSIONS), "discuss"),
        ("clinical-trial", refusal(Refusal.FREQUENT_VISITS), "tension"),
        ("pause-follow-up", refusal(Refusal.FREQUENT_VISITS), "aligned"),
        ("targeted-braf-colorectal", refusal(Refusal.FREQUENT_VISITS), "aligned"),
        ("supportive-care", refusal(Refusal.FREQUENT_VISITS), "discuss"),
        ("immunotherapy-anti-pd1", refusal(Refusal.HOSPITAL_STAY), "aligned"),
        ("clinical-trial", refusal(Refusal.HOSPITAL_STAY), "discuss"),
        ("clinical-trial", refusal(Refusal.TRIAL), "tension"),
        ("immunotherapy-anti-pd1", refusal(Refusal.CHEMOTHERAPY), "aligned"),
        ("clinical-trial", refusal(Refusal.CHEMOTHERAPY), "discuss"),
        ("targeted-braf-colorectal", refusal(Refusal.SKIN), "tension"),
        ("targeted-braf-colorectal", refusal(Refusal.FATIGUE), "tension"),
        ("immunotherapy-anti-pd1", refusal(Refusal.FATIGUE), "discuss"),
        ("supportive-care", refusal(Refusal.DIGESTIVE), "aligned"),
        ("targeted-therapy", refusal(Refusal.ANY_ANTICANCER), "tension"),
        ("pause-follow-up", refusal(Refusal.ANY_ANTICANCER), "aligned"),
        ("pause-follow-up", refusal(Refusal.STOPPING), "tension"),
        ("supportive-care", refusal(Refusal.STOPPING), "aligned"),
        ("immunotherapy-anti-pd1", refusal(Refusal.STOPPING), "aligned"),
        ("targeted-therapy", priority(Priority.STAY_HOME), "aligned"),
        ("immunotherapy-anti-pd1", priority(Priority.STAY_HOME), "discuss"),
        ("clinical-trial", priority(Priority.STAY_HOME), "tension"),
        ("early-palliative-care", priority(Priority.AVOID_HOSPITAL), "aligned"),
        ("immunotherapy-anti-pd1", priority(Priority.AVOID_HOSPITAL), "discuss"),
        ("clinical-trial", priority(Priority.AVOID_HOSPITAL), "tension"),
        ("supportive-care", priority(Priority.FEEL_WELL), "aligned"),
        ("early-palliative-care", priority(Priority.PAIN_RELIEF), "aligned"),
        ("targeted-therapy", priority(Priority.FEEL_WELL), "discuss"),
        ("clinical-trial", priority(Priority.RESEARCH), "aligned"),
        ("immunotherapy-anti-pd1", priority(Priority.LIVE_LONGER), "discuss"),
        ("immunotherapy-anti-pd1", WORDS, "discuss"),
        ("immunotherapy-anti-pd1", FREE_REFUSAL, "discuss"),
    ],
)
def test_each_published_rule_answers_as_written(code, statement, expected):
    assert outcome(code, statement) == expected


def test_a_night_in_hospital_is_in_tension_with_who_refuses_it_or_wants_home():
    option = ENTRIES["supportive-care"]
    option = replace(option, practical=replace(option.practical, places=(Place.HOSPITAL_STAY,)))
    wishes = (refusal(Refusal.HOSPITAL_STAY), priority(Priority.STAY_HOME))
    assert {cell.outcome for cell in fits(option, wishes, today=TODAY)} == {FitOutcome.TENSION}


def test_a_cell_shows_both_facts_its_rule_and_the_day_of_the_words():
    [cell] = cells("targeted-braf-colorectal", refusal(Refusal.INFUSIONS))
    assert cell.rule == "refusal.infusions"
    assert cell.said == "Les perfusions"
    assert cell.said_on == "12/11/2026"
    assert cell.option_fact == "Comprimés et perfusion"
    assert fit_sentence(cell) == "en tension\u00a0: perfusions"
    assert "12/11/2026" in fit_detail(cell)
    assert "Comprimés et perfusion" in fit_detail(cell)


def test_the_sentences_are_those_of_the_meeting_screen():
    [kept] = cells("targeted-therapy", priority(Priority.STAY_HOME))
    assert fit_sentence(kept) == "va dans le sens\u00a0: rester chez soi"
    [open_] = cells("immunotherapy-anti-pd1", priority(Priority.AVOID_HOSPITAL))
    assert fit_sentence(open_) == "à discuter\u00a0: moins d’hôpital"
    [respected] = cells("targeted-therapy", refusal(Refusal.INFUSIONS))
    assert fit_sentence(respected) == "va dans le sens\u00a0: pas de perfusion"
    [words] = cells("targeted-therapy", WORDS)
    assert "Rester debout pour le mariage de ma fille." in fit_sentence(words)


def test_the_note_of_this_case_stands_beside_places_and_visits():
    wishes = (refusal(Refusal.FREQUENT_VISITS), refusal(Refusal.CHEMOTHERAPY))
    visits, family = cells("clinical-trial", *wishes, note="à 55 min")
    assert visits.option_fact == "4\u00a0visites par mois (à 55 min)"
    assert "55 min" not in family.option_fact


def test_an_unknown_fact_of_the_option_is_said_missing():
    [cell] = cells("supportive-care", refusal(Refusal.FREQUENT_VISITS))
    assert "manquante" in fit_detail(cell)


def test_a_wish_to_be_reconfirmed_is_to_discuss_never_in_tension():
    [cell] = cells("clinical-trial", refusal(Refusal.TRIAL, valid_until=date(2026, 11, 22)))
    assert cell.outcome is FitOutcome.DISCUSS
    assert "reconfirmer" in fit_sentence(cell)
    assert outcome("clinical-trial", refusal(Refusal.TRIAL, valid_until=TODAY)) == "tension"


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ((), "non recueilli"),
        ((refusal(Refusal.TRIAL, status=StatementStatus.NOT_ASKED),), "non recueilli"),
        ((refusal(Refusal.TRIAL, status=StatementStatus.WITHDRAWN),), "non recueilli"),
        ((refusal(Refusal.TRIAL, speaker=Speaker.RELATIVE),), "non recueilli"),
        ((refusal("", status=StatementStatus.DECLINED),), "sans réponse"),
        ((refusal(Refusal.TRIAL, share=Share.DOCTOR_ONLY),), "non partagé"),
    ],
)
def test_nothing_to_compare_is_one_cell_that_says_why(statements, said):
    [cell] = cells("clinical-trial", *statements)
    assert cell.outcome is FitOutcome.MISSING
    assert fit_sentence(cell) == said
    assert not has_tension([cell])


def test_what_is_for_the_doctor_only_leaves_no_trace_in_any_cell():
    secret = refusal(
        Refusal.TRIAL, verbatim="surtout pas d'essai", share=Share.DOCTOR_ONLY, valid_until=SAID_ON
    )
    told = cells("clinical-trial", secret, priority(Priority.RESEARCH))
    assert [cell.rule for cell in told] == ["priority.research"]
    assert "essai" not in repr(cells("clinical-trial", secret)).replace("clinical", "")


def test_words_not_for_relatives_are_marked_for_the_screen_only():
    [cell] = cells("clinical-trial", refusal(Refusal.TRIAL, not_to_relatives=True))
    assert cell.params["screen_only"] == "yes"


def test_tension_is_found_wherever_it_stands():
    told = cells("clinical-trial", priority(Priority.RESEARCH), refusal(Refusal.TRIAL))
    assert has_tension(told)
    assert not has_tension(told[:1])


STATEMENTS = st.lists(
    st.one_of(
        st.sampled_from([refusal(item) for item in Refusal]),
        st.sampled_from([priority(item, rank) for rank, item in enumerate(Priority, 1)]),
        st.sampled_from([WORDS, FREE_REFUSAL]),
    ),
    unique_by=lambda s: (s.topic, s.item),
    max_size=6,
)
CODES = sorted(ENTRIES)


@given(STATEMENTS, st.permutations(CODES))
def test_the_order_of_options_changes_no_cell(statements, order):
    alone = {code: cells(code, *statements) for code in CODES}
    assert {code: cells(code, *statements) for code in order} == alone


@given(STATEMENTS, st.sampled_from(CODES), st.randoms(use_true_random=False))
def test_the_order_of_the_words_changes_no_cell(statements, code, random):
    shuffled = random.sample(statements, len(statements))
    assert set(map(repr, cells(code, *shuffled))) == set(map(repr, cells(code, *statements)))


@given(STATEMENTS.filter(lambda s: len(s) > 1), st.sampled_from(CODES))
def test_removing_a_wish_removes_its_own_row_only(statements, code):
    before = cells(code, *statements)
    for gone in statements:
        after = cells(code, *(s for s in statements if s is not gone))
        lost = [cell for cell in before if cell not in after]
        assert len(lost) == 1
        assert [cell for cell in after if cell not in before] == []


@given(STATEMENTS.filter(bool), st.sampled_from(CODES))
def test_every_wish_has_one_cell_in_the_order_it_was_said_not_by_fit(statements, code):
    told = cells(code, *statements)
    assert len(told) == len(statements)
    topics = [cell.params["topic"] for cell in told]
    assert topics == sorted(topics, key=["priority", "refusal", "what_matters"].index)
    assert all(cell.rule and cell.said and fit_sentence(cell) for cell in told)


def test_no_cell_carries_a_number_that_could_be_a_score():
    assert {field.type for field in fields(Fit)} <= {"str", "FitOutcome", "Mapping[str, str]"}


@pytest.mark.parametrize("item", [*Refusal, *Priority])
def test_every_wish_of_the_form_has_its_own_words_in_the_cell(item):
    statement = refusal(item) if isinstance(item, Refusal) else priority(item)
    for code in CODES:
        [cell] = cells(code, statement)
        assert "«" not in fit_sentence(cell)
