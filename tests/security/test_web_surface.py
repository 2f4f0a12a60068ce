"""What every answer carries, and what every request must bring: headers, token, host, origin, cookie, fields."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import config
from app import create_app
from app.errors import Unavailable
from app.extensions import db
from app.queries import case_lists
from tests.judge import JudgingClient
from tests.security.scene import rows
from tests.world import World

Login = Callable[[str], JudgingClient]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
HOSTILE = [
    "https://mechant.example/",
    "//mechant.example/",
    "/\\mechant.example/",
    "\\\\mechant.example",
    "/\t/mechant.example",
    "https:mechant.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "mechant.example",
    " https://mechant.example/",
]


def carries_every_header(answer: TestResponse) -> None:
    """The security headers, spelt out here once more."""
    given = answer.headers
    assert {part.strip() for part in given["Content-Security-Policy"].split(";")} == POLICY
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["X-Frame-Options"] == "DENY"
    assert given["Referrer-Policy"] == "same-origin"
    assert given["Cross-Origin-Opener-Policy"] == "same-origin"
    assert given["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in given["Permissions-Policy"]
    assert given["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in given


def says(answer: TestResponse, title: str) -> None:
    """A whole French page of ours with that title, not a bare one of the framework."""
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "fr"
    heading = page.find("h1")
    assert heading is not None
    assert heading.get_text(strip=True) == title


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/account", 200),
        ("GET", "/", 302),
        ("GET", "/cases", 403),
        ("GET", "/nulle-part", 404),
        ("GET", "/sign-out", 405),
        ("POST", "/account", 400),
    ],
)
def test_errors_and_redirects_carry_the_headers_too(
    login: Login, method: str, path: str, status: int
) -> None:
    answer = login("admin").open(path, method=method)
    assert answer.status_code == status
    carries_every_header(answer)


def test_the_redirect_of_somebody_not_signed_in_carries_them(client: FlaskClient) -> None:
    answer = client.get("/cases")
    assert answer.status_code == 303
    carries_every_header(answer)


def test_prints_carry_them(login: Login, world: World) -> None:
    answer = login("physician").get(f"/presentations/{world.presentation}/fiche.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    carries_every_header(answer)


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (RuntimeError("panne"), 500, "Un incident est survenu"),
        (Unavailable("locked"), 503, "Base occupée"),
    ],
)
def test_a_breakdown_carries_them_and_shows_no_detail(
    login: Login, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, title: str
) -> None:
    browser = login("physician")

    def broken(*_given: object) -> None:
        raise error

    monkeypatch.setattr(case_lists, "page", broken)
    answer = browser.get("/cases")
    assert answer.status_code == status
    carries_every_header(answer)
    says(answer, title)
    assert "panne" not in answer.text
    assert "Traceback" not in answer.text


def test_a_form_too_heavy_is_refused_in_french(login: Login) -> None:
    browser = login("physician")
    typed = browser.form("/cases/new")
    answer = browser.post("/cases/new", data={**typed, "question": "x" * (22 * 1024 * 1024)})
    assert answer.status_code == 413
    carries_every_header(answer)
    says(answer, "Fichier trop lourd")


@pytest.mark.parametrize(
    "host", ["mechant.example", "127.0.0.1.mechant.example", "relais.local:8000"]
)
def test_another_host_name_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    carries_every_header(answer)
    assert "mechant" not in answer.text


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8123", "localhost", "[::1]:8000", "[::1]"]
)
def test_this_machine_s_own_names_are_served(client: FlaskClient, host: str) -> None:
    assert client.get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("token", [None, "", "faux", "the other person's"])
def test_a_form_without_its_right_token_is_refused_in_french(
    login: Login, world: World, token: str | None
) -> None:
    browser, other = login("physician"), login("nurse")
    before = rows()
    path = f"/cases/{world.case}/told"
    typed = {**browser.form(path), "told_text": "jamais gardé"}
    typed.pop("csrf_token")
    if token is not None:
        typed["csrf_token"] = (
            other.form("/account")["csrf_token"] if token.startswith("the") else token
        )
    answer = browser.post(path, data=typed)
    assert answer.status_code == 400
    says(answer, "Demande non comprise")
    carries_every_header(answer)
    assert {**rows(), "access_trace": []} == {**before, "access_trace": []}


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/account", "/sign-in", "/drafts", "/sign-out"])
def test_a_post_from_another_site_is_refused_even_with_a_token(
    login: Login, origin: str, path: str
) -> None:
    browser = login("nurse")
    typed = {"csrf_token": browser.form("/account")["csrf_token"]}
    answer = browser.post(path, data=typed, headers={"Sec-Fetch-Site": origin})
    assert answer.status_code == 403
    carries_every_header(answer)
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize("target", HOSTILE)
def test_no_redirect_leads_to_another_site(
    login: Login, client: JudgingClient, world: World, target: str
) -> None:
    typed = {
        "csrf_token": client.token(client.get("/sign-in")),
        "login": "nurse",
        "password": world.password,
    }
    signed = client.post("/sign-in", query_string={"next": target}, data=typed)
    assert signed.headers["Location"] == "/"
    discarded = client.press("/drafts/discard", key=target)
    assert discarded.headers["Location"] == "/"


@pytest.mark.parametrize("target", HOSTILE)
def test_a_form_sent_twice_does_not_lead_to_another_site_either(
    login: Login, world: World, target: str
) -> None:
    browser = login("coordinator")
    path = f"/meetings/{world.meeting}/agenda/{world.presentation}"
    once = {"step": "up", "submission": "la-même", "page": target}
    assert browser.press(path, **once).status_code == 303
    again = browser.press(path, **once)
    assert again.status_code in {302, 303}
    assert again.headers["Location"].startswith("/")
    assert "mechant" not in again.headers["Location"]


def cookie_line(answer: TestResponse) -> str:
    """The Set-Cookie header of our session."""
    lines = [line for line in answer.headers.getlist("Set-Cookie") if "relais" in line]
    assert len(lines) == 1
    return lines[0]


def test_on_this_machine_the_cookie_is_plain_but_out_of_reach_of_scripts(
    client: FlaskClient,
) -> None:
    line = cookie_line(client.get("/sign-in"))
    assert line.startswith("relais=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))
    assert "Secure" not in line
    assert "Domain" not in line
    assert "Expires" not in line


@pytest.fixture
def public(home: Path) -> Iterator[Flask]:
    """The same home, reached over the network."""
    environ = {
        "RELAIS_PUBLIC_URL": "https://relais.exemple.fr",
        "RELAIS_SECRET_KEY": secrets.token_urlsafe(64),
    }
    app = create_app(
        config.load(environ, home=home),
        ARGON2={"time_cost": 1, "memory_cost": 8, "parallelism": 1},
        TESTING=True,
        PROPAGATE_EXCEPTIONS=False,
    )
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_over_the_network_the_cookie_is_secure_and_bound_to_this_host(public: Flask) -> None:
    client = public.test_client()
    answer = client.get("/sign-in", base_url="https://relais.exemple.fr")
    line = cookie_line(answer)
    assert line.startswith("__Host-relais=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))
    assert "Domain" not in line
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "autre.exemple.fr"])
def test_over_the_network_only_the_public_name_is_served(public: Flask, host: str) -> None:
    assert public.test_client().get("/sign-in", base_url=f"https://{host}").status_code == 400


def test_over_the_network_a_form_must_come_from_our_own_page(public: Flask, world: World) -> None:
    client, base = public.test_client(), "https://relais.exemple.fr"
    field = BeautifulSoup(client.get("/sign-in", base_url=base).text, "html.parser").find(
        "input", {"name": "csrf_token"}
    )
    assert field is not None
    typed = {"csrf_token": field["value"], "login": "nurse", "password": world.password}
    for referrer in ({}, {"Referer": "https://mechant.example/"}):
        assert (
            client.post("/sign-in", base_url=base, data=typed, headers=referrer).status_code == 400
        )
    answer = client.post(
        "/sign-in", base_url=base, data=typed, headers={"Referer": f"{base}/sign-in"}
    )
    assert answer.status_code == 303
