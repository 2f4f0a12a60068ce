"""What a hospital asks of a case before its board: for every tumour, for one site, and for one kind of meeting.

The three lists add up. Nothing of it blocks anything (B3, B4): it names what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .markers import expected_markers
from .vocabulary import KindCategory, Need, Site

EVERY_SITE = "all"
# The national model of the fiche (CI-SIS, CANCER-FRCP), the charters of the boards, then what this product is for.
COMMON: tuple[Need, ...] = (
    Need.BIRTH,
    Need.QUESTION,
    Need.REQUESTER,
    Need.INFORMED,
    Need.TOLD,
    Need.DIAGNOSIS,
    Need.HISTOLOGY,
    Need.STAGE,
    Need.METASTATIC_SITES,
    Need.IMAGING,
    Need.PERFORMANCE_STATUS,
    Need.WEIGHT,
    Need.G8,
    Need.TREATMENTS,
    Need.STOP_REASONS,
    Need.TEMPO,
    Need.CAUTIONS,
    Need.SOCIAL,
    Need.MORALE,
    Need.MARKERS,
    Need.WISHES,
)
# What a new kind of meeting proposes to add; the coordinator keeps or changes it.
BY_CATEGORY: Mapping[KindCategory, tuple[Need, ...]] = {
    KindCategory.STANDARD: (),
    KindCategory.RECOURS: (Need.BEST_RESPONSE, Need.PROGRESSION),
    KindCategory.RARE: (),
    KindCategory.MOLECULAR: (Need.MARKER_DATES, Need.FAMILY),
    KindCategory.ONCOPALLIATIVE: (Need.PAIN, Need.TRUSTED_PERSON, Need.ADVANCE_DIRECTIVE),
    KindCategory.ONCOGERIATRIC: (Need.ALBUMIN, Need.KIDNEY, Need.MEDICATIONS, Need.TRUSTED_PERSON),
}
# Codes of where each item comes from; their sentences are in wording/completeness.py.
SOURCES: Mapping[Need, str] = {
    Need.BIRTH: "frcp",
    Need.QUESTION: "frcp",
    Need.REQUESTER: "frcp",
    Need.INFORMED: "charters",
    Need.TOLD: "own",
    Need.DIAGNOSIS: "frcp",
    Need.HISTOLOGY: "frcp",
    Need.STAGE: "frcp",
    Need.METASTATIC_SITES: "own",
    Need.IMAGING: "frcp",
    Need.PERFORMANCE_STATUS: "frcp",
    Need.WEIGHT: "support",
    Need.ALBUMIN: "own",
    Need.PAIN: "support",
    Need.G8: "g8",
    Need.KIDNEY: "own",
    Need.LIVER: "own",
    Need.LVEF: "own",
    Need.URACIL: "own",
    Need.TREATMENTS: "frcp",
    Need.STOP_REASONS: "own",
    Need.BEST_RESPONSE: "own",
    Need.PROGRESSION: "frcp",
    Need.TEMPO: "own",
    Need.CAUTIONS: "frcp",
    Need.MEDICATIONS: "own",
    Need.ALLERGIES: "own",
    Need.FAMILY: "own",
    Need.SOCIAL: "support",
    Need.MORALE: "support",
    Need.MARKERS: "esmo",
    Need.MARKER_DATES: "own",
    Need.WISHES: "own",
    Need.TRUSTED_PERSON: "frcp",
    Need.ADVANCE_DIRECTIVE: "own",
}
# The closed list a coordinator chooses expected markers from.
MARKERS: tuple[str, ...] = tuple(
    sorted({marker for site in Site for marker in expected_markers(site)}, key=str.casefold)
)


@dataclass(frozen=True)
class Rule:
    """What is asked for every tumour or for one site; `markers` None leaves the markers of the domain."""

    items: tuple[Need, ...] = ()
    markers: tuple[str, ...] | None = None
    freshness_days: int | None = None


@dataclass(frozen=True)
class Kind:
    """What one kind of meeting adds, and its own limit of age for measures, in days."""

    name: str
    items: tuple[Need, ...] = ()
    freshness_days: int | None = None


@dataclass(frozen=True)
class Needs:
    """What is asked of one presentation, and the items the coordinator answered "not known yet" (by key).

    `markers` None stands for those the domain expects of the site; without `freshness_days` no measure is too old.
    """

    items: tuple[Need, ...] = COMMON
    markers: tuple[str, ...] | None = None
    freshness_days: int | None = None
    unknown: tuple[str, ...] = ()


def needs(
    common: Rule | None, site: Rule | None, kind: Kind | None, unknown: Iterable[str] = ()
) -> Needs:
    """The three lists together; without a common one, ours. A kind's limit of age wins over the common one."""
    asked = {*(common.items if common else COMMON), *(site.items if site else ())}
    limit = common.freshness_days if common else None
    if kind is not None:
        asked |= set(kind.items)
        limit = kind.freshness_days or limit
    return Needs(
        items=tuple(need for need in Need if need in asked),
        markers=site.markers if site else None,
        freshness_days=limit,
        unknown=tuple(sorted(unknown)),
    )


def known_only(codes: Iterable[str]) -> tuple[Need, ...]:
    """Stored codes as members, in the order they are read; a code that no longer exists is left out."""
    stored = set(codes)
    return tuple(need for need in Need if need.value in stored)
