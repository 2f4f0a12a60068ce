"""Applications for tests: the pages are wired once for each process, the settings and the database are each test's own."""

from __future__ import annotations

import copy
import fcntl
import os
import pickle
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from flask import Flask, Response
from sqlalchemy import Engine, event

import app as relais
import config
from app import create_app, database
from app.extensions import db
from tests.judge import JudgingClient

CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
TESTING = {"ARGON2": CHEAP, "TESTING": True, "PROPAGATE_EXCEPTIONS": False}
Made = TypeVar("Made")
_COMPILED: dict[Any, Any] = {}


def make_app(home: Path) -> Flask:
    """An application on a home of the test's own, with cheap password hashing.

    Registering the addresses and compiling the templates take far longer than most tests: both come from
    one application of `create_app`, and only what depends on the home is made anew. What a test registers
    or changes on its application stays its own, but for the addresses and the templates.
    """
    settings = config.load({}, home=home)
    wired = _wired()
    app = copy.copy(wired)
    for name, value in vars(wired).items():
        if isinstance(value, dict | list):
            setattr(app, name, _own(value))
    app.config.update(relais._flask_config(settings))
    app.config.update(TESTING)
    del app.extensions["sqlalchemy"]
    db.init_app(app)
    with app.app_context():
        database.configure(db.engine)
        event.listen(db.engine, "connect", _without_waiting)
        _share_statements(wired, db.engine)
    return app


def _share_statements(wired: Flask, engine: Engine) -> None:
    """Let an engine find the statements that another test's engine compiled: what they keep is the SQL text."""
    with wired.app_context():
        first = db.engine
    engine.dialect = engine.pool._dialect = first.dialect
    engine.update_execution_options(compiled_cache=_COMPILED)


@cache
def _wired() -> Flask:
    """The application whose addresses, hooks and templates the others share; it serves nothing itself."""
    nowhere = config.Settings(Path("/nonexistent"), "sqlite://", "of nobody")
    app = create_app(nowhere, **TESTING)
    app.test_client_class = JudgingClient
    app.after_request(_closed)
    app.teardown_appcontext_funcs.remove(db._teardown_session)  # each copy registers its own
    assert app.jinja_env is not None  # made now, so that the copies share it
    with app.app_context(), db.engine.connect():
        pass  # the dialect learns which SQLite this is
    return app


def _own(value: Any) -> Any:
    """A copy of nested dictionaries and lists that shares what they hold."""
    if isinstance(value, defaultdict):
        return defaultdict(value.default_factory, {k: _own(v) for k, v in value.items()})
    if type(value) is dict:
        return {key: _own(each) for key, each in value.items()}
    return copy.copy(value) if isinstance(value, dict | list) else value


def _without_waiting(connection: Any, _record: object) -> None:
    """No test pulls the plug: waiting for the disk at each commit would only cost time."""
    connection.execute("PRAGMA synchronous=OFF").close()


def _closed(response: Response) -> Response:
    """A view must leave no transaction open behind it: the traces that follow would find the base locked."""
    assert not db.session().in_transaction(), "a transaction was left open"
    return response


def shared_home(
    factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], Made]
) -> tuple[Path, Made]:
    """A folder that `fill` filled once for all the processes of this run, and what `fill` answered; only read it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home, answer = shared / f"{name}-home", shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not answer.exists():
            home.mkdir()
            answer.write_bytes(pickle.dumps(fill(home)))
    return home, pickle.loads(answer.read_bytes())  # noqa: S301 (our own, of this run)
