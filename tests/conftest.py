"""Fixtures shared by all tests: a migrated database copied for each test, people by role, a client that judges pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.cli.demo.seeding import seed
from app.extensions import db
from app.services import installation, schema
from tests.making import make_app, shared_home
from tests.world import World, fill

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The public sample files beside the project; absent ones fail in CI and skip by name elsewhere."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        message = "the public sample files ../shared/data are absent"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def template_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A home whose database is migrated and peopled once; each test gets a copy of its file."""
    return shared_home(tmp_path_factory, "template", _filled)


def _filled(home: Path) -> World:
    app = make_app(home)
    with app.app_context():
        schema.migrate(app.config["RELAIS"].database_url)
        installation.prepare()
        world = fill()
        db.session.remove()
        db.engine.dispose()
    return world


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration seeded once for the whole run, as `relais demo` seeds it; only copy it."""
    return shared_home(tmp_path_factory, "demo", _seeded)[0]


def _seeded(home: Path) -> None:
    app = make_app(home)
    with app.app_context():
        seed(app)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def home(template_home: tuple[Path, World], tmp_path: Path) -> Path:
    """This test's own home."""
    copy = tmp_path / "home"
    shutil.copytree(template_home[0], copy)
    return copy


@pytest.fixture
def app(home: Path) -> Iterator[Flask]:
    """The application on this test's own database, inside an application context."""
    app = make_app(home)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(template_home: tuple[Path, World]) -> World:
    """The people and cases of the template database."""
    return template_home[1]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody signed in with."""
    return app.test_client()


@pytest.fixture
def login(app: Flask, world: World) -> Callable[[str], FlaskClient]:
    """A browser signed in as one of the world's people: `login("coordinator")`."""

    def signed_in(name: str) -> FlaskClient:
        browser = app.test_client()
        cookie, token = _at_the_door(app)
        browser.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
        typed = {"csrf_token": token, "login": name, "password": world.password}
        answer = browser.post("/sign-in", data=typed)
        assert answer.status_code == 303, answer.text
        return browser

    return signed_in


_DOORS: dict[str, tuple[str, str]] = {}


def _at_the_door(app: Flask) -> tuple[str, str]:
    """Cookie and token of somebody who met the sign-in page; one visit serves every copy of a home, whose secret they share."""
    secret = str(app.secret_key)
    if secret not in _DOORS:
        browser = app.test_client()
        token = browser.token(browser.get("/sign-in"))
        cookie = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        _DOORS[secret] = (cookie.value, token)
    return _DOORS[secret]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin first: one that began last would keep one processor alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
