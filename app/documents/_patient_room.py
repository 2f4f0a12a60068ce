"""How much of the patient page is printed, from everything to the least, so that it keeps within its pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """What may be shortened; warning signs, numbers and the next step are never in here.

    `compact` sets lists in running lines and tightens the space between blocks, never the size of the letters;
    `uncertain` keeps what is not known of each option.
    """

    glossary: int = 6
    short_rights: bool = False
    lines: int = 2
    questions: int = 4
    facts: int = 6
    sources: int = 6
    compact: bool = False
    uncertain: bool = True


# Glossary and rights give way first, then blank lines and questions, and facts last, on both sides alike.
ROOMS = (
    Room(),
    Room(glossary=3, short_rights=True),
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
)
