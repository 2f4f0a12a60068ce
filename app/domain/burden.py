"""What an option asks of this patient: visits, hours and travel a month, where it is given and how (R31).

Takes an entry, the patient's own statements and what the board typed; gives a `Burden`. Visits and hours on the spot
come from the entry, the journey from what the patient said; what is typed for this patient wins, with who and when.
Nothing is guessed: what nobody gave is missing, and so is everything computed from it. Published rules:

- `burden.visits`: visits a month of the entry (its rhythm, with its certainty);
- `burden.travel`: minutes one way, `practical.journey` of the patient; 0 when everything is at home; missing for a
  trial centre or a radiotherapy unit, which may not be the hospital the patient spoke of;
- `burden.spot`: hours on the spot at each visit, of the entry;
- `burden.road`: visits x 2 x minutes one way;
- `burden.hours`: visits x (hours on the spot + 2 x minutes one way), a month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.errors import Violation

from .casefile import Statement
from .catalogue import CatalogueEntry, Practical
from .preferences import at_board_level, for_patient_page, is_expired
from .vocabulary import Family, Labelled, Mark, Place, Relation, Route, Speaker, StatementStatus

JOURNEY = "practical.journey"
LIMITS = {"visits_per_month": 31, "hours_per_visit": 24, "travel_minutes": 1440}
TYPED = (*LIMITS, "places", "route")
_ELSEWHERE = frozenset({Place.TRIAL_CENTRE, Place.RADIOTHERAPY})
_HOUR = 60


class Basis(Labelled):
    """Where a value of the burden comes from."""

    MISSING = "missing", "à renseigner"
    CATALOGUE = "catalogue", "catalogue"
    SAID = "said", "dit par le patient"
    COMPUTED = "computed", "calculé"
    TYPED = "typed", "saisi"


class Rule(StrEnum):
    """The stable identifiers of the lines."""

    VISITS = "burden.visits"
    SPOT = "burden.spot"
    HOURS = "burden.hours"
    TRAVEL = "burden.travel"
    ROAD = "burden.road"
    PLACES = "burden.places"
    ROUTE = "burden.route"


@dataclass(frozen=True)
class Origin:
    """Where a value comes from, whether it is to check, and who said or typed it on which day."""

    basis: Basis = Basis.MISSING
    to_check: bool = False
    by: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Amount:
    """A number and its origin; None while nobody gave it."""

    value: Decimal | None = None
    origin: Origin = Origin()


@dataclass(frozen=True)
class Typed:
    """One value typed for this patient; `value` as text: a number, places joined by a comma, or a route."""

    field: str
    value: str
    by: str
    on: date


@dataclass(frozen=True)
class Burden:
    """Every line of the burden; `travel` is in minutes one way, the other times in hours."""

    visits: Amount
    hours_per_visit: Amount
    travel: Amount
    road: Amount
    hours: Amount
    places: tuple[Place, ...]
    places_origin: Origin
    route: Route
    route_origin: Origin
    typed: tuple[Typed, ...] = ()


@dataclass(frozen=True)
class Carried:
    """What a rule reads of an option once set to this patient: the entry's facts with the burden in them."""

    family: Family
    relation: Relation
    is_against_disease: bool
    practical: Practical
    travel_minutes: int | None = None


def burden(
    entry: CatalogueEntry,
    statements: Iterable[Statement] = (),
    typed: Iterable[Typed] = (),
    *,
    today: date,
) -> Burden:
    """The burden of an entry for the patient of these current statements; what is kept for the doctor is not read."""
    given = {one.field: one for one in typed}
    places, places_origin = _places(entry, given.get("places"))
    route, route_origin = _route(entry, given.get("route"))
    visits = _amount(given.get("visits_per_month")) or _of_entry(
        entry.practical.visits_per_month, entry
    )
    spot = _amount(given.get("hours_per_visit")) or _of_entry(
        entry.practical.hours_per_visit, entry
    )
    travel = _amount(given.get("travel_minutes")) or _journey(places, statements, today)
    road = _computed(lambda v, t: v * 2 * t / _HOUR, visits, travel)
    hours = _computed(lambda v, s, t: v * (s + 2 * t / _HOUR), visits, spot, travel)
    return Burden(
        visits,
        spot,
        travel,
        road,
        hours,
        places,
        places_origin,
        route,
        route_origin,
        tuple(given[name] for name in TYPED if name in given),
    )


def on_paper(
    known: Burden, entry: CatalogueEntry, statements: Iterable[Statement], *, today: date
) -> Burden:
    """The same burden as the patient's page may print it: only from what was shared with that page."""
    return burden(entry, for_patient_page(statements), known.typed, today=today)


def carried(entry: CatalogueEntry, known: Burden | None) -> Carried:
    """What the concordance rules read; without a burden, the entry's own facts."""
    own = entry.practical
    if known is None:
        return Carried(entry.family, entry.relation, entry.is_against_disease, own)
    visits, travel = known.visits.value, known.travel.value
    practical = Practical(
        known.route,
        known.places,
        own.rhythm,
        own.short,
        None if visits is None else float(visits),
        own.hours_per_visit,
        own.effects,
    )
    minutes = None if travel is None else int(travel)
    return Carried(entry.family, entry.relation, entry.is_against_disease, practical, minutes)


def violations(values: dict[str, str]) -> list[Violation]:
    """What cannot be typed: a number out of its range, an unknown place or route."""
    broken = []
    for name, most in LIMITS.items():
        number = _decimal(values.get(name, ""))
        if values.get(name) and (number is None or not 0 <= number <= most):
            broken.append(Violation("answer_range", name, {"maximum": str(most)}))
    for name, kind in (("places", set(Place)), ("route", set(Route))):
        chosen = {code for code in values.get(name, "").split(",") if code}
        if not chosen <= {member.value for member in kind}:
            broken.append(Violation("unknown_choice", name))
    return broken


def retyped(
    known: Iterable[Typed], values: dict[str, str], *, by: str, on: date
) -> tuple[Typed, ...]:
    """What is typed now: a value left as it was keeps its author and day, an empty one gives the rule its place back."""
    before = {one.field: one for one in known}
    made = []
    for name in TYPED:
        value = values.get(name, "")
        if not value:
            continue
        same = name in before and before[name].value == value
        made.append(before[name] if same else Typed(name, value, by, on))
    return tuple(made)


def _amount(one: Typed | None) -> Amount | None:
    value = _decimal(one.value) if one else None
    return None if one is None or value is None else Amount(value, _signed(one))


def _signed(one: Typed) -> Origin:
    return Origin(Basis.TYPED, by=one.by, on=one.on)


def _of_entry(value: float | None, entry: CatalogueEntry) -> Amount:
    if value is None:
        return Amount()
    return Amount(Decimal(str(value)), _catalogue(entry))


def _catalogue(entry: CatalogueEntry) -> Origin:
    return Origin(Basis.CATALOGUE, to_check=entry.practical.rhythm.mark is Mark.TO_CHECK)


def _places(entry: CatalogueEntry, one: Typed | None) -> tuple[tuple[Place, ...], Origin]:
    if one:
        return tuple(p for p in Place if p.value in one.value.split(",")), _signed(one)
    places = entry.practical.places
    return places, _catalogue(entry) if places else Origin()


def _route(entry: CatalogueEntry, one: Typed | None) -> tuple[Route, Origin]:
    return (Route(one.value), _signed(one)) if one else (entry.practical.route, _catalogue(entry))


def _journey(places: tuple[Place, ...], statements: Iterable[Statement], today: date) -> Amount:
    if set(places) == {Place.HOME}:
        return Amount(Decimal(0), Origin(Basis.COMPUTED))
    said = next((s for s in at_board_level(statements) if _tells_journey(s)), None)
    if said is None or not places or _ELSEWHERE.intersection(places):
        return Amount()
    stale = is_expired(said, today)
    return Amount(Decimal(said.value), Origin(Basis.SAID, stale, said.recorded_by, said.stated_on))


def _tells_journey(statement: Statement) -> bool:
    return (
        statement.item == JOURNEY
        and statement.speaker is Speaker.PATIENT
        and statement.status is StatementStatus.STATED
        and statement.value.isdigit()
    )


def _computed(rule: Callable[..., Decimal], *inputs: Amount) -> Amount:
    values = [one.value for one in inputs]
    if None in values:
        return Amount()
    doubtful = any(one.origin.to_check for one in inputs)
    return Amount(rule(*values), Origin(Basis.COMPUTED, to_check=doubtful))


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
