"""A page asks the database the same number of times, however much the case, the meeting or the list holds."""

from __future__ import annotations

import pytest

from app.extensions import db
from tests.counting import add_cases, add_facts, resize, statements

MOST = 12


def asked(browser, path: str) -> list[str]:
    """What a page asks once it was opened before, its writing of the access trace included."""
    assert browser.get(path).status_code == 200
    with statements(db.engine) as sent:
        assert browser.get(path).status_code == 200
    return sent


@pytest.mark.parametrize("who", ["coordinator", "chair", "physician", "invited"])
def test_the_comparison_asks_at_most_twelve_times_whatever_the_options_and_lines(login, world, who):
    browser, counted = login(who), {}
    for options, lines in ((6, 2), (12, 2), (24, 2), (24, 20)):
        resize(world, options_wanted=options, lines_wanted=lines)
        counted[options, lines] = asked(browser, f"/presentations/{world.presentation}")
    sizes = {size: len(sent) for size, sent in counted.items()}
    assert len(set(sizes.values())) == 1, sizes
    assert max(sizes.values()) <= MOST, "\n".join(counted[24, 20])


def test_the_comparison_asks_as_often_with_a_full_agenda_beside_it(login, world):
    browser = login("coordinator")
    alone = len(asked(browser, f"/presentations/{world.presentation}"))
    add_cases(world, 5)
    assert len(asked(browser, f"/presentations/{world.presentation}")) == alone


def test_a_case_is_read_in_as_many_questions_whatever_it_holds(login, world):
    browser = login("coordinator")
    small = len(asked(browser, f"/cases/{world.case}"))
    resize(world, options_wanted=24, lines_wanted=20)
    add_facts(world, 8)
    assert len(asked(browser, f"/cases/{world.case}")) == small


def test_a_meeting_is_read_in_as_many_questions_whatever_its_agenda(login, world):
    browser = login("coordinator")
    small = len(asked(browser, f"/meetings/{world.meeting}"))
    add_cases(world, 6)
    assert len(asked(browser, f"/meetings/{world.meeting}")) == small


@pytest.mark.parametrize("path", ["/", "/cases", "/meetings", "/alternatives"])
@pytest.mark.parametrize("who", ["coordinator", "chair"])
def test_a_list_is_read_in_as_many_questions_whatever_its_length(login, world, who, path):
    browser = login(who)
    short = asked(browser, path)
    add_cases(world, 6)
    assert len(asked(browser, path)) == len(short)
