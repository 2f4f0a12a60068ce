"""CSV files as French hospitals write them: takes bytes, gives the header and rows, or UnreadableFile."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.text import clean
from app.errors import UnreadableFile

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF8_ACCENT = re.compile(rb"\xc3[\x80-\xbf]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it (the header is 1), its cleaned cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The header and the rows that are not blank; `complete` is false when the last line stops short."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    complete: bool = True


def read_table(content: bytes) -> Table:
    """Read CSV in UTF-8 or windows-1252, with commas, semicolons or tabs; UnreadableFile otherwise."""
    text = decode(content)
    read = list(_records(text))
    if not read:
        raise UnreadableFile("empty")
    header = read[0].cells
    last = read[-1]
    cut_short = not text.endswith(("\n", "\r")) and len(last.cells) < len(header)
    rows = tuple(row for row in read[1:] if any(row.cells))
    return Table(header, rows, complete=len(read) < 2 or not cut_short)


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 (with or without mark) or windows-1252; UnreadableFile for binary."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile("too_large", limit=str(MAX_BYTES // 1024 // 1024))
    if content.startswith(_UTF16):
        raise UnreadableFile("utf16")
    text = _text(content)
    if not text.strip():
        raise UnreadableFile("empty")
    if _CONTROL.search(text):
        raise UnreadableFile("not_text")
    return text


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise UnreadableFile("truncated") from None
        if _UTF8_ACCENT.search(content):
            raise UnreadableFile("mixed_encoding", position=str(error.start + 1)) from None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableFile("not_text", position=str(error.start + 1)) from None


def _records(text: str) -> Iterator[Row]:
    reader = csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            code = "truncated" if "end of data" in str(error) else "csv_broken"
            raise UnreadableFile(code, line=str(reader.line_num)) from None
        if cells is None:
            return
        number += 1
        if number > MAX_ROWS:
            raise UnreadableFile("too_many_rows", limit=str(MAX_ROWS))
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile("csv_broken", line=str(reader.line_num))
        yield Row(number, tuple(map(clean, cells)))


def _lines(text: str) -> list[str]:
    """Only line breaks end a line: U+2028 or U+0085 inside a cell does not."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _delimiter(text: str) -> str:
    """The separator the first line has most of, outside quotes."""
    first = re.sub(r'"[^"]*"', "", re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0])
    return max(_DELIMITERS, key=first.count)
