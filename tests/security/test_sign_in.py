"""The door: what is said, what is counted, what ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import clock
from app.extensions import db
from app.models import Account, LoginSession
from app.security import passwords
from app.services import signin

Login = Callable[[str], FlaskClient]


def token_of(client: FlaskClient, path: str = "/sign-in") -> str:
    """The request token of a page's form."""
    field = BeautifulSoup(client.get(path).get_data(as_text=True), "html.parser").select_one(
        "[name=csrf_token]"
    )
    assert field is not None
    return str(field["value"])


def attempt(client: FlaskClient, login: str, password: str, path: str = "/sign-in") -> TestResponse:
    """Type a login and a password."""
    sent = {"csrf_token": token_of(client), "login": login, "password": password}
    return client.post(path, data=sent)


def error_in(answer: TestResponse) -> str:
    """What the page answers to a refused try."""
    found = BeautifulSoup(answer.get_data(as_text=True), "html.parser").select_one(".error")
    return re.sub(r"\s+", " ", found.get_text(strip=True)) if found else ""


def session_cookie(client: FlaskClient, app: Flask) -> str:
    """What the browser holds."""
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie.value


def test_a_right_password_opens_the_page_that_was_asked(app: Flask, world: Any) -> None:
    answer = attempt(app.test_client(), "nurse", world.password, "/sign-in?next=/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")


@pytest.mark.parametrize(
    "target",
    ["https://mechant.example/", "//mechant.example", "/\\mechant.example", "javascript:1"],
)
def test_sign_in_never_leads_to_another_site(app: Flask, world: Any, target: str) -> None:
    client = app.test_client()
    sent = {"csrf_token": token_of(client), "login": "nurse", "password": world.password}
    answer = client.post("/sign-in", query_string={"next": target}, data=sent)
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(app: Flask, world: Any) -> None:
    wrong = error_in(attempt(app.test_client(), "nurse", "pas le bon mot"))
    unknown = error_in(attempt(app.test_client(), "personne", "pas le bon mot"))
    assert wrong == unknown
    assert "inexact" in wrong


def test_an_unknown_login_costs_a_hash_too(
    app: Flask, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    verify = passwords.matches

    def spy(stored: str, password: str) -> bool:
        seen.append(stored)
        return verify(stored, password)

    monkeypatch.setattr(passwords, "matches", spy)
    attempt(app.test_client(), "personne", "pas le bon mot")
    assert len(seen) == 1
    assert seen[0].startswith("$argon2id$")


def test_the_sixth_try_waits_even_with_the_right_password(app: Flask, world: Any) -> None:
    client = app.test_client()
    for _try in range(signin.FREE_TRIES):
        assert "inexact" in error_in(attempt(client, "nurse", "pas le bon mot"))
    assert "Trop d\u2019essais" in error_in(attempt(client, "nurse", world.password))


def test_the_wait_is_short_and_nobody_is_locked_out_for_ever(
    app: Flask, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    for _try in range(signin.FREE_TRIES):
        attempt(client, "nurse", "pas le bon mot")
    later = clock.now() + signin.LONGEST_WAIT + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert attempt(client, "nurse", world.password).status_code == 303


def test_one_person_failing_slows_nobody_else(app: Flask, world: Any) -> None:
    client = app.test_client()
    for _try in range(signin.FREE_TRIES + 1):
        attempt(client, "nurse", "pas le bon mot")
    assert attempt(app.test_client(), "reader", world.password).status_code == 303


def test_the_cookie_holds_no_account_and_dies_with_its_row(app: Flask, login: Login) -> None:
    client = login("nurse")
    thief = app.test_client()
    thief.set_cookie(app.config["SESSION_COOKIE_NAME"], session_cookie(client, app))
    assert thief.get("/account").status_code == 200
    client.post("/sign-out", data={"csrf_token": token_of(client, "/account")})
    assert "/sign-in" in thief.get("/account").headers["Location"]


def test_the_database_holds_no_token(app: Flask, login: Login) -> None:
    client = login("nurse")
    with client.session_transaction() as kept:
        token = kept["_user_id"]
    with app.app_context():
        hashes = db.session.scalars(sa.select(LoginSession.token_hash)).all()
        accounts = [str(key) for key in db.session.scalars(sa.select(Account.id))]
    assert token not in hashes
    assert token not in accounts
    assert {len(value) for value in hashes} == {64}


def test_signing_in_again_changes_the_token(login: Login) -> None:
    def token(client: FlaskClient) -> str:
        with client.session_transaction() as kept:
            return str(kept["_user_id"])

    assert token(login("nurse")) != token(login("nurse"))


def test_sign_out_clears_the_browser_and_needs_a_post(login: Login) -> None:
    client = login("nurse")
    assert client.get("/sign-out").status_code == 405
    answer = client.post("/sign-out", data={"csrf_token": token_of(client, "/account")})
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_twenty_idle_minutes_end_a_session(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    client = login("nurse")
    later = clock.now() + timedelta(minutes=21)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "/sign-in" in client.get("/account").headers["Location"]


def test_twelve_hours_end_a_session_however_busy(
    login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, start = login("nurse"), clock.now()
    for minutes in range(15, 12 * 60, 15):
        moment = start + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        assert client.get("/account").status_code == 200
    end = start + timedelta(hours=12, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: end)
    assert "/sign-in" in client.get("/account").headers["Location"]


def test_a_form_from_another_site_is_refused(login: Login, world: Any) -> None:
    client = login("nurse")
    sent = {
        "csrf_token": token_of(client, "/account"),
        "current_password": world.password,
        "password": "x" * 20,
    }
    answer = client.post("/account", data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("onze lettre", "password_short"),
        ("x" * 129, "password_long"),
        ("motdepasse motdepasse", "password_common"),
        ("claire.nurse claire.nurse", "password_common"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, code: str) -> None:
    assert [v.code for v in passwords.weaknesses(password, about="nurse Claire Nurse")] == [code]


def test_an_over_long_password_costs_no_hash(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("hashed")

    monkeypatch.setattr(passwords, "_hasher", never)
    with app.app_context():
        assert not passwords.matches("$argon2id$", "x" * 129)
