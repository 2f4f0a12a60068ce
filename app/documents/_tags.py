"""The structure of a print for those who do not see it: elements of ISO 32000-1 § 14.8.4, in reading order.

An element is known by identity: what is drawn on one page or on several is told apart from its equal twins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HEADING = "H"
CELLS = frozenset({"TH", "TD"})
# What our own names stand for among the standard ones, for the role map.
STANDARD = {"Card": "Sect", "Said": "Sect", "CallBox": "Sect", "PageHead": "Sect"}


@dataclass(frozen=True, eq=False)
class Element:
    """One element: its children in reading order; `words` replace a figure, name a heading or sum up a table.

    `how` is the scope of a header cell, or the numbering of a list.
    """

    kind: str
    kids: tuple[Element, ...] = ()
    words: str = ""
    level: int = 0
    how: str = ""

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def group(kind: str, kids: Iterable[Element]) -> Element:
    """An element that only holds others."""
    return Element(kind, tuple(kids))


def heading_levels(root: Element) -> dict[Element, int]:
    """Level of each heading from 1 down without a gap (PDF/UA-1 § 7.4.2), whatever sizes they are drawn in."""
    levels: dict[Element, int] = {}
    above: list[int] = []
    for element in root.walk():
        if element.kind == HEADING:
            while above and above[-1] >= element.level:
                above.pop()
            above.append(element.level)
            levels[element] = len(above)
    return levels
