"""Every screen a person can reach by links, visited a few times each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import config
from app import create_app
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from tests.browser.serving import Site

_HREFS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
FILES = {"presentations.print_document", "static", "assets.font"}


class Screens:
    """The product's addresses, and which of them were visited."""

    def __init__(self, site: Site) -> None:
        app = create_app(config.load({}, home=site.home))
        self._map = app.url_map.bind(urlsplit(site.url).netloc)
        self.known = {
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if rule.methods and "GET" in rule.methods and rule.endpoint not in FILES
        }
        self.visited: set[str] = set()

    def screen(self, address: str) -> tuple[str, str]:
        """The view behind an address with the kind of fact it shows; ("", "") for none."""
        try:
            endpoint, given = self._map.match(urlsplit(address).path, method="GET")
        except HTTPException:
            return "", ""
        return str(endpoint), str(getattr(given.get("kind"), "code", ""))

    def crawl(self, page: Page, *, each: int) -> Iterator[Page]:
        """Every screen linked from where the page stands, each at most `each` times, shown on that page."""
        host = urlsplit(page.url).netloc
        queue, seen, times = deque([page.url]), {page.url}, Counter[tuple[str, str]]()
        while queue:
            address = queue.popleft()
            screen = self.screen(address)
            if not screen[0] or screen[0] in FILES or times[screen] == each:
                continue
            times[screen] += 1
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, f"a link of a page leads to {answer.status}: {address}"
            self.visited.add(screen[0])
            yield page
            for href in page.evaluate(_HREFS):
                plain = href.partition("#")[0]
                if plain not in seen and urlsplit(plain).netloc == host:
                    seen.add(plain)
                    queue.append(plain)
