"""What the patient said beside each option: takes an entry and statements, gives one cell a wish.

The rules are published here (§2.6). No sum, no score, no order by fit; a wish never makes an option
eligible nor hides it. Each cell names its rule, both facts and the day of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .casefile import Statement
from .catalogue import CatalogueEntry
from .findings import Fit
from .partial_date import PartialDate
from .preferences import at_board_level, is_expired, item_label
from .vocabulary import (
    Family,
    FitOutcome,
    Place,
    Priority,
    Refusal,
    Relation,
    Route,
    Speaker,
    StatementStatus,
    Topic,
)

ALIGNED, TENSION = FitOutcome.ALIGNED, FitOutcome.TENSION
DISCUSS, MISSING = FitOutcome.DISCUSS, FitOutcome.MISSING
MANY_VISITS = 2
FEW_VISITS = 1
_TOPICS = (Topic.PRIORITY, Topic.REFUSAL, Topic.WHAT_MATTERS)
_EFFECTS: Mapping[str, str] = {
    Refusal.FATIGUE: "fatigue",
    Refusal.SKIN: "peau",
    Refusal.DIGESTIVE: "nausées ou diarrhées",
}
_OUTSIDE_HOME = frozenset({Place.DAY_UNIT, Place.HOSPITAL_STAY, Place.TRIAL_CENTRE})


@dataclass(frozen=True)
class Rule:
    """One published rule: the option's fact it reads, in words, and what it answers."""

    fact: Callable[[CatalogueEntry], str]
    answer: Callable[[CatalogueEntry], FitOutcome]
    takes_note: bool = False


def fits(
    entry: CatalogueEntry,
    statements: Iterable[Statement],
    *,
    today: date,
    practical_note: str = "",
) -> tuple[Fit, ...]:
    """One cell for each thing the patient said (the caller passes only statements not superseded).

    What is kept for the doctor, said by somebody else or not answered makes no cell. With nothing
    left there is one cell that says why: not shared, not answered, or not recorded.
    """
    given = tuple(s for s in at_board_level(statements) if s.topic in _TOPICS)
    said = sorted(filter(_is_own_wish, given), key=lambda s: (_TOPICS.index(s.topic), s.rank or 99))
    if not said:
        return (Fit("wishes.missing", MISSING, _why_missing(given)),)
    return tuple(_fit(entry, statement, today, practical_note) for statement in said)


def has_tension(cells: Iterable[Fit]) -> bool:
    """Whether one cell is in tension: a retained option then owes a sentence (R56)."""
    return any(fit.outcome is TENSION for fit in cells)


def rule_of(statement: Statement) -> tuple[str, Rule]:
    """The stable id and the rule that reads this statement."""
    if statement.topic is Topic.WHAT_MATTERS:
        return "what_matters.words", _WORDS
    if statement.topic is Topic.PRIORITY:
        item = statement.item or "words"
        return f"priority.{item}", _PRIORITIES.get(item, _WORDS)
    item = statement.item or "words"
    return f"refusal.{item}", _REFUSALS.get(item, _WORDS)


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
    own = (s for s in given if s.speaker is Speaker.PATIENT)
    return "not_answered" if any(s.status in answered for s in own) else "not_recorded"


def _fit(entry: CatalogueEntry, statement: Statement, today: date, note: str) -> Fit:
    rule_id, rule = rule_of(statement)
    outcome, code = rule.answer(entry), "compared"
    if is_expired(statement, today):
        outcome, code = DISCUSS, "to_reconfirm"
    elif rule is _WORDS:
        code = "words"
    fact = rule.fact(entry)
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


def _route(entry: CatalogueEntry) -> str:
    return entry.practical.route.label


def _visits(entry: CatalogueEntry) -> str:
    number = entry.practical.visits_per_month
    if number is None:
        return ""
    visits = "visites" if number >= 2 else "visite"
    return f"{number:g}\u00a0{visits} par mois".replace(".", ",")


def _places(entry: CatalogueEntry) -> str:
    return ", ".join(place.label for place in entry.practical.places)


def _places_and_visits(entry: CatalogueEntry) -> str:
    return ", ".join(filter(None, (_places(entry), _visits(entry))))


def _family(entry: CatalogueEntry) -> str:
    return entry.family.label


def _effects(entry: CatalogueEntry) -> str:
    return ", ".join(_EFFECTS.get(effect, effect) for effect in entry.practical.effects)


def _infusions(entry: CatalogueEntry) -> FitOutcome:
    route = entry.practical.route
    if route in {Route.INFUSION, Route.ORAL_AND_INFUSION}:
        return TENSION
    return DISCUSS if route is Route.PROTOCOL else ALIGNED


def _frequent_visits(entry: CatalogueEntry) -> FitOutcome:
    number = entry.practical.visits_per_month
    if number is None:
        return DISCUSS
    return TENSION if number > MANY_VISITS else ALIGNED


def _hospital_stay(entry: CatalogueEntry) -> FitOutcome:
    places = entry.practical.places
    if Place.HOSPITAL_STAY in places:
        return TENSION
    return DISCUSS if not places or Place.TRIAL_CENTRE in places else ALIGNED


def _chemotherapy(entry: CatalogueEntry) -> FitOutcome:
    if entry.family is Family.CHEMOTHERAPY:
        return TENSION
    return DISCUSS if entry.family in {Family.TRIAL, Family.OTHER} else ALIGNED


def _trial(entry: CatalogueEntry) -> FitOutcome:
    return TENSION if entry.family is Family.TRIAL else ALIGNED


def _effect(name: Refusal) -> Callable[[CatalogueEntry], FitOutcome]:
    """An effect that is not listed is not an effect that cannot come."""

    def answer(entry: CatalogueEntry) -> FitOutcome:
        if name in entry.practical.effects:
            return TENSION
        return DISCUSS if entry.is_against_disease else ALIGNED

    return answer


def _any_anticancer(entry: CatalogueEntry) -> FitOutcome:
    return TENSION if entry.is_against_disease else ALIGNED


def _stopping(entry: CatalogueEntry) -> FitOutcome:
    if entry.family is Family.PAUSE:
        return TENSION
    goes_on = entry.is_against_disease or entry.relation is Relation.ADDS
    return ALIGNED if goes_on else DISCUSS


def _stay_home(entry: CatalogueEntry) -> FitOutcome:
    places, visits = entry.practical.places, entry.practical.visits_per_month
    if Place.HOSPITAL_STAY in places or (visits or 0) > MANY_VISITS:
        return TENSION
    at_home = Place.HOME in places and not _OUTSIDE_HOME.intersection(places)
    return ALIGNED if at_home else DISCUSS


def _avoid_hospital(entry: CatalogueEntry) -> FitOutcome:
    visits = entry.practical.visits_per_month
    if Place.HOSPITAL_STAY in entry.practical.places or (visits or 0) > MANY_VISITS:
        return TENSION
    return ALIGNED if visits is not None and visits <= FEW_VISITS else DISCUSS


def _only(*families: Family) -> Callable[[CatalogueEntry], FitOutcome]:
    """Goes along for these families; no rule says anything against the others."""
    return lambda entry: ALIGNED if entry.family in families else DISCUSS


_WORDS = Rule(_family, lambda entry: DISCUSS)
_REFUSALS: Mapping[str, Rule] = {
    Refusal.INFUSIONS: Rule(_route, _infusions),
    Refusal.FREQUENT_VISITS: Rule(_visits, _frequent_visits, takes_note=True),
    Refusal.HOSPITAL_STAY: Rule(_places, _hospital_stay, takes_note=True),
    Refusal.CHEMOTHERAPY: Rule(_family, _chemotherapy),
    Refusal.TRIAL: Rule(_family, _trial),
    Refusal.FATIGUE: Rule(_effects, _effect(Refusal.FATIGUE)),
    Refusal.SKIN: Rule(_effects, _effect(Refusal.SKIN)),
    Refusal.DIGESTIVE: Rule(_effects, _effect(Refusal.DIGESTIVE)),
    Refusal.ANY_ANTICANCER: Rule(_family, _any_anticancer),
    Refusal.STOPPING: Rule(_family, _stopping),
}
_PRIORITIES: Mapping[str, Rule] = {
    Priority.STAY_HOME: Rule(_places_and_visits, _stay_home, takes_note=True),
    Priority.AVOID_HOSPITAL: Rule(_places_and_visits, _avoid_hospital, takes_note=True),
    Priority.FEEL_WELL: Rule(_family, _only(Family.SUPPORTIVE, Family.PALLIATIVE)),
    Priority.PAIN_RELIEF: Rule(_family, _only(Family.SUPPORTIVE, Family.PALLIATIVE)),
    Priority.RESEARCH: Rule(_family, _only(Family.TRIAL)),
}
