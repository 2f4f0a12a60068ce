"""The long versions, run by `make soak` only: 500 rounds, 200 kills, a minute of load, a real lock."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.extensions import db
from app.models import OpinionRevision
from app.queries import audit
from tests.cli.conftest import COMMAND
from tests.cli.test_serving import free_port, wait_for
from tests.reliability import rounds
from tests.reliability.children import killed_saves
from tests.reliability.load import Browser, Figures
from tests.reliability.wholeness import check_whole
from tests.services.board import every, open_meeting
from tests.world import World

pytestmark = pytest.mark.soak
SECONDS, READERS, WRITERS = 60, 20, 4
# A whole region in the room; RELAIS_SOAK_SECONDS sets for how long.
FOLLOWERS, TYPISTS = 160, 10
FOLLOWED = int(os.environ.get("RELAIS_SOAK_SECONDS", "300"))


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Write figures for the closing note."""

    def write(words: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{words}\n")

    return write


def test_five_hundred_rounds_of_two_editors_lose_no_word(
    login: Callable[[str], Any], world: World
) -> None:
    rounds.play(login, world, 500)


def test_two_hundred_kills_during_saves_lose_nothing_acknowledged(
    app: Flask, home: Path, world: World, tell: Callable[[str], None]
) -> None:
    db.engine.dispose()
    acknowledged = killed_saves(home, world, 200, seed=int(time.time()))
    tell(f"200 kills: {len(acknowledged)} acknowledged saves, 0 lost")
    check_whole(acknowledged)


def test_a_lock_held_ten_seconds_is_said_within_six(
    login: Callable[[str], Any], home: Path, world: World, tell: Callable[[str], None]
) -> None:
    browser = login("coordinator")
    path = f"/cases/{world.case}/told"
    form = browser.form(path)
    holder = sqlite3.connect(home / "relais.sqlite", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    release = threading.Timer(10, lambda: holder.execute("COMMIT"))
    release.start()
    start = time.perf_counter()
    answer = browser.post(path, data={**form, "told_text": "Gardé."})
    took = time.perf_counter() - start
    assert browser.get("/cases").status_code == 200
    release.join()
    holder.close()
    tell(f"locked 10 s: answered {answer.status_code} after {took:.1f} s")
    assert (answer.status_code, "Gardé." in answer.text) == (503, True)
    assert took <= 6


@pytest.fixture
def served(home: Path, app: Flask, world: World) -> Iterator[tuple[int, int]]:
    """Port and process of the world served by the real command in another process, its meeting open."""
    open_meeting(world)
    db.engine.dispose()
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("RELAIS_", "FLASK_"))}
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port)], env=clean | {"RELAIS_HOME": str(home)}
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def port(served: tuple[int, int]) -> int:
    """The port of the served world."""
    return served[0]


def test_a_minute_of_a_busy_meeting_gives_no_error(
    port: int, world: World, tell: Callable[[str], None]
) -> None:
    figures = Figures()
    people = ("coordinator", "physician", "chair", "member", "invited", "nurse", "reader")
    seats = [(follow, people[n % len(people)]) for n in range(READERS)]
    seats += [(write, people[n % 4]) for n in range(WRITERS)]
    with contextlib.ExitStack() as stack:
        browsers = [stack.enter_context(Browser(port, figures)) for _seat in seats]
        for browser, (_work, login) in zip(browsers, seats, strict=True):
            browser.sign_in(login, world.password)
        end = time.monotonic() + SECONDS
        threads = [
            threading.Thread(target=work, args=(browser, world, f"{n}", end))
            for n, (browser, (work, _login)) in enumerate(zip(browsers, seats, strict=True))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    tell(f"{READERS} readers, {WRITERS} writers, {SECONDS} s\n{figures.line(SECONDS)}")
    tell(
        f"statuses {dict(sorted(figures.statuses.items()))}, {len(figures.saved)} saves acknowledged"
    )
    # A busy base may refuse (503) and gives the text back; a fault (500) never.
    assert set(figures.statuses) <= {200, 303, 503}
    assert figures.statuses.get(503, 0) <= sum(figures.statuses.values()) / 100
    assert set(figures.saved) <= set(every(sa.select(OpinionRevision.text)))
    assert audit.first_bad()[0] is None


def follow(browser: Browser, world: World, _name: str, end: float) -> None:
    """Follow the presentation as a member of the board."""
    while time.monotonic() < end:
        browser.ask("GET", f"/presentations/{world.presentation}")
        time.sleep(1)


def write(browser: Browser, world: World, name: str, end: float) -> None:
    """Write the opinion again and again; keep what was acknowledged."""
    path, count = f"/presentations/{world.presentation}/opinion", 0
    while time.monotonic() < end:
        count += 1
        text = f"Avis {name}-{count}."
        if browser.save(path, text=text, outcome="postponed") == 303:
            browser.figures.saved.append(text)
        time.sleep(0.5)


def test_a_hundred_and_sixty_followers_and_ten_writers_meet_no_error(
    served: tuple[int, int], world: World, tell: Callable[[str], None]
) -> None:
    port, pid = served
    figures, people = Figures(), ("coordinator", "physician", "chair", "member", "nurse", "reader")
    with contextlib.ExitStack() as stack:
        known = {}
        for login in people:
            browser = stack.enter_context(Browser(port, figures))
            browser.sign_in(login, world.password)
            known[login] = browser.cookie
        end = time.monotonic() + FOLLOWED
        threads = []
        for n in range(FOLLOWERS + TYPISTS):
            browser = stack.enter_context(Browser(port, figures))
            # The first four sign in as who may write.
            browser.cookie = known[people[n % 4 if n < TYPISTS else n % len(people)]]
            work = write if n < TYPISTS else poll
            threads.append(threading.Thread(target=work, args=(browser, world, f"{n}", end)))
        bare = stack.enter_context(Browser(port, figures))
        threads.append(threading.Thread(target=weigh, args=(bare, world, "", end)))
        before = _seconds_of(pid)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        used = _seconds_of(pid) - before
    tell(f"{FOLLOWERS} followers, {TYPISTS} writers, {FOLLOWED} s\n{figures.line(FOLLOWED)}")
    tell(
        f"server: {100 * used / FOLLOWED:.0f} % of one core; statuses {dict(sorted(figures.statuses.items()))}"
    )
    assert set(figures.statuses) <= {200, 303, 304}
    assert set(figures.saved) <= set(every(sa.select(OpinionRevision.text)))
    assert audit.first_bad()[0] is None


def poll(browser: Browser, world: World, name: str, end: float) -> None:
    """Follow the meeting as a screen does, every 1.5 s, not all at once."""
    path, tag = f"/meetings/{world.meeting}/now?case={world.case}", ""
    time.sleep(int(name) % 15 / 10)
    while time.monotonic() < end:
        tag = browser.follow(path, tag)
        time.sleep(1.5)


def weigh(browser: Browser, _world: World, _name: str, end: float) -> None:
    """Ask a bare page now and then."""
    while time.monotonic() < end:
        browser.bare()
        time.sleep(1)


def _seconds_of(pid: int) -> float:
    """Processor seconds a process has used, its own and its kernel's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
