"""How long a session lasts, what outlives it, and what is typed meanwhile: nothing typed is lost, nothing is lent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from app import clock
from app.domain.vocabulary import MeetingState
from app.extensions import db
from app.models import Option
from app.services import cases, meetings
from tests.judge import JudgingClient
from tests.security.authorisation_table import rows as table
from tests.security.scene import Scene, holders, rows
from tests.security.test_authorisation import path_of
from tests.world import ONCE, World, new_case, presentation_of

Login = Callable[[str], JudgingClient]
AFTER_IDLE = timedelta(minutes=21)
TYPED = "Elle voudrait voir la mer avant l’été."


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let time pass since the test began."""
    start = clock.now()

    def pass_by(much: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: start + much)

    return pass_by


def is_sent_to_sign_in(answer: TestResponse) -> bool:
    """Whether the answer asks for the password."""
    return answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in?next=")


def sign_in_again(
    browser: JudgingClient, refused: TestResponse, name: str, world: World
) -> TestResponse:
    """Type the password on the page one was sent to; the page one comes back to."""
    door = refused.headers["Location"]
    page = browser.get(door)
    typed = {"csrf_token": browser.token(page), "login": name, "password": world.password}
    back = browser.post(door, data=typed)
    assert back.status_code == 303
    return browser.get(back.headers["Location"])


def open_the_meeting(world: World) -> None:
    """The coordinator opens it."""
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)


def test_a_session_ended_from_elsewhere_is_dead_at_once(login: Login) -> None:
    here, there = login("nurse"), login("nurse")
    page = there.get("/account").text
    ids = {part.split("/end")[0] for part in page.split("/account/sessions/")[1:]}
    for session_id in ids:
        there.press(f"/account/sessions/{session_id}/end")
    assert is_sent_to_sign_in(here.get("/account"))
    assert is_sent_to_sign_in(here.post("/account"))


def test_a_deactivated_account_is_out_at_once_and_cannot_come_back(
    login: Login, world: World
) -> None:
    nurse, admin = login("nurse"), login("admin")
    closed = admin.submit(f"/admin/accounts/{world.accounts['nurse']}/deactivate")
    assert closed.status_code == 303
    assert is_sent_to_sign_in(nurse.get(f"/presentations/{world.presentation}"))
    page = nurse.get("/sign-in")
    typed = {"csrf_token": nurse.token(page), "login": "nurse", "password": world.password}
    assert nurse.post("/sign-in", data=typed).status_code == 200
    assert is_sent_to_sign_in(nurse.get("/account"))


def test_a_change_of_rights_ends_the_sessions_it_concerns(login: Login, world: World) -> None:
    member, admin = login("member"), login("admin")
    changed = admin.submit(f"/admin/accounts/{world.accounts['member']}", role="reader")
    assert changed.status_code == 303
    assert is_sent_to_sign_in(member.get("/account"))
    assert admin.get("/account").status_code == 200


def test_nineteen_idle_minutes_are_still_a_session(
    login: Login, later: Callable[[timedelta], None]
) -> None:
    browser = login("nurse")
    later(timedelta(minutes=19))
    assert browser.get("/account").status_code == 200


def test_the_autosave_of_a_page_left_open_does_not_prolong_the_session(
    login: Login, later: Callable[[timedelta], None]
) -> None:
    browser = login("physician")
    token = browser.form("/cases/new")["csrf_token"]
    body = {"key": "/cases/new", "fields": {"question": ["…"]}}
    for minutes in (10, 19):
        later(timedelta(minutes=minutes))
        headers = {"X-CSRFToken": token, "X-Background": "1"}
        assert browser.post("/drafts", json=body, headers=headers).status_code == 200
    later(AFTER_IDLE)
    assert is_sent_to_sign_in(browser.get("/account"))


def text_forms() -> Iterator[str]:
    """Every page with a form outside sign-in, by construction from the table of addresses."""
    for endpoint, method in sorted(table()):
        page = table().get((endpoint, "GET"), {})
        if method == "POST" and "200" in page.values() and not endpoint.startswith("auth."):
            yield endpoint


NOTHING_TYPED = {
    "account.index": "passwords are never kept",
    "admin.deactivate_account": "a button",
    "admin.reactivate_account": "a button",
    "admin.one_time_link": "a button",
    "cases.import_file": "a file",
    "trials.import_file": "a file",
    "sources.back": "a button",
    "cases.tumours": "choices in lists",
    "cases.carers": "a choice in a list",
    "cases.family_doctor": "a choice in a list",
    "meetings.members": "a choice in a list",
    "meetings.kind_members": "choices in lists",
    "meetings.kind_member": "choices in lists",
    "meetings.kind_series": "dates to tick",
    "meetings.carry_over": "a choice in a list",
    "meetings.agenda": "a choice in a list",
    "meetings.attendance": "choices in lists",
    "meetings.in_room": "choices in lists",
    "meetings.validation": "opinions to tick once read",
    "presentations.validate": "a button",
}


@pytest.mark.parametrize("endpoint", [e for e in text_forms() if e not in NOTHING_TYPED])
def test_what_was_typed_when_the_session_ended_comes_back_after_sign_in(
    scene: Scene, later: Callable[[timedelta], None], endpoint: str
) -> None:
    who = next(name for name, cell in table()[endpoint, "GET"].items() if cell == "200")
    browser, path = scene.browser(who), path_of(scene, endpoint)
    fields = browser.form(path)
    texts = free_texts(browser, path)
    assert texts, "no free text in this form"
    typed = {**fields, **{name: f"gardé-{name}" for name in texts}}
    before = rows(without=frozenset({"draft", "login_session", "access_trace"}))
    later(AFTER_IDLE)
    refused = browser.post(path, data=typed)
    assert is_sent_to_sign_in(refused)
    assert rows(without=frozenset({"draft", "login_session", "access_trace"})) == before
    assert "Ce que vous aviez écrit est gardé" in browser.get(refused.headers["Location"]).text
    page = sign_in_again(browser, refused, who, scene.world)
    assert page.status_code == 200
    lost = [name for name in texts if f"gardé-{name}" not in page.text]
    assert not lost, f"{path} lost {lost}"
    assert "brouillon" in page.text


def free_texts(browser: JudgingClient, path: str) -> set[str]:
    """The fields of a page where anything may be typed."""
    page = BeautifulSoup(browser.get(path).text, "html.parser").find("main")
    found = page.select("textarea, input[type=text], input:not([type])") if page else []
    found = [field for field in found if not field.has_attr("readonly")]
    return {str(field["name"]) for field in found}


def test_a_form_reached_by_a_gesture_comes_back_too(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    browser = login("physician")
    option = db.session.scalar(
        sa.select(Option.id).where(Option.presentation_id == world.presentation)
    )
    db.session.rollback()
    path = f"/presentations/{world.presentation}/options/{option}?verdict=set_aside"
    typed = {**browser.form(path), "verdict": "set_aside", "reason": TYPED}
    later(AFTER_IDLE)
    page = sign_in_again(browser, browser.post(path, data=typed), "physician", world)
    assert TYPED in page.text


def test_the_text_given_back_is_saved_by_sending_it_and_the_draft_is_gone(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    browser, path = login("physician"), f"/cases/{world.case}/told"
    typed = {**browser.form(path), "told_text": TYPED}
    later(AFTER_IDLE)
    sign_in_again(browser, browser.post(path, data=typed), "physician", world)
    assert browser.submit(path).status_code == 303
    assert TYPED in browser.get(f"/cases/{world.case}").text
    assert "brouillon" not in browser.get(path).text
    assert holders(TYPED) == {"clinical_case"}


def test_a_text_given_back_does_not_overwrite_what_somebody_saved_meanwhile(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    browser, path = login("physician"), f"/cases/{world.case}/told"
    typed = {**browser.form(path), "told_text": TYPED}
    later(AFTER_IDLE)
    refused = browser.post(path, data=typed)
    assert login("secretary").submit(path, told_text="Écrit entre-temps.").status_code == 303
    sign_in_again(browser, refused, "physician", world)
    answer = browser.submit(path)
    assert answer.status_code == 200
    assert TYPED in answer.text
    assert "Écrit entre-temps." in answer.text
    assert "Écrit entre-temps." in browser.get(f"/cases/{world.case}").text


def test_what_was_typed_is_given_back_to_its_author_only(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    browser, path = login("physician"), f"/cases/{world.case}/told"
    typed = {**browser.form(path), "told_text": TYPED}
    later(AFTER_IDLE)
    refused = browser.post(path, data=typed)
    page = sign_in_again(browser, refused, "coordinator", world)
    assert page.status_code == 200
    assert TYPED not in page.text
    assert "brouillon" not in page.text
    assert TYPED in login("physician").get(path).text


def test_passwords_are_never_kept(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    browser = login("nurse")
    secret = "cerise nuage tambour ardoise"
    typed = {**browser.form("/account"), "current_password": world.password, "password": secret}
    later(AFTER_IDLE)
    assert is_sent_to_sign_in(browser.post("/account", data=typed))
    assert holders(secret) == set()
    assert holders(world.password) == set()


def test_a_forged_form_is_not_kept_when_the_session_has_ended(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    browser, path = login("physician"), f"/cases/{world.case}/told"
    typed = {**browser.form(path), "told_text": TYPED, "csrf_token": "faux"}
    later(AFTER_IDLE)
    assert is_sent_to_sign_in(browser.post(path, data=typed))
    assert holders(TYPED) == set()


def test_drafts_belong_to_the_one_who_types(login: Login, world: World) -> None:
    author, other, path = login("physician"), login("coordinator"), f"/cases/{world.case}/told"
    keep(author, path, told_text=TYPED)
    assert TYPED in author.get(path).text
    assert TYPED not in other.get(path).text
    other.press("/drafts/discard", key=path)
    assert TYPED in author.get(path).text
    keep(other, path, told_text="Le mien.")
    assert TYPED in author.get(path).text
    assert "Le mien." not in author.get(path).text
    author.press("/drafts/discard", key=path)
    assert TYPED not in author.get(path).text
    assert holders(TYPED) == set()


def test_a_draft_about_a_case_opens_no_case(login: Login, world: World) -> None:
    outsider, path = login("outsider"), f"/cases/{world.case}/told"
    keep(outsider, path, told_text=TYPED)
    assert outsider.get(path).status_code == 404
    assert TYPED not in login("physician").get(path).text


def keep(browser: JudgingClient, path: str, **typed: str) -> None:
    """What the page sends while one types."""
    token = browser.form("/account")["csrf_token"]
    body = {"key": path, "fields": {name: [value] for name, value in typed.items()}}
    answer = browser.post("/drafts", json=body, headers={"X-CSRFToken": token})
    assert answer.status_code == 200


def test_during_an_open_meeting_its_screens_stay_readable_and_a_change_asks_for_the_password(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    open_the_meeting(world)
    browser, shown = login("member"), f"/presentations/{world.presentation}"
    typed = {**browser.form(f"{shown}/opinion"), "text": TYPED}
    later(timedelta(hours=1))
    assert browser.get(shown).status_code == 200
    assert browser.get(f"/meetings/{world.meeting}").status_code == 200
    for elsewhere in ("/", "/cases", f"/cases/{world.case}", "/account", f"{shown}/opinion"):
        assert is_sent_to_sign_in(browser.get(elsewhere)), elsewhere
    refused = browser.post(f"{shown}/opinion", data=typed)
    assert is_sent_to_sign_in(refused)
    assert TYPED not in browser.get(shown).text
    assert TYPED in sign_in_again(browser, refused, "member", world).text


def test_reading_during_the_meeting_prolongs_nothing_else(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    open_the_meeting(world)
    browser = login("member")
    for minutes in range(21, 90, 10):
        later(timedelta(minutes=minutes))
        assert browser.get(f"/presentations/{world.presentation}").status_code == 200
        assert is_sent_to_sign_in(browser.get("/cases"))


def test_once_the_meeting_is_closed_an_idle_screen_asks_for_the_password(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    open_the_meeting(world)
    browser = login("member")
    later(timedelta(hours=1))
    assert browser.get(f"/presentations/{world.presentation}").status_code == 200
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.CLOSED, ONCE)
    assert is_sent_to_sign_in(browser.get(f"/presentations/{world.presentation}"))


@pytest.mark.parametrize("name", ["stranger", "physician"])
def test_an_open_meeting_keeps_no_other_screen_readable(
    login: Login, world: World, later: Callable[[timedelta], None], name: str
) -> None:
    made = cases.open_case(world.actors[name], new_case(world, requester=name, name="TEST-AUTRE"))
    elsewhere = f"/presentations/{presentation_of(made)}"
    open_the_meeting(world)
    browser = login(name)
    assert browser.get(elsewhere).status_code == 200
    later(AFTER_IDLE)
    assert is_sent_to_sign_in(browser.get(elsewhere))
    assert is_sent_to_sign_in(browser.get(f"{elsewhere}/fiche.pdf"))


def test_a_planned_meeting_keeps_nothing_readable(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    browser = login("member")
    later(AFTER_IDLE)
    assert is_sent_to_sign_in(browser.get(f"/presentations/{world.presentation}"))


def test_twelve_hours_end_a_session_even_during_an_open_meeting(
    login: Login, world: World, later: Callable[[timedelta], None]
) -> None:
    open_the_meeting(world)
    browser, shown = login("member"), f"/presentations/{world.presentation}"
    later(timedelta(hours=11, minutes=59))
    assert browser.get(shown).status_code == 200
    later(timedelta(hours=12, minutes=1))
    assert is_sent_to_sign_in(browser.get(shown))


def test_a_form_left_open_for_seventy_five_minutes_still_posts(
    login: Login, world: World, later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, path = login("physician"), f"/cases/{world.case}/told"
    typed = {**browser.form(path), "told_text": TYPED}
    start = time.time()
    for minutes in (15, 30, 45, 60, 75):
        later(timedelta(minutes=minutes))
        # The token is dated by its library's own clock.
        now = start + minutes * 60
        monkeypatch.setattr("itsdangerous.timed.time", SimpleNamespace(time=lambda now=now: now))
        assert browser.get("/account").status_code == 200
    assert browser.post(path, data=typed).status_code == 303
    assert TYPED in browser.get(f"/cases/{world.case}").text


def test_a_clock_set_back_an_hour_does_not_lengthen_a_session_for_ever(
    login: Login, later: Callable[[timedelta], None]
) -> None:
    browser = login("nurse")
    later(timedelta(hours=-1))
    assert browser.get("/account").status_code == 200
    later(timedelta(hours=12, minutes=1))
    assert is_sent_to_sign_in(browser.get("/account"))
