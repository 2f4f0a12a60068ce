"""Studies of the French register (ECLAIRE, FHIR R4 ResearchStudy): takes a bundle, a list or one study, gives trials.

The register has no computable criterion: what comes is a line of the list, to verify with the centre. Its contacts
are the sponsor's, so that none is taken.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.text import SHORT, clean, fold
from app.domain.vocabulary import TrialStatus
from app.errors import UnreadableFile

from .eclaire_group import Resources, resources, sites, taken
from .located import Located, Place

MISSING = "INDISPONIBLE"
STUDY = "ResearchStudy"
# Texts beside a condition that say what sort of code it is, not which disease.
_SORTS = re.compile(r"(disease|meddra) ?condition")
_PHASE = re.compile(r"phase-(\d)(?:-phase-(\d))?\Z")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
# The register's words for cancer, in both of its languages; blood diseases that are no cancer are left to people.
_CANCER = re.compile(
    r"cancer|carcino|tumou?r|tumeur|neoplas|oncolog|sarcom|lymphom|leuc?kaemi|leukemi|leucemi|myelom|melanom|gliom|"
    r"glioblastom|metasta|blastom|mesotheliom|chimiotherap|chemotherap|\[c04\]"
)
_STATUSES: Mapping[str, TrialStatus] = {
    # research-study-status of FHIR R4
    "active": TrialStatus.OPEN,
    "approved": TrialStatus.NOT_YET,
    "in-review": TrialStatus.NOT_YET,
    "temporarily-closed-to-accrual": TrialStatus.SUSPENDED,
    "temporarily-closed-to-accrual-and-intervention": TrialStatus.SUSPENDED,
    "closed-to-accrual": TrialStatus.CLOSED,
    "closed-to-accrual-and-intervention": TrialStatus.CLOSED,
    "administratively-completed": TrialStatus.CLOSED,
    "completed": TrialStatus.CLOSED,
    "disapproved": TrialStatus.CLOSED,
    "withdrawn": TrialStatus.CLOSED,
    # eclaire-recruitment-status
    "recruiting": TrialStatus.OPEN,
    "not-yet-recruiting": TrialStatus.NOT_YET,
    "upcoming": TrialStatus.NOT_YET,
    "not-recruiting": TrialStatus.CLOSED,
    "active-not-recruiting": TrialStatus.CLOSED,
    "enrolling-by-invitation": TrialStatus.OPEN,
    "suspended": TrialStatus.SUSPENDED,
    "terminated": TrialStatus.CLOSED,
}
_CAUTIOUS = (TrialStatus.OPEN, TrialStatus.NOT_YET, TrialStatus.SUSPENDED, TrialStatus.CLOSED)


@dataclass(frozen=True)
class Study:
    """One study of the register: its line, and whether its words speak of a cancer."""

    trial: LocalTrial
    is_cancer: bool


@dataclass(frozen=True)
class Page:
    """The studies of a file; `total` is what the register says it holds, `has_next` that this is one page of it."""

    studies: tuple[Study, ...]
    total: int = 0
    has_next: bool = False


def is_register(value: Any) -> bool:
    """Whether a file's content is FHIR rather than CTML."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, Mapping) and "resourceType" in first


def read_page(file: Located) -> Page:
    """The studies of a bundle, a list or a single resource; UnreadableFile names line and reason, nothing is kept."""
    value = file.value
    beside = resources(value)
    found = [_study(file, given, place, beside) for given, place in _given(file, value)]
    if not found:
        raise UnreadableFile("trial_none", name=file.name)
    _refuse_twice(file, found)
    if not isinstance(value, Mapping):
        return Page(tuple(found))
    links = value.get("link") or []
    has_next = any(isinstance(each, Mapping) and each.get("relation") == "next" for each in links)
    total = value.get("total")
    return Page(tuple(found), total if isinstance(total, int) else 0, has_next)


def said(value: Any) -> str:
    """A text of the register: `INDISPONIBLE` is nothing, entities become characters, spaces are made one."""
    if not isinstance(value, str):
        return ""
    text = " ".join(clean(html.unescape(html.unescape(value))).split())
    return "" if text.upper() == MISSING else text


def _given(file: Located, value: Any) -> Iterator[tuple[Mapping[str, Any], Place]]:
    if isinstance(value, list):
        listed: Iterable[tuple[Any, Place]] = ((each, (n,)) for n, each in enumerate(value))
    elif value.get("resourceType") == "Bundle":
        entries = value.get("entry")
        if not isinstance(entries, list):
            raise file.refusal("eclaire_half", ("entry",))
        listed = ((_resource(file, e, n), ("entry", n)) for n, e in enumerate(entries))
    else:
        listed = ((value, ()),)
    for resource, place in listed:
        if not isinstance(resource, Mapping) or not isinstance(resource.get("resourceType"), str):
            raise file.refusal("eclaire_half", place)
        if resource["resourceType"] == STUDY:
            yield resource, place


def _resource(file: Located, entry: Any, place: int) -> Any:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("resource"), Mapping):
        raise file.refusal("eclaire_half", ("entry", place))
    return entry["resource"]


def _study(file: Located, given: Mapping[str, Any], place: Place, beside: Resources) -> Study:
    number = _number(given)
    if not number:
        raise file.refusal("eclaire_without_number", place)
    title, conditions = said(given.get("title")), _conditions(given)
    area = _extension(given, "eclaire-therapeutic-area").get("valueString", "")
    words = fold(" ".join([title, *conditions, said(area)]))
    who = taken(given, beside)
    trial = LocalTrial(
        number=number[:80],
        title=title[: SHORT * 5],
        status=_status(given),
        sponsor=_sponsor(given),
        phase=_phase(given),
        centre=sites(given, beside, said),
        main_criteria="\n".join(conditions),
        simple=SimpleCriteria(
            age_at_least=who.youngest or None, age_at_most=who.oldest, sex=who.sex
        ),
    )
    return Study(trial, bool(_CANCER.search(words)))


def _number(given: Mapping[str, Any]) -> str:
    """The official number, else the secondary one, else the resource's own id."""
    listed = [i for i in given.get("identifier") or [] if isinstance(i, Mapping)]
    uses = {"official": 0, "secondary": 1}
    listed.sort(key=lambda one: uses.get(str(one.get("use")), 2))
    known = [said(one.get("value")) for one in listed]
    return next((number for number in known if number), said(given.get("id"))).upper()


def _status(given: Mapping[str, Any]) -> TrialStatus:
    """The more cautious of the study's status and its recruitment's; unknown when none is said, or one in other words."""
    concept = _extension(given, "eclaire-recruitment-status").get("valueCodeableConcept") or {}
    codes = [code for code in (said(given.get("status")), *_codes(concept)) if code]
    known = [_STATUSES.get(code, TrialStatus.UNKNOWN) for code in codes]
    if TrialStatus.UNKNOWN in known:
        return TrialStatus.UNKNOWN
    return max(known, key=_CAUTIOUS.index, default=TrialStatus.UNKNOWN)


def _conditions(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The diseases, in either dialect: the label under the coding, or as the text; a code alone says nothing."""
    found = []
    for condition in given.get("condition") or []:
        if not isinstance(condition, Mapping):
            continue
        text = said(condition.get("text"))
        if text and not _SORTS.match(fold(text)):
            found.append(text)
        found += [said(coding.get("display")) for coding in _codings(condition)]
    return tuple(dict.fromkeys(text for text in found if text and not text.isdigit()))


def _phase(given: Mapping[str, Any]) -> str:
    """`III`, `I/II`; "" when the register says none."""
    concept = given.get("phase")
    for code in _codes(concept if isinstance(concept, Mapping) else {}):
        match = _PHASE.match(code)
        if match:
            return "/".join(_ROMAN.get(part, part) for part in match.groups() if part)
    return ""


def _sponsor(given: Mapping[str, Any]) -> str:
    """The lead sponsor's name, where the file gives one: a reference alone says nothing."""
    for extension in _extensions(given):
        if "associatedParty" not in str(extension.get("url")):
            continue
        parts = {str(p.get("url")): p for p in _extensions(extension)}
        if "lead-sponsor" in _codes(parts.get("role", {}).get("valueCodeableConcept") or {}):
            return said(parts.get("name", {}).get("valueString"))[: SHORT * 5]
    return ""


def _extension(given: Mapping[str, Any], end: str) -> Mapping[str, Any]:
    return next((e for e in _extensions(given) if str(e.get("url", "")).endswith(end)), {})


def _extensions(given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [e for e in given.get("extension") or [] if isinstance(e, Mapping)]


def _codings(concept: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [c for c in concept.get("coding") or [] if isinstance(c, Mapping)]


def _codes(concept: Mapping[str, Any]) -> list[str]:
    return [said(coding.get("code")) for coding in _codings(concept)]


def _refuse_twice(file: Located, found: list[Study]) -> None:
    seen: set[str] = set()
    for study in found:
        if study.trial.number in seen:
            raise file.refusal("trial_twice", (), trial=study.trial.number, other=file.name)
        seen.add(study.trial.number)
