"""Tables for spreadsheets: no text can become a formula, numbers stay numbers (CWE-1236, ASVS 1.2.10)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from app.domain.partial_date import PartialDate

Cell = str | int | Decimal | date | PartialDate | None

# what a spreadsheet may take for a formula, full-width forms included; a tab or a break may hide one
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def write_table(header: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """CSV as French spreadsheets open it: UTF-8 with its mark, semicolons, decimal comma."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(value) for value in line] for line in lines)
    return buffer.getvalue().encode("utf-8-sig")


def cell(value: Cell) -> str:
    """One cell: a text that a spreadsheet could run gets an apostrophe before it; a number never does."""
    match value:
        case None:
            return ""
        case int() | Decimal():
            return str(value).replace(".", ",")
        case date():
            return f"{value:%d/%m/%Y}"
        case PartialDate():
            return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text
