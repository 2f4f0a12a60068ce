"""The words of an option's burden: its lines with where each comes from, in short for the fiche, plainly for the patient."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.domain.burden import Amount, Basis, Burden, Origin, Rule
from app.i18n import NBSP, _

from .dates import short_date

_MINUTES = 60
_AFTER_NUMBER = re.compile(r"(?<=\d) ")


@dataclass(frozen=True)
class BurdenLine:
    """One line: its label, value, where it comes from, the rule that gives it, and whether it is missing."""

    label: str
    value: str
    origin: str
    rule: str
    missing: bool = False


def burden_lines(burden: Burden | None) -> tuple[BurdenLine, ...]:
    """Visits, hours, road, home or hospital, tablets or infusions; none for what was signed before it was kept."""
    if burden is None:
        return ()
    return (
        _line(_("Visites"), _visits(burden.visits), burden.visits.origin, Rule.VISITS),
        _line(_("Trajet"), _travel(burden.travel), burden.travel.origin, Rule.TRAVEL),
        _line(_("Sur la route"), _a_month(burden.road), burden.road.origin, Rule.ROAD),
        _line(
            _("Sur place"),
            _a_visit(burden.hours_per_visit),
            burden.hours_per_visit.origin,
            Rule.SPOT,
        ),
        _line(_("Temps en tout"), _a_month(burden.hours), burden.hours.origin, Rule.HOURS),
        _line(_("Où"), _places(burden), burden.places_origin, Rule.PLACES),
        _line(_("Comment"), _(burden.route.label).lower(), burden.route_origin, Rule.ROUTE),
    )


def burden_short(burden: Burden | None) -> str:
    """`2 visites par mois, 55 min de trajet`: what is known, for a narrow column; "" when nothing is."""
    if burden is None:
        return ""
    known = []
    if burden.visits.value is not None:
        known.append(_count(burden.visits.value))
    if burden.travel.value:
        known.append(_("%(n)s min de trajet", n=int(burden.travel.value)))
    if burden.hours.value is not None:
        known.append(_("%(time)s par mois en tout", time=duration(burden.hours.value)))
    return ", ".join(known)


def burden_for_patient(burden: Burden | None) -> str:
    """One sentence with what is this patient's own (a journey, a typed number of visits); "" when there is none."""
    if burden is None:
        return ""
    own_visits = burden.visits.origin.basis is Basis.TYPED
    travel = burden.travel.value
    if not own_visits and not travel:
        return ""
    said = []
    if burden.visits.value is not None:
        said.append(_count(burden.visits.value))
    if travel:
        said.append(_("%(n)s minutes de trajet à l'aller", n=int(travel)))
    return _("environ %(what)s.", what=_AFTER_NUMBER.sub(NBSP, ", ".join(said)))


def duration(hours: Decimal) -> str:
    """`3 h 40`, `45 min`: hours to the minute."""
    minutes = int((hours * _MINUTES).to_integral_value())
    if minutes < _MINUTES:
        return _("%(n)s min", n=minutes)
    whole, rest = divmod(minutes, _MINUTES)
    return _("%(h)s h %(m)s", h=whole, m=f"{rest:02}") if rest else _("%(h)s h", h=whole)


def _line(label: str, value: str, origin: Origin, rule: Rule) -> BurdenLine:
    missing = not value
    return BurdenLine(label, value or _("à renseigner"), _origin(origin), rule.value, missing)


def _origin(origin: Origin) -> str:
    """`saisi, Dr X, 25/11/2026`; `catalogue, à vérifier`; "" when there is nothing to say."""
    if origin.basis is Basis.MISSING:
        return ""
    parts = [_(origin.basis.label)]
    if origin.basis in {Basis.TYPED, Basis.SAID}:
        day = short_date(origin.on) if origin.on else ""
        parts += [part for part in (origin.by, day) if part]
    if origin.to_check:
        parts.append(_("à reconfirmer") if origin.basis is Basis.SAID else _("à vérifier"))
    return ", ".join(parts)


def _visits(amount: Amount) -> str:
    if amount.value is None:
        return ""
    return _("%(n)s par mois", n=_number(amount.value))


def _count(visits: Decimal) -> str:
    n = _number(visits)
    return _("%(n)s visites par mois", n=n) if visits >= 2 else _("%(n)s visite par mois", n=n)


def _travel(amount: Amount) -> str:
    if amount.value is None:
        return ""
    if not amount.value:
        return _("aucun")
    return _("%(n)s min à l'aller", n=int(amount.value))


def _a_visit(amount: Amount) -> str:
    if amount.value is None:
        return ""
    return _("%(time)s par visite", time=duration(amount.value))


def _a_month(amount: Amount) -> str:
    if amount.value is None:
        return ""
    return _("%(time)s par mois", time=duration(amount.value))


def _places(burden: Burden) -> str:
    return ", ".join(_(place.label) for place in burden.places).lower()


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
