"""The short block of precautions: one answer for each condition that a criterion reads, typed at once (R06).

Takes the cautions of a file, gives one line a condition; takes typed answers, gives what is wrong. No answer is
"not known", never "no".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.errors import Violation

from .casefile import Caution
from .vocabulary import CautionKind, Presence

# Every condition that a leaf of the criteria names (`caution`, `not_candidate`); another antecedent has its own form.
ASKED = tuple(kind for kind in CautionKind if kind is not CautionKind.OTHER)
_WEIGHT = {Presence.YES: 2, Presence.NO: 1, Presence.UNKNOWN: 0}


@dataclass(frozen=True)
class Line:
    """One condition: the caution its line edits, None when nothing stands, and others of the same kind."""

    kind: CautionKind
    stored: Caution | None = None
    others: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was typed on one line: its caution, and the row and version it was typed over ("" and 0 for none)."""

    kind: CautionKind
    presence: Presence | None
    caution: Caution
    row_id: str = ""
    seen: int = 0


def lines(cautions: Iterable[Caution]) -> tuple[Line, ...]:
    """One line a condition, always the same order; of several rows it edits the one criteria would heed, the latest."""
    known = tuple(cautions)
    return tuple(_line(kind, [row for row in known if row.kind is kind]) for kind in ASKED)


def _line(kind: CautionKind, rows: list[Caution]) -> Line:
    ordered = sorted(rows, key=_heeded, reverse=True)
    return Line(kind, ordered[0] if ordered else None, tuple(ordered[1:]))


def _heeded(row: Caution) -> tuple[int, str, str]:
    """As the criterion reads them: "oui" wins over "non", and the latest over an older one."""
    return _WEIGHT[row.presence], row.noted_on.iso if row.noted_on else "", row.id


def answer_violations(answer: Answer) -> list[Violation]:
    """A detail or a date without an answer says nothing: it is asked for, never guessed."""
    if answer.presence is None and (answer.caution.detail or answer.caution.noted_on):
        return [Violation("precaution_without_answer", "presence")]
    return []
