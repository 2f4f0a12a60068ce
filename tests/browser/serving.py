"""A home served by a process of its own, with `relais serve`, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30.0


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


def relais(home: Path, *arguments: str, log: int) -> subprocess.Popen[bytes]:
    """Start the product's own command on a home; all it says goes to `log`."""
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith("RELAIS_") and k != "PORT"
    }
    command = [sys.executable, "-c", "from app.cli import main; main()", *arguments]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**environment, "RELAIS_HOME": str(home)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )


@contextmanager
def served(home: Path, password: str) -> Iterator[Site]:
    """Serve a home while the block runs; an error in the server's log fails the test."""
    port = _free_port()
    log = home / "server.log"
    with log.open("wb") as written:
        process = relais(home, "serve", "--port", str(port), log=written.fileno())
        site = Site(f"http://127.0.0.1:{port}", home, password)
        try:
            _wait_for(site, process, log)
            yield site
        finally:
            process.terminate()
            process.wait(PATIENCE)
    assert "Traceback" not in log.read_text(), log.read_text()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{site.url}/sign-in", timeout=2):  # noqa: S310  (our own loopback address)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"the server did not answer: {log.read_text()}")
