"""JSON or YAML whose faults have a line: takes a text, gives its value and, on demand, the line of a place in it.

A key given twice, an alias that holds itself, a value of no type we know is an UnreadableFile that names the
file, the line and the reason. Everything is read before anything is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from app.errors import UnreadableFile

MAX_BYTES = 60_000_000
MAX_NODES = 3_000_000
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """What a file holds, with the means to say on which line a place of it stands."""

    name: str
    text: str
    value: Any

    def line(self, place: Place) -> int:
        """The line (from 1) where `place` begins; that of what holds it, when there is no such place."""
        try:
            node = yaml.compose(self.text.expandtabs(), Loader=Loader)
        except yaml.YAMLError:
            return 1
        mark = node.start_mark if node is not None else None
        for key in place:
            mark_below, below = _below(node, key)
            if below is None:
                break
            mark, node = mark_below, below
        return int(mark.line) + 1 if mark is not None else 1

    def refusal(self, code: str, place: Place = (), **params: str) -> UnreadableFile:
        """The error that names this file and the line of that place."""
        return UnreadableFile(code, name=self.name, line=str(self.line(place)), **params)


def located(data: bytes, name: str) -> Located:
    """The content of a file in JSON (by its first character) or YAML; UnreadableFile otherwise."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too_large", limit=str(MAX_BYTES // 1_000_000))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("not_utf8", position=str(error.start + 1)) from error
    if not text.strip():
        raise UnreadableFile("empty")
    is_json = text.lstrip()[:1] in "[{" and not name.lower().endswith((".yml", ".yaml"))
    value = _json(text, name) if is_json else _yaml(text, name)
    return Located(name, text, value)


def _json(text: str, name: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _value in pairs]
            raise _Twice(next(key for key in keys if keys.count(key) > 1))
        return found

    def refuse(number: str) -> Any:
        raise UnreadableFile("bad_number")

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=refuse)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        code = "trial_truncated" if is_cut else "trial_syntax"
        raise UnreadableFile(code, name=name, line=str(error.lineno)) from error
    except RecursionError as error:
        raise UnreadableFile("trial_too_deep", name=name, line="1") from error
    except _Twice as error:
        raise _key_twice(text, name) or UnreadableFile(
            "trial_key_twice", name=name, line="1", key=error.key
        ) from error


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _yaml(text: str, name: str) -> Any:
    try:
        node = yaml.compose(text, Loader=Loader)
        _check(node, name)
        twice = _key_twice(text, name)
        if twice:
            raise twice
        return yaml.load(text, Loader=Loader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = str(mark.line + 1) if mark else "1"
        raise UnreadableFile("trial_syntax", name=name, line=line) from error


def _check(node: Any, name: str) -> None:
    """Refuse an alias inside what it names, and aliases that would unfold without end."""
    count = 0
    open_ids: set[int] = set()
    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        found, leaving = stack.pop()
        if leaving:
            open_ids.discard(id(found))
            continue
        count += 1
        line = str(found.start_mark.line + 1) if found is not None else "1"
        if id(found) in open_ids:
            raise UnreadableFile("trial_cycle", name=name, line=line)
        if count > MAX_NODES:
            raise UnreadableFile("trial_too_deep", name=name, line=line)
        below = list(_children(found))
        if below:
            open_ids.add(id(found))
            stack.append((found, True))
            stack.extend((child, False) for child in below)


def _children(node: Any) -> Iterable[Any]:
    if isinstance(node, yaml.MappingNode):
        return [value for _key, value in node.value]
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def _key_twice(text: str, name: str) -> UnreadableFile | None:
    """The first key that a mapping holds twice, with its line."""
    try:
        root = yaml.compose(text.expandtabs(), Loader=Loader)
    except yaml.YAMLError:
        return None
    stack, seen = [root], set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, _value in node.value:
                if key.value in keys:
                    line = str(key.start_mark.line + 1)
                    return UnreadableFile("trial_key_twice", name=name, line=line, key=key.value)
                keys.add(key.value)
        stack.extend(_children(node))
    return None


def _below(node: Any, key: str | int) -> tuple[Any, Any]:
    """Where the key or item stands, and its value; two None when there is no such place."""
    if isinstance(node, yaml.MappingNode):
        found = ((name.start_mark, value) for name, value in node.value if name.value == str(key))
        return next(found, (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark, node.value[key]
    return None, None
