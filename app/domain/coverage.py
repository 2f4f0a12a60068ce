"""What the catalogue covers: solid tumours. A haematology file is shown every alternative, with no criterion read on it."""

from __future__ import annotations

from datetime import date

from . import criteria
from .casefile import CaseFile
from .catalogue import CatalogueEntry
from .current_drugs import allergy_findings
from .findings import Finding
from .tumour_tree import NO_TREE, TumourTree
from .vocabulary import FindingOutcome, Site

NOT_COVERED = "haematology_not_covered"


def is_covered(file: CaseFile) -> bool:
    """Whether the criteria of the catalogue were written for the tumour this case is about."""
    return not file.tumours or file.tumour.site is not Site.HAEMATOLOGY


def findings(
    entry: CatalogueEntry,
    file: CaseFile,
    *,
    today: date,
    tree: TumourTree = NO_TREE,
    specifics: str = "",
) -> tuple[Finding, ...]:
    """The criteria of an entry read on a file, then its allergies; for haematology, that no criterion was read.

    `specifics` are the option's own drugs, which allergies are looked for in before those of the entry.
    """
    allergies = allergy_findings(entry, specifics, file)
    if is_covered(file):
        return criteria.evaluate(entry, file, today=today, tree=tree) + allergies
    if not entry.criteria:
        return allergies
    uncovered = Finding("coverage", FindingOutcome.UNKNOWN, NOT_COVERED, datum=file.tumour.label)
    return (uncovered, *allergies)
