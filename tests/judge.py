"""The page judge: every HTML answer a test receives is held to the rules of the house."""

from __future__ import annotations

import re
from contextvars import Context
from typing import Any

from bs4 import BeautifulSoup
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
        field = BeautifulSoup(page.text, "html.parser").find("input", {"name": "csrf_token"})
        assert field is not None, page.text[:500]
        return str(field["value"])

    def form(self, path: str, *, index: int = 0) -> dict[str, Any]:
        """The fields of a page's main form as a browser would send them untouched."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code)
        soup = BeautifulSoup(page.text, "html.parser")
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


def judge(response: TestResponse) -> None:
    """Fail when an HTML answer breaks a rule of structure, safety or French typography."""
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, f"header {name}"
    if response.mimetype != "text/html" or response.status_code in {301, 302, 303, 308}:
        return
    soup = BeautifulSoup(response.text, "html.parser")
    where = f"{response.request.path} ({response.status_code})"
    _structure(soup, where)
    _safety(soup, where)
    _typography(soup, where)


def _structure(soup: BeautifulSoup, where: str) -> None:
    assert soup.html is not None, where
    assert soup.html.get("lang") == "fr", where
    assert len(soup.find_all("h1")) == 1, f"{where}: one h1"
    assert soup.title is not None, where
    assert str(soup.title.string).strip(), f"{where}: title"
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    doubles = {i for i in ids if ids.count(i) > 1}
    assert not doubles, f"{where}: ids twice {doubles}"
    labelled = {tag.get("for") for tag in soup.find_all("label")}
    for control in soup.find_all(["input", "select", "textarea"]):
        if control.get("type") in {"hidden", "submit"}:
            continue
        named = (
            control.get("id") in labelled
            or control.get("aria-label")
            or control.find_parent("label")
        )
        assert named, f"{where}: no label for {control.get('name')}"


def _safety(soup: BeautifulSoup, where: str) -> None:
    assert not soup.find_all("style"), f"{where}: inline style"
    for tag in soup.find_all(True):
        bad = [a for a in tag.attrs if a == "style" or a.startswith("on")]
        assert not bad, f"{where}: {tag.name} {bad}"
        for attribute in ("src", "href", "action"):
            target = str(tag.get(attribute, ""))
            assert "//" not in target or tag.get("data-typed") is not None, (
                f"{where}: foreign {target}"
            )
    for script in soup.find_all("script"):
        assert script.get("src"), f"{where}: inline script"
    for form in soup.find_all("form"):
        if form.get("method", "get").lower() == "post":
            assert form.find("input", {"name": "csrf_token"}), f"{where}: form without token"


def _typography(soup: BeautifulSoup, where: str) -> None:
    for text in soup.find_all(string=True):
        if text.find_parent(["textarea", "script", "code"]) or text.find_parent(
            attrs={"data-typed": True}
        ):
            continue
        for pattern, what in _FRENCH:
            assert not pattern.search(str(text)), f"{where}: {what} in {str(text).strip()!r}"
