"""What a resource says, in its own words, so that what was not understood can be named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.i18n import _

from .load import Resource
from .values import (
    concept,
    concepts,
    cut,
    day,
    effective,
    items,
    number,
    obj,
    profile,
    quantity,
    words,
)
from .values import french as _french

_DATES = (
    "authoredOn",
    "performedDateTime",
    "onsetDateTime",
    "recordedDate",
    "created",
    "occurrenceDateTime",
)
# codes that files often give without words
_KNOWN = {
    "89247-1": "Indice de performance OMS (ECOG)",
    "89243-0": "Indice de Karnofsky",
    "69548-6": "Variant génétique",
    "29463-7": "Poids",
    "TISS": "Prélèvement tissulaire",
    "TUMOR": "Prélèvement tumoral",
}


def describe(resource: Resource) -> str:
    """Its name, value and date, as far as it has them, cut to 200 characters."""
    said = _name(resource)
    value = value_words(resource) or _parts(resource)
    text = f"{said} : {value}" if said and value else said or value
    on = _date(resource)
    return cut(f"{text} ({on})" if text and on else text)


def value_words(resource: Mapping[str, Any]) -> str:
    """The value of an observation or component, in words."""
    coded = concept(resource.get("valueCodeableConcept")).label
    measured = quantity(resource.get("valueQuantity"))
    whole = number(resource.get("valueInteger"))
    plain = words(resource.get("valueString")) or words(resource.get("valueDateTime"))
    counted = _french(whole) if whole is not None else ""
    truth = {True: _("oui"), False: _("non")}
    said = resource.get("valueBoolean")
    return coded or measured or counted or plain or (truth[said] if isinstance(said, bool) else "")


def _name(resource: Resource) -> str:
    kind = resource.get("resourceType")
    if kind in {"Practitioner", "Patient", "RelatedPerson"}:
        return person_name(resource)
    if kind == "FamilyMemberHistory":
        return _relative(resource)
    for field in ("code", "medicationCodeableConcept", "vaccineCode", "type", "category"):
        found = concepts(resource.get(field))
        if found:
            return found[0].label if found[0].has_words else _bare(resource, found[0].label)
    return words(resource.get("name")) or words(resource.get("description")) or profile(resource)


def _bare(resource: Resource, code: str) -> str:
    """A code without words: its profile says more."""
    return _KNOWN.get(code) or f"{profile(resource)} {code}".strip()


def _parts(resource: Resource) -> str:
    """The components of an observation that has no value of its own."""
    said = []
    for part in items(resource.get("component")):
        listed = [c.display for c in concept(part.get("valueCodeableConcept")).codings if c.display]
        value = ", ".join(listed) or value_words(part)
        named = concept(part.get("code"))
        if value and named.has_words:
            value = f"{named.label} = {value}"
        said.append(value)
    return " ; ".join(filter(None, said))


def person_name(resource: Resource) -> str:
    """First names then family name of the first name given."""
    for name in items(resource.get("name")):
        given = name.get("given")
        parts = [words(g) for g in given] if isinstance(given, list) else []
        found = " ".join(filter(None, [*parts, words(name.get("family"))])) or words(
            name.get("text")
        )
        if found:
            return found
    return ""


def _relative(resource: Resource) -> str:
    who = concept(resource.get("relationship")).label
    what = [concept(obj(c).get("code")).label for c in items(resource.get("condition"))]
    return " : ".join(filter(None, [who, ", ".join(filter(None, what))]))


def _date(resource: Resource) -> str:
    if resource.get("resourceType") in {
        "Encounter",
        "Claim",
        "ExplanationOfBenefit",
        "Immunization",
    }:
        return ""
    period = obj(resource.get("performedPeriod")).get("start")
    written = [day(resource.get(field)) for field in _DATES]
    found = next(filter(None, [effective(resource), *written, day(period)]), None)
    return str(found) if found else ""
