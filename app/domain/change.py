"""The shape of one change between two boards; how it is found is in `changes`, its sentence in `wording.changes`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .casefile import Statement
from .partial_date import PartialDate


class Subject(StrEnum):
    """What a change is about, in the order a board hears it."""

    EMERGENCY = "emergency"
    DISEASE = "disease"
    LINE = "line"
    PROGRESSION = "progression"
    RESPONSE = "response"
    TOXICITY = "toxicity"
    IMAGING = "imaging"
    RESULT = "result"
    STATE = "state"
    CAUTION = "caution"
    TOLD = "told"
    WISH = "wish"


class Kind(StrEnum):
    """What happened to it. ARRIVED: a result that was waited for; ENDED: a treatment that stopped."""

    ADDED = "added"
    CHANGED = "changed"
    ARRIVED = "arrived"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Change:
    """One difference, `what` by its code or its own name, `before` and `after` as stored, `on` when it is dated.

    `unit` is the unit of a measure or the region of an imaging; `said` holds the statements that now stand for a wish, `off_paper` that no print may carry it.
    """

    subject: Subject
    kind: Kind
    what: str = ""
    before: str = ""
    after: str = ""
    on: PartialDate | None = None
    note: str = ""
    uncertain: bool = False
    said: tuple[Statement, ...] = ()
    off_paper: bool = False
    unit: str = ""
