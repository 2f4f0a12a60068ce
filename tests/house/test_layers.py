"""Who may import whom, as pyproject.toml says it to import-linter."""

from __future__ import annotations

import logging
import tomllib
from typing import Any

import pytest
from importlinter.cli import lint_imports

from tests.house.reading import ROOT, name_of

SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {c["name"]: c for c in SETTINGS["tool"]["importlinter"]["contracts"]}
LAYERS = CONTRACTS["Layers: imports go down only"]["layers"]


def named(layer: str) -> set[str]:
    """The packages of one layer."""
    return {name.strip() for name in layer.replace("|", ":").split(":")}


def test_every_import_goes_down(capsys: pytest.CaptureFixture[str]) -> None:
    loggers = {name: logging.getLogger(name).disabled for name in logging.root.manager.loggerDict}
    status = lint_imports(
        config_filenames=(str(ROOT / "pyproject.toml"),), no_cache=True, no_logo=True
    )
    for name, was in loggers.items():
        logging.getLogger(name).disabled = was
    assert status == 0, capsys.readouterr().out


def test_every_module_of_the_application_stands_in_a_layer() -> None:
    placed = set().union(*map(named, LAYERS))
    modules = {
        name_of(path).removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
        for path in (ROOT / "app").rglob("*.py")
    }
    floating = {m for m in modules if not any(m == p or m.startswith(f"{p}.") for p in placed)}
    assert floating <= {"app", "app.security"}, "a module that no layer holds may import anything"


def test_the_layers_stand_in_the_decided_order() -> None:
    order = {name: depth for depth, layer in enumerate(LAYERS) for name in named(layer)}
    above = [
        ("app.web", "app.services"),
        ("app.cli", "app.services"),
        ("app.services", "app.queries"),
        ("app.queries", "app.models"),
        ("app.models", "app.documents"),
        ("app.documents", "app.wording"),
        ("app.exchange", "app.wording"),
        ("app.wording", "app.domain"),
        ("app.domain", "app.clock"),
    ]
    assert not [(upper, lower) for upper, lower in above if order[upper] >= order[lower]]
    assert order["app.documents"] == order["app.exchange"]


def test_the_one_exception_is_the_factory() -> None:
    assert [c["ignore_imports"] for c in CONTRACTS.values() if "ignore_imports" in c] == [
        ["app -> app.web"]
    ]


def test_the_domain_uses_the_standard_library_only() -> None:
    import ast
    import sys

    from tests.house.reading import sources

    foreign = set()
    for name, tree in sources().items():
        if name.startswith("app/domain/"):
            for node in ast.walk(tree):
                if isinstance(node, ast.Import):
                    roots = {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.level == 0:
                    roots = (
                        {str(node.module).split(".")[0]} if node.module != "app.errors" else set()
                    )
                else:
                    continue
                foreign |= {
                    (name, root)
                    for root in roots
                    if root not in sys.stdlib_module_names
                    and not str(getattr(node, "module", "")).startswith("app.domain")
                }
    assert not foreign
