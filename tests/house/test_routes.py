"""Addresses: each says which action it is, is written in kebab-case, types its parameters and has its template."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import UnicodeConverter

from app.domain.permissions import Action
from app.security.guard import PUBLIC
from tests.house.reading import calls, dotted, sources, templates

# What is public is decided here, not where it is written.
OPEN_TO_ALL = {"auth.sign_in", "auth.choose_password", "assets.font"}
# Addresses whose parameter is free text, and what reads it.
TEXT = {
    ("auth.choose_password", "token"): "a random token",
    ("assets.font", "face"): "one of four names",
    ("presentations.page_block", "block"): "a part of the patient page, or the card of one option",
    (
        "presentations.page_reading",
        "block",
    ): "a part of the patient page, or the card of one option",
    (
        "presentations.page_reviewed",
        "block",
    ): "a part of the patient page, or the card of one option",
    ("catalogue.show", "code"): "the code of a catalogue entry",
    ("catalogue.sign", "code"): "the code of a catalogue entry",
    ("catalogue.compare", "code"): "the code of a catalogue entry",
    ("catalogue.propose", "code"): "the code of a catalogue entry",
    ("catalogue.criteria", "code"): "the code of a catalogue entry",
    ("catalogue.facts", "code"): "the code of a catalogue entry",
    ("catalogue.put_in_force", "code"): "the code of a catalogue entry",
    ("catalogue.retire", "code"): "the code of a catalogue entry",
    ("catalogue.local", "code"): "the code of a catalogue entry",
    ("catalogue.sign_action", "code"): "the code of an action",
}


def html_pages(app: Flask) -> set[str]:
    """Endpoints that answer a GET with a page, not with a file or with JSON."""
    asked = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    files = (".pdf", ".ttf", ".json", ".csv", ".png", ":ending>")
    pages = {rule.endpoint for rule in asked if not rule.rule.endswith(files)}
    return pages - {"static"} - json_answers(app) - redirects(app)


def redirects(app: Flask) -> set[str]:
    """Endpoints that show nothing of their own: by their types, they never answer a text."""
    return {
        endpoint
        for endpoint, view in app.view_functions.items()
        if view.__annotations__.get("return") in {"Response", "BaseResponse"}
    }


def json_answers(app: Flask) -> set[str]:
    """Endpoints whose view answers JSON or nothing but a status."""
    found = set()
    for endpoint in app.view_functions:
        function = endpoint.partition(".")[2]
        tree = sources().get(app.view_functions[endpoint].__module__.replace(".", "/") + ".py")
        for node in tree.body if tree else []:
            if isinstance(node, ast.FunctionDef) and node.name == function:
                used = {dotted(call.func) for call in calls(node)}
                if "jsonify" in used:
                    found.add(endpoint)
    return found


def test_every_view_says_which_action_it_is(app: Flask) -> None:
    silent = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and getattr(view, "__access__", None) not in {*Action, PUBLIC}
    }
    assert not silent


def test_what_is_open_to_all_is_decided_by_name(app: Flask) -> None:
    found = {
        e for e, view in app.view_functions.items() if getattr(view, "__access__", None) == PUBLIC
    }
    assert found == OPEN_TO_ALL


def test_a_view_that_says_nothing_is_refused(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    browser = login("coordinator")
    app.view_functions["cases.index"] = lambda: "jamais"
    answer = browser.get("/cases")
    assert answer.status_code == 403
    assert "jamais" not in answer.text


def test_addresses_are_in_kebab_case(app: Flask) -> None:
    word = re.compile(
        r"[a-z]+(-[a-z]+)*(\.(ttf|pdf|json|csv|ics|png)?)?|\.(ttf|pdf|json|csv|ics|png)"
    )
    wrong = set()
    for rule in app.url_map.iter_rules():
        for part in re.sub(r"<[^>]+>", "", rule.rule).split("/"):
            if part and not word.fullmatch(part):
                wrong.add(rule.rule)
    assert not wrong


def test_no_address_ends_with_a_slash(app: Flask) -> None:
    assert {r.rule for r in app.url_map.iter_rules() if r.rule.endswith("/")} == {"/"}


def test_parameters_are_typed(app: Flask) -> None:
    loose = {
        (rule.endpoint, name)
        for rule in app.url_map.iter_rules()
        for name, converter in rule._converters.items()
        if type(converter) is UnicodeConverter
    }
    assert loose == set(TEXT)


def test_identifiers_are_uuids(app: Flask) -> None:
    wrong = {
        (rule.endpoint, name)
        for rule in app.url_map.iter_rules()
        for name in rule.arguments
        if name.endswith("_id") and f"<uuid:{name}>" not in rule.rule
    }
    assert not wrong


def test_every_page_has_the_template_of_its_name(app: Flask) -> None:
    missing = {e for e in html_pages(app) if f"{e.replace('.', '/')}.html" not in templates()}
    assert not missing


def test_every_template_is_the_page_of_a_view(app: Flask) -> None:
    shared = re.compile(r"layout\.html|components/.+|errors/.+|.+/_[a-z_]+\.html")
    views = {f"{endpoint.replace('.', '/')}.html" for endpoint in app.view_functions}
    assert not {name for name in templates() if not shared.fullmatch(name)} - views


@pytest.mark.parametrize("name", sorted(n for n in sources() if n.startswith("app/web/")))
def test_every_template_that_is_asked_for_exists(name: str) -> None:
    for call in calls(sources()[name]):
        if dotted(call.func) != "render_template":
            continue
        asked = call.args[0]
        if isinstance(asked, ast.Constant):
            assert asked.value in templates()
        elif isinstance(asked, ast.JoinedStr):
            start = str(getattr(asked.values[0], "value", ""))
            assert any(t.startswith(start) for t in templates()), start


def test_the_routes_of_a_feature_are_in_its_folder(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if endpoint != "static":
            folder, module = f"app.web.{endpoint.split('.')[0]}.", view.__module__
            assert module.startswith(folder), endpoint
            assert module.removeprefix(folder).endswith("routes"), endpoint
