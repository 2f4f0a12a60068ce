"""Time under each drug, time to progression and type of loss of efficacy, from the dates alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.casefile import Treatment
from app.domain.exposure import Exposure, Loss, Months, exposures, loss_of, time_to_progression
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Response, StopReason, TreatmentKind
from app.wording.exposure import after, drug_times, loss_type

TODAY = date(2026, 11, 29)
D = PartialDate
LINE = Treatment(
    "FOLFOX", TreatmentKind.CHEMOTHERAPY, 1, drugs=("oxaliplatine", "5-FU"),
    started_on=D(2025, 1, 1), ended_on=D(2025, 7, 1),
)  # fmt: skip


def of(*treatments: Treatment) -> dict[str, Exposure]:
    """The exposures by drug."""
    return {one.drug: one for one in exposures(treatments, TODAY)}


def test_a_drug_given_in_two_lines_is_added_up_whatever_its_spelling() -> None:
    again = replace(
        LINE, line=3, drugs=("Oxaliplatin",), started_on=D(2026, 1, 1), ended_on=D(2026, 4, 1)
    )
    found = of(LINE, again)
    assert found["oxaliplatine"].months == Months(9, 9)
    assert found["5-FU"].months == Months(6, 6)
    assert [t.line for t in found["oxaliplatine"].lines] == [1, 3]


def test_lines_that_overlap_are_counted_once() -> None:
    assert of(LINE, replace(LINE, line=2, label="x"))["5-FU"].months == Months(6, 6)


def test_partial_dates_give_a_range_and_missing_ones_no_number() -> None:
    vague = replace(LINE, started_on=D(2025, 1), ended_on=D(2025, 7))
    assert of(vague)["5-FU"].months == Months(5, 7)
    stopped = replace(LINE, ended_on=None, stop_reason=StopReason.TOXICITY)
    assert of(stopped)["5-FU"].months is None
    assert of(LINE, replace(stopped, line=2))["5-FU"].without_dates == 1


def test_a_drug_that_goes_on_is_counted_until_today_and_says_so() -> None:
    now = replace(LINE, ended_on=None, started_on=D(2026, 5, 29))
    assert (of(now)["5-FU"].months, of(now)["5-FU"].ongoing) == (Months(6, 6), True)
    assert drug_times([now], TODAY)[0][1].replace("\u00a0", " ") == "6 mois, en cours (L1)"


@pytest.mark.parametrize(
    ("best", "kind"),
    [
        (Response.PROGRESSION, Loss.PRIMARY),
        (Response.STABLE, Loss.HELD),
        (Response.PARTIAL, Loss.RELAPSE),
        (Response.COMPLETE, Loss.RELAPSE),
        (Response.NOT_EVALUABLE, Loss.UNKNOWN),
        (None, Loss.UNKNOWN),
    ],
)
def test_the_type_of_loss_comes_from_the_best_response(best: Response | None, kind: Loss) -> None:
    lost = replace(LINE, best_response=best, progressed_on=D(2025, 6, 1))
    assert loss_of(lost) is kind
    assert "meilleure réponse" in loss_type(lost)


def test_without_progression_nothing_is_said_of_a_loss() -> None:
    assert loss_of(replace(LINE, best_response=Response.STABLE)) is None
    assert loss_type(LINE) == ""


def test_the_time_to_progression_is_counted_or_not_said() -> None:
    assert time_to_progression(replace(LINE, progressed_on=D(2025, 5, 1))) == Months(4, 4)
    assert after(replace(LINE, progressed_on=D(2025, 5))).replace("\u00a0", " ") == (
        "progression 4 à 5 mois (dates partielles) après le début"
    )
    assert time_to_progression(replace(LINE, progressed_on=D(2024, 5, 1))) is None
    assert after(LINE) == ""
