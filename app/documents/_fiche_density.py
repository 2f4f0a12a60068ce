"""How closely the fiche is set, so that a full file keeps to two pages without a smaller letter."""

from __future__ import annotations

from enum import IntEnum


class Density(IntEnum):
    """Each step keeps the ones before it: the least urgent shrinks first, and no fact of the board is lost.

    The room and the members run on in a few lines (`CLOSE`), then options without a verdict keep their pressing
    reasons (`SHORT`), then one line each, and the cards may be cut at a page's end (`LINES`).
    """

    FULL = 0
    CLOSE = 1
    SHORT = 2
    LINES = 3
