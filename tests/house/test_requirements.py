"""The table of requirements is walked: every one stands once, and every file and test it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.house.reading import ROOT

TABLE = ROOT / "docs" / "requirements.md"
EVERY = [f"R{number:02}" for number in range(1, 59)]
STATES = re.compile(r"done(;|,|$)|partly: .|not yet: .")


def rows(table: Path) -> list[list[str]]:
    """The cells of every line of a document's table."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Id ")
    ]


ROWS = rows(TABLE)


@cache
def held_in(name: str) -> frozenset[str]:
    """The tests that a file holds."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def named(cell: str) -> list[str]:
    """What a cell names between grave accents."""
    return re.findall(r"`([^`]+)`", cell)


def test_each_requirement_stands_once_in_its_order() -> None:
    assert [row[0] for row in ROWS] == EVERY


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_line_says_what_is_asked_where_it_lives_and_how_far_it_is(row: list[str]) -> None:
    _id, asked, lives, held, state = row
    assert len(asked) > 20
    assert named(lives)
    assert named(held)
    assert STATES.match(state)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_file_a_line_names_exists(row: list[str]) -> None:
    assert [path for path in named(row[2]) if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_test_a_line_names_exists(row: list[str]) -> None:
    for place in named(row[3]):
        path, _colons, name = place.partition("::")
        assert (ROOT / path).is_file(), path
        assert name in held_in(path), place
