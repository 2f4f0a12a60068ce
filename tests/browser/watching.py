"""What a page may never do, watched while it is used: script errors, CSP violations, other hosts, axe's findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# label-content-name-mismatch is WCAG 2.5.3 (level A); axe keeps it off unless asked.
_RUN = """tags => axe.run(document, {
  runOnly: {type: 'tag', values: tags},
  rules: {'label-content-name-mismatch': {enabled: true}},
  resultTypes: ['violations'],
})"""
_OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect();
    if (box.width && box.height && box.right > wide + 1 && !e.closest('.scroll') && !e.closest('svg') && getComputedStyle(e).clipPath === 'none')
      found.push(`${e.tagName.toLowerCase()}.${e.className} to ${Math.round(box.right)} px`);
  }
  return {wide, scroll: document.documentElement.scrollWidth, found: found.slice(0, 6)};
}"""


@dataclass
class Watch:
    """Everything wrong that was noticed on the pages of one browser context."""

    host: str
    wrong: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def nothing_wrong(self) -> None:
        """Fail with what was noticed."""
        assert not self.wrong, "\n".join(self.wrong)

    def expecting(self, *fragments: str) -> None:
        """Forget what a test provoked on purpose: the notices that contain one of these words."""
        self.wrong = [line for line in self.wrong if not any(word in line for word in fragments)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(
                f"console {message.type}: {message.text} ({message.location.get('url', '')})"
            )

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.wrong.append(f"another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.status} on {response.request.method} {response.url}")


class Findings:
    """What was found on many pages, said once each with the pages it was found on."""

    def __init__(self) -> None:
        self._pages: dict[str, list[str]] = {}

    def add(self, page: Page, lines: Iterable[str]) -> None:
        """Note what was found on a page."""
        where = _ID.sub("·", urlsplit(page.url).path)
        for line in lines:
            pages = self._pages.setdefault(_ID.sub("·", line), [])
            if where not in pages:
                pages.append(where)

    def none(self) -> None:
        """Fail with everything found."""
        said = [
            f"{what}\n    on {', '.join(pages[:8])} ({len(pages)} pages)"
            for what, pages in self._pages.items()
        ]
        assert not said, "\n" + "\n".join(said)


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands: rule, impact, standard and element, one line each.

    The script is evaluated by the browser's own inspector, so the page's CSP stays in force.
    """
    page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate(_RUN, list(RULES))
    return [
        f"{rule['id']} ({rule['impact']}, {'/'.join(_standard(rule['tags']))}): {rule['help']}: {_node(node)}"
        for rule in result["violations"]
        for node in rule["nodes"][:4]
    ]


def _standard(tags: Iterable[str]) -> list[str]:
    return [tag for tag in tags if tag in RULES]


def _node(node: dict[str, Any]) -> str:
    summary = " ".join(str(node.get("failureSummary", "")).split())
    return f"{node['target']} {node['html'][:160]!r} {summary[:220]}"


def outside_the_window(page: Page) -> list[str]:
    """What makes the document wider than its window, or is cut off at its edge."""
    seen: dict[str, Any] = page.evaluate(_OUTSIDE)
    if seen["scroll"] > seen["wide"]:
        return [
            f"at {seen['wide']} px the document is {seen['scroll']} px wide: {', '.join(seen['found'])}"
        ]
    return [f"at {seen['wide']} px something is cut off: {line}" for line in seen["found"]]
