"""Figures for a patient: shares of people only, picked one by one, never without whom they count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import ChosenFigure, Figure, Frequency
from app.domain.frequency import MOST, offers, shown, violations
from app.domain.page_text import Openness
from app.domain.vocabulary import FigureOutcome, Mark
from app.exchange.figure_lines import figure_line, read_figure
from tests.documents import sample

SHARE = Frequency(FigureOutcome.ALIVE, 13, 3, 60)
FIGURE = Figure("13 % contre 3 %.", "adultes", "docétaxel", "ESSAI, 2021", Mark.VERIFIED, (SHARE,))
CHOSEN = ChosenFigure("L’immunothérapie", FIGURE, "Des personnes comme vous.", by="Dr Test")


def with_figures(*figures: Figure):
    """The sample record whose first option has these figures."""
    first, *others = sample.DRAFT.options
    entry = replace(first.entry, clinical=replace(first.entry.clinical, figures=figures))
    bare = [replace(o, entry=replace(o.entry, clinical=replace(o.entry.clinical, figures=()))) for o in others]  # fmt: skip
    return replace(sample.DRAFT, options=(replace(first, id="one", entry=entry), *bare))


@pytest.mark.parametrize("number", [-1, 101])
def test_a_share_is_out_of_a_hundred(number: int) -> None:
    with pytest.raises(ValueError, match="hundred"):
        Frequency(FigureOutcome.ALIVE, number)


def test_a_median_or_a_figure_still_to_check_is_offered_to_nobody() -> None:
    median = replace(FIGURE, text="Survie médiane 10 mois.", frequencies=())
    doubtful = replace(FIGURE, mark=Mark.TO_CHECK)
    assert [o.figure for o in offers(with_figures(median, doubtful, FIGURE))] == [FIGURE]


@pytest.mark.parametrize("openness", list(Openness))
def test_only_a_patient_who_asked_for_figures_reads_any(openness: Openness) -> None:
    [carded, *_others] = [o for o in sample.DRAFT.options if o.has_card]
    [bare, *_others] = [o for o in sample.DRAFT.options if not o.has_card]
    of_card = replace(CHOSEN, plain_title=carded.entry.patient.title)
    of_none = replace(CHOSEN, plain_title=bare.entry.patient.title)
    record = replace(sample.DRAFT, figures=(of_card, of_none))
    assert shown(record, openness) == ((of_card,) if openness is Openness.FIGURES else ())


def test_everything_that_forbids_a_figure_is_said_at_once() -> None:
    found = violations(" ", None, Openness.NO_FUTURE, [CHOSEN] * MOST)
    assert [v.code for v in found] == [
        "figures_not_asked_for",
        "figure_missing",
        "figures_enough",
        "figure_without_whom",
    ]


def test_the_same_figure_is_not_put_twice() -> None:
    [offer] = offers(with_figures(FIGURE))
    assert [v.code for v in violations("x", offer, Openness.FIGURES, [CHOSEN])] == ["figure_chosen"]
    assert violations("x", offer, Openness.FIGURES, []) == ()


@given(
    st.lists(
        st.fixed_dictionaries(
            {"outcome": st.sampled_from([o.value for o in FigureOutcome]), "here": st.integers(0, 100)},
            optional={"there": st.integers(0, 100), "months": st.integers(1, 240)},
        ),
        min_size=1,
        max_size=3,
    )
)  # fmt: skip
def test_what_an_editor_typed_is_read_back_as_it_was(shares: list[dict[str, object]]) -> None:
    figure = {"text": "t", "population": "p", "comparator": "c", "source": "s, 2020", "mark": "V", "frequencies": shares}  # fmt: skip
    line = figure_line(figure)
    assert line.startswith("V : ")
    assert read_figure(line.removeprefix("V : "), "V") == figure


@pytest.mark.parametrize(
    "shares", ["en vie 60 mois 101/3", "en vie", "guéris 3/4", "en vie 3/", ""]
)
def test_a_share_that_is_not_one_is_refused(shares: str) -> None:
    assert read_figure(f"t | p | c | s, 2020 | {shares}", "V") is None
