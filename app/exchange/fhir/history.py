"""Cancers of the family and allergies, in French where our short tables know the words."""

from __future__ import annotations

import re

from app.domain.health import Allergy, FamilyHistory
from app.domain.vocabulary import Presence
from app.i18n import _

from .bag import Bag
from .describe import person_name
from .load import Resource
from .terms import CANCER, site_of
from .values import Concept, concept, concepts, cut, day, items, number, obj, words

HISTORY = frozenset({"FamilyMemberHistory", "AllergyIntolerance"})
_RELATIONS = (
    (r"grandmother", "grand-mère"), (r"grandfather", "grand-père"), (r"half.?sister", "demi-sœur"),
    (r"half.?brother", "demi-frère"), (r"mother", "mère"), (r"father", "père"),
    (r"sister", "sœur"), (r"brother", "frère"), (r"daughter", "fille"), (r"\bson\b", "fils"),
    (r"aunt", "tante"), (r"uncle", "oncle"), (r"cousin", "cousin"), (r"sibling", "fratrie"),
)  # fmt: skip
_SIDES = ((r"maternal", "maternelle", "maternel"), (r"paternal", "paternelle", "paternel"))
_FEMININE = re.compile(r"mère|sœur|tante|fille")
_NONE_KNOWN = frozenset({"716186003", "no-known-allergies", "nka"})


def take_history(resource: Resource, bag: Bag) -> None:
    """Gather a relative's cancers or an allergy; what is no cancer, or refuted, is told."""
    if resource.get("resourceType") == "FamilyMemberHistory":
        _take_relative(resource, bag)
    else:
        _take_allergy(resource, bag)


def _take_relative(resource: Resource, bag: Bag) -> None:
    found = False
    for condition in items(resource.get("condition")):
        code = concept(condition.get("code"))
        if not CANCER.search(code.folded):
            continue
        found = True
        bag.family.append(
            FamilyHistory(
                relation=_relation(concept(resource.get("relationship")), bag),
                cancer=_cancer(code, bag),
                age=_age(condition),
                text=cut(person_name(resource)),
                noted_on=day(resource.get("date")),
            )
        )
    if not found:
        bag.leave(resource, "not_mapped")


def _relation(relationship: Concept, bag: Bag) -> str:
    text = relationship.folded
    known = next((name for pattern, name in _RELATIONS if re.search(pattern, text)), "")
    if not known:
        return cut(bag.source_words(relationship.label)) or _("parenté non précisée")
    feminine = bool(_FEMININE.search(known))
    side = next((f if feminine else m for p, f, m in _SIDES if re.search(p, text)), "")
    return f"{known} {side}".strip()


def _cancer(code: Concept, bag: Bag) -> str:
    site = site_of(code.folded)
    if site and site[1]:
        return _("cancer %(where)s", where=site[1])
    return cut(bag.source_words(code.label))


def _age(condition: object) -> int | None:
    """The age at diagnosis in years, when it is given so."""
    onset = obj(obj(condition).get("onsetAge"))
    years = number(onset.get("value"))
    unit = words(onset.get("code")) or words(onset.get("unit"))
    if years is None or unit not in {"a", "yr", "year", "years"} or not 0 <= years <= 120:
        return None
    return int(years)


def _take_allergy(resource: Resource, bag: Bag) -> None:
    code = concept(resource.get("code"))
    status = concept(resource.get("verificationStatus")).codes
    over = concept(resource.get("clinicalStatus")).codes & {"inactive", "resolved"}
    if status & {"refuted", "entered-in-error"} or over:
        bag.leave(resource, "resolved")
    elif code.codes & _NONE_KNOWN:
        bag.allergies.append(Allergy(Presence.NO, noted_on=day(resource.get("recordedDate"))))
    elif not code.has_words:
        bag.leave(resource, "value_unreadable")
    else:
        said = [
            m.label
            for reaction in items(resource.get("reaction"))
            for m in concepts(reaction.get("manifestation"))
        ]
        bag.allergies.append(
            Allergy(
                Presence.YES,
                substance=cut(bag.source_words(code.label)),
                reaction=cut(", ".join(dict.fromkeys(said))),
                noted_on=day(resource.get("recordedDate")),
            )
        )
