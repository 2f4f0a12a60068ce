"""What the patient said, as it stands today: current statements, and which patient page may be printed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from . import answers
from .casefile import Imaging, Statement, Treatment
from .partial_date import PartialDate
from .patient_questions import text_of
from .questionnaire import HEADS, QUESTIONS
from .vocabulary import (
    InfoWish,
    Priority,
    PrognosisWish,
    Refusal,
    Response,
    Share,
    Speaker,
    StatementStatus,
    Topic,
)

CORE_TOPICS = (
    Topic.WHAT_MATTERS,
    Topic.PRIORITY,
    Topic.INFO_WISH,
    Topic.PROGNOSIS_WISH,
    Topic.REFUSAL,
)
# A progression changes what one wishes for; it changes no legal paper, and a symptom has its own day.
_LASTING = frozenset(
    {
        Topic.TRUSTED_PERSON,
        Topic.ADVANCE_DIRECTIVE,
        Topic.CAPACITY,
        Topic.CONFIDENTIALITY,
        Topic.SYMPTOM,
        Topic.QUESTION,
    }
)
_PLACE_IN_FORM = {code: n for n, code in enumerate(QUESTIONS)}


class PageMode(StrEnum):
    """Which patient page obeys the wish to know."""

    FULL = "full"
    PROTECTIVE = "protective"


class Spoken(Protocol):
    """A stored statement, as far as superseding looks at it."""

    @property
    def topic(self) -> Topic:
        """What it is about."""

    @property
    def item(self) -> str:
        """The code of the answer, or of the question."""

    @property
    def speaker(self) -> Speaker:
        """Who said it."""

    @property
    def batch(self) -> Hashable:
        """The interview it was said in."""


S = TypeVar("S", bound=Spoken)


@dataclass(frozen=True)
class Incapacity:
    """That the patient cannot express a wish: since when, why, and who noted it (§2.5)."""

    since: PartialDate | None
    reason: str
    noted: Statement


@dataclass(frozen=True)
class Wishes:
    """The patient's own current statements at one level of sharing, ready to be shown or compared.

    `beyond` holds the answers to the questionnaire; `testimony` what the trusted person says while the patient
    cannot: it stands in the place of the wishes, marked, and is none of them. `progressed_on` is the day of a
    progression known of since they were said.
    """

    what_matters: Statement | None
    priorities: tuple[Statement, ...]
    info_wish: Statement | None
    prognosis_wish: Statement | None
    refusals: tuple[Statement, ...]
    from_others: tuple[Statement, ...]
    withheld: tuple[Topic, ...]
    stated_on: date | None
    to_reconfirm: bool
    beyond: tuple[Statement, ...] = ()
    incapacity: Incapacity | None = None
    testimony: tuple[Statement, ...] = ()
    progressed_on: date | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether the patient said anything the board may hear."""
        return any((self.what_matters, self.priorities, self.info_wish, self.refusals))


def current(rows: Sequence[S]) -> tuple[S, ...]:
    """The statements not superseded, of rows in the order they were recorded: the one rule of superseding.

    The five core topics are answered as a whole: those of the latest interview of that speaker stand. A question of
    the questionnaire is answered alone; a new answer to the head of its topic (a person designated, directives
    written) supersedes all the older ones of that topic.
    """
    order = {batch: n for n, batch in enumerate(dict.fromkeys(row.batch for row in rows))}
    latest = {_key(row): row.batch for row in rows}
    headed = {
        (row.topic, row.speaker): order[row.batch]
        for row in rows
        if row.item in HEADS.get(row.topic, ())
    }
    return tuple(
        row
        for row in rows
        if latest[_key(row)] == row.batch
        and order[row.batch] >= headed.get((row.topic, row.speaker), 0)
    )


def _key(row: Spoken) -> tuple[Topic, str, Speaker]:
    return row.topic, "" if row.topic in CORE_TOPICS else row.item, row.speaker


def at_board_level(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Replace what is shared with the doctor only by a bare mark of its topic (docs/decisions/0005)."""
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
    """Keep what may stand on paper: shared with the page, and not to be kept from relatives (docs/decisions/0005)."""
    return tuple(
        s
        for s in statements
        if s.share is Share.BOARD_AND_PAGE and not s.not_to_relatives and not s.withheld
    )


def progressions(
    treatments: Iterable[Treatment], imaging: Iterable[Imaging]
) -> tuple[PartialDate, ...]:
    """The days the disease is known to have progressed: under a line, or as an imaging concludes."""
    found = [t.progressed_on for t in treatments]
    found += [i.noted_on for i in imaging if i.conclusion is Response.PROGRESSION]
    return tuple(sorted(on for on in found if on))


def since_progression(
    statements: Iterable[Statement], days: Sequence[PartialDate]
) -> tuple[Statement, ...]:
    """The statements, each older wish with the first progression that is certainly later: to be reconfirmed (§2.1)."""
    return tuple(replace(s, outdated_on=_outdated_on(s, days)) for s in statements)


def _outdated_on(statement: Statement, days: Sequence[PartialDate]) -> date | None:
    said = statement.stated_on
    if said is None or statement.topic in _LASTING:
        return None
    return next((on.earliest for on in days if on.earliest > said), None)


def wishes(statements: Iterable[Statement], today: date) -> Wishes:
    """Sort current statements (the caller passes only those not superseded) into what a screen or rule reads."""
    given = tuple(s for s in statements if s.withheld or s.topic is not Topic.QUESTION)
    open_ones = [s for s in given if not s.withheld]
    own = [s for s in open_ones if s.speaker is Speaker.PATIENT]
    said = [s for s in own if s.status is StatementStatus.STATED]
    core = [s for s in said if s.topic in CORE_TOPICS]
    dates = [s.stated_on for s in core or said if s.stated_on]
    incapacity = _incapacity(open_ones)
    others = [s for s in open_ones if s.speaker is not Speaker.PATIENT]
    others = [s for s in others if s.topic is not Topic.CAPACITY]
    testimony = [s for s in others if incapacity and s.speaker is Speaker.TRUSTED_PERSON]
    return Wishes(
        what_matters=_last(own, Topic.WHAT_MATTERS),
        priorities=tuple(
            sorted((s for s in said if s.topic is Topic.PRIORITY), key=lambda s: s.rank or 99)
        ),
        info_wish=_last(own, Topic.INFO_WISH),
        prognosis_wish=_last(own, Topic.PROGNOSIS_WISH),
        refusals=tuple(s for s in said if s.topic is Topic.REFUSAL and (s.item or s.verbatim)),
        from_others=in_form_order(s for s in others if s not in testimony),
        withheld=tuple(dict.fromkeys(s.topic for s in given if s.withheld)),
        stated_on=max(dates, default=None),
        to_reconfirm=any(is_expired(s, today) for s in core),
        beyond=in_form_order(s for s in own if s.topic not in CORE_TOPICS),
        incapacity=incapacity,
        progressed_on=max(
            (s.outdated_on for s in core if s.outdated_on and s.outdated_on <= today), default=None
        ),
        testimony=in_form_order(testimony),
    )


def in_form_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Core topics first, then the questions as the form asks them, whatever the order they were stored in."""
    return tuple(sorted(statements, key=lambda s: _PLACE_IN_FORM.get(s.item, -1)))


def _incapacity(statements: list[Statement]) -> Incapacity | None:
    noted = [s for s in statements if s.topic is Topic.CAPACITY and s.value]
    state = max(
        (s for s in noted if s.item == "capacity.state"),
        key=lambda s: s.stated_on or date.min,
        default=None,
    )
    if state is None or state.value != "unable":
        return None
    told = {s.item: s.value for s in noted if s.speaker is state.speaker}
    since = answers.day(told.get("capacity.since", ""))
    return Incapacity(since, told.get("capacity.reason", ""), state)


@dataclass(frozen=True)
class Roles:
    """Who is to decide, as the patient wishes it, and how the decision was lived (R56)."""

    wished: Statement | None
    experienced: Statement | None


def roles(statements: Iterable[Statement]) -> Roles:
    """The patient's own current answers on the role; a relative's never stand in their place."""
    own = [s for s in statements if s.speaker is Speaker.PATIENT and not s.withheld]
    by_item = {s.item: s for s in own if s.topic is Topic.ROLE}
    return Roles(by_item.get("role.wished"), by_item.get("role.experienced"))


def page_mode(statements: Iterable[Statement], today: date) -> PageMode:
    """The full page only on a live, stated wish to know; the most protective one in every other case.

    "Nothing now", "rather my relative", unasked, unknown, withdrawn, expired or to be reconfirmed all protect
    (docs/decisions/0005; L. 1111-2 CSP). So does a patient who cannot say the wish again; nobody's testimony lifts it.
    """
    known = wishes(statements, today)
    wish = known.info_wish
    if (
        wish is None
        or known.incapacity
        or wish.status is not StatementStatus.STATED
        or is_expired(wish, today)
    ):
        return PageMode.PROTECTIVE
    informed = wish.item in {InfoWish.ESSENTIAL, InfoWish.EVERYTHING}
    return PageMode.FULL if informed else PageMode.PROTECTIVE


def is_expired(statement: Statement, today: date) -> bool:
    """Whether a statement is to be reconfirmed: its day has passed, or the disease has progressed since it was said."""
    if statement.outdated_on is not None and statement.outdated_on <= today:
        return True
    return statement.valid_until is not None and statement.valid_until < today


def item_label(statement: Statement) -> str:
    """The French label of the coded answer, with its question beyond the core topics; "" when there is none."""
    if statement.topic is Topic.QUESTION:
        return text_of(statement)
    if statement.topic not in CORE_TOPICS:
        return answers.label(statement)
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
