"""Reads the project's own files as the house rules see them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"


@lru_cache(maxsize=1)
def ignored() -> frozenset[str]:
    """Names of what is never committed, from .gitignore, and the history itself."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return frozenset({line.strip("/*") for line in lines} | {".git"})


def committed() -> Iterator[Path]:
    """Every file of the tree that may be committed."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        skipped = any(part in ignored() or part.endswith((".egg-info", ".pyc")) for part in parts)
        if path.is_file() and not skipped:
            yield path


def name_of(path: Path) -> str:
    """A file as people name it: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


@lru_cache(maxsize=1)
def sources() -> dict[str, ast.Module]:
    """The modules of the application, parsed, by name."""
    files = [*sorted((ROOT / "app").rglob("*.py")), ROOT / "config.py"]
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in files}


@lru_cache(maxsize=1)
def templates() -> dict[str, str]:
    """Every template, by the name Flask knows."""
    files = sorted(TEMPLATES.rglob("*.html"))
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in files
    }


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """`db.session.commit` of the matching expression, "" of any other."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""
