"""Fixtures shared by all tests: a migrated database copied for each test, people by role, a client that judges pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

import config
from app import create_app
from app.extensions import db
from app.services import installation, schema
from tests.judge import JudgingClient
from tests.world import World, fill

ROOT = Path(__file__).resolve().parent.parent
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


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
    home = tmp_path_factory.mktemp("template")
    app = make_app(home)
    with app.app_context():
        schema.migrate(app.config["RELAIS"].database_url)
        installation.prepare()
        world = fill()
        db.session.remove()
        db.engine.dispose()
    return home, world


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
        page = browser.get("/sign-in")
        answer = browser.post(
            "/sign-in",
            data={
                "csrf_token": browser.token(page),
                "login": name,
                "password": world.password,
            },
        )
        assert answer.status_code == 303, answer.text
        return browser

    return signed_in


def make_app(home: Path) -> Flask:
    """An application on a home of the test's own, with cheap password hashing."""
    app = create_app(
        config.load({}, home=home), ARGON2=CHEAP, TESTING=True, PROPAGATE_EXCEPTIONS=False
    )
    app.test_client_class = JudgingClient
    app.after_request(_closed)
    return app


def _closed(response: Response) -> Response:
    """A view must leave no transaction open behind it: the traces that follow would find the base locked."""
    assert not db.session().in_transaction(), "a transaction was left open"
    return response
