"""Several short rows inside one form, such as the toxicities of a treatment: a field like another, without script.

Its names are `toxicities-0-term`; a hidden `toxicities` says that the rows travel. Empty rows are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field

from app.domain.partial_date import PartialDate
from app.domain.text import SHORT, clean
from app.errors import Violation
from app.i18n import _
from app.wording.rules import violation_sentence

MOST = 40
SPARE = 2


@dataclass(frozen=True)
class Column:
    """One column: its field in the row's dataclass, its label, how its text is read, and choices if it is a list.

    A hidden one carries what the file holds and nobody types.
    """

    name: str
    label: str
    read: Callable[[str], Any] = clean
    choices: Mapping[str, str] | None = None
    empty: Any = ""
    hidden: bool = False


def partial_date(text: str) -> PartialDate:
    """A date as people write it; ValueError otherwise."""
    return PartialDate.parse(text)


@dataclass
class Cell:
    """One control: what stands in it and what is wrong with it."""

    name: str
    column: Column
    text: str = ""
    error: str = ""


class RowsField(Field):
    """Rows of a frozen dataclass; `data` is the list of those that say something."""

    def __init__(
        self,
        label: str,
        make: Callable[..., Any],
        columns: Sequence[Column],
        **more: Any,
    ) -> None:
        super().__init__(_(label), **more)
        self.make, self.columns = make, tuple(columns)
        self.cells: list[list[Cell]] = []
        self.process_errors: list[str] = []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Rows of what was posted, else of what is stored, then the empty ones to type in."""
        self.process_errors = []
        self.raw_data: list[Any] = []
        if formdata is not None and self.name in formdata:
            self.cells = self._posted(formdata)
            self.data = [row for row in map(self._made, self.cells) if row is not None]
            self._add_spare(any(cell.error for row in self.cells for cell in row))
            return
        stored = () if data is None or not isinstance(data, list | tuple) else data
        self.data = list(stored)
        self.cells = [self._shown(number, row) for number, row in enumerate(self.data)]
        self._add_spare(False)

    @property
    def is_open(self) -> bool:
        """Whether any row says something, or is refused."""
        return bool(self.data) or bool(self.process_errors)

    @property
    def cell_errors(self) -> list[str]:
        """The sentences that stand beside a cell."""
        return [cell.error for row in self.cells for cell in row if cell.error]

    def _posted(self, formdata: Any) -> list[list[Cell]]:
        pattern = re.compile(rf"{re.escape(self.name)}-(\d{{1,3}})-\w+\Z")
        numbers = {int(m[1]) for key in formdata if (m := pattern.match(str(key)))}
        return [
            [
                self._cell(number, c, str(formdata.get(f"{self.name}-{old}-{c.name}", "")))
                for c in self.columns
            ]
            for number, old in enumerate(sorted(numbers)[:MOST])
        ]

    def _cell(self, number: int, column: Column, text: str) -> Cell:
        return Cell(f"{self.name}-{number}-{column.name}", column, text.strip())

    def _shown(self, number: int, row: Any) -> list[Cell]:
        texts = [getattr(row, c.name) for c in self.columns]
        return [
            self._cell(number, c, "" if text is None else str(text))
            for c, text in zip(self.columns, texts, strict=True)
        ]

    def _made(self, row: list[Cell]) -> Any:
        """The row's dataclass; None for an empty row. A refused cell keeps its text and names its fault."""
        if not _says_something(row):
            return None
        values = {cell.column.name: self._read(cell) for cell in row}
        return self.make(**values)

    def _read(self, cell: Cell) -> Any:
        if not cell.text:
            return cell.column.empty
        if len(cell.text) > SHORT:
            self._refuse(
                cell,
                Violation("text_long", params={"n": str(len(cell.text)), "maximum": str(SHORT)}),
            )
            return cell.column.empty
        try:
            return cell.column.read(cell.text)
        except ValueError:
            code = "unknown_choice" if cell.column.choices else "bad_date"
            self._refuse(cell, Violation(code))
            return cell.column.empty

    def _refuse(self, cell: Cell, violation: Violation) -> None:
        cell.error = violation_sentence(violation)
        self.process_errors.append(cell.error)

    def _add_spare(self, refused: bool) -> None:
        filled = [row for row in self.cells if _says_something(row)]
        self.cells = self.cells if refused else filled
        for number in range(len(self.cells), min(len(self.cells) + SPARE, MOST)):
            self.cells.append([self._cell(number, c, "") for c in self.columns])
        if not refused:
            self._renumber()

    def _renumber(self) -> None:
        for number, row in enumerate(self.cells):
            for cell in row:
                cell.name = f"{self.name}-{number}-{cell.column.name}"


def _says_something(row: list[Cell]) -> bool:
    return any(cell.text for cell in row if not cell.column.hidden)
