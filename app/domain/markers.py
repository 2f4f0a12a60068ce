"""Biomarkers by any of their names: takes rows of a file, says whether a question has its answer.

Also the markers expected for each primary site (ESMO 2024, European labels), and those that
nobody ever did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from .alterations import matches, precise_forms, rules_out
from .casefile import Biomarker, CaseFile
from .her2 import HER2, LOW, MUTATION, STRONG, ULTRALOW, Her2, is_on_tissue, read_her2
from .marker_names import MSI, PARTS, compact_name, names_of, words_of
from .text import fold
from .vocabulary import MarkerState, Site

# Markers that wait for another result are left out: before it, they are not "never done".
_EXPECTED: Mapping[Site, tuple[str, ...]] = {
    Site.LUNG: ("EGFR", "ALK", "ROS1", "BRAF", "KRAS", "MET", "RET", "NTRK", "PD-L1"),
    Site.COLORECTAL: ("RAS", "BRAF", MSI),
    Site.BREAST: ("RE", "RP", "HER2"),
    Site.STOMACH: ("HER2", "PD-L1", MSI, "CLDN18.2"),
    Site.OESOPHAGUS: ("PD-L1",),
    Site.PANCREAS: ("BRCA",),
    Site.BILIARY: ("FGFR2", "IDH1", "HER2", MSI),
    Site.SMALL_BOWEL: (MSI,),
    Site.PROSTATE: ("BRCA",),
    Site.BLADDER: ("FGFR3", "PD-L1"),
    Site.OVARY: ("BRCA", "HRD"),
    Site.ENDOMETRIUM: (MSI,),
    Site.CERVIX: ("PD-L1",),
    Site.HEAD_NECK: ("PD-L1",),
    Site.MELANOMA: ("BRAF",),
    Site.THYROID: ("RET",),
}
_STABLE = re.compile(r"\bmss\b|\bpmmr\b|\bmsi ?l\b|(?<!in)(?<!un)stable|proficient")
_UNSTABLE = re.compile(r"\bmsi ?h\b|\bdmmr\b|instable|unstable|deficient")


class Answer(Enum):
    """What rows say to one question, strongest first; only YES, NO and OTHER are certain."""

    YES = "yes"
    IMPRECISE = "imprecise"
    NO = "no"
    OTHER = "other"
    DISCORDANT = "discordant"
    UNCERTAIN = "uncertain"
    PENDING = "pending"
    NON_CONTRIBUTORY = "non_contributory"
    NEVER_DONE = "never_done"


@dataclass(frozen=True)
class MarkerReading:
    """The answer and the rows it rests on (none when the marker has no row that answers)."""

    answer: Answer
    rows: tuple[Biomarker, ...] = ()


def read_marker(
    biomarkers: Iterable[Biomarker], marker: str, alteration: str = ""
) -> MarkerReading:
    """Ask whether `marker` (with `alteration`, if given) is there.

    A variant of unknown significance, a pending or a missing row settles nothing, and a positive
    beside a negative is discordant: people settle it, not the more recent date.
    """
    rows = [row for row in biomarkers if _concerns(row, marker)]
    if not rows:
        return MarkerReading(Answer.NEVER_DONE)
    answers = [(_answer(row, marker, alteration), row) for row in rows]
    found = {kind: tuple(row for a, row in answers if a is kind) for kind in Answer}
    denied = found[Answer.NO] if _is_whole(found[Answer.NO], marker) else ()
    claimed = found[Answer.YES] + found[Answer.IMPRECISE]
    if found[Answer.DISCORDANT] or (claimed and denied):
        return MarkerReading(Answer.DISCORDANT, found[Answer.DISCORDANT] + claimed + denied)
    for kind in Answer:
        kept = denied if kind is Answer.NO else found[kind]
        if kept:
            return MarkerReading(kind, kept)
    return MarkerReading(Answer.NEVER_DONE)


def expected_markers(site: Site) -> tuple[str, ...]:
    """The markers a board expects for that primary site (§4.12); () where none is sure."""
    return _EXPECTED.get(site, ())


def never_done(case_file: CaseFile) -> tuple[str, ...]:
    """The expected markers of the case's tumour that have no row, or only rows "non fait"."""
    expected = expected_markers(case_file.tumour.site) if case_file.tumours else ()
    return tuple(
        marker
        for marker in expected
        if all(row.state is MarkerState.NOT_DONE for row in rows_about(case_file, marker))
    )


def rows_about(case_file: CaseFile, marker: str) -> tuple[Biomarker, ...]:
    """The rows that speak of a marker, by any of its names, whatever their state."""
    return tuple(row for row in case_file.biomarkers if _concerns(row, marker))


def _named(row: Biomarker) -> frozenset[str]:
    """The compact names in a row's marker: the whole, and its words of three letters or more."""
    return words_of(row.marker)


def _concerns(row: Biomarker, marker: str) -> bool:
    return bool(_named(row) & names_of(marker))


def _is_whole(rows: tuple[Biomarker, ...], marker: str) -> bool:
    """Whether negative rows cover the whole marker: KRAS alone does not answer for RAS."""
    named = {name for row in rows for name in _named(row)}
    parts = set(PARTS.get(marker, ()))
    return bool(named & (names_of(marker) - parts)) or (bool(parts) and parts <= named)


def _answer(row: Biomarker, marker: str, alteration: str) -> Answer:
    unsettled = {
        MarkerState.NOT_DONE: Answer.NEVER_DONE,
        MarkerState.PENDING: Answer.PENDING,
        MarkerState.NON_CONTRIBUTORY: Answer.NON_CONTRIBUTORY,
    }
    if row.state in unsettled:
        return unsettled[row.state]
    if row.uncertain:
        return Answer.UNCERTAIN
    if marker == MSI:
        return _microsatellites(row)
    if marker == HER2:
        return _her2(row, alteration)
    said = " ".join([row.alteration, *precise_forms(row.marker)]).strip()
    if row.state is MarkerState.NEGATIVE:
        return Answer.NO if rules_out(said, alteration) else Answer.NEVER_DONE
    return _claim(row, marker, alteration, said)


def _her2(row: Biomarker, wanted: str) -> Answer:
    """HER2 by degree: "HER2-low" is not HER2+, and neither protein nor copies speak of a mutation."""
    found = read_her2(row)
    if found is Her2.CONTRADICTION:
        return Answer.DISCORDANT
    if wanted == MUTATION:
        return _her2_mutation(row, found)
    if found in {Her2.MUTATED, Her2.NOT_MUTATED}:
        return Answer.NEVER_DONE
    return _HER2_ANSWERS[wanted].get(found, Answer.NO)


def _her2_mutation(row: Biomarker, found: Her2) -> Answer:
    if found is Her2.MUTATED:
        return Answer.YES
    if found is Her2.NOT_MUTATED:
        return Answer.NO
    if is_on_tissue(row):
        return Answer.NEVER_DONE
    return Answer.IMPRECISE if row.state is MarkerState.POSITIVE else Answer.NO


# What is not named here is a plain no.
_HER2_ANSWERS: Mapping[str, Mapping[Her2, Answer]] = {
    "": {Her2.STRONG: Answer.YES, Her2.AMPLIFIED: Answer.YES, Her2.POSITIVE: Answer.YES},
    STRONG: {
        Her2.STRONG: Answer.YES,
        Her2.AMPLIFIED: Answer.OTHER,
        Her2.POSITIVE: Answer.IMPRECISE,
    },
    LOW: {
        Her2.LOW: Answer.YES,
        Her2.NEGATIVE: Answer.IMPRECISE,
        Her2.STRONG: Answer.OTHER,
        Her2.AMPLIFIED: Answer.OTHER,
        Her2.POSITIVE: Answer.OTHER,
    },
    # A 0 that does not say how faint may be read again.
    ULTRALOW: {
        Her2.ULTRALOW: Answer.YES,
        Her2.NONE: Answer.IMPRECISE,
        Her2.NEGATIVE: Answer.IMPRECISE,
        Her2.STRONG: Answer.OTHER,
        Her2.AMPLIFIED: Answer.OTHER,
        Her2.POSITIVE: Answer.OTHER,
    },
}


def _claim(row: Biomarker, marker: str, alteration: str, said: str) -> Answer:
    """What a positive row answers; "RAS positif" does not say that it is KRAS."""
    if any(compact_name(marker) in parts for parts in PARTS.values()):
        spoken = _named(row) | {compact_name(word) for word in re.split(r"[^\w]+", row.alteration)}
        if compact_name(marker) not in spoken:
            return Answer.IMPRECISE
    if not alteration:
        return Answer.YES
    same = matches(f"{said} {_fusion_hint(row)}", alteration)
    return {True: Answer.YES, False: Answer.OTHER, None: Answer.IMPRECISE}[same]


def _fusion_hint(row: Biomarker) -> str:
    """Two genes side by side (`EML4-ALK`, `ETV6::NTRK3`) name a fusion."""
    text = f"{row.marker} {row.alteration}"
    return "fusion" if re.search(r"\b[A-Z][A-Z0-9]{2,}(?:-|::)[A-Z][A-Z0-9]{2,}\b", text) else ""


def _microsatellites(row: Biomarker) -> Answer:
    """MSI and MMR as one marker: MSI-H or dMMR is yes, MSS or pMMR no; words may belie a state."""
    name = fold(row.marker)
    positive = row.state is MarkerState.POSITIVE
    if _STABLE.search(name.replace("-", " ")) and not _UNSTABLE.search(name.replace("-", " ")):
        return Answer.NO if positive else Answer.DISCORDANT
    said = fold(f"{row.alteration} {row.value}").replace("-", " ")
    if positive:
        return Answer.DISCORDANT if _STABLE.search(said) else Answer.YES
    return Answer.DISCORDANT if _UNSTABLE.search(fold(row.value).replace("-", " ")) else Answer.NO
