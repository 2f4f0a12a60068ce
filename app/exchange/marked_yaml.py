"""YAML with marked facts, as the catalogue and its actions are written: strict loading and conversion.

A fact is written `{V: sentence}` or `{K: sentence}`, so that none can be without its mark; a key given
twice, an unknown key or a value of another type is an UnreadableFile that says where.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import yaml
from cattrs import Converter, transform_error

from app.domain.catalogue import Fact
from app.domain.vocabulary import Mark
from app.errors import UnreadableFile

from ._structuring import take_labels_and_tuples

MAX_CHARACTERS = 100_000
T = TypeVar("T")


# libyaml reads ten times faster than Python where it is installed; both build plain values only.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Safe):
    """Safe YAML in which a key given twice is an error: a criterion must never vanish."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise UnreadableFile("catalogue_key_twice", key=", ".join(sorted(twice)))
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return made


def loaded(text: str) -> dict[str, Any]:
    """The mapping that a YAML text holds; UnreadableFile when it holds anything else."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile("catalogue_too_long", limit=str(MAX_CHARACTERS))
    try:
        found = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = str(mark.line + 1) if mark else ""
        raise UnreadableFile("catalogue_not_yaml", line=line) from error
    if not isinstance(found, dict):
        raise UnreadableFile("catalogue_not_a_mapping")
    return found


def map_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same nested value with every string changed, keys left alone."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [map_text(each, change) for each in value]
    if isinstance(value, dict):
        return {key: map_text(each, change) for key, each in value.items()}
    return value


def structure(plain: Any, kind: type[T]) -> T:
    """The dataclass that plain values fill; UnreadableFile says where they do not fit."""
    try:
        return _CONVERTER.structure(plain, kind)
    except Exception as error:
        # cattrs groups every kind of error; its own report says where each one is.
        raise UnreadableFile("catalogue_shape", where=transform_error(error)[0]) from error


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    """A hook that converts nothing: a number is not a text, a text is not a list."""

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise TypeError(f"{kind.__name__} expected")
        return value

    return structure


def _fact(value: Any, _: Any) -> Fact:
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("a fact is one mark and one sentence")
    [(mark, sentence)] = value.items()
    if not isinstance(sentence, str) or not sentence.strip():
        raise ValueError("a fact needs a sentence")
    return Fact(sentence, Mark(mark))


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("number expected")
    return float(value)


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(Fact, _fact)
    take_labels_and_tuples(converter)
    return converter


_CONVERTER = _converter()
