"""A case that comes back to a board: what the last one said, read from its record, and beside which option it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .follow_up import FollowUp
from .previous import Became, LastTime, Previous
from .record import Option, Record
from .text import fold


def previous(
    record: Record, known: FollowUp | None, *, held_on: date | None, addenda: Iterable[str] = ()
) -> Previous:
    """The last board, from its validated record, what is known of its follow-up, and the texts added since."""
    return Previous(
        number=record.number,
        question=record.question,
        meeting=record.meeting.title if record.meeting else "",
        held_on=held_on,
        validated_at=record.validated_at,
        validated_by=record.validated_by,
        opinion=record.opinion.text,
        outcome=record.opinion.outcome,
        next_steps=record.opinion.next_steps,
        options=tuple(_last_time(option) for option in record.options),
        became=_became(known) if known else Became(),
        addenda=tuple(addenda),
        id=record.id,
    )


def last_time(before: Previous | None, option: Option) -> LastTime | None:
    """What the last board said of this option: the same one, failing that the only one of its entry."""
    if before is None:
        return None
    alike = [o for o in before.options if _names(o.code, o.title) == _key(option)]
    exact = [o for o in alike if fold(o.specifics) == fold(option.specifics)]
    if exact:
        return exact[0]
    return alike[0] if len(alike) == 1 else None


def no_longer_listed(before: Previous | None, options: Iterable[Option]) -> tuple[LastTime, ...]:
    """The options the last board examined that this presentation does not list; nothing is hidden of them."""
    if before is None:
        return ()
    listed = {_key(option) for option in options}
    return tuple(o for o in before.options if _names(o.code, o.title) not in listed)


def _last_time(option: Option) -> LastTime:
    return LastTime(
        option.entry.code,
        option.entry.title,
        option.specifics,
        option.verdict,
        option.rank,
        option.condition,
        option.reason,
        option.reconsider_if,
        option.complete_what,
        option.entry.version,
    )


def _became(known: FollowUp) -> Became:
    return Became(
        known.answer,
        known.chosen,
        known.applied,
        known.applied_on,
        known.obstacle,
        known.comment,
    )


def _key(option: Option) -> tuple[str, str]:
    return _names(option.entry.code, option.entry.title)


def _names(code: str, title: str) -> tuple[str, str]:
    return (code, "") if code else ("", fold(title))
