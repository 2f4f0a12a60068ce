"""Stage groups and TNM categories, by code then profile; clinical and pathological kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.partial_date import PartialDate
from app.domain.text import fold
from app.i18n import _

from .bag import Bag, Staging
from .load import Resource
from .values import Concept, concept, effective, items, profile, short_target

# LOINC and SNOMED CT codes: part, basis
_CODES = {
    "21908-9": ("stage", "c"), "21902-2": ("stage", "p"), "399537006": ("stage", "c"),
    "399588009": ("stage", "p"), "399390009": ("stage", ""),
    "21905-5": ("T", "c"), "21899-0": ("T", "p"), "399504009": ("T", "c"), "384625004": ("T", "p"),
    "78873005": ("T", ""), "21906-3": ("N", "c"), "21900-6": ("N", "p"), "399534004": ("N", "c"),
    "371494008": ("N", "p"), "277206009": ("N", ""), "21907-1": ("M", "c"), "21901-4": ("M", "p"),
    "399387003": ("M", "c"), "371497001": ("M", "p"), "277208005": ("M", ""),
}  # fmt: skip
_PROFILES = (
    ("stage-group", "stage"),
    ("primary-tumor-category", "T"),
    ("regional-nodes-category", "N"),
    ("distant-metastases-category", "M"),
)
_OTHER_SYSTEMS = ("cancer-stage", "lymphoma-stage")
_GROUP = re.compile(r"(?:\bstage\s+|^)([cp]?)(0|[1-4]|iv|i{1,3})\s*([a-d]?\d?)(?=\W|$)")
_CATEGORY = {
    "T": re.compile(r"(?<![A-Za-z])([yr]*[cpa]?)(T(?:is|[0-4X])(?:mi|[a-d])?\d?)(?![a-z])"),
    "N": re.compile(
        r"(?<![A-Za-z])([yr]*[cpa]?)(N[0-3X](?:mi|[a-c])?\d?(?:\([a-z+-]+\))*)(?![a-z])"
    ),
    "M": re.compile(r"(?<![A-Za-z])([yr]*[cpa]?)(M[01X][a-d]?\d?(?:\([a-z+]+\))?)(?![a-z])"),
}
_EDITION = re.compile(r"(\d+)(?:st|nd|rd|th)?\s+edition")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def take_staging(resource: Resource, bag: Bag) -> bool:
    """Gather an observation of stage or TNM; False when it is none."""
    known = _part(resource)
    if known is None:
        return False
    part, basis = known
    value = concept(resource.get("valueCodeableConcept"))
    read = _read(part, value)
    if read is None:
        bag.leave(resource, "value_unreadable")
        return True
    own_basis, text = read
    bag.stagings.append(
        Staging(
            part=part,
            value=text,
            basis=own_basis or basis,
            edition=edition(concept(resource.get("method"))),
            on=effective(resource),
            tumours=frozenset(filter(None, map(short_target, items(resource.get("focus"))))),
            resource=resource,
        )
    )
    return True


def condition_stages(condition: Resource) -> list[tuple[str, str, str]]:
    """The stage groups written in the diagnosis itself: basis, value, edition."""
    found = []
    for stage in items(condition.get("stage")):
        read = _read("stage", concept(stage.get("summary")))
        kind = concept(stage.get("type"))
        if read is not None:
            found.append((read[0] or _basis(kind.folded), read[1], edition(kind)))
    return found


def edition(method: Concept) -> str:
    """The edition of the manual named ("8"), "" when none is."""
    match = _EDITION.search(method.folded)
    return match.group(1) if match else ""


def stage_words(values: Iterable[tuple[str, str]]) -> str:
    """Stages with their basis: "IIIA (clinique) ; IIB (pathologique)"."""
    names = {"c": _("clinique"), "p": _("pathologique")}
    return " ; ".join(f"{v} ({names[b]})" if b in names else v for b, v in values)


def same_stage(rough: str, fine: str) -> bool:
    """Whether two stages say the same, one perhaps more finely (III and IIIA; never II and III)."""
    return rough == fine or (
        rough in {*_ROMAN.values(), "0"} and fine.rstrip("ABCD0123456789") == rough
    )


def latest_by(stagings: list[Staging], bag: Bag) -> list[Staging]:
    """Of several dated values of a part and basis the latest; others are told as superseded."""
    kept: dict[tuple[str, str], Staging] = {}
    for staging in sorted(stagings, key=lambda s: _iso(s.on)):
        key = (staging.part, staging.basis)
        before = kept.get(key)
        if before is not None and _iso(before.on) == _iso(staging.on):
            kept[key] = _finer(before, staging, bag)
            continue
        if before is not None:
            bag.leave(before.resource, "superseded")
        kept[key] = staging
    return list(kept.values())


def _finer(first: Staging, second: Staging, bag: Bag) -> Staging:
    if same_stage(first.value, second.value):
        return second
    if not same_stage(second.value, first.value):
        bag.leave(second.resource, "contradiction")
        bag.note("stage_conflict", first=first.value, second=second.value)
    return first


def _iso(on: PartialDate | None) -> str:
    return on.iso if on else ""


def _part(resource: Resource) -> tuple[str, str] | None:
    codes = concept(resource.get("code")).codes
    coded = next((_CODES[c] for c in _CODES if c in codes), None)
    if coded:
        return coded
    claimed = profile(resource)
    part = next((p for name, p in _PROFILES if f"{name}" in claimed), None)
    if part:
        return part, _basis(claimed)
    return ("other", "") if any(name in claimed for name in _OTHER_SYSTEMS) else None


def _basis(text: str) -> str:
    if "clinical" in text:
        return "c"
    return "p" if "patholog" in text else ""


def _read(part: str, value: Concept) -> tuple[str, str] | None:
    """Basis and value in a coded stage; None when unreadable."""
    said = [c.display for c in value.codings] + [value.text] + [c.code for c in value.codings]
    if part == "other":
        return ("", value.label) if "stage" in value.folded else None
    for text in said:
        found = _group(text) if part == "stage" else _category(part, text)
        if found:
            return found
    return None


def _group(text: str) -> tuple[str, str] | None:
    match = _GROUP.search(fold(text))
    if not match:
        return None
    basis, roman, letter = match.groups()
    return basis, _ROMAN.get(roman, roman.upper()) + letter.upper()


def _category(part: str, text: str) -> tuple[str, str] | None:
    match = _CATEGORY[part].search(text)
    return (match.group(1), match.group(2)) if match else None
