"""The criteria of an option read on a case file, kept: a room opens one file many times before it changes.

A version, a file and a day are frozen, so an answer never grows old: what changes is another question.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from app.domain import coverage
from app.domain.casefile import CaseFile
from app.domain.catalogue import CatalogueEntry
from app.domain.findings import Finding

from . import catalogue, vocabularies


def findings_of(
    found: Any, entry: CatalogueEntry, file: CaseFile, today: date
) -> tuple[Finding, ...]:
    """What is said of the option of a row of OPTIONS; one that the board added in its own words is read afresh."""
    row, specifics = found.CatalogueEntry, found.Option.specifics
    if row is None:
        return _read(entry, specifics, file, today)
    return _kept(row.code, row.version, row.content, specifics, file, today)


# The options of some fifty files.
@lru_cache(maxsize=512)
def _kept(
    code: str, version: int, content: str, specifics: str, file: CaseFile, today: date
) -> tuple[Finding, ...]:
    return _read(catalogue.parsed(code, version, content), specifics, file, today)


def _read(
    entry: CatalogueEntry, specifics: str, file: CaseFile, today: date
) -> tuple[Finding, ...]:
    tree = vocabularies.tree()
    return coverage.findings(entry, file, today=today, tree=tree, specifics=specifics)
