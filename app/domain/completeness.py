"""What a board needs to know of a case: a list of named items and where each stands, never an obstacle (B3, B4, B6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from .casefile import CaseFile
from .completeness_rules import RULES, Item, Known
from .record import Informed, Record
from .requirements import MARKERS, Needs
from .vocabulary import ItemState, Need

__all__ = ["Completeness", "Item", "completeness", "is_key", "of_record"]


@dataclass(frozen=True)
class Completeness:
    """Every item that applies to this case, and the local limit of age in days (None: no limit)."""

    items: tuple[Item, ...]
    freshness_days: int | None = None

    @property
    def missing(self) -> tuple[Item, ...]:
        """Items about which nothing stands yet."""
        return self.in_state(ItemState.MISSING)

    @property
    def to_watch(self) -> tuple[Item, ...]:
        """Items that are answered but too old, awaited, or not known yet."""
        return tuple(i for i in self.items if i.is_answered and i.state is not ItemState.PRESENT)

    @property
    def present(self) -> int:
        """How many items are answered."""
        return len(self.items) - len(self.missing)

    def in_state(self, state: ItemState) -> tuple[Item, ...]:
        """The items in that state."""
        return tuple(item for item in self.items if item.state is state)


def completeness(
    file: CaseFile,
    informed: Informed,
    *,
    question: str,
    requester: bool,
    today: date,
    needs: Needs | None = None,
) -> Completeness:
    """The items of a case, those of `needs` (ours when none is given) that apply to it on that day.

    A frailty score is asked from 75 (G8, INCa); expected markers depend on the site. A biomarker non contributif
    counts as known, "non fait" does not. A measure older than the local limit, or without date, is to be looked at.
    """
    known = Known(file, informed, question, requester, today, needs or Needs())
    found = (item for need in known.needs.items for item in RULES[need](known))
    return Completeness(tuple(_answered(item, known) for item in found), known.needs.freshness_days)


def of_record(record: Record, day: date) -> Completeness:
    """The same for a presentation, with what was asked of it."""
    return completeness(
        record.case_file,
        record.informed,
        question=record.question,
        requester=record.requester is not None,
        today=day,
        needs=record.needs,
    )


def is_key(key: str) -> bool:
    """Whether a stored or posted key names an item of the closed lists."""
    code, _colon, marker = key.partition(":")
    return marker in MARKERS if code == Need.MARKERS.value else key in set(Need)


def _answered(item: Item, known: Known) -> Item:
    """Nothing is there, but the coordinator said that it is not known yet: a legal answer (B4)."""
    said = item.state is ItemState.MISSING and item.key in known.needs.unknown
    return replace(item, state=ItemState.NOT_KNOWN) if said else item
