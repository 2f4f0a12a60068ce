"""Reads a patient page back from its PDF as lines, as the readability engine takes them from its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents._patient_reading import SpokenLine
from tests.documents.structure import Node, tree


def lines(pdf: bytes) -> list[SpokenLine]:
    """Every line of the page in reading order; the last one is the small print."""
    _head, *content = tree(pdf).kids
    found = [line for node in content for line in _lines(node, False)]
    return [*found[:-1], SpokenLine(found[-1].text, small=True)]


def _lines(node: Node, in_card: bool) -> Iterator[SpokenLine]:
    if node.kind in {"H1", "H2", "H3"}:
        yield SpokenLine(node.words, int(node.kind[1]), in_card)
    elif node.kind in {"P", "LBody"} and node.text:
        yield SpokenLine(node.text, 0, in_card)
    elif node.kind != "Lbl":
        is_card = node.kind == "Sect" and node.kids[0].kind == "H3"
        for kid in node.kids:
            yield from _lines(kid, in_card or is_card)
