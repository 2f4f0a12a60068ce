"""Facts "to check" of a patient's wording, signed one by one: which are, and what a page that leaves may then say.

A fact is named by the digest of its entry and its words, so that the same words stay signed in a later version. A fact
already verified at its source needs no signature (issue 3.1; patient-and-alternatives.md, certainty marks).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from .catalogue import CatalogueEntry, Fact, PatientText
from .vocabulary import Mark

PARTS = ("brings", "hard", "daily", "red_flags")


@dataclass(frozen=True)
class FactReview:
    """One fact read against its source and signed."""

    source: str
    by: str
    on: date


@dataclass(frozen=True)
class Marked:
    """One fact to check of a patient's wording: where it stands and how it is named."""

    part: str
    text: str
    digest: str


def digest(code: str, text: str) -> str:
    """The name of a fact of an entry."""
    return hashlib.sha256(f"{code}\n{text}".encode()).hexdigest()


def marked(entry: CatalogueEntry) -> tuple[Marked, ...]:
    """Every fact to check of the patient's wording, each once, in the order of the page."""
    found = (
        Marked(part, fact.text, digest(entry.code, fact.text))
        for part in PARTS
        for fact in _facts(entry.patient, part)
        if fact.mark is Mark.TO_CHECK and fact.text.strip("– ")
    )
    return tuple({one.digest: one for one in found}.values())


def signed_only(entry: CatalogueEntry, signed: Collection[str]) -> CatalogueEntry:
    """The entry whose patient's wording holds nothing unsigned; both sides keep as many facts (R34)."""

    def stands(fact: Fact) -> bool:
        return fact.mark is not Mark.TO_CHECK or digest(entry.code, fact.text) in signed

    given = entry.patient
    brings, hard = (tuple(filter(stands, side)) for side in (given.brings, given.hard))
    room = min(len(brings), len(hard)) if (brings, hard) != (given.brings, given.hard) else None
    return replace(
        entry, patient=replace(given, brings=brings[:room], hard=hard[:room])
    )  # daily and red flags are whole or the page does not leave


def blocks(entry: CatalogueEntry, signed: Collection[str], *, card: bool, flags: bool) -> bool:
    """Whether the page cannot leave with this entry: a side or the daily life is left empty, or a red flag unsigned.

    A red flag is never dropped: the page waits for its signature.
    """
    missing = {one.part for one in marked(entry) if one.digest not in signed}
    if flags and "red_flags" in missing:
        return True
    left = signed_only(entry, signed).patient
    return card and ("daily" in missing or not left.brings or not left.hard)


def _facts(text: PatientText, part: str) -> Iterable[Fact]:
    return (text.daily,) if part == "daily" else getattr(text, part)
