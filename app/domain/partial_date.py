"""Dates known to the year, the month or the day, which keep their precision and sort."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_FRENCH = re.compile(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})\Z")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day. A missing part sorts before every known one."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for an impossible date."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        if not 1850 <= self.year <= 2200:
            raise ValueError("year out of range")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2025`, `2025-03`, `2025-03-14`, `03/2025` or `14/03/2025`; ValueError otherwise."""
        text = text.strip()
        if m := _ISO.match(text):
            year, month, day = m.groups()
        elif m := _FRENCH.match(text):
            day, month, year = m.groups()
        else:
            raise ValueError(f"not a date: {text!r}")
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, value: date) -> PartialDate:
        """The partial date of a full one."""
        return cls(value.year, value.month, value.day)

    @property
    def iso(self) -> str:
        """`2025`, `2025-03` or `2025-03-14`: the stored form, which sorts as text."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def __lt__(self, other: object) -> bool:
        """Chronological order; the less precise date first."""
        return self.iso < other.iso if isinstance(other, PartialDate) else NotImplemented

    def __str__(self) -> str:
        """As French readers write it: `2025`, `03/2025` or `14/03/2025`."""
        return "/".join(reversed(self.iso.split("-")))
