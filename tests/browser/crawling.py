"""Every screen a person can reach by links."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

import config
from app import create_app
from tests.browser.serving import Site

# Addresses that answer something other than a page: the files of the site, the names offered while typing, what the
# screens of a meeting ask, and those that send to another page.
NO_SCREEN = {"static", "vocabularies.suggest", "meetings.now", "meetings.join", "meetings.go"}
MANY_STATES, STATES = (".show", ".hospital"), 4
_HREFS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"


def _is_file(path: str) -> bool:
    """Whether an address or a rule names a file (`agenda.pdf`, `<kind>.pdf`), which is no screen."""
    return "." in path.rpartition("/")[2]


class Screens:
    """The product's addresses, and which of them were visited."""

    def __init__(self, site: Site) -> None:
        app = create_app(config.load({}, home=site.home))
        self._map = app.url_map.bind(urlsplit(site.url).netloc)
        self.known = {
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and not _is_file(rule.rule)
            and rule.endpoint not in NO_SCREEN
        }
        self.visited: set[str] = set()

    def screen(self, address: str) -> tuple[str, str]:
        """The view behind an address with the kind of fact it shows; ("", "") for none."""
        try:
            endpoint, given = self._map.match(urlsplit(address).path, method="GET")
        except HTTPException:
            return "", ""
        return str(endpoint), str(getattr(given.get("kind"), "code", ""))

    def crawl(self, page: Page) -> Iterator[Page]:
        """Every screen linked from where the page stands, shown on that page once.

        A case, a meeting, a comparison or a hospital is shown a few times, and again when it offers a screen
        that nothing offered before: its state changes what it offers.
        """
        host = urlsplit(page.url).netloc
        queue, seen, times = deque([page.url]), {page.url}, Counter[tuple[str, str]]()
        offered: set[tuple[str, str]] = set()
        while queue:
            address = queue.popleft()
            screen = self.screen(address)
            states = screen[0].endswith(MANY_STATES)
            if not screen[0] or (times[screen] and not states):
                continue
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, f"a link of a page leads to {answer.status}: {address}"
            links = [href.partition("#")[0] for href in page.evaluate(_HREFS)]
            offers = {self.screen(link) for link in links if urlsplit(link).netloc == host}
            if times[screen] < (STATES if states else 1) or offers - offered:
                self.visited.add(screen[0])
                yield page
            times[screen] += 1
            offered |= offers
            for link in links:
                parts = urlsplit(link)
                if link not in seen and parts.netloc == host and not _is_file(parts.path):
                    seen.add(link)
                    queue.append(link)
