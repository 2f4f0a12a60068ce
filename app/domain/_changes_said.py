"""Changes of what the patient said, at board level only.

A topic that is kept for the doctor, then or now, is no change: neither the new words nor the old ones leave
(docs/decisions/0005).
"""

from __future__ import annotations

from collections.abc import Iterable

from .casefile import Statement
from .change import Change, Kind, Subject
from .partial_date import PartialDate
from .preferences import CORE_TOPICS, at_board_level, in_form_order
from .vocabulary import Speaker, StatementStatus, Topic

_Key = tuple[Topic, str, Speaker]
_SAID_NOTHING = {StatementStatus.NOT_ASKED, StatementStatus.WITHDRAWN}


def said_changes(before: Iterable[Statement], now: Iterable[Statement]) -> list[Change]:
    """One change for each topic (or question) whose answer is new, other, or withdrawn."""
    was, is_now = at_board_level(before), at_board_level(now)
    hidden = {s.topic for s in (*was, *is_now) if s.withheld}
    then, here = _by_question(was, hidden), _by_question(is_now, hidden)
    found = [_change(key, then.get(key, ()), here.get(key, ())) for key in {**here, **then}]
    return [change for change in found if change]


def _by_question(
    statements: Iterable[Statement], hidden: set[Topic]
) -> dict[_Key, tuple[Statement, ...]]:
    kept: dict[_Key, list[Statement]] = {}
    told = (s for s in statements if s.topic not in hidden and s.topic is not Topic.QUESTION)
    for statement in in_form_order(told):
        item = "" if statement.topic in CORE_TOPICS else statement.item
        kept.setdefault((statement.topic, item, statement.speaker), []).append(statement)
    return {key: tuple(said) for key, said in kept.items()}


def _change(key: _Key, was: tuple[Statement, ...], now: tuple[Statement, ...]) -> Change | None:
    if _answers(was) == _answers(now):
        return None
    kind = Kind.CHANGED if _answers(was) and _answers(now) else Kind.ADDED
    if not _answers(now):
        kind = Kind.WITHDRAWN
    days = [s.stated_on for s in now if s.stated_on]
    return Change(
        Subject.WISH,
        kind,
        key[0].value,
        on=PartialDate.of(max(days)) if days else None,
        said=now if kind is not Kind.WITHDRAWN else (),
        off_paper=any(s.not_to_relatives for s in (*was, *now)),
        note=key[2].value,
    )


def _answers(statements: tuple[Statement, ...]) -> tuple[tuple[object, ...], ...]:
    """What is answered, whoever wrote it down and when; a question not asked, or taken back, answers nothing."""
    return tuple(
        sorted(
            (s.item, s.rank or 0, s.verbatim, s.status.value, s.value)
            for s in statements
            if s.status not in _SAID_NOTHING
        )
    )
