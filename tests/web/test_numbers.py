"""Numbers nobody would type, in addresses and forms: a sentence or the usual number, at once."""

from __future__ import annotations

import pytest

from app.web._numbers import whole

LONG = "9" * 5000


@pytest.mark.parametrize(("typed", "read"), [("12", 12), ("²", 0), ("-1", 0), (LONG, 0), (None, 0)])
def test_only_a_few_ascii_digits_are_a_number(typed: object, read: int) -> None:
    assert whole(typed) == read


@pytest.mark.parametrize("typed", ["1e99999999", "9E+9999999", "٣", "Infinity", "1_0", LONG])
def test_an_endless_number_is_refused_beside_its_field(login, world, typed):
    page = f"/meetings/{world.meeting}/pace"
    answer = login("coordinator").submit(page, case_minutes=typed, seen_version=LONG)
    assert answer.status_code == 200
    assert typed[:10] in answer.text
    assert 'class="error"' in answer.text
