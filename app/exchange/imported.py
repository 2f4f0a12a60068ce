"""What every importer returns: a case file to preview, what went nowhere, what to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.casefile import CaseFile


@dataclass(frozen=True)
class NotUnderstood:
    """One thing of the file that went nowhere: what it is, what it says, why (a reason code)."""

    resource_type: str
    resource_id: str
    text: str
    reason: str
    count: int = 1


@dataclass(frozen=True)
class ImportNote:
    """Something the reader should know before accepting the import; `params` fill its sentence."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedCase:
    """One patient read from a file, not yet stored."""

    case_file: CaseFile
    not_understood: tuple[NotUnderstood, ...] = ()
    notes: tuple[ImportNote, ...] = ()
