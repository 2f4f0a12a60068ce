"""How much of the patient page is printed, from everything to the least, so that it keeps within its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Room:
    """What may be shortened; warning signs, numbers and the next step are never in here.

    `compact` sets lists in running lines and tightens the space between blocks, never the size of the letters;
    `uncertain` keeps what is not known of each option, `daily` the sentences on daily life. Every difficult word stays explained: `glossary` is the longest
    list of them, beyond which they are set in running lines.
    """

    glossary: int = 12
    short_rights: bool = False
    lines: int = 2
    questions: int = 4
    facts: int = 6
    sources: int = 6
    compact: bool = False
    uncertain: bool = True
    daily: int = 9

    @property
    def whole(self) -> Room:
        """The same room for a text of which nothing may be left out."""
        return replace(self, facts=_ALL, daily=_ALL, uncertain=True)


_ALL = 99

# Glossary and rights give way first, then blank lines and questions, and facts last, on both sides alike.
ROOMS = (
    Room(),
    Room(short_rights=True),
    Room(glossary=0, short_rights=True),
    Room(glossary=0, short_rights=True, lines=1, questions=3, compact=True),
    Room(glossary=0, short_rights=True, lines=1, questions=2, sources=3, facts=3, compact=True),
    Room(glossary=0, short_rights=True, lines=1, questions=2, sources=3, facts=2, compact=True),
    Room(glossary=0, short_rights=True, lines=1, questions=2, sources=3, facts=1, compact=True),
    Room(
        glossary=0,
        short_rights=True,
        lines=1,
        questions=2,
        sources=3,
        facts=1,
        compact=True,
        uncertain=False,
    ),
    Room(
        glossary=0,
        short_rights=True,
        lines=1,
        questions=2,
        sources=2,
        facts=1,
        compact=True,
        uncertain=False,
        daily=1,
    ),
)
