"""A home served by a process of its own, with `relais serve`, on a free port of this machine."""

from __future__ import annotations

import multiprocessing
import os
import socket
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from app.cli import main
from tests.browser import warm

PATIENCE = 30.0
# Importing the product takes a second: it is done once, and each server is forked from that process.
_FORKS = multiprocessing.get_context("forkserver")


@dataclass(frozen=True)
class Site:
    """Where a home is served, and the password of all its accounts."""

    url: str
    home: Path
    password: str

    def age_sessions(self, *, hours: int) -> None:
        """Make every open session older, as if its person had left the room."""
        earlier = "strftime('%Y-%m-%d %H:%M:%f000', {0}, ?)"
        moved = ", ".join(
            f"{name} = {earlier.format(name)}" for name in ("started_at", "last_seen_at")
        )
        step = f"-{hours} hours"
        with closing(sqlite3.connect(self.home / "relais.sqlite")) as base, base:
            done = base.execute(f"UPDATE login_session SET {moved}", (step, step))  # noqa: S608  (our own names)
            assert done.rowcount, "nobody signed in"


def _serve(home: Path, port: int, log: Path) -> None:
    """What `relais serve` does, in a process of its own; all it says goes to `log`."""
    with log.open("wb") as written:
        for channel in (1, 2):
            os.dup2(written.fileno(), channel)
    for name in [n for n in os.environ if n.startswith("RELAIS_") or n == "PORT"]:
        del os.environ[name]
    os.environ["RELAIS_HOME"] = str(home)
    sys.argv = ["relais", "serve", "--port", str(port)]
    main()


@contextmanager
def served(home: Path, password: str) -> Iterator[Site]:
    """Serve a home while the block runs; an error in the server's log fails the test."""
    port = _free_port()
    log = home / "server.log"
    log.touch()
    _FORKS.set_forkserver_preload([warm.__name__])
    process = _FORKS.Process(target=_serve, args=(home, port, log))
    process.start()
    site = Site(f"http://127.0.0.1:{port}", home, password)
    try:
        _wait_for(site, process, log)
        yield site
    finally:
        process.terminate()
        process.join(PATIENCE)
    assert "Traceback" not in log.read_text(), log.read_text()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(site: Site, process: ForkServerProcess, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.is_alive(), log.read_text()
        try:
            with urllib.request.urlopen(f"{site.url}/sign-in", timeout=2):  # noqa: S310  (our own loopback address)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"the server did not answer: {log.read_text()}")
