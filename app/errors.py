"""The errors that cross layers; they carry codes and parameters, never sentences."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class RelaisError(Exception):
    """Base of every expected error."""


@dataclass(frozen=True)
class Violation:
    """One broken rule: `code` names it, `field` is the form field it belongs to, `params` fill its sentence."""

    code: str
    field: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


class RuleViolation(RelaisError):
    """A business rule refuses the change; nothing was stored."""

    def __init__(self, *violations: Violation) -> None:
        super().__init__(", ".join(v.code for v in violations))
        self.violations = violations


class StaleVersion(RelaisError):
    """Somebody else saved first; `current` holds what is stored now, by form field."""

    def __init__(
        self, *, version: int, current: Mapping[str, str], by: str, at: datetime | None
    ) -> None:
        super().__init__(f"version {version} is newer")
        self.version = version
        self.current = current
        self.by = by
        self.at = at


class NotFound(RelaisError):
    """The thing does not exist, or this actor may not know that it does."""


class NotAllowed(RelaisError):
    """The actor may see the thing but not do this to it; `why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class AlreadyDone(RelaisError):
    """The same form was already received; `result` is what it made the first time."""

    def __init__(self, result: str) -> None:
        super().__init__(result)
        self.result = result


class Unavailable(RelaisError):
    """The database could not be reached or was locked too long; the change was not stored."""


class UnreadableFile(RelaisError):
    """An imported file is refused whole; `code` and `params` name why."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class BadCell:
    """One cell of a table that cannot be read: `column` and `code` are codes, `row` counts the header as 1."""

    row: int
    column: str
    code: str
    value: str = ""


class UnreadableTable(UnreadableFile):
    """A table is refused whole; every bad cell is named."""

    def __init__(self, *cells: BadCell) -> None:
        super().__init__("bad_cells", count=str(len(cells)))
        self.cells = cells
