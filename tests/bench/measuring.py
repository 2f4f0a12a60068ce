"""What every measure uses: a stopwatch, a home with people, pages asked without a client between, interleaved sides."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from app.services import installation, schema
from tests.world import World, fill

ROUNDS, BATCH = 40, 5


@dataclass
class Stopwatch:
    """Times in milliseconds, elapsed and spent computing; the medians are told.

    The second leaves out the disk and what else the machine was doing.
    """

    elapsed: list[float] = field(default_factory=list)
    computing: list[float] = field(default_factory=list)

    def run(self, work: Callable[[], Any]) -> None:
        """Time one piece of work."""
        start, busy = time.perf_counter(), time.thread_time()
        work()
        self.elapsed.append((time.perf_counter() - start) * 1000)
        self.computing.append((time.thread_time() - busy) * 1000)

    @property
    def median(self) -> float:
        """The median time elapsed, in milliseconds."""
        return statistics.median(self.elapsed)

    def ratio(self, other: Stopwatch) -> float:
        """How many times more computing than another, by the half of the samples least disturbed."""
        return _quiet(self.computing) / _quiet(other.computing)

    def __str__(self) -> str:
        """Both medians."""
        elapsed, computing = map(statistics.median, (self.elapsed, self.computing))
        return f"{elapsed:.2f} ms, dont {computing:.2f} ms de calcul"

    def against(self, other: Stopwatch) -> str:
        """Both ratios."""
        elapsed = statistics.median(self.elapsed) / statistics.median(other.elapsed)
        computing = statistics.median(self.computing) / statistics.median(other.computing)
        return f"rapport {elapsed:.1f} en temps écoulé, {computing:.1f} en temps de calcul"


def peopled(app: Flask) -> World:
    """A migrated base with the people of the tests."""
    schema.migrate(app.config["RELAIS"].database_url)
    installation.prepare()
    return fill()


def cookie(app: Flask, world: World, login: str = "coordinator") -> str:
    """A signed-in person's cookie, so that pages are asked without any test client between."""
    browser = app.test_client()
    token = browser.token(browser.get("/sign-in"))
    typed = {"csrf_token": token, "login": login, "password": world.password}
    assert browser.post("/sign-in", data=typed).status_code == 303
    kept = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert kept is not None
    return f"{kept.key}={kept.value}"


def asked(app: Flask, path: str, cookie: str = "") -> Callable[[], bytes]:
    """One request through the WSGI application, from the environment to the last byte, in its own context."""
    environ = EnvironBuilder(path, headers={"Cookie": cookie}).get_environ()

    def ask() -> bytes:
        status: list[str] = []
        answer: Any = app.wsgi_app(
            dict(environ), lambda line, _headers, _info=None: status.append(line)
        )
        body = b"".join(answer)
        answer.close()
        assert status[0].startswith("200"), status
        return body

    return lambda: Context().run(ask)


def interleaved(
    *sides: tuple[Stopwatch, Callable[[], Any]], rounds: int = ROUNDS, batch: int = BATCH
) -> None:
    """Both sides in turn, so that a busy moment of the machine falls on all."""
    for _watch, work in sides:
        for _warm in range(batch):
            work()
    for _round in range(rounds):
        for watch, work in sides:
            for _again in range(batch):
                watch.run(work)


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")


def _quiet(times: list[float]) -> float:
    """The median of the quickest half: a busy moment of the machine is left out."""
    ordered = sorted(times)
    return statistics.median(ordered[: max(1, len(ordered) // 2)])
