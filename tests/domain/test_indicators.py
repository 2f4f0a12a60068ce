"""The activity of boards: shares, delays and rankings, each with what could not be counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.board_facts import BoardFacts, board_facts
from app.domain.indicators import SMALL, Counted, Delay, Share, activity, by_meeting
from app.domain.vocabulary import Applied, Obstacle, Outcome, Quorum, Track, WishesEffect
from tests.documents import sample

MET = date(2026, 11, 3)
FACTS = BoardFacts(Track.DISCUSS, Outcome.RECOMMENDATION, Quorum.REACHED)
LINE = Counted("p1", "m1", MET, facts=FACTS)


def share(code: str, *lines: Counted) -> Share:
    """One share of these presentations."""
    return next(s for s in activity(lines).shares if s.code == code)


def delay(code: str, *lines: Counted) -> Delay:
    """One delay of these presentations."""
    return next(d for d in activity(lines).delays if d.code == code)


def facts(**values: object) -> Counted:
    """A validated presentation with these facts."""
    return replace(LINE, facts=replace(FACTS, **values))


@pytest.mark.parametrize(
    ("code", "lines", "expected"),
    [
        ("validated", [LINE, replace(LINE, facts=None)], (1, 2, 0)),
        ("quorum", [LINE, facts(quorum=Quorum.NOT_REACHED), facts(quorum=Quorum.UNKNOWN)], (1, 2, 1)),
        ("complete", [facts(complete=True), facts(complete=False), facts(complete=None)], (1, 2, 1)),
        ("registered", [facts(track=Track.REGISTER), facts(outcome=Outcome.REGISTERED), LINE], (2, 3, 0)),
        ("wishes_changed", [facts(wishes_known=True, wishes_effect=WishesEffect.CHANGED), facts(wishes_known=True, wishes_effect=WishesEffect.NOT_FOLLOWED), facts(wishes_known=True), LINE], (1, 2, 1)),
        ("g8_done", [facts(asks_frailty=True), facts(asks_frailty=True, g8=Decimal(15)), facts(g8=Decimal(12))], (1, 2, 0)),
        ("g8_abnormal", [facts(asks_frailty=True, g8=Decimal(14)), facts(asks_frailty=True, g8=Decimal("14.5"))], (1, 2, 0)),
        ("trial_proposed", [facts(trial_proposed=True), facts(trial_proposed=False), LINE], (1, 2, 1)),
        ("applied", [replace(LINE, applied=Applied.YES), replace(LINE, applied=Applied.PARTLY), LINE, replace(facts(outcome=Outcome.POSTPONED), applied=None)], (1, 2, 1)),
        ("letter_sent", [replace(LINE, letter_on=MET), LINE, facts(outcome=Outcome.DECEASED)], (1, 2, 0)),
    ],
)  # fmt: skip
def test_a_share_counts_its_own_and_says_what_is_not_filled_in(
    code: str, lines: list[Counted], expected: tuple[int, int, int]
) -> None:
    found = share(code, *lines)
    assert (found.numerator, found.denominator, found.not_filled) == expected


def test_a_delay_gives_the_median_the_ninth_decile_and_what_has_no_date() -> None:
    lines = [replace(LINE, letter_on=date(2026, 11, 3 + n), validated_on=MET) for n in range(10)]
    found = delay("validation_to_letter", *lines, LINE)
    assert (found.counted, found.not_filled, found.median, found.decile) == (10, 1, 4.5, 8)


def test_a_step_before_the_one_it_follows_is_no_negative_delay() -> None:
    found = delay("board_to_told", replace(LINE, told_on=date(2026, 10, 30)))
    assert found.median == 0


def test_months_without_a_meeting_are_shown_empty_across_the_year() -> None:
    lines = [LINE, replace(LINE, met_on=date(2027, 2, 1))]
    assert [(m.code, m.number) for m in activity(lines).months] == [
        ("2026-11", 1),
        ("2026-12", 0),
        ("2027-01", 0),
        ("2027-02", 1),
    ]


def test_the_most_frequent_comes_first_and_patients_are_counted_once() -> None:
    lines = [
        facts(missing_specialities=("Chirurgie",)),
        facts(missing_specialities=("Chirurgie", "Radiothérapie")),
        replace(LINE, obstacle=Obstacle.PATIENT_CHOICE, number=2),
    ]
    found = activity(lines)
    assert [(r.code, r.number) for r in found.missing_specialities] == [
        ("Chirurgie", 2),
        ("Radiothérapie", 1),
    ]
    assert (found.presentations, found.patients, found.again) == (3, 1, 1)
    assert [r.code for r in found.obstacles] == ["patient_choice"]


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_figure_or_its_complement_below_the_limit_is_small(part: int, rest: int) -> None:
    small = Share("x", part, part + rest).is_small
    assert small == (0 < part < SMALL or 0 < rest < SMALL)


def test_each_meeting_is_counted_apart_and_adds_up_to_the_whole() -> None:
    lines = [LINE, replace(LINE, meeting="m2"), replace(LINE, meeting="m2", patient="p2")]
    apart = by_meeting(lines)
    assert {m: a.presentations for m, a in apart.items()} == {"m1": 1, "m2": 2}
    assert sum(a.presentations for a in apart.values()) == activity(lines).presentations


@pytest.mark.parametrize(
    ("concluded", "national", "counted"),
    [(True, None, True), (False, True, False), (None, True, True), (None, None, None)],
)
def test_a_trial_counts_where_the_conclusion_says_it_and_else_where_the_national_page_did(
    concluded: bool | None, national: bool | None, counted: bool | None
) -> None:
    said = replace(
        sample.DRAFT,
        opinion=replace(sample.DRAFT.opinion, trial=concluded),
        national=replace(sample.DRAFT.national, trial=national),
    )
    assert board_facts(said, MET).trial_proposed is counted


def test_what_is_counted_of_a_record_holds_no_word_of_anybody() -> None:
    record = sample.validated()
    counted = board_facts(record, MET)
    assert counted.wishes_known
    assert counted.supportive_assessed
    said = repr(counted)
    assert record.case_file.patient.birth_name not in said
    assert all(s.verbatim not in said for s in record.case_file.statements if s.verbatim)
