"""The rows of an entry's criteria inside one form: a field like another, edited by buttons that need no script.

Its names are `criteria-0-kind`, `criteria-0-v-marker`; a hidden `criteria` says that the rows travel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from app.domain.criteria_gestures import gesture
from app.domain.criteria_outline import (
    MOST,
    Row,
    criteria_of,
    is_list,
    keys_of,
    rows_of,
)
from app.domain.text import SHORT, clean
from app.errors import Violation
from app.wording import criteria as words
from app.wording.rules import violation_sentence

from .._numbers import whole


@dataclass(frozen=True)
class Control:
    """One value of a row: its name, its label, what stands in it, the closed list if any, and what is wrong with it."""

    name: str
    label: str
    text: str
    choices: Mapping[str, str] = field(default_factory=dict)
    accepted: str = ""
    error: str = ""


@dataclass(frozen=True)
class Line:
    """One row as the page shows it."""

    number: int
    row: Row
    label: str
    controls: tuple[Control, ...]
    error: str = ""
    source_error: str = ""


class CriteriaField(Field):
    """`data` is the criteria the rows make, None while something is malformed; `rows` is what stands on the page."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.rows: tuple[Row, ...] = ()
        self.faults: dict[tuple[int, str], str] = {}
        self.prefix = ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Rows of what was posted, else of what is stored."""
        self.process_errors: list[str] = []
        self.raw_data: list[Any] = []
        if formdata is not None and self.name in formdata:
            self.rows = self._posted(formdata)
        elif isinstance(data, list | tuple):
            self.rows = rows_of(data)
        self._read()

    def name_after(self, code: str) -> None:
        """Give new criteria identifiers after an entry's code."""
        self.prefix = code
        self._read()

    def gesture(self, asked: str) -> int:
        """Do what a button asks (`up-3`); the row to go back to, -1 for a mere check of them all."""
        name, _sep, at = asked.partition("-")
        if asked == "check":
            return -1
        self.rows, where = gesture(self.rows, name, whole(at, -1))
        self._read()
        return where

    def pre_validate(self, form: Any) -> None:
        """Refuse what is malformed: each sentence stands beside its row."""
        if self.data is None:
            raise ValidationError(violation_sentence(Violation("criteria_faults")))

    def fields(self) -> dict[str, list[str]]:
        """The rows as a draft keeps them."""
        kept = {self.name: ["rows"]}
        for number, row in enumerate(self.rows):
            base = f"{self.name}-{number}"
            kept[f"{base}-depth"] = [str(row.depth)]
            kept |= {f"{base}-{name}": [getattr(row, name)] for name in ("kind", "rule", "source")}
            kept |= {f"{base}-v-{key}": [text] for key, text in row.values.items()}
        return kept

    @property
    def lines(self) -> list[Line]:
        """Every row with its controls, as the page shows them."""
        return [self._line(number, row) for number, row in enumerate(self.rows)]

    def _read(self) -> None:
        made, faults = criteria_of(self.rows, self.prefix)
        self.faults = {(f.row, f.key): violation_sentence(f.violation) for f in faults}
        self.data: Any = None if faults else made

    def _line(self, number: int, row: Row) -> Line:
        told = (
            self.faults.get((number, key), "")
            for key in ("", "kind")
            if (number, key) in self.faults
        )
        return Line(
            number,
            row,
            words.kind_label(row.kind),
            tuple(self._control(number, row, key) for key in keys_of(row.kind)),
            " ".join(told),
            self.faults.get((number, "source"), ""),
        )

    def _control(self, number: int, row: Row, key: str) -> Control:
        known = words.choices(row.kind, key)
        text = row.values.get(key, "")
        return Control(
            f"{self.name}-{number}-v-{key}",
            words.field_label(key),
            words.spoken(row.kind, key, text) if is_list(key) else text,
            {} if is_list(key) else known,
            ", ".join(known.values()) if is_list(key) else "",
            self.faults.get((number, key), ""),
        )

    def _posted(self, formdata: Any) -> tuple[Row, ...]:
        pattern = re.compile(rf"{re.escape(self.name)}-(\d{{1,3}})-kind\Z")
        numbers = {int(found[1]) for key in formdata if (found := pattern.match(str(key)))}
        return tuple(self._row(formdata, number) for number in sorted(numbers)[: MOST + 1])

    def _row(self, formdata: Any, number: int) -> Row:
        base = f"{self.name}-{number}"

        def typed(name: str) -> str:
            return clean(str(formdata.get(f"{base}-{name}", "")))[: SHORT * 5].strip()

        depth, kind = typed("depth"), typed("kind")
        values = {
            key: words.coded(kind, key, text)
            for key in keys_of(kind)
            if (text := typed(f"v-{key}"))
        }
        return Row(whole(depth), kind, values, typed("rule"), typed("source"))
