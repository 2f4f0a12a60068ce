"""The agenda in the browser without scripts: one step, minutes, a suggestion undone, a refusal, a reminder without names."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.domain.agenda import Pace
from app.services import agenda, cases, meetings
from tests.services.board import ONCE
from tests.world import World, new_case, presentation_of

Login = Callable[[str], FlaskClient]


@pytest.fixture
def two(world: World, app: object) -> list[str]:
    """The agenda of the world's meeting with one more case."""
    coordinator = world.actors["coordinator"]
    second = presentation_of(cases.open_case(coordinator, new_case(world, name="TEST-SECOND")))
    meetings.put_on_agenda(coordinator, world.meeting, second, ONCE)
    return [str(world.presentation), str(second)]


def send(browser: FlaskClient, world: World, order: list[str], seen: list[str], **more: str):  # type: ignore[no-untyped-def]
    """The form of the agenda as a page without scripts sends it."""
    page = f"/meetings/{world.meeting}"
    data = {"csrf_token": browser.token(browser.get(page)), "order": order, "seen": seen, **more}  # type: ignore[attr-defined]
    return browser.post(f"{page}/order", data=data)


def order(page: str) -> list[str]:
    """The order a page shows."""
    return re.findall(r'<tr data-key="([^"]+)"', page)


def test_a_step_is_one_request_and_a_page_left_open_is_refused_with_who_was_quicker(
    login: Login, world: World, two: list[str]
) -> None:
    browser = login("coordinator")
    page = f"/meetings/{world.meeting}"
    assert send(browser, world, two, two, move=f"up-{two[1]}").status_code == 303
    assert order(browser.get(page).text) == two[::-1]
    late = send(login("secretary"), world, two, two, move=f"up-{two[1]}")
    assert late.status_code == 409
    assert "Test Coordinator a enregistré entre-temps" in late.text
    wrong = send(browser, world, two[::-1], two[::-1], **{f"minutes-{two[0]}": "9999"})
    assert wrong.status_code == 409
    assert "entre 1 et 120" in wrong.text


def test_a_suggestion_is_undone_and_the_overflow_and_the_late_cases_are_said(
    login: Login, world: World, two: list[str]
) -> None:
    browser = login("coordinator")
    page = f"/meetings/{world.meeting}"
    tight = Pace(case_minutes=68)
    agenda.set_pace(world.actors["coordinator"], world.meeting, tight, for_kind=False, seen=0, submitted=ONCE)  # fmt: skip
    token = browser.token(browser.get(page))  # type: ignore[attr-defined]
    browser.post(f"{page}/suggest", data={"csrf_token": token, "how": "complex"})
    shown = browser.get(page).text
    assert "remettre l’ordre précédent" in shown
    assert "26\u00a0min de trop" in shown or "26 min de trop" in shown
    assert shown.count("ajout tardif") >= 2
    assert "remettre l’ordre précédent" not in browser.get(page).text


def test_the_reminder_to_the_members_names_cases_by_reference_and_initials_only(
    login: Login, world: World, two: list[str]
) -> None:
    page = login("coordinator").get(f"/meetings/{world.meeting}/reminders").text
    message = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page, re.S)
    assert message
    assert "R-20" in message[1]
    assert "DURAND" not in message[1].upper()
    assert "TEST-SECOND" not in message[1].upper()
