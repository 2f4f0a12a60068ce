"""Options side by side: a cell depends on its own option only, a wish on its own row, a figure never goes bare."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.burden import burden
from app.domain.casefile import Statement
from app.domain.catalogue import Figure
from app.domain.combinations import together
from app.domain.concordance import fits
from app.domain.record import Option
from app.domain.side_by_side import Question, chosen, figures_of, if_waiting, is_sourced, rows
from app.domain.vocabulary import Mark, Priority, Refusal, Topic, Verdict
from app.exchange.catalogue import read_entry

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
ENTRIES = {p.stem: read_entry(p.read_text(encoding="utf-8")) for p in CATALOGUE.glob("*.yaml")}
TODAY = date(2026, 11, 23)
WISHES = (
    *(Statement(Topic.REFUSAL, item, stated_on=TODAY) for item in Refusal),
    *(Statement(Topic.PRIORITY, item, n, stated_on=TODAY) for n, item in enumerate(Priority, 1)),
    Statement(Topic.PRACTICAL, "practical.max_visits", value="2", stated_on=TODAY),
    Statement(Topic.PRACTICAL, "practical.travel", value="40", stated_on=TODAY),
    Statement(Topic.TRIAL, "trial.open", value="no", stated_on=TODAY),
    Statement(Topic.WHAT_MATTERS, verbatim="Voir la mer.", stated_on=TODAY),
)
JOURNEY = Statement(Topic.PRACTICAL, "practical.journey", value="55", stated_on=TODAY)


def option(code: str, statements=(), **more) -> Option:
    entry = ENTRIES[code]
    known = burden(entry, (JOURNEY, *statements), today=TODAY)
    cells = fits(entry, statements, today=TODAY, known=known)
    return Option(entry, (), cells, burden=known, id=code, **more)


def table(codes, statements):
    """Every cell by its row and the option it belongs to."""
    shown = rows([option(code, statements) for code in codes])
    return {
        (row.question, row.wish and (row.wish.rule, row.wish.said), code): cell
        for row in shown
        for code, cell in zip(codes, row.cells, strict=True)
    }


codes_chosen = st.lists(st.sampled_from(sorted(ENTRIES)), min_size=2, max_size=4, unique=True)
wishes_said = st.lists(st.sampled_from(WISHES), max_size=6, unique_by=lambda s: (s.topic, s.item))


@given(codes_chosen.flatmap(lambda c: st.tuples(st.just(c), st.permutations(c))), wishes_said)
def test_permuting_options_changes_no_cell(both, statements):
    first, second = both
    assert table(first, statements) == table(second, statements)


@given(codes_chosen, wishes_said)
def test_the_company_of_an_option_changes_no_cell_of_its_own(codes, statements):
    whole = table(codes, statements)
    pair = table(codes[:2], statements)
    assert {key: cell for key, cell in whole.items() if key in pair} == pair


@given(codes_chosen, wishes_said.filter(lambda s: len(s) > 1))
def test_taking_a_wish_back_changes_its_own_row_only(codes, statements):
    whole = table(codes, statements)
    for gone in statements:
        left = table(codes, [s for s in statements if s is not gone])
        moved = {key[:2] for key in whole.keys() ^ left.keys()}
        changed = {key for key in whole.keys() & left.keys() if whole[key] != left[key]}
        assert changed == set()
        assert len(moved) <= 1
        assert all(question is Question.WISHES for question, _wish in moved)


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_every_figure_shown_has_population_comparator_source_year_and_certainty(code):
    entry = ENTRIES[code]
    assert figures_of(entry) == entry.clinical.figures
    for figure in figures_of(entry):
        assert figure.population
        assert figure.comparator
        assert re.search(r"\b(19|20)\d\d\b", figure.source)
        assert figure.mark in set(Mark)


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_no_percentage_of_benefit_or_harm_stands_without_its_source(code):
    shown = {row.question: row.cells[0] for row in rows([option(code)])}
    for question in (Question.BRINGS, Question.COSTS):
        assert [f.text for f in shown[question].facts if "%" in f.text] == []


@pytest.mark.parametrize(
    "change", [{"population": ""}, {"comparator": " "}, {"source": "ESSAI"}, {"text": ""}]
)
def test_a_figure_without_one_of_its_parts_is_counted_and_not_shown(change):
    whole = Figure("8 mois contre 5.", "adultes", "placebo", "ESSAI, 2019", Mark.TO_CHECK)
    assert is_sourced(whole)
    entry = ENTRIES["pause-follow-up"]
    figures = (whole, replace(whole, **change))
    entry = replace(entry, clinical=replace(entry.clinical, figures=figures))
    [brings] = [r.cells[0] for r in rows([Option(entry, (), ())]) if r.question is Question.BRINGS]
    assert (brings.figures, brings.incomplete) == ((whole,), 1)


def test_the_order_is_that_of_the_presentation_whatever_was_ticked_first():
    options = [option(code) for code in ("supportive-care", "clinical-trial", "pause-follow-up")]
    found = chosen(options, ["pause-follow-up", "supportive-care", "no such"])
    assert [o.id for o in found] == ["supportive-care", "pause-follow-up"]
    assert if_waiting(options).code == "pause-follow-up"


def test_what_the_board_puts_together_is_read_both_ways():
    trial = option("clinical-trial", verdict=Verdict.RETAINED, rank=2)
    pause = option("pause-follow-up", with_option="Essai clinique")
    local = option("local-treatment", with_option="option 2")
    options = (option("supportive-care"), trial, local, pause)
    assert together(pause, options).said == (trial.title,)
    assert together(trial, options).said == (local.title, pause.title)
    assert together(local, options).said == (trial.title,)


def test_supportive_and_palliative_care_combine_with_anything_and_the_others_say_so():
    support, trial = option("supportive-care"), option("clinical-trial")
    assert together(support, (support, trial)).with_anything
    assert together(trial, (support, trial)).open_to == (support.title,)
    assert not together(trial, (support, trial)).with_anything


def test_words_that_name_no_option_stay_as_the_board_wrote_them():
    pause = option("pause-follow-up", with_option="une cure thermale")
    assert together(pause, (pause, option("clinical-trial"))).words == "une cure thermale"


def test_quality_of_life_is_a_row_of_its_own_for_every_option():
    shown = {row.question: row.cells for row in rows([option(code) for code in sorted(ENTRIES)])}
    order = list(shown)
    assert order.index(Question.QUALITY) == order.index(Question.BRINGS) + 1
    cells = dict(zip(sorted(ENTRIES), shown[Question.QUALITY], strict=True))
    assert cells["early-palliative-care"].facts or cells["early-palliative-care"].figures
    written = [f.text for cell in cells.values() for f in (*cell.facts, *cell.figures)]
    assert all("ualité de vie" in text for text in written)
