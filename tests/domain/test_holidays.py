"""Public holidays: the moving ones against published dates, the fixed ones, and the days that are none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.holidays import easter, holiday
from app.domain.vocabulary import Holiday


@pytest.mark.parametrize("day", ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"])  # fmt: skip
def test_easter_is_where_calendars_put_it(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", Holiday.NEW_YEAR), ("2026-04-03", Holiday.GOOD_FRIDAY),
        ("2026-04-06", Holiday.EASTER_MONDAY), ("2026-05-01", Holiday.LABOUR),
        ("2026-05-08", Holiday.VICTORY), ("2026-05-14", Holiday.ASCENSION),
        ("2026-05-25", Holiday.WHIT_MONDAY), ("2026-07-14", Holiday.NATIONAL),
        ("2026-12-26", Holiday.SAINT_STEPHEN), ("2008-05-01", Holiday.LABOUR),
        ("2026-04-05", None), ("2026-05-24", None), ("2026-11-30", None),
    ],
)  # fmt: skip
def test_a_holiday_has_its_name_and_another_day_none(day: str, name: Holiday | None) -> None:
    assert holiday(date.fromisoformat(day)) is name


def test_a_year_has_eleven_holidays_and_two_in_three_departments() -> None:
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    found = [one for day in days if (one := holiday(day))]
    assert sorted(found) == sorted(Holiday)
    assert sum(one.is_local for one in found) == 2
