"""What is noted beside an item that is not there yet: who brings it, by when, brought or not, or not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.errors import Violation

from .completeness import Completeness, Item
from .vocabulary import GapState, ItemState


@dataclass(frozen=True)
class Gap:
    """One note: `item` is the key of the item; the bearer is a professional, by id and name, or free words, or both."""

    item: str
    state: GapState = GapState.TO_BRING
    word: str = ""
    bearer_id: str = ""
    bearer: str = ""
    due_on: date | None = None
    professional: str = ""

    @property
    def who(self) -> str:
        """Who brings it, as the screen names them."""
        return ", ".join(filter(None, (self.professional, self.bearer)))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: to bring, by nobody, for no day."""
        given = (self.word, self.bearer_id, self.bearer, self.due_on)
        return self.state is GapState.TO_BRING and not any(given)

    def is_late(self, day: date) -> bool:
        """Whether its day has passed while it is still to be brought."""
        return self.state is GapState.TO_BRING and self.due_on is not None and self.due_on < day


@dataclass(frozen=True)
class Line:
    """One item of a case with what is noted beside it, if anything."""

    item: Item
    gap: Gap | None = None

    @property
    def is_done(self) -> bool:
        """Whether nobody has anything left to bring: it is in the file, or said not to be known yet."""
        return self.item.state in {ItemState.PRESENT, ItemState.NOT_KNOWN}


def lines(complete: Completeness, gaps: Iterable[Gap]) -> tuple[Line, ...]:
    """What is not there, or was once noted as such: missing items first, then old and awaited ones, then the done."""
    noted = {gap.item: gap for gap in gaps}
    found = [
        Line(item, noted.get(item.key))
        for item in complete.items
        if item.state is not ItemState.PRESENT or item.key in noted
    ]
    order = (
        ItemState.MISSING,
        ItemState.OLD,
        ItemState.PENDING,
        ItemState.NOT_KNOWN,
        ItemState.PRESENT,
    )
    return tuple(sorted(found, key=lambda line: order.index(line.item.state)))


def violations(gap: Gap, field: str) -> Iterator[Violation]:
    """What is wrong with a note; `field` is the start of its fields. "Not known yet" is said with a word."""
    if gap.state is GapState.NOT_KNOWN and not gap.word.strip():
        yield Violation("unknown_without_word", f"{field}.word")
