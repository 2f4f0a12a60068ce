"""Fixtures of the browser tests: Chromium, a served demonstration, and watched pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.serving import Site, served
from tests.browser.watching import Watch
from tests.world import World

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; its absence fails in CI and skips by name elsewhere."""
    found = shutil.which("chromium")
    if found is None:
        message = "Chromium is absent (apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(chromium: Browser, home: Path, world: World) -> Iterator[Site]:
    """This test's own copy of the small world, served."""
    with served(home, world.password) as site:
        yield site


class Visitor:
    """One person's browser: its context, its page, and what was noticed on it."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context, self.site = context, site
        self.watch = Watch(urlsplit(site.url).netloc)
        context.on("page", self.watch.over)
        self.page = context.new_page()

    def open(self, path: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.site.url + path)
        return self.page

    def sign_in(self, login: str) -> Page:
        """Sign in as one of the people of the site."""
        page = self.open("/sign-in")
        page.get_by_label("Identifiant").fill(login)
        page.get_by_label("Mot de passe").fill(self.site.password)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(self.site.url + "/**")
        assert "/sign-in" not in page.url, page.inner_text("main")
        return page

    def another_page(self) -> Page:
        """A new tab of the same browser, which becomes the current one."""
        self.page = self.context.new_page()
        return self.page


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Makes browsers: `visitor()`, or `visitor("coordinator")` already signed in; each is watched to the end."""
    made: list[Visitor] = []

    def make(login: str = "", **options: Any) -> Visitor:
        given = {"viewport": DESKTOP, "locale": "fr-FR", "timezone_id": "Europe/Paris", **options}
        one = Visitor(chromium.new_context(**given), site)
        one.context.set_default_timeout(15_000)
        made.append(one)
        if login:
            one.sign_in(login)
        return one

    yield make
    for one in made:
        one.context.close()
    for one in made:
        one.watch.nothing_wrong()
