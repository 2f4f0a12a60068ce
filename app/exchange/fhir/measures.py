"""Performance status, weight, height, albumin and pain, in our units and only when believable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.casefile import Measure
from app.domain.vocabulary import MeasureKind
from app.i18n import _

from .bag import Bag
from .load import Resource
from .values import concept, concepts, effective, number, obj, profile, quantity, words

_KARNOFSKY = "89243-0"
_ECOG_ANSWERS = {"LA9622-7": 0, "LA9623-5": 1, "LA9624-3": 2, "LA9625-0": 3, "LA9626-8": 4}


@dataclass(frozen=True)
class _Rule:
    kind: MeasureKind
    units: Mapping[str, Decimal]
    low: Decimal
    high: Decimal
    step: Decimal


def _rule(kind: MeasureKind, low: str, high: str, step: str, **units: str) -> _Rule:
    factors = {unit: Decimal(factor) for unit, factor in units.items()}
    return _Rule(kind, factors, Decimal(low), Decimal(high), Decimal(step))


_ECOG = _rule(MeasureKind.PERFORMANCE_STATUS, "0", "4", "1")
_WEIGHT = _rule(MeasureKind.WEIGHT, "1", "400", "0.1", kg="1", g="0.001", lb="0.45359237")
_HEIGHT = _rule(MeasureKind.HEIGHT, "30", "250", "0.1", cm="1", m="100", inch="2.54")
_ALBUMIN = _rule(MeasureKind.ALBUMIN, "5", "80", "0.1", g_l="1", g_dl="10")
_PAIN = _rule(MeasureKind.PAIN, "0", "10", "1")
# kept in the unit of the file: laboratories differ, and none is converted
_KEPT = {
    kind: _rule(kind, "0", "100000", "0.0001")
    for kind in (
        MeasureKind.CREATININE,
        MeasureKind.CLEARANCE,
        MeasureKind.BILIRUBIN,
        MeasureKind.AST,
        MeasureKind.ALT,
    )
}
_LVEF = _rule(MeasureKind.LVEF, "1", "100", "0.1")
_CODES = {
    "89247-1": _ECOG,
    "29463-7": _WEIGHT,
    "3141-9": _WEIGHT,
    "8302-2": _HEIGHT,
    "1751-7": _ALBUMIN,
    "72514-3": _PAIN,
    "2160-0": _KEPT[MeasureKind.CREATININE],
    "14682-9": _KEPT[MeasureKind.CREATININE],
    "38483-4": _KEPT[MeasureKind.CREATININE],
    "33914-3": _KEPT[MeasureKind.CLEARANCE],
    "1975-2": _KEPT[MeasureKind.BILIRUBIN],
    "1920-8": _KEPT[MeasureKind.AST],
    "1742-6": _KEPT[MeasureKind.ALT],
    "10230-1": _LVEF,
}
_PROFILES = (("ecog-performance-status", _ECOG), ("bodyweight", _WEIGHT), ("bodyheight", _HEIGHT))
_SAME_UNIT = {
    "[lb_av]": "lb", "lbs": "lb", "pounds": "lb", "[in_i]": "inch", "in": "inch", "inches": "inch",
    "g/l": "g_l", "g/dl": "g_dl",
}  # fmt: skip


def take_measure(resource: Resource, bag: Bag) -> bool:
    """Gather a measure; False when the observation is none we keep."""
    code = concept(resource.get("code"))
    if _KARNOFSKY in code.codes or "karnofsky" in profile(resource) + code.folded:
        _karnofsky(resource, bag)
        return True
    rule = _rule_for(resource)
    if rule is None:
        return False
    amount = _amount(resource)
    factor = _factor(resource, rule)
    if amount is None:
        bag.leave(resource, "value_unreadable")
    elif factor is None:
        bag.leave(resource, "unit_unknown")
    else:
        _keep(resource, rule, amount * factor, bag, converted=factor != 1)
    return True


def _rule_for(resource: Resource) -> _Rule | None:
    code = concept(resource.get("code"))
    coded = next((_CODES[c] for c in sorted(code.codes) if c in _CODES), None)
    claimed = profile(resource)
    named = next((rule for name, rule in _PROFILES if name in claimed), None)
    is_ecog = re.search(r"\becog\b|who performance", code.folded)
    return coded or named or (_ECOG if is_ecog else None)


def _keep(resource: Resource, rule: _Rule, value: Decimal, bag: Bag, *, converted: bool) -> None:
    rounded = value.quantize(rule.step, ROUND_HALF_UP)
    if not rule.low <= value <= rule.high or (rule.step == 1 and rounded != value):
        bag.leave(resource, "out_of_range")
        return
    source = quantity(resource.get("valueQuantity"))
    note = _("Converti depuis %(source)s.", source=source) if converted else ""
    if converted:
        bag.note("unit_converted", measure=rule.kind.label)
    kept = rule is _KEPT.get(rule.kind)
    unit = words(obj(resource.get("valueQuantity")).get("unit")) if kept else ""
    if kept and not unit:
        bag.leave(resource, "unit_unknown")
        return
    bag.measures.append(
        Measure(
            rule.kind,
            rounded.normalize() if kept else rounded,
            effective(resource),
            note,
            unit=unit,
        )
    )


def _amount(resource: Resource) -> Decimal | None:
    """The number, or the answer code of the ECOG questionnaire."""
    found = number(resource.get("valueInteger"))
    if found is None:
        found = number(obj(resource.get("valueQuantity")).get("value"))
    if found is not None:
        return found
    answers = concepts(resource.get("valueCodeableConcept"))
    codes = [c for answer in answers for c in answer.codes if c in _ECOG_ANSWERS]
    return Decimal(_ECOG_ANSWERS[codes[0]]) if codes else None


def _factor(resource: Resource, rule: _Rule) -> Decimal | None:
    """What to multiply by; None for a unit we do not know."""
    if not rule.units:
        return Decimal(1)
    source = obj(resource.get("valueQuantity"))
    for field in ("code", "unit"):
        unit = words(source.get(field)).lower()
        if factor := rule.units.get(_SAME_UNIT.get(unit, unit)):
            return factor
    return None


def _karnofsky(resource: Resource, bag: Bag) -> None:
    """Karnofsky is told, never turned into an OMS index."""
    amount = _amount(resource)
    if amount is None or not 0 <= amount <= 100 or amount % 10:
        bag.leave(resource, "out_of_range" if amount is not None else "value_unreadable")
        return
    bag.leave(resource, "karnofsky")
