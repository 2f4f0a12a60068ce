"""Cancer diagnoses: which conditions are a primary cancer, and what each says."""

from __future__ import annotations

import re

from app.domain.casefile import Tumour
from app.domain.partial_date import PartialDate
from app.domain.text import fold
from app.domain.vocabulary import Laterality, Site
from app.errors import UnreadableFile
from app.i18n import _

from .bag import Bag, Staging
from .load import Resource
from .staging import condition_stages, latest_by, same_stage, stage_words
from .terms import (
    CANCER,
    CODE_SITES,
    NOT_A_CANCER,
    SECONDARY,
    SIDE_CODES,
    SNOMED_SITES,
    VAGUE_HISTOLOGY,
    histology_of,
    place_of,
    side_of,
    site_of,
    tumour_label,
)
from .values import (
    Concept,
    concept,
    concepts,
    cut,
    day,
    extensions,
    identity,
    items,
    obj,
    profile,
    short_target,
)

_ICD_PRIMARY = re.compile(r"C(?!7[789])\d\d(\.\w+)?\Z")
_ICD_SECONDARY = re.compile(r"C7[789](\.\w+)?\Z")
_ICD_O = re.compile(r"C\d\d(\.\d)?\Z")
_MORPHOLOGY = re.compile(r"\d{4}/\d\Z")
_UNPLACED = re.compile(r"metastatic malignant|secondary malignant neoplas\w+ disease")
_TOLD_STATUSES = {"remission", "resolved", "recurrence", "relapse"}
_DOUBTFUL = {"provisional", "differential", "unconfirmed"}


def cancer_kind(condition: Resource) -> str:
    """ "primary", "secondary" or "" : by code first, then by profile, then by words."""
    code = concept(condition.get("code"))
    claimed = profile(condition)
    text = code.folded
    if "secondary-cancer" in claimed or any(map(_ICD_SECONDARY.match, code.codes)):
        return "secondary"
    if "primary-cancer" in claimed or any(map(_ICD_PRIMARY.match, code.codes)):
        return "primary"
    if not CANCER.search(text) or NOT_A_CANCER.search(text):
        return "primary" if code.codes & SNOMED_SITES.keys() else ""
    return "secondary" if SECONDARY.search(text) else "primary"


def read_tumours(bag: Bag) -> tuple[Tumour, ...]:
    """Every primary cancer, the latest diagnosed first; UnreadableFile when there is none.

    A molecular report alone names no disease: its results are kept beside a tumour still to be named.
    """
    if not bag.primaries and bag.biomarkers:
        bag.note("tumour_not_said")
        return (Tumour(label=_("Cancer à préciser")),)
    if not bag.primaries:
        raise UnreadableFile("no_cancer")
    ids = {identity(c) for c in bag.primaries}
    several = len(bag.primaries) > 1
    made = []
    for condition in bag.primaries:
        own = [s for s in bag.stagings if not several or identity(condition) in s.tumours]
        made.append(_tumour(condition, own, bag, alone=not several))
    _leave_unclaimed(ids, bag, several=several)
    distinct = list(dict.fromkeys(made))
    if len(distinct) > 1:
        bag.note("several_tumours", count=str(len(distinct)))
    return tuple(sorted(distinct, key=_diagnosed, reverse=True))


def _leave_unclaimed(ids: set[str], bag: Bag, *, several: bool) -> None:
    """With several tumours, what names none of them is given to none."""
    for resource in bag.histologies:
        bag.leave(resource, "which_tumour" if several else "already_given")
    if not several:
        return
    for staging in bag.stagings:
        if not staging.tumours & ids:
            bag.leave(staging.resource, "which_tumour")
    for metastasis in bag.secondaries:
        if not _related(metastasis) & ids:
            bag.leave(metastasis, "which_tumour")


def _diagnosed(tumour: Tumour) -> str:
    return tumour.diagnosed_on.iso if tumour.diagnosed_on else ""


def _tumour(condition: Resource, stagings: list[Staging], bag: Bag, *, alone: bool) -> Tumour:
    code = concept(condition.get("code"))
    bodies = concepts(condition.get("bodySite"))
    morphology = _morphology(condition, bag, alone=alone)
    site = _site(code, bodies)
    side = _side(condition, code, bodies, bag)
    known = histology_of(morphology.folded) or histology_of(code.folded)
    latest = latest_by(stagings, bag)
    _tell_doubt(condition, site, bag)
    return Tumour(
        label=_label(code, site, side, known, bag),
        site=site[0] if site else Site.OTHER,
        laterality=side,
        histology=known or _source_histology(morphology, bag),
        morphology_code=next((c for c in morphology.codes if _MORPHOLOGY.match(c)), ""),
        topography_code=_topography(bodies),
        diagnosed_on=_diagnosis_date(condition, bag),
        stage=_stage(condition, latest, bag),
        tnm=_tnm(latest),
        tnm_edition=_edition(condition, latest),
        metastatic_sites=_metastases(condition, bag, alone=alone),
    )


def _site(code: Concept, bodies: list[Concept]) -> tuple[Site, str] | None:
    for said in [*bodies, code]:
        text = said.folded
        text += " " + " ".join(SNOMED_SITES.get(c, "") for c in said.codes)
        text += " " + " ".join(w for c in said.codes for p, w in CODE_SITES if re.match(p, c))
        found = site_of(text)
        if found:
            return found
    return None


def _side(condition: Resource, code: Concept, bodies: list[Concept], bag: Bag) -> Laterality | None:
    said = {side_of(c.folded) for c in [code, *bodies]}
    for body in items(condition.get("bodySite")):
        for extension in extensions(body, "laterality-qualifier"):
            qualifier = concept(extension.get("valueCodeableConcept"))
            said |= {SIDE_CODES.get(c) for c in qualifier.codes} | {side_of(qualifier.folded)}
    found = said - {None}
    if len(found) > 1:
        bag.note("sides_conflict")
    return found.pop() if len(found) == 1 else None


def _label(
    code: Concept, site: tuple[Site, str] | None, side: Laterality | None, histology: str, bag: Bag
) -> str:
    """Our sentence when the site is recognised, else the source's words."""
    if site is None or (not site[1] and not histology):
        return bag.source_words(code.label) or _("Cancer de site non précisé")
    return tumour_label(histology, site[1], side)


def _morphology(condition: Resource, bag: Bag, *, alone: bool) -> Concept:
    """What the diagnosis says of histology, else an observation if there is one tumour only."""
    found = [
        concept(e.get("valueCodeableConcept")) for e in extensions(condition, "morphology-behavior")
    ]
    stated = next(filter(None, found), Concept())
    if stated:
        return stated
    for resource in bag.histologies if alone else ():
        seen = concept(resource.get("valueCodeableConcept"))
        if seen:
            bag.histologies.remove(resource)
            return seen
    if not histology_of(concept(condition.get("code")).folded):
        bag.note("no_histology")
    return Concept()


def _source_histology(morphology: Concept, bag: Bag) -> str:
    if not morphology or VAGUE_HISTOLOGY.search(fold(morphology.label)):
        if morphology:
            bag.note("vague_histology", text=morphology.label)
        return ""
    return bag.source_words(morphology.label)


def _topography(bodies: list[Concept]) -> str:
    """Only an ICD-O topography: an ICD-10 diagnosis code is another thing."""
    found = [c for b in bodies for c in b.codings if "icd-o" in c.system.lower()]
    return next((c.code for c in found if _ICD_O.match(c.code)), "")


def _diagnosis_date(condition: Resource, bag: Bag) -> PartialDate | None:
    asserted = [day(e.get("valueDateTime")) for e in extensions(condition, "assertedDate")]
    onset = day(condition.get("onsetDateTime")) or day(
        obj(condition.get("onsetPeriod")).get("start")
    )
    found = onset or next(filter(None, asserted), None)
    if found:
        return found
    recorded = day(condition.get("recordedDate"))
    bag.note("diagnosis_date_recorded" if recorded else "no_diagnosis_date")
    return recorded


def _stage(condition: Resource, stagings: list[Staging], bag: Bag) -> str:
    observed = [(s.basis, s.value) for s in stagings if s.part in {"stage", "other"}]
    found = list(observed)
    for basis, value, _edition_named in condition_stages(condition):
        known = [v for b, v in found if basis in {b, ""} and same_stage(value, v)]
        if known:
            continue
        rougher = [i for i, (b, v) in enumerate(found) if b == basis and same_stage(v, value)]
        if rougher:
            found[rougher[0]] = (basis, value)
            continue
        if observed:
            bag.note("stage_conflict", first=observed[0][1], second=value)
        found.append((basis, value))
    if not found:
        bag.note("no_stage")
    return cut(stage_words(found))


def _tnm(stagings: list[Staging]) -> str:
    by_basis = []
    for basis in ("c", "p", *sorted({s.basis for s in stagings} - {"c", "p"})):
        parts = [
            f"{s.basis}{s.value}"
            for part in "TNM"
            for s in stagings
            if s.part == part and s.basis == basis
        ]
        by_basis.append(" ".join(parts))
    return cut(" ; ".join(filter(None, by_basis)))


def _edition(condition: Resource, stagings: list[Staging]) -> str:
    named = {s.edition for s in stagings} | {e for _b, _v, e in condition_stages(condition)}
    return cut(", ".join(sorted(named - {""})))


def _metastases(condition: Resource, bag: Bag, *, alone: bool) -> str:
    own = [s for s in bag.secondaries if alone or identity(condition) in _related(s)]
    said = [_metastasis(s, bag) for s in own]
    return cut(", ".join(dict.fromkeys(filter(None, said))))


def _related(metastasis: Resource) -> set[str]:
    """The primary cancers a metastasis names."""
    named = items(metastasis.get("extension"))
    return {short_target(e.get("valueReference")) for e in named} - {""}


def _metastasis(condition: Resource, bag: Bag) -> str:
    code = concept(condition.get("code"))
    bodies = [c.folded for c in concepts(condition.get("bodySite"))]
    places = [p for said in [*bodies, fold(code.label)] if (p := place_of(said))]
    on = day(condition.get("onsetDateTime"))
    name = places[0][0] if places else ""
    if not name and not _UNPLACED.search(code.folded):
        name = bag.source_words(code.label)
    name = name or _("site non précisé")
    return f"{name} ({on})" if on else name


def _tell_doubt(condition: Resource, site: tuple[Site, str] | None, bag: Bag) -> None:
    if concept(condition.get("verificationStatus")).codes & _DOUBTFUL:
        bag.note("diagnosis_unconfirmed")
    for status in concept(condition.get("clinicalStatus")).codes & _TOLD_STATUSES:
        bag.note(f"status_{status}")
    if site is None:
        bag.note("site_unknown", text=concept(condition.get("code")).label)
