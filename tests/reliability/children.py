"""What child processes do until they are killed; each takes a pipe on which it tells what is committed."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.domain import casefile as facts
from app.domain import signing
from app.domain.vocabulary import MarkerState
from app.errors import Unavailable
from app.extensions import db
from app.queries import records
from app.services import cases, files, opinions, schema
from app.services._transaction import Submitted
from tests.making import make_app
from tests.world import ONCE, World, new_case


class Child:
    """A process started from a clean server, not from this one with its threads; what it said is `heard`."""

    context = get_context("forkserver")

    def __init__(self, work: Callable[..., None], *given: Any) -> None:
        self.context.set_forkserver_preload(["tests.reliability.warm"])
        self.ear, mouth = self.context.Pipe(duplex=False)
        self.process = self.context.Process(target=work, args=(mouth, *given), daemon=True)
        self.process.start()
        mouth.close()
        self.heard: list[str] = []

    def hear(self, seconds: float = 60) -> str:
        """The next thing it says."""
        assert self.ear.poll(seconds), "the child says nothing"
        self.heard.append(self.ear.recv_bytes().decode())
        return self.heard[-1]

    def kill(self) -> list[str]:
        """End it without a word, then read all it had said before."""
        self.process.kill()
        return self.wait()

    def wait(self) -> list[str]:
        """Wait for its end; all it ever said."""
        self.process.join(120)
        try:
            while self.ear.poll(0):
                self.heard.append(self.ear.recv_bytes().decode())
        except EOFError:
            pass
        self.ear.close()
        assert self.process.exitcode is not None
        self.process.close()
        return self.heard


def say(mouth: Connection, word: object) -> None:
    """Tell the parent; small enough to arrive whole or not at all."""
    mouth.send_bytes(str(word).encode())


def save_for_ever(mouth: Connection, home: Path, world: World) -> None:
    """Open cases and add facts, acknowledging each only after its commit returned."""
    with make_app(home).app_context():
        say(mouth, "ready")
        while True:
            made = cases.open_case(
                world.actors["coordinator"], new_case(world), Submitted(uuid4().hex)
            )
            say(mouth, f"case {made}")
            marker = f"KRAS-{uuid4().hex}"
            fact = facts.Biomarker(marker, MarkerState.NEGATIVE)
            cases.save_fact(world.actors["coordinator"], world.case, fact, None, 0, ONCE)
            say(mouth, f"fact {marker}")


def migrate(mouth: Connection, home: Path) -> None:
    """Migrate an empty base."""
    say(mouth, "ready")
    schema.migrate(f"sqlite:///{home / 'relais.sqlite'}")
    say(mouth, "migrated")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_before_the_commit(mouth: Connection, home: Path, world: World, seen: int) -> None:
    """Build and store the fiche, then die before the row that names it."""
    with make_app(home).app_context():
        documents_keep = files.register

        def register(*given: Any) -> None:
            documents_keep(*given)
            say(mouth, given[0])
            _die()

        files.register = register  # type: ignore[assignment]
        chair = world.actors["chair"]
        shown = signing.mark(records.of_presentation(chair, world.presentation).record)
        opinions.validate(chair, world.presentation, seen, ONCE, shown=shown)


def die_before_the_rename(_mouth: Connection, home: Path) -> None:
    """Write a file of the store and die before it has its name."""
    with make_app(home).app_context():
        files.os.replace = lambda *_given: _die()  # type: ignore[attr-defined]
        files.store(b"half a print")


def fill_the_disk(mouth: Connection, home: Path, world: World) -> None:
    """Save until the system refuses to let the base grow; then try a form, a print and a reading."""
    import resource

    app = make_app(home)
    with app.app_context():
        browser = app.test_client()
        token = browser.token(browser.get("/sign-in"))
        who = {"csrf_token": token, "login": "coordinator", "password": world.password}
        browser.post("/sign-in", data=who)
        form = browser.form(f"/cases/{world.case}/told")
        limit = (home / "relais.sqlite").stat().st_size + 256 * 1024
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            while True:
                made = cases.open_case(world.actors["coordinator"], new_case(world))
                say(mouth, f"case {made}")
        except Unavailable as refusal:
            say(mouth, f"refused {refusal}")
        try:
            files.store(b"x" * (limit + 1))
        except Unavailable as refusal:
            say(mouth, f"refused {refusal}")
        db.session.remove()
        answer = browser.post(
            f"/cases/{world.case}/told", data={**form, "told_text": "mot gardé " * 1900}
        )
        say(mouth, f"status {answer.status_code} {answer.text.count('mot gardé')}")
        say(mouth, f"page {browser.get('/cases').status_code}")


def killed_saves(home: Path, world: World, number: int, seed: int) -> list[str]:
    """Kill that many savers, each at a random instant; everything they had acknowledged."""
    random_delay = random.Random(seed)  # noqa: S311  (a fault, not a secret)
    heard: list[str] = []
    for _round in range(number):
        child = Child(save_for_ever, home, world)
        child.hear()
        child.hear()
        time.sleep(random_delay.uniform(0.0, 0.12))
        heard += [word for word in child.kill() if word != "ready"]
    return heard
