"""What every strict reader of ours shares: closed lists by their code, and lists that become tuples."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from cattrs import Converter

from app.domain.vocabulary import Labelled


def take_labels_and_tuples(converter: Converter) -> None:
    """Structure a closed list by its code, and a tuple from a list only (never from a text or a mapping)."""
    # More specific than the hook of `str`, which our closed lists would otherwise fall under.
    converter.register_structure_hook(Labelled, lambda value, kind: kind(value))

    def tuples(value: Any, kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError("list expected")
        return tuple(converter.structure(each, get_args(kind)[0]) for each in value)

    converter.register_structure_hook_func(_is_tuple, tuples)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple
