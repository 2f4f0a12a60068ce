"""What the catalogue covers: solid tumours. A haematology file is shown every alternative, with no criterion read on it."""

from __future__ import annotations

from datetime import date

from . import criteria
from .casefile import CaseFile
from .catalogue import CatalogueEntry
from .findings import Finding
from .tumour_tree import NO_TREE, TumourTree
from .vocabulary import FindingOutcome, Site

NOT_COVERED = "haematology_not_covered"


def is_covered(file: CaseFile) -> bool:
    """Whether the criteria of the catalogue were written for the tumour this case is about."""
    return not file.tumours or file.tumour.site is not Site.HAEMATOLOGY


def findings(
    entry: CatalogueEntry, file: CaseFile, *, today: date, tree: TumourTree = NO_TREE
) -> tuple[Finding, ...]:
    """The criteria of an entry read on a file; for haematology the one finding that they were not."""
    if is_covered(file):
        return criteria.evaluate(entry, file, today=today, tree=tree)
    if not entry.criteria:
        return ()
    return (Finding("coverage", FindingOutcome.UNKNOWN, NOT_COVERED, datum=file.tumour.label),)
