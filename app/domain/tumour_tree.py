"""The tree of tumour types (OncoTree): takes its nodes, answers descent by code or name.

A name that the tree does not hold is a type of its own: it descends from nothing but itself, so that
nothing is concluded from a word the tree does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .text import fold

SOLID, LIQUID = "_SOLID_", "_LIQUID_"
# Tissues of blood and lymph; every other tissue is a solid tumour (MatchMiner's `_LIQUID_`).
_LIQUID_TISSUES = frozenset({"LYMPH", "MYELOID"})


@dataclass(frozen=True)
class TumourType:
    """One node: `code` is stable, `parent` is the code above ("" at the root), `former` older codes."""

    code: str
    parent: str
    name: str
    main_type: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class TumourTree:
    """Every node by code, with our French labels and the names a node had before."""

    types: Mapping[str, TumourType]
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former_names: Mapping[str, str] = field(default_factory=dict)

    def label(self, code: str) -> str:
        """Our French label, else the English name, else the code itself."""
        if code in self.labels:
            return self.labels[code][0]
        return self.types[code].name if code in self.types else code

    def codes(self, text: str) -> frozenset[str]:
        """The nodes that a code, a name or a former name means; several nodes may share a name."""
        return self._by_text.get(fold(text.strip()), frozenset())

    def lineage(self, code: str) -> tuple[str, ...]:
        """The code and those above it, nearest first; () for a code the tree does not hold."""
        return self._lineages.get(code, ())

    def descends(self, code: str, wanted: str) -> bool:
        """Whether `code` is `wanted` or one of its descendants."""
        return wanted in self.lineage(code)

    def kinds(self, diagnosis: str) -> frozenset[str]:
        """Every folded name that a diagnosis (code or name) answers to: its own and those above.

        `_solid_` or `_liquid_` is one of them for a diagnosis that the tree holds.
        """
        found = {fold(diagnosis.strip())}
        for node in self.codes(diagnosis):
            lineage = self.lineage(node)
            found |= {fold(text) for code in lineage for text in (code, self.types[code].name)}
            if len(lineage) > 1:
                liquid = lineage[-2] in _LIQUID_TISSUES
                found.add(fold(LIQUID if liquid else SOLID))
        return frozenset(found)

    @cached_property
    def _by_text(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for text, code in self._texts():
            found.setdefault(fold(text), set()).add(code)
        return {text: frozenset(codes) for text, codes in found.items()}

    def _texts(self) -> Iterator[tuple[str, str]]:
        for node in self.types.values():
            yield node.code, node.code
            yield node.name, node.code
            yield from ((former, node.code) for former in node.former)
        for code, labels in self.labels.items():
            yield from ((label, code) for label in labels if code in self.types)
        yield from ((name, code) for name, code in self.former_names.items() if code in self.types)

    @cached_property
    def _lineages(self) -> Mapping[str, tuple[str, ...]]:
        return {code: tuple(_above(self.types, code)) for code in self.types}


def tree_of(
    types: Iterable[TumourType],
    labels: Mapping[str, tuple[str, ...]] | None = None,
    former_names: Mapping[str, str] | None = None,
) -> TumourTree:
    """The tree; ValueError for a code given twice, an unknown parent or a cycle, naming the code."""
    found: dict[str, TumourType] = {}
    for node in types:
        if node.code in found:
            raise ValueError(f"twice: {node.code}")
        found[node.code] = node
    for node in found.values():
        if node.parent and node.parent not in found:
            raise ValueError(f"unknown parent: {node.code}")
        for _above_it in _above(found, node.code):
            pass
    return TumourTree(found, labels or {}, former_names or {})


def _above(types: Mapping[str, TumourType], code: str) -> Iterator[str]:
    seen: set[str] = set()
    while code:
        if code in seen:
            raise ValueError(f"cycle: {code}")
        seen.add(code)
        yield code
        code = types[code].parent


NO_TREE = TumourTree({})
