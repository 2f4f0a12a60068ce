"""Comorbidities: conditions that are no cancer, and those looked for and absent."""

from __future__ import annotations

import re

from app.domain.casefile import Caution
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import CautionKind, Presence
from app.i18n import _

from .bag import Bag
from .load import Resource
from .terms import CONDITIONS
from .values import Concept, concept, cut, day, effective, extensions, profile, target

_COMORBIDITIES = "398192003"
_OVER = {"resolved", "inactive", "remission"}
_SOCIAL = re.compile(r"\(finding\)|\(situation\)|\(person\)")


def take_condition(resource: Resource, bag: Bag) -> None:
    """Gather a condition that is no cancer as something to reckon with."""
    code = concept(resource.get("code"))
    kind, detail = _kind(code)
    status = concept(resource.get("verificationStatus")).codes
    over = bool(concept(resource.get("clinicalStatus")).codes & _OVER)
    if not code.has_words:
        bag.leave(resource, "value_unreadable")
    elif "refuted" in status:
        _add(code, Presence.NO, _noted(resource), bag)
    elif kind is CautionKind.OTHER and not detail and (over or _SOCIAL.search(code.folded)):
        bag.leave(resource, "resolved" if over else "not_mapped")
    elif over or status & {"provisional", "differential", "unconfirmed"}:
        why = _("résolu d'après le fichier") if over else _("non confirmé d'après le fichier")
        _add(code, Presence.UNKNOWN, _noted(resource), bag, why)
    else:
        _add(code, Presence.YES, _noted(resource), bag)


def take_comorbidities(resource: Resource, bag: Bag) -> bool:
    """Gather mCODE's list of comorbidities, present and absent; False when it is none."""
    is_list = _COMORBIDITIES in concept(resource.get("code")).codes
    if not is_list and "comorbidities" not in profile(resource):
        return False
    for absent in extensions(resource, "related-condition-absent"):
        _add(concept(absent.get("valueCodeableConcept")), Presence.NO, effective(resource), bag)
    for present in extensions(resource, "related-condition"):
        said = concept(present.get("valueCodeableConcept"))
        reference = present.get("valueReference")
        if said:
            _add(said, Presence.YES, effective(resource), bag)
        elif bag.find(reference) is None:
            bag.leave(resource, "reference_missing", target(reference))
    return True


def _add(
    code: Concept, presence: Presence, on: PartialDate | None, bag: Bag, remark: str = ""
) -> None:
    kind, detail = _kind(code)
    if presence is Presence.NO and re.search(r"disorder of lung|lung disease", code.folded):
        # no lung disorder at all: no interstitial one either (the converse would be a guess)
        kind = CautionKind.LUNG_DISEASE
    detail = detail or (bag.source_words(code.label) if code else "")
    caution = Caution(
        kind=kind,
        presence=presence,
        detail=cut(f"{detail} ({remark})") if remark else detail,
        noted_on=on,
    )
    if detail and caution not in bag.cautions:
        bag.cautions.append(caution)


def _kind(code: Concept) -> tuple[CautionKind, str]:
    found = ((kind, said) for pattern, kind, said in CONDITIONS if re.search(pattern, code.folded))
    return next(found, (CautionKind.OTHER, ""))


def _noted(resource: Resource) -> PartialDate | None:
    asserted = [day(e.get("valueDateTime")) for e in extensions(resource, "assertedDate")]
    return (
        day(resource.get("onsetDateTime"))
        or next(filter(None, asserted), None)
        or day(resource.get("recordedDate"))
    )
