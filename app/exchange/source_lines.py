"""Lines of a tabulated source: takes the bytes of one file and its name, gives numbered rows, or UnreadableFile.

Every fault names the file and the line; a file without its last line break is cut, and refused whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.text import clean
from app.errors import UnreadableFile

from .table import decode

MAX_LINES = 400_000


@dataclass(frozen=True)
class Line:
    """One row of a file: where it stands, and its cells."""

    file: str
    number: int
    cells: tuple[str, ...]

    def refusal(self, code: str, value: str = "") -> UnreadableFile:
        """The error that names this line."""
        return UnreadableFile(code, file=self.file, line=str(self.number), value=value[:80])


def text_of(name: str, content: bytes) -> str:
    """The text of a file, its name in every refusal."""
    try:
        return decode(content)
    except UnreadableFile as refusal:
        raise of_file(name, refusal) from refusal


def of_file(name: str, refusal: UnreadableFile) -> UnreadableFile:
    """The same refusal with the file's name, in the words that suit a source."""
    code = {"not_text": "source_not_text", "too_large": "source_too_large"}.get(
        refusal.code, refusal.code
    )
    return UnreadableFile(code, **{**refusal.params, "file": name})


def lines(name: str, content: bytes, columns: range) -> Iterator[Line]:
    """The rows separated by tabs, blank ones and those that open with `#` left out."""
    text = text_of(name, content).replace("\r\n", "\n")
    if not text.endswith("\n"):
        raise UnreadableFile("truncated", file=name)
    for number, raw in enumerate(text.split("\n"), 1):
        if number > MAX_LINES:
            raise UnreadableFile("too_many_rows", file=name, limit=str(MAX_LINES))
        if not raw.strip() or raw.startswith("#"):
            continue
        line = Line(name, number, tuple(map(clean, raw.split("\t"))))
        if len(line.cells) not in columns:
            raise line.refusal("source_columns", str(len(line.cells)))
        yield line


def day(line: Line, text: str, pattern: str) -> date:
    """A date written as `pattern` says (groups y, m, d); the refusal names the line otherwise."""
    found = re.fullmatch(pattern, text)
    try:
        if found:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        pass
    raise line.refusal("source_date", text)


def plain(text: str) -> str:
    """A cell's text without mark-up: line breaks kept, other tags and entities resolved, outer quotes dropped."""
    broken = re.sub(r"<br\s*/?>|</p>|</li>", "\n", text, flags=re.IGNORECASE)
    bare = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", broken)).replace("\u00a0", " ")
    rows = (row.strip() for row in clean(bare).strip('" \n').split("\n"))
    return "\n".join(row for row in rows if row)
