"""What every importer returns: a case file to preview, what went nowhere, what to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.casefile import CaseFile
from app.domain.interview import Talk
from app.domain.open_case import Enclosed
from app.domain.partial_date import PartialDate


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
class Asked:
    """What a file asks of the board for a patient; everything may be empty."""

    question: str = ""
    requester_name: str = ""
    informed_on: PartialDate | None = None
    informed_by: str = ""
    opposed: bool | None = None


@dataclass(frozen=True)
class ImportedCase:
    """One patient read from a file, not yet stored.

    `source_key` names the patient in its source, so that the same one is known again ("" when
    the file gives no means to). `enclosed` are the documents that it names, `files` the bytes of those that came with
    it, by their SHA-256.
    """

    case_file: CaseFile
    not_understood: tuple[NotUnderstood, ...] = ()
    notes: tuple[ImportNote, ...] = ()
    source_key: str = ""
    asked: Asked = Asked()
    talks: tuple[Talk, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """A whole file or folder: the name of its format, and one case for each patient."""

    format: str
    cases: tuple[ImportedCase, ...]
