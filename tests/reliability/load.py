"""A load from outside: browsers of a meeting that poll and write over HTTP, each with its own connection."""

from __future__ import annotations

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

_HIDDEN = re.compile(r'name="(csrf_token|seen_version|submission)"[^>]* value="([^"]*)"')


@dataclass
class Figures:
    """What a run measured: seconds by kind of request, and answers by status."""

    seconds: dict[str, list[float]] = field(
        default_factory=lambda: {"read": [], "save": [], "follow": [], "bare": []}
    )
    statuses: dict[int, int] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, status: int, took: float) -> None:
        """One answer."""
        with self.lock:
            self.seconds[kind].append(took)
            self.statuses[status] = self.statuses.get(status, 0) + 1

    def percentile(self, kind: str, share: float) -> float:
        """The time within which that share of the requests was answered, in milliseconds."""
        ordered = sorted(self.seconds[kind])
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    def line(self, seconds: float) -> str:
        """The figures in one line a kind."""
        return "\n".join(
            f"{kind}: {len(taken)} requests, {len(taken) / seconds:.1f}/s, "
            f"p50 {self.percentile(kind, 0.5):.0f} ms, p95 {self.percentile(kind, 0.95):.0f} ms, "
            f"p99 {self.percentile(kind, 0.99):.0f} ms"
            for kind, taken in self.seconds.items()
            if taken
        )


class Browser:
    """One person's browser, without a page to draw."""

    def __init__(self, port: int, figures: Figures) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.figures, self.cookie = figures, ""

    def __enter__(self) -> Self:
        """The browser, opened."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Closed with its connection."""
        self.connection.close()

    def follow(self, path: str, tag: str) -> str:
        """Ask where the meeting is as a follower's screen does; the tag to ask with next time."""
        headers = {"Cookie": self.cookie, "X-Background": "1", "If-None-Match": tag}
        start = time.perf_counter()
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        answer.read()
        self.figures.note("follow", answer.status, time.perf_counter() - start)
        return answer.getheader("ETag") or tag

    def bare(self) -> None:
        """A page of the product without a session nor a case: what the machine itself costs in the same run."""
        start = time.perf_counter()
        self.connection.request("GET", "/sign-in")
        answer = self.connection.getresponse()
        answer.read()
        self.figures.note("bare", answer.status, time.perf_counter() - start)

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> tuple[int, str]:
        """Send one request; status and text."""
        headers = {"Cookie": self.cookie}
        data = urlencode(body) if body is not None else None
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        self.connection.request(method, path, data, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        kind = "read" if method == "GET" else "save"
        self.figures.note(kind, answer.status, time.perf_counter() - start)
        if set_cookie := answer.getheader("Set-Cookie"):
            self.cookie = set_cookie.split(";")[0]
        return answer.status, text

    def sign_in(self, login: str, password: str) -> None:
        """Sign in, or fail; not part of the figures, since a day has one."""
        self.figures, kept = Figures(), self.figures
        hidden = dict(_HIDDEN.findall(self.ask("GET", "/sign-in")[1]))
        status, _text = self.ask(
            "POST", "/sign-in", {**hidden, "login": login, "password": password}
        )
        assert status == 303, status
        self.figures = kept

    def save(self, path: str, **typed: str) -> int:
        """Open a form, type, send; the status."""
        form = dict(_HIDDEN.findall(self.ask("GET", path)[1]))
        return self.ask("POST", path, {**form, **typed})[0]
