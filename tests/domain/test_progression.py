"""A progression known of since the patient spoke: earlier wishes are to be reconfirmed, and the page protects."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain import concordance, preferences
from app.domain.casefile import Imaging, Statement, Treatment
from app.domain.partial_date import PartialDate
from app.domain.preferences import PageMode
from app.domain.vocabulary import (
    FitOutcome,
    InfoWish,
    Priority,
    Response,
    Speaker,
    Topic,
    TreatmentKind,
)
from app.domain.vocabulary.health import ImagingKind
from tests.documents import sample

SAID, TODAY = date(2026, 9, 10), date(2026, 11, 20)
WISHES = (
    Statement(Topic.INFO_WISH, InfoWish.EVERYTHING, stated_on=SAID),
    Statement(Topic.PRIORITY, Priority.STAY_HOME, rank=1, stated_on=SAID),
    Statement(Topic.TRUSTED_PERSON, "trusted_person.named", stated_on=SAID, value="yes"),
)


def line(progressed: PartialDate | None) -> Treatment:
    """A line of chemotherapy under which the disease progressed that day."""
    return Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, line=1, progressed_on=progressed)


def scan(noted: PartialDate | None, conclusion: Response | None) -> Imaging:
    """A scan that concludes so."""
    return Imaging(next(iter(ImagingKind)), "foie", "", conclusion, noted)


def marked(*days: PartialDate) -> tuple[Statement, ...]:
    """The wishes, read with these progressions."""
    return preferences.since_progression(WISHES, days)


@pytest.mark.parametrize(
    ("progression", "reconfirm"),
    [
        (PartialDate(2026, 9, 11), True),
        (PartialDate(2026, 10), True),
        (PartialDate(2026, 9, 10), False),
        (PartialDate(2026, 9), False),
        (PartialDate(2026), False),
        (PartialDate(2026, 8, 2), False),
    ],
)
def test_only_a_progression_certainly_later_than_the_words_makes_them_old(
    progression: PartialDate, reconfirm: bool
) -> None:
    said = marked(progression)
    assert preferences.wishes(said, TODAY).to_reconfirm is reconfirm
    expected = PageMode.PROTECTIVE if reconfirm else PageMode.FULL
    assert preferences.page_mode(said, TODAY) is expected


def test_a_line_and_an_imaging_that_concludes_to_progression_count_and_others_do_not() -> None:
    day = PartialDate(2026, 10, 1)
    assert preferences.progressions([line(day)], []) == (day,)
    assert preferences.progressions([], [scan(day, Response.PROGRESSION)]) == (day,)
    assert (
        preferences.progressions([line(None)], [scan(day, Response.STABLE), scan(day, None)]) == ()
    )


def test_the_card_can_name_the_day_of_the_progression() -> None:
    known = preferences.wishes(marked(PartialDate(2026, 10, 1), PartialDate(2026, 11, 2)), TODAY)
    assert known.progressed_on == date(2026, 10, 1)


def test_a_legal_paper_stands_whatever_the_disease_does() -> None:
    said = marked(PartialDate(2026, 10, 1))
    named = next(s for s in said if s.topic is Topic.TRUSTED_PERSON)
    assert not preferences.is_expired(named, TODAY)


def test_words_said_again_since_then_are_relied_on() -> None:
    again = Statement(Topic.INFO_WISH, InfoWish.EVERYTHING, stated_on=date(2026, 10, 5))
    said = preferences.since_progression([again], [PartialDate(2026, 10, 1)])
    assert preferences.page_mode(said, TODAY) is PageMode.FULL


def test_an_old_wish_beside_an_option_is_to_be_discussed_and_never_in_tension() -> None:
    for option in sample.OPTIONS:
        cells = concordance.fits(option.entry, marked(PartialDate(2026, 10, 1)), today=TODAY)
        assert {c.outcome for c in cells} <= {FitOutcome.DISCUSS, FitOutcome.MISSING}


def test_a_relatives_words_never_fill_a_field_of_the_patient() -> None:
    told = [
        Statement(topic, item, rank=1, verbatim="Il veut tout.", stated_on=SAID, speaker=speaker)
        for topic, item in (
            (Topic.WHAT_MATTERS, ""),
            (Topic.INFO_WISH, InfoWish.EVERYTHING),
            (Topic.PRIORITY, Priority.STAY_HOME),
            (Topic.REFUSAL, ""),
            (Topic.ROLE, "role.wished"),
        )
        for speaker in Speaker
        if speaker is not Speaker.PATIENT
    ]
    known = preferences.wishes(told, TODAY)
    assert (known.what_matters, known.info_wish, known.priorities, known.refusals) == (
        None,
        None,
        (),
        (),
    )
    assert not known.is_recorded
    assert known.beyond == ()
    assert preferences.roles(told) == preferences.Roles(None, None)
    assert preferences.page_mode(told, TODAY) is PageMode.PROTECTIVE
