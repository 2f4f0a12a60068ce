"""Dates and names in French, as the prints write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.casefile import Patient
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Sex
from app.wording import dates, people


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_dates_are_french_and_no_more_precise_than_known() -> None:
    assert plain(dates.long_date(date(2026, 11, 23))) == "23 novembre 2026"
    assert plain(dates.long_date(date(2026, 11, 1))) == "1er novembre 2026"
    assert plain(dates.long_date(date(2026, 11, 11))) == "11 novembre 2026"
    assert dates.short_date(date(2026, 3, 4)) == "04/03/2026"
    assert dates.partial(PartialDate(2025)) == "2025"
    assert plain(dates.partial(PartialDate(2025, 3))) == "mars 2025"
    assert dates.partial(PartialDate(2025, 3, 14)) == "14/03/2025"


def test_instants_are_read_on_the_clocks_of_paris() -> None:
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert plain(dates.clock_time(summer)) == "0 h 30"
    assert plain(dates.moment(summer)) == "02/07/2026 à 0 h 30"
    assert dates.paris_day(summer) == date(2026, 7, 2)


def test_one_instant_is_each_zone_s_own_day() -> None:
    night = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert night == dates.paris(night)
    assert dates.short_date(night) == "01/07/2026"
    assert dates.short_date(dates.paris(night)) == "02/07/2026"


def test_an_instant_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        dates.moment(datetime(2026, 7, 1))


def test_a_used_name_stands_with_the_birth_name_beside_it() -> None:
    patient = Patient("DURAND", "Anne", used_name="MARTIN", sex=Sex.FEMALE)
    assert plain(people.address(patient)) == "Madame MARTIN"
    assert plain(people.full_name(patient)) == "MARTIN Anne (nom de naissance : DURAND)"


def test_birth_is_told_as_far_as_it_is_known() -> None:
    day = date(2026, 11, 23)
    known = Patient("A", "B", sex=Sex.FEMALE, birth_on=PartialDate(1979, 3, 28))
    assert plain(people.birth(known, day)) == "née le 28/03/1979, 47 ans, féminin"
    year = Patient("A", "B", sex=Sex.MALE, birth_on=PartialDate(1950))
    assert plain(people.birth(year, day)) == "né en 1950, 76 ans, masculin"
    nothing = Patient("A", "B")
    assert people.birth(nothing, day) == "date de naissance non renseignée"
