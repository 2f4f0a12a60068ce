"""Words that no screen, print or text of the catalogue may say: nobody is blamed, nothing is promised, no door is shut."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.reading import ROOT, sources, templates

NEVER = re.compile(
    r"plus rien à faire|échec du patient|dernier recours|dernière chance|miracle|révolution|sans effet\b|espoir fou",
    re.IGNORECASE,
)
# The list of the words to avoid has to name them.
NAMES_THEM = {"app/domain/plain_words.py"}


def _documentation(tree: ast.Module) -> set[int]:
    """The strings that only readers of the code see."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (n.body[0] for n in ast.walk(tree) if isinstance(n, kinds) and n.body)
    return {id(first.value) for first in bodies if isinstance(first, ast.Expr)}


def _strings(tree: ast.Module) -> list[str]:
    hidden = _documentation(tree)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden
    ]


def said() -> dict[str, str]:
    """What people may read, by the file that says it."""
    texts = {name: "\n".join(_strings(tree)) for name, tree in sources().items()}
    texts |= {f"templates/{name}": text for name, text in templates().items()}
    seeds = sorted((ROOT / "seed").rglob("*.yaml"))
    texts |= {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in seeds}
    return texts


@pytest.mark.parametrize("folder", ["app/", "templates/", "seed/"])
def test_no_screen_print_or_entry_says_that_nothing_is_left_or_promises_wonders(
    folder: str,
) -> None:
    read = {name: text for name, text in said().items() if name.startswith(folder)}
    assert len(read) > 20, "the rule no longer sees the texts"
    found = {
        name: match.group()
        for name, text in read.items()
        if name not in NAMES_THEM and (match := NEVER.search(text))
    }
    assert found == {}
