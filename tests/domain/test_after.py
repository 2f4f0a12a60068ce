"""What follows a meeting: each step done, to do, late or without object."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.after import Progress, Stand, is_review_late, steps
from app.domain.vocabulary import AfterStep, Applied, Outcome, PresentationState

TODAY = date(2026, 3, 14)
SIGNED = Progress(
    PresentationState.VALIDATED,
    held=True,
    outcome=Outcome.RECOMMENDATION,
    validated_on=TODAY,
    has_family_doctor=True,
)


def of(**more: object) -> dict[str, str]:
    """Where each step stands, by code."""
    found = steps(replace(SIGNED, **more), TODAY)  # type: ignore[arg-type]
    return {step.value: stand.value for step, stand in found.items()}


def ago(days: int) -> date:
    """That many days before."""
    return TODAY - timedelta(days=days)


def test_a_case_just_signed_has_all_to_do_and_no_review_without_a_day() -> None:
    due = dict.fromkeys(("letter", "told", "page", "pps", "applied"), "due")
    assert of() == {"validated": "done", **due, "review": "none"}


@pytest.mark.parametrize(
    ("known", "step", "stand"),
    [
        ({"validated_on": ago(1)}, "letter", Stand.DUE),
        ({"validated_on": ago(2)}, "letter", Stand.LATE),
        ({"validated_on": ago(2), "letter_on": ago(1)}, "letter", Stand.DONE),
        ({"has_family_doctor": False}, "letter", Stand.NONE),
        ({"validated_on": ago(30)}, "told", Stand.DUE),
        ({"validated_on": ago(31)}, "told", Stand.LATE),
        ({"validated_on": ago(31)}, "page", Stand.DUE),
        ({"released_on": TODAY, "replaced": True}, "page", Stand.DUE),
        ({"reachable": False}, "pps", Stand.NONE),
        ({"reachable": False, "validated_on": ago(31)}, "applied", Stand.LATE),
        ({"outcome": Outcome.POSTPONED}, "applied", Stand.NONE),
        ({"applied": Applied.NO}, "applied", Stand.DONE),
        ({"review_on": TODAY}, "review", Stand.DUE),
        ({"review_on": ago(1)}, "review", Stand.LATE),
        ({"review_on": ago(9), "reviewed_on": ago(10)}, "review", Stand.LATE),
        ({"review_on": ago(9), "reviewed_on": ago(9)}, "review", Stand.DONE),
        ({"review_on": ago(9), "again": True}, "review", Stand.DONE),
    ],
)
def test_where_a_step_stands(known: dict[str, object], step: str, stand: Stand) -> None:
    assert of(**known)[step] == stand.value


def test_nothing_follows_what_is_not_signed_and_a_closed_meeting_makes_it_late() -> None:
    waits = replace(SIGNED, validated_on=None, state=PresentationState.DISCUSSED)
    found = steps(waits, TODAY)
    assert found[AfterStep.VALIDATED] is Stand.LATE
    assert {found[s] for s in AfterStep if s is not AfterStep.VALIDATED} == {Stand.WAITS}


def test_a_case_the_meeting_never_came_to_is_to_be_listed_again_and_not_late() -> None:
    unseen = replace(SIGNED, validated_on=None, state=PresentationState.PREPARED)
    assert unseen.unseen
    assert steps(unseen, TODAY)[AfterStep.VALIDATED] is Stand.DUE
    assert not replace(unseen, held=False).unseen


def test_a_postponed_case_comes_back_until_it_was_presented_again() -> None:
    assert replace(SIGNED, outcome=Outcome.POSTPONED).comes_back
    assert not replace(SIGNED, outcome=Outcome.POSTPONED, again=True).comes_back
    assert not SIGNED.comes_back


def test_a_review_is_late_the_day_after_it_was_due() -> None:
    assert not is_review_late(TODAY, None, TODAY)
    assert is_review_late(ago(1), None, TODAY)
