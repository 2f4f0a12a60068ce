"""Tumour markers other than variants (receptors, PD-L1, MSI, TMB…), and how a result is read."""

from __future__ import annotations

import re

from app.domain.casefile import Biomarker
from app.domain.text import fold
from app.domain.vocabulary import MarkerState
from app.i18n import _

from .bag import Bag
from .load import Resource
from .values import (
    Concept,
    concept,
    concepts,
    cut,
    effective,
    number,
    obj,
    profile,
    quantity,
    words,
)

_IHC = "IHC"
# never the gene's symbol: a protein seen in tissue is not a mutation
_EGFR_PROTEIN = "Récepteur de l’EGF (protéine)"
# LOINC codes: marker, method
_CODES = {
    "16112-5": ("RE", ""), "85337-4": ("RE", _IHC), "40556-3": ("RE", _IHC),
    "16113-3": ("RP", ""), "85339-0": ("RP", _IHC), "40557-1": ("RP", _IHC),
    "85319-2": ("HER2", _IHC), "18474-7": ("HER2", _IHC), "85318-4": ("HER2", "FISH"),
    "48676-1": ("HER2", ""), "31150-6": ("HER2", "FISH"),
    "81695-9": ("MSI", ""), "62862-8": ("MSI", _IHC), "94076-7": ("TMB", ""),
    "85147-7": ("PD-L1", _IHC), "39004-7": (_EGFR_PROTEIN, ""),
}  # fmt: skip
_WORDS = (
    (r"estrogen receptor", "RE"),
    (r"progesterone receptor", "RP"),
    (r"\bher-?2|erbb2|epidermal growth factor receptor 2", "HER2"),
    (r"pd-?l1|programmed (cell )?death ligand 1", "PD-L1"),
    (r"ki-?67", "Ki-67"),
    (r"microsatellite", "MSI"),
    (r"mismatch repair", "MMR"),
    (r"mutations/megabase|tumou?r mutation(al)? burden", "TMB"),
    (r"oncotype", "Oncotype DX"),
)
_POSITIVE = {"LA6576-8", "10828004", "LA9633-4", "52101004", "LA26203-2", "POS", "DET"}
_NEGATIVE = {"LA6577-6", "260385009", "LA9634-2", "2667000", "LA14122-8", "NEG", "ND"}
_UNCLEAR = {"LA18198-4", "LA11883-8", "82334004", "42425007", "IND", "E"}
_NOT_DONE = {"385660001", "not-performed"}
_HIGH = {"H", "HH", "A", "AA"}
_LOW = {"N", "L", "LL"}
_STATE_WORDS = (
    (r"not (done|performed)", MarkerState.NOT_DONE),
    (r"pending", MarkerState.PENDING),
    (r"equivocal|indetermina|inconclusive|borderline|no call", MarkerState.NON_CONTRIBUTORY),
    (r"negative|absent|not (detected|amplified|present)|undetected|^stable\b|\bmss\b|msi-l",
     MarkerState.NEGATIVE),
    (r"positive|present|detected|amplified|msi-h|^unstable", MarkerState.POSITIVE),
)  # fmt: skip
_MMR = (
    (r"proficient|intact|retained|\bpmmr\b|no loss", MarkerState.NEGATIVE),
    (r"deficien|\bloss\b|\bdmmr\b", MarkerState.POSITIVE),
)
_WAITING = {"registered", "preliminary"}
_METHODS = (
    (r"immuno|\bihc\b|immune stain", _IHC),
    (r"in situ|\bfish\b", "FISH"),
    (r"sequencing", "séquençage"),
    (r"\bpcr\b|polymerase", "PCR"),
)


def take_marker(resource: Resource, bag: Bag) -> bool:
    """Gather a tumour marker; False when the observation is none."""
    code = concept(resource.get("code"))
    known = _marker(code, resource)
    if known is None:
        return False
    marker, method = known
    state, uncertain = _mismatch(resource) if marker == "MMR" else _settle(resource)
    if state is None:
        bag.leave(resource, "no_interpretation" if _amount(resource) else "value_unreadable")
        return True
    if uncertain:
        bag.note("marker_uninterpreted", marker=marker, value=_amount(resource))
    if marker == code.label:
        bag.source_words(marker)
    bag.biomarkers.append(
        Biomarker(
            marker=marker,
            state=state,
            uncertain=uncertain,
            value=cut(_value(resource, bag)),
            method=method or method_of(resource, bag),
            resulted_on=effective(resource),
        )
    )
    return True


def state_of(value: Concept) -> MarkerState | None:
    """What a coded result says: by its code, then by its words; None when it says neither."""
    for codes, state in (
        (_POSITIVE, MarkerState.POSITIVE),
        (_NEGATIVE, MarkerState.NEGATIVE),
        (_UNCLEAR, MarkerState.NON_CONTRIBUTORY),
        (_NOT_DONE, MarkerState.NOT_DONE),
    ):
        if value.codes & codes:
            return state
    return next((s for p, s in _STATE_WORDS if re.search(p, fold(value.label))), None)


def absent_state(resource: Resource) -> MarkerState | None:
    """The state of a test that has no result: awaited, or not done."""
    if words(resource.get("status")) in _WAITING:
        return MarkerState.PENDING
    return state_of(concept(resource.get("dataAbsentReason")))


def interpreted(resource: Resource) -> MarkerState | None:
    """What the laboratory's interpretation says."""
    for said in concepts(resource.get("interpretation")):
        if said.codes & _HIGH:
            return MarkerState.POSITIVE
        if said.codes & _LOW:
            return MarkerState.NEGATIVE
        if state := state_of(said):
            return state
    return None


def method_of(resource: Resource, bag: Bag) -> str:
    """How the test was done, in French when we know it."""
    method = concept(resource.get("method"))
    text = fold(method.label)
    if "LA26398-0" in method.codes:
        return "séquençage"
    known = next((name for pattern, name in _METHODS if re.search(pattern, text)), "")
    return known or (bag.source_words(method.label) if method.has_words else "")


def _marker(code: Concept, resource: Resource) -> tuple[str, str] | None:
    found = [_CODES[c] for c in sorted(code.codes) if c in _CODES]
    if found:
        return found[0][0], next((method for _marker_name, method in found if method), "")
    named = next((name for p, name in _WORDS if re.search(p, code.folded)), "")
    if named and resource.get("resourceType") == "Observation":
        return named, next((m for p, m in _METHODS if re.search(p, code.folded)), "")
    if "tumor-marker" in profile(resource) and code:
        return code.label, ""
    return None


def _settle(resource: Resource) -> tuple[MarkerState | None, bool]:
    """The state, and whether it is uncertain: a number alone was interpreted by nobody."""
    value = concept(resource.get("valueCodeableConcept"))
    text = words(resource.get("valueString"))
    stated = state_of(value) or interpreted(resource) or state_of(Concept(text=text))
    if stated:
        return stated, False
    amount = number(obj(resource.get("valueQuantity")).get("value"))
    if amount is not None and not _is_serum(resource):
        return (MarkerState.POSITIVE, True) if amount else (MarkerState.NEGATIVE, False)
    if value or text or amount is not None:
        return None, False
    return absent_state(resource), False


def _mismatch(resource: Resource) -> tuple[MarkerState | None, bool]:
    """Only words of loss or of intact repair: "positive" may mean either."""
    value = concept(resource.get("valueCodeableConcept")).folded
    text = f"{value} {fold(words(resource.get('valueString')))}"
    return next((state for p, state in _MMR if re.search(p, text)), None), False


def _is_serum(resource: Resource) -> bool:
    """A blood marker's number means nothing without its reference range."""
    code = concept(resource.get("code"))
    known = code.codes & _CODES.keys() or any(re.search(p, code.folded) for p, _name in _WORDS)
    return not known


def _amount(resource: Resource) -> str:
    return quantity(resource.get("valueQuantity"))


def _value(resource: Resource, bag: Bag) -> str:
    """The result beyond positive or negative: a number, a grade, the laboratory's word."""
    coded = concept(resource.get("valueCodeableConcept"))
    said = [_amount(resource), words(resource.get("valueString"))]
    if "LA14122-8" in coded.codes:
        said.append("MSS")
    elif coded and fold(coded.label) not in {"positive", "negative", "present", "absent"}:
        said.append(bag.source_words(coded.label) if coded.has_words else "")
    levels = {"H": _("élevé"), "L": _("bas")}
    codes = {c for i in concepts(resource.get("interpretation")) for c in i.codes}
    said += [level for code, level in levels.items() if code in codes]
    return " ; ".join(filter(None, said))
