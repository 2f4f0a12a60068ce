"""Two people on one form: one wins, the other sees both texts, escaped, and loses nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from bs4.element import Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import config
from app import create_app
from app.domain.vocabulary import Attendance, Verdict
from app.extensions import db
from app.models import Addendum, Biomarker, Case, MeetingMember, Patient, Presentation
from app.queries import cases as case_queries
from tests.judge import fields_of
from tests.services.board import (
    count,
    every,
    one,
    open_meeting,
    option,
    ready,
    record_of,
    row,
    validate,
)
from tests.services.test_transaction import hurry
from tests.world import World

Login = Callable[[str], Any]
HOSTILE = "<b>gras</b> {{7*7}} \"'><script>alert(1)</script>"


def page_of(answer: TestResponse) -> BeautifulSoup:
    """An answer as a tree."""
    return BeautifulSoup(answer.text, "html.parser")


def field_of(answer: TestResponse, name: str) -> Tag:
    """The box around a field."""
    control = page_of(answer).find(attrs={"name": name})
    assert isinstance(control, Tag), name
    box = control.find_parent(class_="field")
    assert isinstance(box, Tag), name
    return box


def stored_beside(answer: TestResponse, name: str) -> str:
    """What the page says that somebody else stored in a field; "" when nothing."""
    found = field_of(answer, name).select_one(".stored [data-typed]")
    return found.get_text() if found else ""


def typed_in(answer: TestResponse, name: str) -> str:
    """What stands in a field."""
    form = field_of(answer, name).find_parent("form")
    return str(fields_of(form)[name])


def meet(login: Login, path: str, mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[Any, Any]:
    """Two people open the same form; the other one saves first. The second browser and its answer."""
    me, other = login("coordinator"), login("physician")
    my_form, their_form = me.form(path), other.form(path)
    first = other.post(path, data={**their_form, **theirs})
    assert first.status_code == 303, first.text[:2000]
    return me, me.post(path, data={**my_form, **mine})


def test_the_second_writer_sees_both_texts_and_who_was_quicker(login: Login, world: World) -> None:
    path = f"/cases/{world.case}/told"
    me, answer = meet(login, path, {"told_text": "Le mien."}, {"told_text": "Le sien."})
    assert answer.status_code == 200
    assert typed_in(answer, "told_text") == "Le mien."
    assert stored_beside(answer, "told_text") == "Le sien."
    notice = page_of(answer).select_one(".notice.amber")
    assert notice is not None
    assert "Test Physician" in notice.get_text()
    assert row(Case, world.case).told_text == "Le sien."
    merged = {**fields_of(page_of(answer).select_one("main form.card")), "told_text": "Les deux."}
    assert me.post(path, data=merged).status_code == 303
    assert row(Case, world.case).told_text == "Les deux."


def test_fields_on_which_both_agree_are_not_shown_twice(login: Login, world: World) -> None:
    path = f"/cases/{world.case}/told"
    same = {"told_by": "Dr Test", "told_on": "5/1/2026"}
    _me, answer = meet(
        login, path, {**same, "told_text": "A"}, {**same, "told_text": "B", "told_on": "05/01/2026"}
    )
    assert stored_beside(answer, "told_text") == "B"
    assert stored_beside(answer, "told_by") == stored_beside(answer, "told_on") == ""


def test_hostile_texts_of_both_are_shown_letter_for_letter(login: Login, world: World) -> None:
    path = f"/cases/{world.case}/told"
    mine, theirs = f"moi {HOSTILE}", f"lui {HOSTILE}"
    _me, answer = meet(login, path, {"told_text": mine}, {"told_text": theirs})
    assert typed_in(answer, "told_text") == mine
    assert stored_beside(answer, "told_text") == theirs
    main = page_of(answer).find("main")
    assert isinstance(main, Tag)
    assert not main.find_all(["script", "img"])


def test_what_was_stored_in_a_list_is_said_in_french_never_as_a_code(
    login: Login, world: World
) -> None:
    path = f"/cases/{world.case}/request"
    doctor = str(world.people["chair"])
    theirs = {"track": "not_ready", "requester_id": doctor, "opposed": ""}
    _me, answer = meet(login, path, {"question": "Quelle suite, dites ?"}, theirs)
    assert stored_beside(answer, "track") == "Pas prêt"
    assert "Chair" in stored_beside(answer, "requester_id")
    assert stored_beside(answer, "question").startswith("Progression après FOLFOX")
    text = page_of(answer).get_text()
    assert "not_ready" not in text
    assert doctor not in text


def test_the_opposition_stored_meanwhile_is_seen(login: Login, world: World) -> None:
    path = f"/cases/{world.case}/request"
    _me, answer = meet(login, path, {"question": "Autre ?"}, {"opposed": "yes"})
    said = [box.get_text() for box in page_of(answer).select(".stored")]
    assert any("s’oppose à la présentation" in text for text in said)
    assert row(Presentation, world.presentation).opposed is True


def test_drugs_corrected_meanwhile_are_seen(login: Login, world: World) -> None:
    file = case_queries.file(_actor(world), world.case).file
    path = f"/cases/{world.case}/treatments/{file.treatments[0].id}"
    _me, answer = meet(
        login, path, {"note": "Bien toléré."}, {"drugs_text": "oxaliplatine, fluorouracile"}
    )
    assert stored_beside(answer, "drugs_text") == "oxaliplatine, fluorouracile"


def _actor(world: World) -> Any:
    return world.actors["physician"]


def test_two_verdicts_on_one_option_meet_too(login: Login, world: World) -> None:
    open_meeting(world)
    found = option(world.presentation, "pause-follow-up")
    path = f"/presentations/{world.presentation}/options/{found.id}"
    mine = {"verdict": "set_aside", "reason": "Trop tôt"}
    _me, answer = meet(login, path, mine, {"verdict": "retained", "condition": "si OMS 0-1"})
    assert answer.status_code == 200
    assert stored_beside(answer, "condition") == "si OMS 0-1"
    assert typed_in(answer, "reason") == "Trop tôt"
    assert "Retenue" in answer.text
    assert option(world.presentation, "pause-follow-up").verdict is Verdict.RETAINED


def test_two_opinions_meet_and_both_are_kept_as_revisions(login: Login, world: World) -> None:
    open_meeting(world)
    path = f"/presentations/{world.presentation}/opinion"
    me, answer = meet(login, path, {"text": "Avis A."}, {"text": "Avis B."})
    assert stored_beside(answer, "text") == "Avis B."
    merged = {**fields_of(page_of(answer).select_one("main form.card")), "text": "Avis A. Avis B."}
    assert me.post(path, data=merged).status_code == 303
    assert record_of(world.actors["chair"], world.presentation).opinion.revision == 2


def test_a_quick_gesture_that_came_second_says_who_was_first(login: Login, world: World) -> None:
    open_meeting(world)
    found = option(world.presentation, "pause-follow-up")
    path = f"/presentations/{world.presentation}/options/{found.id}/quick"
    chair, physician = login("chair"), login("physician")
    assert chair.press(path, verdict="retained", seen_version=found.version).status_code == 303
    answer = physician.press(path, verdict="retained", seen_version=found.version)
    assert answer.status_code == 409
    assert "Test Chair" in page_of(answer).get_text()


def submission_of(page: TestResponse, action: str) -> dict[str, Any]:
    """The fields of the button's form that leads to an address."""
    for form in page_of(page).find_all("form"):
        if str(form.get("action", "")).endswith(action):
            return fields_of(form)
    raise AssertionError(action)


def test_a_double_click_on_retain_retains_once_and_says_no_conflict(
    login: Login, world: World
) -> None:
    open_meeting(world)
    found = option(world.presentation, "pause-follow-up")
    chair = login("chair")
    action = f"/options/{found.id}/quick"
    sent = submission_of(chair.get(f"/presentations/{world.presentation}"), action)
    path = f"/presentations/{world.presentation}{action}"
    answers = [chair.post(path, data=sent) for _click in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert answers[1].headers["Location"].startswith(f"/presentations/{world.presentation}")
    assert option(world.presentation, "pause-follow-up").version == found.version + 1


def test_a_double_click_on_open_opens_once_and_says_no_error(login: Login, world: World) -> None:
    browser = login("coordinator")
    path = f"/meetings/{world.meeting}/state"
    sent = submission_of(browser.get(f"/meetings/{world.meeting}"), "/state")
    answers = [browser.post(path, data=sent) for _click in range(2)]
    assert [a.status_code for a in answers] == [303, 303]


def test_two_people_who_tick_the_attendance_keep_each_others_ticks(
    login: Login, world: World
) -> None:
    path = f"/meetings/{world.meeting}/attendance"
    seats = {name: seat_of(world, name) for name in ("member", "nurse")}
    _me, answer = meet(
        lambda who: login("secretary" if who == "physician" else who),
        path,
        {f"attendance-{seats['member']}": "present"},
        {f"attendance-{seats['nurse']}": "absent"},
    )
    assert answer.status_code == 303
    found = {name: row(MeetingMember, seat).attendance for name, seat in seats.items()}
    assert found == {"member": Attendance.PRESENT, "nurse": Attendance.ABSENT}


def seat_of(world: World, name: str) -> UUID:
    """The seat of a person in the meeting."""
    found: UUID = one(
        sa.select(MeetingMember.id).where(
            MeetingMember.meeting_id == world.meeting,
            MeetingMember.professional_id == world.people[name],
        )
    )
    return found


def test_an_answer_lost_on_the_way_is_given_again(login: Login, world: World) -> None:
    browser = login("coordinator")
    path = f"/cases/{world.case}/biomarkers/new"
    sent = {**browser.form(path), "marker": "KRAS", "state": "negative"}
    answers = [browser.post(path, data=sent) for _again in range(3)]
    assert {(a.status_code, a.headers["Location"]) for a in answers} == {
        (303, f"/cases/{world.case}#biomarkers")
    }
    assert count(Biomarker, Biomarker.marker == "KRAS") == 1


def test_a_case_opened_by_a_double_click_is_one_case(login: Login, world: World) -> None:
    browser = login("coordinator")
    sent = browser.form("/cases/new") | {
        "birth_name": "TEST-DOUBLE",
        "label": "Adénocarcinome du côlon",
        "site": "colorectal",
        "question": "Quelle suite ?",
    }
    answers = [browser.post("/cases/new", data=sent) for _click in range(2)]
    assert answers[0].status_code == 303, answers[0].text[:3000]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert count(Patient, Patient.birth_name == "TEST-DOUBLE") == 1


def test_an_addendum_sent_twice_is_one(login: Login, world: World) -> None:
    ready(world)
    validate(world)
    chair = login("chair")
    path = f"/presentations/{world.presentation}/addenda"
    sent = {**chair.form(path), "text": "Le scanner est fait."}
    assert [chair.post(path, data=sent).status_code for _click in range(2)] == [303, 303]
    assert count(Addendum) == 1


def test_what_was_typed_while_the_opinion_was_validated_stays_on_the_page(
    login: Login, world: World
) -> None:
    ready(world)
    physician = login("physician")
    path = f"/presentations/{world.presentation}/opinion"
    sent = {**physician.form(path), "text": "Encore un mot."}
    validate(world)
    answer = physician.post(path, data=sent)
    assert answer.status_code == 200
    assert typed_in(answer, "text") == "Encore un mot."
    assert "addendum" in page_of(answer).get_text()


def test_a_verdict_form_sent_without_verdict_is_refused_in_french(
    login: Login, world: World
) -> None:
    open_meeting(world)
    found = option(world.presentation, "pause-follow-up")
    path = f"/presentations/{world.presentation}/options/{found.id}"
    chair = login("chair")
    sent = chair.form(path)
    for verdict in ({"verdict": ""}, {"verdict": "proposed"}, {"verdict": "nothing"}):
        rest = {n: v for n, v in sent.items() if n != "verdict"}
        answer = chair.post(path, data={**rest, **verdict, "reason": "Gardé."})
        assert answer.status_code == 200, verdict
        assert typed_in(answer, "reason") == "Gardé."
        said = " ".join(e.get_text() for e in page_of(answer).select(".error"))
        assert "Ce choix n’existe pas" in said, said
        assert "valid" not in said.lower().replace("valide", "")


def test_a_draft_is_given_back_and_leaves_with_the_save(login: Login, world: World) -> None:
    browser = login("coordinator")
    path = f"/cases/{world.case}/told"
    token = browser.token(browser.get(path))
    kept = browser.post(
        "/drafts",
        json={"key": path, "fields": {"told_text": [HOSTILE]}},
        headers={"X-CSRFToken": token},
    )
    assert kept.status_code == 200
    again = browser.get(path)
    assert typed_in(again, "told_text") == HOSTILE
    assert row(Case, world.case).told_text == ""
    assert browser.submit(path).status_code == 303
    assert row(Case, world.case).told_text == HOSTILE
    assert page_of(browser.get(path)).select_one("#discard-draft") is None


@pytest.fixture
def locked(app: Flask, home: Path) -> Iterator[Callable[[], None]]:
    """Another process holds the write lock until it is let go."""
    hurry(0.3)
    holder = sqlite3.connect(home / "relais.sqlite", isolation_level=None)

    def let_go() -> None:
        if holder.in_transaction:
            holder.execute("COMMIT")

    holder.execute("BEGIN IMMEDIATE")
    yield let_go
    let_go()
    holder.close()


@pytest.fixture
def browser(login: Login) -> FlaskClient:
    """The coordinator, signed in before the lock."""
    return login("coordinator")  # type: ignore[no-any-return]


@pytest.fixture
def opened(browser: Any, world: World) -> dict[str, Any]:
    """A form opened before the lock."""
    return browser.form(f"/cases/{world.case}/told")  # type: ignore[no-any-return]


def test_while_the_base_is_locked_reading_goes_on_and_a_typed_text_is_kept(
    browser: Any, opened: dict[str, Any], locked: Callable[[], None], world: World
) -> None:
    path, long = f"/cases/{world.case}/told", f"{HOSTILE} Nguyễn " + "mot " * 4000
    answer = browser.post(path, data={**opened, "told_text": long})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) <= 10
    assert typed_in(answer, "told_text").strip() == long.strip()
    assert "Rien n’a été enregistré" in page_of(answer).get_text()
    for page in ("/", "/cases", "/meetings", "/alternatives", f"/meetings/{world.meeting}"):
        assert browser.get(page).status_code == 200, page
    locked()
    again = fields_of(page_of(answer).select_one("main form"))
    assert browser.post(path, data=again).status_code == 303
    assert row(Case, world.case).told_text == long.strip()


def test_a_case_that_cannot_be_traced_is_not_shown(
    browser: Any, opened: dict[str, Any], locked: Callable[[], None], world: World
) -> None:
    answer = browser.get(f"/cases/{world.case}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "TEST-DURAND" not in answer.text
    locked()
    assert browser.get(f"/cases/{world.case}").status_code == 200


def test_connections_wait_for_the_disk_and_five_seconds_for_a_lock(home: Path) -> None:
    with create_app(config.load({}, home=home)).app_context():
        assert one(sa.text("PRAGMA busy_timeout")) == 5000
        assert one(sa.text("PRAGMA foreign_keys")) == 1
        assert one(sa.text("PRAGMA recursive_triggers")) == 1
        assert every(sa.text("PRAGMA synchronous"))[0] in {2, 3}
        db.engine.dispose()
