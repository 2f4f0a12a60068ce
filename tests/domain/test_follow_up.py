"""What a follow-up must say before it is kept, and when it is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.follow_up import FollowUp, is_overdue, violations
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Applied, Obstacle, PatientAnswer

HELD = date(2026, 11, 23)
TODAY = date(2026, 12, 10)
TOLD = FollowUp(told_on=PartialDate(2026, 11, 27), told_by="Dr Morel")
DONE = replace(
    TOLD, answer=PatientAnswer.ACCEPTS, applied=Applied.YES, applied_on=date(2026, 12, 3)
)


def broken(given: FollowUp) -> set[tuple[str, str]]:
    """Code and field of each broken rule."""
    return {(v.code, v.field) for v in violations(given, held_on=HELD, today=TODAY)}


def test_a_proposal_told_accepted_and_applied_is_complete_and_final() -> None:
    assert broken(DONE) == set()
    assert DONE.is_final
    assert not TOLD.is_final


def test_the_telling_may_be_known_to_the_month_and_is_held_to_what_it_says() -> None:
    assert broken(replace(TOLD, told_on=PartialDate(2026, 11))) == set()
    assert broken(replace(TOLD, told_on=PartialDate(2026, 10))) == {
        ("date_before_meeting", "told_on")
    }
    assert broken(replace(TOLD, told_on=PartialDate(2026, 11, 22))) == {
        ("date_before_meeting", "told_on")
    }
    assert broken(replace(TOLD, told_on=PartialDate(2027))) == {("date_in_future", "told_on")}


@pytest.mark.parametrize("field", ["pps_on", "applied_on"])
def test_no_date_lies_in_the_future_or_before_the_meeting(field: str) -> None:
    late = replace(DONE, **{field: TODAY + timedelta(days=1)})
    early = replace(DONE, **{field: HELD - timedelta(days=1)})
    assert broken(late) == {("date_in_future", field)}
    assert broken(early) == {("date_before_meeting", field)}
    assert broken(replace(DONE, **{field: HELD})) == set()


def test_telling_has_a_date_and_a_person() -> None:
    assert broken(replace(TOLD, told_by=" ")) == {("told_by_missing", "told_by")}
    assert broken(replace(TOLD, told_on=None)) == {("told_on_missing", "told_on")}


def test_nobody_answers_what_was_not_told() -> None:
    assert broken(FollowUp(answer=PatientAnswer.DECLINES)) == {("answer_without_told", "told_on")}


def test_another_choice_says_which_one() -> None:
    other = replace(TOLD, answer=PatientAnswer.CHOOSES_OTHER)
    assert broken(other) == {("chosen_missing", "chosen")}
    assert broken(replace(other, chosen="Pause ou arrêt avec suivi")) == set()
    assert broken(replace(other, answer_words="Je préfère une pause.")) == set()
    accepted = replace(TOLD, answer=PatientAnswer.ACCEPTS, chosen="Pause ou arrêt avec suivi")
    assert broken(accepted) == {("chosen_not_needed", "chosen")}


def test_words_alone_are_no_answer() -> None:
    assert broken(replace(TOLD, answer_words="On verra.")) == {("answer_missing", "answer")}


@pytest.mark.parametrize("applied", [Applied.PARTLY, Applied.NO])
def test_what_was_not_fully_applied_says_why(applied: Applied) -> None:
    without = replace(DONE, applied=applied)
    assert broken(without) == {("obstacle_missing", "obstacle")}
    assert broken(replace(without, obstacle=Obstacle.HEALTH)) == set()
    other = replace(without, obstacle=Obstacle.OTHER)
    assert broken(other) == {("obstacle_unexplained", "comment")}
    assert broken(replace(other, comment="Déménagement.")) == set()


def test_what_was_applied_has_a_date_and_no_reason() -> None:
    assert broken(replace(DONE, applied_on=None)) == {("applied_on_missing", "applied_on")}
    assert broken(replace(DONE, obstacle=Obstacle.LOST)) == {("obstacle_not_needed", "obstacle")}
    assert broken(replace(DONE, applied=None)) == {("applied_missing", "applied")}


def test_a_proposal_is_overdue_from_the_thirty_first_day() -> None:
    assert not is_overdue(TODAY - timedelta(days=30), TODAY)
    assert is_overdue(TODAY - timedelta(days=31), TODAY)
