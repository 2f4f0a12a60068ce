"""What to offer while a person types: takes a few letters, gives tumour types, genes or drugs, best first.

Accents and case never matter. What begins with the letters comes before what only holds a word that does;
within each, the shortest name first, so that the usual one is not buried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .text import fold
from .tumour_tree import TumourTree

LIMIT = 12


@dataclass(frozen=True)
class Gene:
    """One gene by its approved symbol."""

    symbol: str
    hgnc: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """One offer: what is stored (`code`), what is read (`label`), the words that matched when others."""

    code: str
    label: str
    matched: str = ""


def suggest_tumours(text: str, tree: TumourTree, *, limit: int = LIMIT) -> tuple[Suggestion, ...]:
    """Tumour types by French label, English name, former name or code."""
    offers = (
        (name, node.code, tree.label(node.code))
        for node in tree.types.values()
        if node.parent
        for name in (*tree.labels.get(node.code, ()), node.name, node.code, *node.former)
    )
    former = (
        (name, code, tree.label(code))
        for name, code in tree.former_names.items()
        if code in tree.types
    )
    return _best(text, _chain(offers, former), limit)


def suggest_genes(
    text: str, genes: Iterable[Gene], *, limit: int = LIMIT
) -> tuple[Suggestion, ...]:
    """Genes by symbol or by any alias (`HER2` offers ERBB2)."""
    offers = (
        (name, gene.symbol, gene.symbol) for gene in genes for name in (gene.symbol, *gene.aliases)
    )
    return _best(text, offers, limit)


def suggest_drugs(text: str, drugs: Iterable[str], *, limit: int = LIMIT) -> tuple[Suggestion, ...]:
    """Drugs by name."""
    return _best(text, ((drug, drug, drug) for drug in drugs), limit)


def suggest_codes(
    text: str, codes: Mapping[str, str], *, limit: int = LIMIT
) -> tuple[Suggestion, ...]:
    """Codes by their beginning or by a word of their label."""
    offers = ((name, code, label) for code, label in codes.items() for name in (code, label))
    return _best(text, offers, limit)


def _chain(*groups: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    for group in groups:
        yield from group


def _best(text: str, offers: Iterable[tuple[str, str, str]], limit: int) -> tuple[Suggestion, ...]:
    """The best offer of each code, in order; nothing for nothing typed."""
    typed = _plain(text)
    if not typed:
        return ()
    ranked = sorted(
        (rank, len(name), label, code, name)
        for name, code, label in offers
        if (rank := _rank(typed, _plain(name))) is not None
    )
    found: dict[str, Suggestion] = {}
    for _rank_of, _length, label, code, name in ranked:
        if code not in found:
            found[code] = Suggestion(code, label, "" if name == label else name)
        if len(found) == limit:
            break
    return tuple(found.values())


def _rank(typed: str, name: str) -> int | None:
    """0 the whole name, 1 its beginning, 2 every typed word begins a word of it; None otherwise."""
    if name == typed:
        return 0
    if name.startswith(typed):
        return 1
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in typed.split()):
        return 2
    return None


def _plain(text: str) -> str:
    """Folded, ligatures opened, punctuation as spaces."""
    opened = fold(text).replace("œ", "oe").replace("æ", "ae")
    return " ".join("".join(c if c.isalnum() or c in "+." else " " for c in opened).split())
