"""Tolerant access to FHIR values: a value of the right type, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain.partial_date import PartialDate
from app.domain.text import SHORT, clean, fold

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|\Z)")
_TAG = re.compile(
    r"\s*\((?:disorder|finding|procedure|situation|qualifier value|body structure|"
    r"morphologic abnormality|observable entity|physical object|regime/therapy|tumor staging)"
    r"\)\s*\Z",
    re.IGNORECASE,
)
_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}
_TOO_BIG = Decimal(10) ** 9


def obj(value: Any) -> Mapping[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; a lone object counts as a list of one (older files write that)."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def words(value: Any, cap: int = SHORT) -> str:
    """The value when it is text, cleaned and cut to `cap` characters."""
    return cut(clean(value), cap) if isinstance(value, str) else ""


def cut(text: str, cap: int = SHORT) -> str:
    """The text cut to `cap` characters, without a dangling space."""
    return text.strip()[:cap].rstrip()


def number(value: Any) -> Decimal | None:
    """The value when it is a number of a believable size."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    found = Decimal(value)
    if not found.is_finite() or abs(found) >= _TOO_BIG or 0 < abs(found) < 1 / _TOO_BIG:
        return None
    return found


def day(value: Any) -> PartialDate | None:
    """The date as written, with its precision; the hour and its zone are left out."""
    match = _DATE.match(words(value))
    if not match:
        return None
    try:
        return PartialDate.parse(match.group())
    except ValueError:
        return None


def effective(resource: Mapping[str, Any]) -> PartialDate | None:
    """When an observation was made."""
    return (
        day(resource.get("effectiveDateTime"))
        or day(obj(resource.get("effectivePeriod")).get("start"))
        or day(resource.get("effectiveInstant"))
    )


@dataclass(frozen=True)
class Coding:
    """One code of a terminology, with the words that came with it."""

    system: str
    code: str
    display: str


@dataclass(frozen=True)
class Concept:
    """A CodeableConcept."""

    codings: tuple[Coding, ...] = ()
    text: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """Every code it carries."""
        return frozenset(c.code for c in self.codings if c.code)

    @property
    def label(self) -> str:
        """What it says in words: the first display, then the text, then the bare code."""
        said = next((c.display for c in self.codings if c.display), "") or self.text
        return _TAG.sub("", said) or next((c.code for c in self.codings if c.code), "")

    @property
    def has_words(self) -> bool:
        """Whether anything but a code is there."""
        return bool(self.text or any(c.display for c in self.codings))

    @property
    def folded(self) -> str:
        """All its words, for search."""
        return fold(" | ".join([*(c.display for c in self.codings), self.text]))

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.codes or self.has_words)


def concept(value: Any) -> Concept:
    """The CodeableConcept in `value`, empty when there is none."""
    source = obj(value)
    codings = tuple(
        Coding(words(c.get("system")), words(c.get("code")), words(c.get("display")))
        for c in items(source.get("coding"))
    )
    return Concept(codings, words(source.get("text")))


def concepts(value: Any) -> list[Concept]:
    """Every non-empty CodeableConcept of a list."""
    return [found for found in map(concept, items(value)) if found]


def extensions(resource: Mapping[str, Any], ending: str) -> list[Mapping[str, Any]]:
    """The extensions whose address ends so (any version, any publisher)."""
    found = items(resource.get("extension"))
    return [e for e in found if words(e.get("url")).endswith(ending)]


def profile(resource: Mapping[str, Any]) -> str:
    """The last part of every profile it claims, for search."""
    claimed = obj(resource.get("meta")).get("profile")
    listed = claimed if isinstance(claimed, list) else [claimed]
    return " ".join(words(p).rsplit("/", 1)[-1] for p in listed)


def identity(resource: Mapping[str, Any]) -> str:
    """Its id in the file."""
    return words(resource.get("id"))


def target(value: Any) -> str:
    """What a Reference points at, as written, without a version."""
    return words(obj(value).get("reference")).split("/_history/")[0]


def short_target(value: Any) -> str:
    """The bare id a Reference points at; "" for a search or a logical reference."""
    written = target(value)
    return "" if "?" in written or written.startswith("#") else re.split(r"[/:]", written)[-1]


def french(value: Decimal) -> str:
    """A number as French readers write it, without useless zeros."""
    shown = f"{value.normalize():f}"
    return shown.replace(".", ",")


def quantity(value: Any) -> str:
    """A Quantity in words ("≥ 10 %"), "" when it holds no number."""
    source = obj(value)
    amount = number(source.get("value"))
    if amount is None:
        return ""
    sign = _SIGNS.get(words(source.get("comparator")), "")
    unit = words(source.get("unit")) or words(source.get("code"))
    return f"{sign}{french(amount)} {unit if unit != '1' else ''}".strip()
