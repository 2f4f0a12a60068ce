"""The rows of one patient of a pivot being written: numbers given in order, what was left out counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from . import _columns


@dataclass
class Written:
    """Rows by file of the patient that `reference` names."""

    reference: str
    rows: dict[str, list[list[str]]] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, **values: str) -> str:
        """Write one row; its number in its file, for rows that refer to it. KeyError for an unknown column."""
        lines = self.rows.setdefault(kind, [])
        number = str(len(lines) + 1)
        columns = _columns.COLUMNS[kind]
        places = {self._column(kind, name, columns): value for name, value in values.items()}
        own = {"Patient_Id": self.reference, "Instance_Id": number}
        lines.append([(own | places).get(column, "") for column in columns])
        return number

    def leave(self, part: str, count: int = 1) -> None:
        """Count something the pivot has no place for."""
        if count:
            self.left[part] += count

    def _column(self, kind: str, name: str, columns: tuple[str, ...]) -> str:
        full = f"{kind}_{name}"
        if full in columns:
            return full
        if name in columns:
            return name
        raise KeyError(full)
