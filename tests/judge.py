"""The page judge: every HTML answer a test receives is held to the rules of the house."""

from __future__ import annotations

import re
from collections import Counter
from contextvars import Context
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.security.headers import HEADERS

_FRENCH = (
    (re.compile(r"\w'\w"), "a straight apostrophe"),
    (re.compile(r" [;!?](\s|$)"), "an ordinary space before ; ! or ?"),
    (re.compile(r"(?<=\w) :(\s|$)"), "an ordinary space before a colon"),
    (re.compile(r"« | »"), "an ordinary space inside « »"),
    (re.compile(r'(?<!=)"\w'), "a straight quotation mark"),
)
# Pieces that a script puts into a page: no document of their own, and every other rule.
_PIECES = re.compile(r"/presentations/[^/]+/patient-page/[^/]+/reading\Z")
_AS_WRITTEN = {"textarea", "script", "code"}


class JudgingClient(FlaskClient):
    """A test browser that fails on any page that breaks a rule, and on a session left open."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask, then judge the answer."""
        # Each request has its own context, as in a server: nothing of one browser leaks into another.
        response: TestResponse = Context().run(super().open, *args, **kwargs)
        judge(response)
        return response

    @staticmethod
    def token(page: TestResponse) -> str:
        """The CSRF token of a page."""
        field = tree(page).find("input", {"name": "csrf_token"})
        assert field is not None, page.text[:500]
        return str(field["value"])

    def form(self, path: str, *, index: int = 0) -> dict[str, Any]:
        """The fields of a page's main form as a browser would send them untouched."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code)
        soup = tree(page)
        main = soup.find("main") or soup
        posts = main.find_all("form", method="post")
        forms = [
            f
            for f in posts
            if "inline" not in f.get("class", []) and f.find(attrs={"name": "submission"})
        ]
        return fields_of(forms[index])

    def submit(self, path: str, **typed: Any) -> TestResponse:
        """Open a form page, type, and send."""
        return self.post(path, data={**self.form(path), **typed})

    def press(self, path: str, **typed: Any) -> TestResponse:
        """Send a button's form to an address with this browser's token."""
        page = self.get("/account")
        return self.post(path, data={"csrf_token": self.token(page), "submission": "", **typed})


def fields_of(form: Any) -> dict[str, Any]:
    """Names and values of a form's controls."""
    fields: dict[str, Any] = {}
    for control in form.find_all(["input", "textarea", "select"]):
        name, kind = control.get("name"), control.get("type", "text")
        if not name or kind in {"submit", "file"}:
            continue
        if kind in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                fields.setdefault(name, []).append(control.get("value", "y"))
            continue
        if control.name == "select":
            chosen = control.find("option", selected=True) or control.find("option")
            fields[name] = chosen.get("value", "") if chosen else ""
        else:
            text = control.string or "" if control.name == "textarea" else control.get("value", "")
            fields[name] = text.removeprefix("\r\n").removeprefix("\n")
    return {n: v[0] if isinstance(v, list) and len(v) == 1 else v for n, v in fields.items()}


def tree(page: TestResponse) -> BeautifulSoup:
    """The page as a tree, parsed once for each answer; only read it."""
    known: dict[str, Any] = vars(page)
    if "tree" not in known:
        known["tree"] = BeautifulSoup(page.text, "html.parser")
    soup: BeautifulSoup = known["tree"]
    return soup


def judge(response: TestResponse) -> None:
    """Fail when an HTML answer breaks a rule of structure, safety or French typography."""
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, f"header {name}"
    if response.mimetype != "text/html" or response.status_code in {301, 302, 303, 308}:
        return
    soup = tree(response)
    where = f"{response.request.path} ({response.status_code})"
    tags = [each for each in soup.descendants if isinstance(each, Tag)]
    is_piece = response.status_code == 200 and _PIECES.match(response.request.path)
    if not is_piece:
        _document(soup, tags, where)
    _structure(tags, where)
    _safety(tags, where)
    _typography(soup, where)


def _document(soup: BeautifulSoup, tags: list[Tag], where: str) -> None:
    assert soup.html is not None, where
    assert soup.html.get("lang") == "fr", where
    assert sum(tag.name == "h1" for tag in tags) == 1, f"{where}: one h1"
    assert soup.title is not None, where
    assert str(soup.title.string).strip(), f"{where}: title"


def _structure(tags: list[Tag], where: str) -> None:
    ids = Counter(tag["id"] for tag in tags if tag.has_attr("id"))
    doubles = {name for name, count in ids.items() if count > 1}
    assert not doubles, f"{where}: ids twice {doubles}"
    labelled = {tag.get("for") for tag in tags if tag.name == "label"}
    for control in tags:
        if control.name not in {"input", "select", "textarea"}:
            continue
        if control.get("type") in {"hidden", "submit"}:
            continue
        named = (
            control.get("id") in labelled
            or control.get("aria-label")
            or control.find_parent("label")
        )
        assert named, f"{where}: no label for {control.get('name')}"


def _safety(tags: list[Tag], where: str) -> None:
    for tag in tags:
        assert tag.name != "style", f"{where}: inline style"
        assert tag.name != "script" or tag.get("src"), f"{where}: inline script"
        bad = [a for a in tag.attrs if a == "style" or a.startswith("on")]
        assert not bad, f"{where}: {tag.name} {bad}"
        for attribute in ("src", "href", "action"):
            target = str(tag.get(attribute, ""))
            assert "//" not in target or tag.get("data-typed") is not None, (
                f"{where}: foreign {target}"
            )
        if tag.name == "form" and tag.get("method", "get").lower() == "post":
            assert tag.find("input", {"name": "csrf_token"}), f"{where}: form without token"


def _typography(tag: Tag, where: str) -> None:
    """Every sentence under `tag` but what people typed and what is code."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name not in _AS_WRITTEN and not child.has_attr("data-typed"):
                _typography(child, where)
        elif child.strip():
            for pattern, what in _FRENCH:
                assert not pattern.search(str(child)), f"{where}: {what} in {child.strip()!r}"
