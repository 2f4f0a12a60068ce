"""What the patient said beside each option: takes an entry and statements, gives one cell a wish.

The rules are published in `fit_rules.py` (§2.6). No sum, no score, no order by fit; a wish never makes an option
eligible nor hides it. Each cell names its rule, both facts and the day of the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .burden import Burden, Carried, carried
from .casefile import Statement
from .catalogue import CatalogueEntry
from .findings import Fit
from .fit_rules import rule_of
from .partial_date import PartialDate
from .preferences import at_board_level, in_form_order, is_expired, item_label
from .vocabulary import FitOutcome, Speaker, StatementStatus, Topic

_TOPICS = (
    Topic.PRIORITY,
    Topic.REFUSAL,
    Topic.WHAT_MATTERS,
    Topic.LENGTH_QUALITY,
    Topic.SIDE_EFFECT,
    Topic.PRACTICAL,
    Topic.PLACE,
    Topic.TRIAL,
)
_CORE = _TOPICS[:3]


def fits(
    entry: CatalogueEntry,
    statements: Iterable[Statement],
    *,
    today: date,
    practical_note: str = "",
    known: Burden | None = None,
) -> tuple[Fit, ...]:
    """One cell for each thing the patient said (the caller passes only statements not superseded).

    What is kept for the doctor, said by somebody else or not answered makes no cell. With nothing
    left there is one cell that says why: not shared, not answered, or not recorded. `known` is the burden of the
    option for this patient: visits, places and travel are then read there, what the board typed included.
    """
    given = tuple(s for s in at_board_level(statements) if s.topic in _TOPICS)
    said = [s for s in in_form_order(given) if _is_own_wish(s) and rule_of(s)]
    if not said:
        return (Fit("wishes.missing", FitOutcome.MISSING, _why_missing(given)),)
    said.sort(key=lambda s: (_TOPICS.index(s.topic), s.rank or 99))
    option = carried(entry, known)
    cells = (_fit(option, statement, today, practical_note) for statement in said)
    return tuple(cell for cell in cells if cell)


def has_tension(cells: Iterable[Fit]) -> bool:
    """Whether one cell is in tension: a retained option then owes a sentence (R56)."""
    return any(fit.outcome is FitOutcome.TENSION for fit in cells)


def _is_own_wish(statement: Statement) -> bool:
    """The patient's own words, said and shared."""
    return (
        statement.speaker is Speaker.PATIENT
        and statement.status is StatementStatus.STATED
        and not statement.withheld
        and bool(statement.item or statement.verbatim)
    )


def _why_missing(given: tuple[Statement, ...]) -> str:
    """Why nothing may be compared: silence, an answer kept back and no answer are three things."""
    if any(statement.withheld for statement in given):
        return "not_shared"
    answered = {StatementStatus.UNKNOWN, StatementStatus.DECLINED}
    own = (s for s in given if s.speaker is Speaker.PATIENT and s.topic in _CORE)
    return "not_answered" if any(s.status in answered for s in own) else "not_recorded"


def _fit(option: Carried, statement: Statement, today: date, note: str) -> Fit | None:
    found = rule_of(statement)
    if found is None:
        return None
    rule_id, rule = found
    outcome = rule.answer(option)
    if outcome is None:
        return None
    fact = rule.fact(option) or (note if rule.note_is_fact else "")
    to_talk_over = not rule.compares or (rule.note_is_fact and not fact)
    code = "words" if to_talk_over else "compared"
    if is_expired(statement, today):
        outcome, code = FitOutcome.DISCUSS, "to_reconfirm"
    params = {
        "topic": statement.topic.value,
        "item": statement.item,
        "share": statement.share.value,
        "screen_only": "yes" if statement.not_to_relatives else "",
    }
    return Fit(
        rule=rule_id,
        outcome=outcome,
        code=code,
        params=params,
        said=item_label(statement) or statement.verbatim,
        said_on=str(PartialDate.of(statement.stated_on)) if statement.stated_on else "",
        option_fact=f"{fact} ({note})" if note and rule.takes_note and fact else fact,
    )
