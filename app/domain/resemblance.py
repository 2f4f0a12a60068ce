"""Whether two people may be the same one: same number, same name and birth, or the same name only.

It only proposes; a person decides. Accents, hyphens, birth or used name and the order of names do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .casefile import Patient
from .ins import Ins, compact
from .naming import glued, words
from .partial_date import PartialDate
from .vocabulary import Sex


class Likeness(StrEnum):
    """How two people resemble each other, the strongest first."""

    SAME_NUMBER = "same_number"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    HOMONYM = "homonym"


@dataclass(frozen=True)
class Difference:
    """One field that differs: what is typed now, and what is known of the other person."""

    field: str
    here: str
    there: str


@dataclass(frozen=True)
class Resemblance:
    """How alike, and every field that differs nevertheless."""

    likeness: Likeness
    differences: tuple[Difference, ...]


_FIELDS = (
    "birth_name", "used_name", "given_names", "birth_on", "sex", "birth_place", "local_id", "phone",
    "address", "emergency_contact",
    "deceased_on", "no_contact_on",
)  # fmt: skip
_LEAST_SHARED = 2


def resemblance(here: Patient, mine: Ins, there: Patient, theirs: Ins) -> Resemblance | None:
    """How `here` resembles `there`; None when nothing says that they may be the same person."""
    likeness = _likeness(here, mine, there, theirs)
    if likeness is None:
        return None
    return Resemblance(likeness, differences(here, mine, there, theirs))


def differences(here: Patient, mine: Ins, there: Patient, theirs: Ins) -> tuple[Difference, ...]:
    """What both records say otherwise; a field empty on one side only is told too."""
    found = []
    for field in _FIELDS:
        one, other = _written(here, field), _written(there, field)
        if words(one) != words(other):
            found.append(Difference(field, one, other))
    if compact(mine.number) != compact(theirs.number):
        found.append(Difference("number", mine.number, theirs.number))
    return tuple(found)


def same_name(one: Patient, other: Patient) -> bool:
    """Whether both may be called the same: a family name of each with the first names, in any order."""
    return any(
        _are_alike(mine, one.given_names, theirs, other.given_names)
        for mine in _family_names(one)
        for theirs in _family_names(other)
    )


def may_be_same_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two birth dates, as precisely as both are known, are the same; False when one is not known."""
    if one is None or other is None:
        return False
    length = min(len(one.iso), len(other.iso))
    return one.iso[:length] == other.iso[:length]


def _likeness(here: Patient, mine: Ins, there: Patient, theirs: Ins) -> Likeness | None:
    number = compact(mine.number)
    if number and number == compact(theirs.number):
        return Likeness.SAME_NUMBER
    if not same_name(here, there):
        return None
    if may_be_same_day(here.birth_on, there.birth_on):
        return Likeness.SAME_NAME_AND_BIRTH
    return Likeness.HOMONYM


def _family_names(patient: Patient) -> tuple[str, ...]:
    return tuple(name for name in (patient.birth_name, patient.used_name) if glued(name))


def _are_alike(family: str, given: str, other_family: str, other_given: str) -> bool:
    mine, theirs = set(words(f"{family} {given}")), set(words(f"{other_family} {other_given}"))
    if mine == theirs:
        return True
    if _pair(family, given) == _pair(other_family, other_given):
        return True
    fewer, more = sorted((mine, theirs), key=len)
    return fewer <= more and len(fewer) >= _LEAST_SHARED


def _pair(family: str, given: str) -> frozenset[str]:
    """Both names without their spaces, whichever was typed first."""
    return frozenset({glued(family), glued(given)})


def _written(patient: Patient, field: str) -> str:
    value = getattr(patient, field)
    if isinstance(value, Sex):
        return "" if value is Sex.UNKNOWN else value.label
    if isinstance(value, PartialDate):
        return value.iso
    return value or ""
