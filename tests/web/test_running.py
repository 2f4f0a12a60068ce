"""What the screens of a meeting ask and get: one statement, no writing, 304 when nothing moved; and the pages of the room."""

from __future__ import annotations

import re
from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.domain.vocabulary import RoomEvent, WishesEffect
from app.extensions import db
from app.models import LoginSession, MeetingMember
from app.services import running
from app.services._transaction import immediate
from tests.counting import statements
from tests.services import board
from tests.services.board import ONCE, open_meeting
from tests.services.test_meetings import seat


def test_a_follower_asks_one_statement_writes_nothing_and_gets_304(login, world):
    open_meeting(world)
    browser, path = login("reader"), f"/meetings/{world.meeting}/now?case={world.case}"
    first = browser.get(path)
    with immediate():  # last seen long enough ago to be noted again by a page
        earlier = clock.now() - timedelta(minutes=5)
        db.session.execute(sa.update(LoginSession).values(last_seen_at=earlier))
    with statements(db.engine) as sent:
        again = browser.get(path, headers={"If-None-Match": first.headers["ETag"]})
        whole = browser.get(path)
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert whole.headers["ETag"] == first.headers["ETag"]
    assert [s for s in sent if not s.lstrip().upper().startswith(("SELECT", "BEGIN"))] == []
    assert len([s for s in sent if "FROM meeting" in s]) == 2  # one each
    running.show(world.actors["chair"], world.meeting, world.presentation, ONCE)
    moved = browser.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (moved.status_code, moved.json["shown"]) == (200, str(world.presentation))


def test_following_ends_with_the_meeting(login, world):
    open_meeting(world)
    browser = login("coordinator")
    assert browser.get(f"/meetings/{world.meeting}/now").status_code == 200
    browser.press(f"/meetings/{world.meeting}/state", target="closed")
    assert browser.get(f"/meetings/{world.meeting}/now").status_code == 404
    assert "Déroulé" in browser.get(f"/meetings/{world.meeting}").text


def test_a_number_that_is_not_on_the_list_is_refused_with_the_last_one(login, world):
    open_meeting(world)
    for typed in ("0", "2", "9999", "-1", "un", "²"):
        answer = login("chair").get(f"/meetings/{world.meeting}/go?number={typed}")
        assert answer.status_code == 409, typed
        assert "de 1 à 1" in answer.text


def test_the_case_says_who_was_away_and_the_fiche_page_names_the_presenter(login, world):
    open_meeting(world)
    coordinator = world.actors["coordinator"]
    for name in ("physician", "member"):
        running.move(coordinator, world.meeting, seat(world, name), RoomEvent.ARRIVED, ONCE)
    running.show(coordinator, world.meeting, world.presentation, ONCE)
    running.move(coordinator, world.meeting, seat(world, "physician"), RoomEvent.LEFT, ONCE)
    second = f"/meetings/{world.meeting}/cases/{world.presentation}"
    browser = login("chair")
    browser.submit(second, presenter_id=str(world.people["member"]), somebody_knows="no")
    page = browser.get(f"/presentations/{world.presentation}").text
    assert "présenté par" in page
    assert browser.get(second).status_code == 200


def test_what_a_screen_was_asked_for_outlasts_a_verdict_an_undo_and_a_form(login, world):
    open_meeting(world)
    browser, here = login("chair"), f"/presentations/{world.presentation}"
    found = board.option(world.presentation, "supportive-care")
    option = found.id
    asked = "projection=1&liste=0&suivi=1"
    page = browser.get(f"{here}?{asked}").text.replace("&amp;", "&")
    for path in (f"options/{option}/quick", f"options/{option}", "opinion"):
        assert re.search(rf"{here}/{path}\?[^\"]*projection=1", page), path
    assert f'href="{here}?liste=0&suivi=1">Quitter la projection' in page
    given = browser.press(
        f"{here}/options/{option}/quick?{asked}", verdict="retained", seen_version=found.version
    )
    for kept in (*asked.split("&"), f"#option-{option}"):
        assert kept in given.headers["Location"]
    assert "projection" not in browser.get(f"{here}?liste=0").text.partition("Projeter")[2]


def test_the_chair_reads_what_the_wishes_changed_before_signing(login, world):
    board.ready(world, wishes_effect=WishesEffect.CHANGED)
    page = login("chair").get(f"/presentations/{world.presentation}/validate").text
    assert f"Ce que ses souhaits ont changé</dt><dd>{WishesEffect.CHANGED.label}" in page


def test_the_speciality_a_person_counts_for_is_chosen_with_the_attendance(login, world):
    open_meeting(world)
    browser, path = login("coordinator"), f"/meetings/{world.meeting}/attendance"
    line, nurse = seat(world, "member"), seat(world, "nurse")
    assert f"counts_for-{nurse}" not in browser.get(path).text
    browser.submit(path, **{f"counts_for-{line}": "G15_10/SM14"})
    assert board.row(MeetingMember, line).counts_for == "G15_10/SM14"
    browser.submit(path, **{f"attendance-{line}": "present"})
    assert board.row(MeetingMember, line).counts_for == "G15_10/SM14"
    browser.submit(path, **{f"counts_for-{line}": ""})
    assert board.row(MeetingMember, line).counts_for is None
    assert "Ce choix n’existe pas" in browser.submit(path, **{f"counts_for-{line}": "no"}).text
