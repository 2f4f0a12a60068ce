"""Templates: short, without anything inline, without unescaped text, without an import nobody uses."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.house.reading import ROOT, templates

MACRO = re.compile(r"{%-?\s*macro\s+(\w+)\s*\(")
IMPORT = re.compile(r"""{%-?\s*from\s+["']([^"']+)["']\s+import\s+(.+?)\s*-?%}""", re.S)
REFERENCE = re.compile(r"""(?:from|import|include|extends)\s+["']([^"']+)["']""")
NAMES = sorted(templates())


def imported(text: str) -> list[tuple[str, str]]:
    """Template and macro of each import."""
    found = []
    for source, names in IMPORT.findall(text):
        plain = re.sub(r"\s+with(out)?\s+context$", "", names)
        found += [(source, name.split(" as ")[0].strip()) for name in plain.split(",")]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_at_most_a_hundred_lines(name: str) -> None:
    assert len(templates()[name].splitlines()) <= 100


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_inline(name: str) -> None:
    text = templates()[name]
    assert not re.search(r"<style|\sstyle\s*=", text, re.I)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text, re.I)
    assert not re.search(r"javascript:", text, re.I)
    for tag in re.findall(r"<script\b[^>]*>", text, re.I):
        assert " src=" in tag
    for body in re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.I | re.S):
        assert not body.strip()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_shown_unescaped(name: str) -> None:
    text = templates()[name]
    assert not re.search(r"\|\s*safe\b", text)
    assert "autoescape" not in text
    assert "|e " not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_import_exists_and_is_used(name: str) -> None:
    text = templates()[name]
    for source, macro in imported(text):
        assert source in templates(), source
        assert macro in MACRO.findall(templates()[source]), f"{source} has no {macro}"
        assert re.search(rf"\b{macro}\(", IMPORT.sub("", text)), f"{macro} is imported for nothing"


def test_every_fragment_and_every_component_is_used() -> None:
    used = {target for text in templates().values() for target in REFERENCE.findall(text)}
    shared = {n for n in NAMES if "/_" in n or n.startswith("components/") or n == "layout.html"}
    assert not shared - used
    assert not used - set(NAMES)


def test_every_macro_is_used() -> None:
    wanted = {pair for text in templates().values() for pair in imported(text)}
    idle = set()
    for name, text in templates().items():
        for macro in MACRO.findall(text):
            own = len(re.findall(rf"\b{macro}\(", text)) > 1
            if not own and (name, macro) not in wanted:
                idle.add((name, macro))
    assert not idle


@pytest.mark.parametrize(
    "name", [n for n in NAMES if "/_" not in n and not n.startswith("components/")]
)
def test_every_page_stands_on_the_layout(name: str) -> None:
    if name not in {"layout.html", "errors/foreign_host.html"}:
        first = templates()[name].lstrip().splitlines()[0]
        assert re.match(r"""{% extends "(layout|[a-z_]+/_[a-z_]+)\.html" %}""", first), first


@pytest.mark.parametrize("name", NAMES)
def test_every_form_that_posts_carries_its_token(name: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", templates()[name], re.S):
        if re.search(r'method="post"', form):
            assert re.search(r"csrf_token|hidden\(form\)", form), form[:80]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_names_no_other_host(name: str) -> None:
    assert not re.search(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}""", templates()[name])


def test_style_and_scripts_name_no_other_host_and_embed_nothing() -> None:
    for path in sorted((ROOT / "app" / "static").rglob("*")):
        if path.suffix in {".css", ".js", ".svg"}:
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert not re.search(r"""(?:https?:)?//[\w-]+\.[\w.-]*[a-z]{2,}""", text), path.name
            assert "data:" not in re.sub(r"\w*[dD]ata:", "", text) or path.suffix == ".js", (
                path.name
            )
            assert "@import" not in text, path.name


def test_scripts_make_no_markup_and_run_no_text() -> None:
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|localStorage|sessionStorage|indexedDB"
    for path in sorted((ROOT / "app" / "static" / "js").glob("*.js")):
        found = re.findall(banned, path.read_text(encoding="utf-8"))
        assert not found, f"{path.name}: {found}"


def test_a_sentence_is_written_as_if_it_were_asked_for_each_time(app: Flask) -> None:
    def shown(source: str, **known: object) -> str:
        return app.jinja_env.from_string(
            "{% autoescape true %}" + source + "{% endautoescape %}"
        ).render(known)

    assert shown("{{ _('L\\'avis <b>') }}") == "L’avis &lt;b&gt;"
    assert shown("{{ _('À %(who)s', who=name|upper) }}", name="<a>") == "À &lt;A&gt;"
    assert shown("{{ _('a') if asked else _('b') ~ _('c') }}", asked=False) == "bc"
    assert shown("{{ _(word) }}", word="l'eau") == "l’eau"
    assert shown("{{ _('À %(who)s', who=_('l\\'eau')) }}") == "À l’eau"
