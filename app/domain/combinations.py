"""Which options go together: what the board wrote in "avec", read both ways, and what combines with anything (R22, R25).

Supportive and palliative care are added to any option; nothing else is said to combine unless the board says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .record import Option
from .text import fold
from .vocabulary import Family, Verdict

WITH_ANYTHING = frozenset({Family.SUPPORTIVE, Family.PALLIATIVE})
_RANK = re.compile(r"(?:option|n\S?)?\s*(\d+)")


@dataclass(frozen=True)
class Together:
    """What one option goes with: `said` by the board, in either direction; `words` that name no listed option.

    `open_to` are the titles of what may be added to it; `with_anything` when it may itself be added to any.
    """

    said: tuple[str, ...] = ()
    words: str = ""
    open_to: tuple[str, ...] = ()
    with_anything: bool = False


def together(option: Option, options: Iterable[Option]) -> Together:
    """What this option goes with among those of its presentation."""
    others = [o for o in options if o is not option and o != option]
    named = _named(option.with_option, others)
    naming = [o for o in others if option in _named(o.with_option, [option, *_but(o, others)])]
    said = tuple(o.title for o in others if o in named or o in naming)
    open_to = [o for o in others if o.entry.family in WITH_ANYTHING and o.title not in said]
    return Together(
        said=said,
        words="" if named else option.with_option,
        open_to=tuple(o.title for o in open_to),
        with_anything=option.entry.family in WITH_ANYTHING,
    )


def _but(option: Option, options: list[Option]) -> list[Option]:
    return [o for o in options if o is not option]


def _named(words: str, options: list[Option]) -> list[Option]:
    """The options that these words name: by rank, by whole title, or by a title that only one of them has."""
    if not words.strip():
        return []
    text = fold(words).strip()
    if ranked := _RANK.fullmatch(text):
        return [o for o in options if o.verdict is Verdict.RETAINED and str(o.rank) == ranked[1]]
    titles = [fold(o.entry.title) for o in options]
    return [
        o
        for o, short in zip(options, titles, strict=True)
        if fold(o.title) in text or (short in text and titles.count(short) == 1)
    ]
