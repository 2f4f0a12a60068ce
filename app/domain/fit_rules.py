"""The published rules that set an option's facts beside what the patient said: statement in, rule and its id out (§2.6).

A rule says `va dans le sens`, `en tension` or `à discuter`, or makes no cell; none gives a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .burden import Carried
from .casefile import Statement
from .questionnaire import QUESTIONS
from .vocabulary import Family, FitOutcome, Place, Priority, Refusal, Relation, Route, Topic

ALIGNED, TENSION, DISCUSS = FitOutcome.ALIGNED, FitOutcome.TENSION, FitOutcome.DISCUSS
MANY_VISITS = 2
FEW_VISITS = 1
_EFFECTS: Mapping[str, str] = {
    Refusal.FATIGUE: "fatigue",
    Refusal.SKIN: "peau",
    Refusal.DIGESTIVE: "nausées ou diarrhées",
}
_OUTSIDE_HOME = frozenset(
    {Place.DAY_UNIT, Place.HOSPITAL_STAY, Place.TRIAL_CENTRE, Place.RADIOTHERAPY}
)


@dataclass(frozen=True)
class Rule:
    """One published rule: the option's fact it reads for this patient, in words, and what it answers; None makes no cell.

    `takes_note` sets the note of this case beside the fact; `note_is_fact` reads that note while there is
    no such fact. `compares` is false where the answer is the same for all: there is only something to talk over.
    """

    fact: Callable[[Carried], str]
    answer: Callable[[Carried], FitOutcome | None]
    takes_note: bool = False
    note_is_fact: bool = False
    compares: bool = True


def rule_of(statement: Statement) -> tuple[str, Rule] | None:
    """The stable id and the rule that reads this statement; None when no rule does."""
    item = statement.item or "words"
    match statement.topic:
        case Topic.WHAT_MATTERS:
            return "what_matters.words", WORDS
        case Topic.PRIORITY:
            return f"priority.{item}", _PRIORITIES.get(item, WORDS)
        case Topic.REFUSAL:
            return f"refusal.{item}", _REFUSALS.get(item, WORDS)
    made = _ANSWERS.get(statement.item)
    rule = made(statement.value) if made else None
    return (statement.item, rule) if rule else None


def _route(entry: Carried) -> str:
    return entry.practical.route.label


def _visits(entry: Carried) -> str:
    number = entry.practical.visits_per_month
    if number is None:
        return ""
    visits = "visites" if number >= 2 else "visite"
    return f"{number:g}\u00a0{visits} par mois".replace(".", ",")


def _places(entry: Carried) -> str:
    return ", ".join(place.label for place in entry.practical.places)


def _places_and_visits(entry: Carried) -> str:
    return ", ".join(filter(None, (_places(entry), _visits(entry))))


def _family(entry: Carried) -> str:
    return entry.family.label


def _effects(entry: Carried) -> str:
    return ", ".join(_EFFECTS.get(effect, effect) for effect in entry.practical.effects)


def _infusions(entry: Carried) -> FitOutcome:
    route = entry.practical.route
    if route in {Route.INFUSION, Route.ORAL_AND_INFUSION}:
        return TENSION
    return DISCUSS if route in {Route.PROTOCOL, Route.LOCAL} else ALIGNED


def _frequent_visits(entry: Carried) -> FitOutcome:
    number = entry.practical.visits_per_month
    if number is None:
        return DISCUSS
    return TENSION if number > MANY_VISITS else ALIGNED


def _hospital_stay(entry: Carried) -> FitOutcome:
    """A stay is in tension; for a local treatment it depends on the one chosen."""
    places = entry.practical.places
    if _needs_a_stay(entry):
        return TENSION
    unsure = {Place.HOSPITAL_STAY, Place.TRIAL_CENTRE}
    return DISCUSS if not places or unsure.intersection(places) else ALIGNED


def _chemotherapy(entry: Carried) -> FitOutcome:
    if entry.family is Family.CHEMOTHERAPY:
        return TENSION
    return DISCUSS if entry.family in {Family.TRIAL, Family.OTHER} else ALIGNED


def _trial(entry: Carried) -> FitOutcome:
    return TENSION if entry.family is Family.TRIAL else ALIGNED


def _effect(name: Refusal) -> Callable[[Carried], FitOutcome]:
    """An effect that is not listed is not an effect that cannot come."""

    def answer(entry: Carried) -> FitOutcome:
        if name in entry.practical.effects:
            return TENSION
        return DISCUSS if entry.is_against_disease else ALIGNED

    return answer


def _any_anticancer(entry: Carried) -> FitOutcome:
    return TENSION if entry.is_against_disease else ALIGNED


def _stopping(entry: Carried) -> FitOutcome:
    if entry.family is Family.PAUSE:
        return TENSION
    goes_on = entry.is_against_disease or entry.relation is Relation.ADDS
    return ALIGNED if goes_on else DISCUSS


def _needs_a_stay(entry: Carried) -> bool:
    practical = entry.practical
    return Place.HOSPITAL_STAY in practical.places and practical.route is not Route.LOCAL


def _stay_home(entry: Carried) -> FitOutcome:
    places, visits = entry.practical.places, entry.practical.visits_per_month
    if _needs_a_stay(entry) or (visits or 0) > MANY_VISITS:
        return TENSION
    at_home = Place.HOME in places and not _OUTSIDE_HOME.intersection(places)
    return ALIGNED if at_home else DISCUSS


def _avoid_hospital(entry: Carried) -> FitOutcome:
    visits = entry.practical.visits_per_month
    if _needs_a_stay(entry) or (visits or 0) > MANY_VISITS:
        return TENSION
    return ALIGNED if visits is not None and visits <= FEW_VISITS else DISCUSS


def _only(*families: Family) -> Callable[[Carried], FitOutcome]:
    """Goes along for these families; no rule says anything against the others."""
    return lambda entry: ALIGNED if entry.family in families else DISCUSS


def _side_effect(name: str) -> Callable[[str], Rule | None]:
    """« Non » to an effect refuses it, « difficile » asks for a talk where it is expected; « acceptable » says nothing.

    Options that are not against the disease bring none of these effects, so no cell repeats it.
    """

    def expected(entry: Carried) -> bool:
        if name == "hospital_stay":
            return Place.HOSPITAL_STAY in entry.practical.places
        return name in entry.practical.effects

    def refused(entry: Carried) -> FitOutcome | None:
        if expected(entry):
            return TENSION
        return DISCUSS if entry.is_against_disease else None

    def feared(entry: Carried) -> FitOutcome | None:
        return DISCUSS if expected(entry) else None

    fact = _places if name == "hospital_stay" else _effects
    answers = {"no": Rule(fact, refused), "difficult": Rule(fact, feared)}
    return answers.get


def _max_visits(value: str) -> Rule | None:
    return Rule(_visits, _at_most(int(value)), takes_note=True) if value.isdigit() else None


def _travel(value: str) -> Rule | None:
    """One way, from the burden; while it is missing the note of the case stands for it, and people compare.

    A consultation that may come to the patient's home is talked over, whatever the distance.
    """
    if not value.isdigit():
        return None

    def answer(entry: Carried) -> FitOutcome:
        minutes = entry.travel_minutes
        if minutes is None:
            return DISCUSS
        if minutes <= int(value):
            return ALIGNED
        return DISCUSS if _may_come_home(entry) else TENSION

    return Rule(_journey, answer, note_is_fact=True)


def _may_come_home(entry: Carried) -> bool:
    practical = entry.practical
    return practical.route is Route.CONSULTATION and Place.HOME in practical.places


def _journey(entry: Carried) -> str:
    return "" if entry.travel_minutes is None else f"{entry.travel_minutes}\u00a0min de trajet"


def _overnight(value: str) -> Rule | None:
    return Rule(_places, _hospital_stay, takes_note=True) if value == "no" else None


def _place_now(value: str) -> Rule | None:
    return Rule(_places, _care_at_home, takes_note=True) if value == "home" else None


def _trial_open(value: str) -> Rule | None:
    outcome = {"yes": ALIGNED, "perhaps": DISCUSS, "no": TENSION}.get(value)
    return Rule(_family, lambda entry: outcome if entry.family is Family.TRIAL else None)


def _balance(value: str) -> Rule | None:
    """Length and quality are weighed by people, for each treatment against the disease."""
    return Rule(
        _family, lambda entry: DISCUSS if entry.is_against_disease else None, compares=False
    )


def _at_most(most: int) -> Callable[[Carried], FitOutcome]:
    def answer(entry: Carried) -> FitOutcome:
        number = entry.practical.visits_per_month
        if number is None:
            return DISCUSS
        return TENSION if number > most else ALIGNED

    return answer


def _care_at_home(entry: Carried) -> FitOutcome:
    places = entry.practical.places
    if Place.HOSPITAL_STAY in places:
        return TENSION
    at_home = Place.HOME in places and not _OUTSIDE_HOME.intersection(places)
    return ALIGNED if at_home else DISCUSS


WORDS = Rule(_family, lambda entry: DISCUSS, compares=False)
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

# Role, fears, language, reading and every other answer make no cell.
_ANSWERS: Mapping[str, Callable[[str], Rule | None]] = {
    "length_quality.balance": _balance,
    **{
        q.code: _side_effect(q.code.partition(".")[2])
        for q in QUESTIONS.values()
        if q.topic is Topic.SIDE_EFFECT
    },
    "practical.travel": _travel,
    "practical.max_visits": _max_visits,
    "practical.overnight": _overnight,
    "place.now": _place_now,
    "trial.open": _trial_open,
}
RULES = frozenset(
    {"wishes.missing", "what_matters.words", "priority.words", "refusal.words", *_ANSWERS}
    | {f"priority.{item.value}" for item in Priority}
    | {f"refusal.{item.value}" for item in Refusal}
)
