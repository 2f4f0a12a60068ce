"""What the patient said, as it stands today: current statements, and which patient page may be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .casefile import Statement
from .vocabulary import (
    InfoWish,
    Priority,
    PrognosisWish,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
    Topic,
)

CORE_TOPICS = (Topic.WHAT_MATTERS, Topic.INFO_WISH, Topic.REFUSAL)


class PageMode(StrEnum):
    """Which patient page obeys the wish to know."""

    FULL = "full"
    PROTECTIVE = "protective"


@dataclass(frozen=True)
class Wishes:
    """The patient's own current statements at one level of sharing, ready to be shown or compared."""

    what_matters: Statement | None
    priorities: tuple[Statement, ...]
    info_wish: Statement | None
    prognosis_wish: Statement | None
    refusals: tuple[Statement, ...]
    from_others: tuple[Statement, ...]
    withheld: tuple[Topic, ...]
    stated_on: date | None
    to_reconfirm: bool

    @property
    def is_recorded(self) -> bool:
        """Whether the patient said anything the board may hear."""
        return any((self.what_matters, self.priorities, self.info_wish, self.refusals))


def at_board_level(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Replace what is shared with the doctor only by a bare mark of its topic (decisions, Access)."""
    kept = []
    withheld = set()
    for statement in statements:
        if statement.share is not Share.DOCTOR_ONLY:
            kept.append(statement)
        elif statement.topic not in withheld:
            withheld.add(statement.topic)
            kept.append(Statement(topic=statement.topic, share=Share.DOCTOR_ONLY, withheld=True))
    return tuple(kept)


def for_patient_page(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Keep what may stand on paper: shared with the page, and not to be kept from relatives (decisions, Access)."""
    return tuple(
        s
        for s in statements
        if s.share is Share.BOARD_AND_PAGE and not s.not_to_relatives and not s.withheld
    )


def wishes(statements: Iterable[Statement], today: date) -> Wishes:
    """Sort current statements (the caller passes only those not superseded) into what a screen or rule reads."""
    given = tuple(statements)
    own = [s for s in given if s.speaker is Speaker.PATIENT and not s.withheld]
    said = [s for s in own if s.status is StatementStatus.STATED]
    dates = [s.stated_on for s in said if s.stated_on]
    return Wishes(
        what_matters=_last(own, Topic.WHAT_MATTERS),
        priorities=tuple(
            sorted((s for s in said if s.topic is Topic.PRIORITY), key=lambda s: s.rank or 99)
        ),
        info_wish=_last(own, Topic.INFO_WISH),
        prognosis_wish=_last(own, Topic.PROGNOSIS_WISH),
        refusals=tuple(s for s in said if s.topic is Topic.REFUSAL and (s.item or s.verbatim)),
        from_others=tuple(s for s in given if s.speaker is not Speaker.PATIENT and not s.withheld),
        withheld=tuple(dict.fromkeys(s.topic for s in given if s.withheld)),
        stated_on=max(dates, default=None),
        to_reconfirm=any(is_expired(s, today) for s in said),
    )


def page_mode(statements: Iterable[Statement], today: date) -> PageMode:
    """The full page only on a live, stated wish to know; the most protective one in every other case.

    "Nothing now", "rather my relative", unasked, unknown, withdrawn, expired or to be reconfirmed all protect
    (decisions, Access; L. 1111-2 CSP).
    """
    wish = wishes(statements, today).info_wish
    if wish is None or wish.status is not StatementStatus.STATED or is_expired(wish, today):
        return PageMode.PROTECTIVE
    informed = wish.item in {InfoWish.ESSENTIAL, InfoWish.EVERYTHING}
    return PageMode.FULL if informed else PageMode.PROTECTIVE


def is_expired(statement: Statement, today: date) -> bool:
    """Whether a statement is to be reconfirmed before it is relied on."""
    return statement.valid_until is not None and statement.valid_until < today


def item_label(statement: Statement) -> str:
    """The French label of the coded answer, "" when the statement has none."""
    kinds = {
        Topic.INFO_WISH: InfoWish,
        Topic.PROGNOSIS_WISH: PrognosisWish,
        Topic.PRIORITY: Priority,
        Topic.REFUSAL: Refusal,
    }
    kind = kinds.get(statement.topic)
    return kind(statement.item).label if kind and statement.item else ""


def _last(statements: list[Statement], topic: Topic) -> Statement | None:
    found = [s for s in statements if s.topic is topic]
    return max(found, key=lambda s: s.stated_on or date.min, default=None)
