"""What composing gives: pieces with the elements that tell them, kept between versions of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from ._boxes import Box
from ._layout import Piece
from ._tags import Element

CLEAR = 4.2  # points under a card of the fiche, so that what follows does not stick to it


@dataclass(frozen=True)
class Laid:
    """Pieces to draw, and the elements that tell what they are to those who do not see them."""

    pieces: list[Piece]
    tags: list[Element]


class Memory:
    """Texts already wrapped for another version of the document, each given back once a version."""

    def __init__(self) -> None:
        self._made: dict[Hashable, list[Laid]] = {}
        self._given: Counter[Hashable] = Counter()

    def restart(self) -> None:
        """A new version begins."""
        self._given.clear()

    def get(self, key: Hashable, make: Callable[[], Laid]) -> Laid:
        """What was made for an equal key and is still free, failing that something new."""
        made, given = self._made.setdefault(key, []), self._given[key]
        self._given[key] += 1
        if given == len(made):
            made.append(make())
        return made[given]


def clear(laid: Laid) -> Laid:
    """The same, at some distance from the card above it."""
    before = max(CLEAR, laid.pieces[0].before) if laid.pieces else CLEAR
    return Laid([Box(laid.pieces, before=before)], laid.tags)
