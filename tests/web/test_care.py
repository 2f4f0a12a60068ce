"""Answers to needs, the palliative care team, what is done meanwhile and the molecular board: typed, shown, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app import clock
from app.domain.board_facts import board_facts
from app.domain.vocabulary import CareNeed, TeamCall, Verdict
from tests.services.board import open_meeting, record_of
from tests.web.test_health import main_of
from tests.world import World

Login = Callable[[str], Any]


def record(world: World) -> Any:
    """The record as stored."""
    return record_of(world.actors["chair"], world.presentation)


def test_a_need_gets_a_plan_a_person_and_a_day_and_none_of_the_three_is_left_out(
    login: Login, world: World
) -> None:
    shown, browser = f"/presentations/{world.presentation}", login("chair")
    path = f"{shown}/tasks/new?need=food"
    assert browser.form(path)["need"] == "food"
    typed = {"need": "food", "what": "Bilan diététique", "phone": "0102030405"}
    assert browser.submit(path, **typed).status_code == 200
    on = f"{clock.today() + timedelta(days=7):%d/%m/%Y}"
    assert browser.submit(path, **typed, who="Mme TEST", by_on=on).status_code == 303
    [task] = record(world).tasks
    assert (task.need, task.who, task.phone) == (CareNeed.FOOD, "Mme TEST", "0102030405")
    told = main_of(browser.get(shown))
    assert "Alimentation" in told and f"Mme TEST (0102030405), pour le {on}" in told


def test_whether_the_team_was_called_is_noted_once_and_counts(login: Login, world: World) -> None:
    shown, browser = f"/presentations/{world.presentation}", login("chair")
    path = f"{shown}/palliative"
    assert "dites pourquoi" in main_of(browser.submit(path, answer="no"))
    unanswered = browser.submit(path, reason="Elle est venue hier.")
    assert "Choisissez d’abord la réponse" in main_of(unanswered)
    assert "Elle est venue hier." in unanswered.text
    seen = browser.form(path)
    assert browser.submit(path, answer="called", on=f"{clock.today():%d/%m/%Y}").status_code == 303
    stale = browser.post(path, data={**seen, "answer": "proposed"})
    assert "Quelqu" in stale.text
    call = record(world).palliative
    assert call.answer is TeamCall.CALLED and call.by == world.actors["chair"].name
    assert board_facts(record(world), clock.today()).palliative_asked
    assert f"appelée le {clock.today():%d/%m/%Y}" in main_of(browser.get(shown))


def test_what_is_done_meanwhile_is_typed_with_what_is_missing_and_undone_with_it(
    login: Login, world: World
) -> None:
    open_meeting(world)
    option, browser = record(world).options[0], login("chair")
    path = f"/presentations/{world.presentation}/options/{option.id}"
    given = {"verdict": "to_complete", "complete_what": "MSI", "meanwhile": "dexaméthasone"}
    assert browser.submit(path, **given).status_code == 303
    assert (record(world).options[0].verdict, record(world).options[0].meanwhile) == (
        Verdict.TO_COMPLETE,
        "dexaméthasone",
    )
    assert browser.press(f"{path}/quick", verdict="undo").status_code == 303
    assert record(world).options[0].meanwhile == ""


def test_a_marker_is_followed_to_the_molecular_board(login: Login, world: World) -> None:
    browser = login("coordinator")
    path = f"/cases/{world.case}/biomarkers/new"
    given = {"marker": "KRAS", "state": "positive", "board_asked_on": "03/2026"}
    page = browser.submit(path, **given, board_seen_on="2090")
    assert page.status_code == 200
    assert browser.submit(path, **given).status_code == 303
    assert "demandée le" in main_of(browser.get(f"/cases/{world.case}"))
