"""The official value sets kept in `seed/value_sets`: takes that folder, gives each dated list by name, read once.

A file opens with its notice (`# dated:`, `# source:`), then code, system (OID), our own label and the code of our own
closed list, one value a line. Codes are the ANS's (CI-SIS); labels are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from app.domain.value_sets import Concept, ValueSet
from app.errors import UnreadableFile

_HEADER = "code\tsystem\tlabel\tours"


@lru_cache(maxsize=4)
def value_sets(folder: Path) -> Mapping[str, ValueSet]:
    """Every list of the folder by its file's name; UnreadableFile for a file without source, date or four columns."""
    return MappingProxyType({path.stem: _read(path) for path in sorted(folder.glob("*.tsv"))})


def _read(path: Path) -> ValueSet:
    lines = path.read_text(encoding="utf-8").splitlines()
    notice = dict(line[1:].split(":", 1) for line in lines if line.startswith("#") and ":" in line)
    told = {key.strip(): value.strip() for key, value in notice.items()}
    body = [line for line in lines if line and line[0] != "#"]
    if not body or body[0] != _HEADER or not told.get("source") or not told.get("dated"):
        raise UnreadableFile("terminology_row", name=path.name, line="1")
    rows = [line.split("\t") for line in body[1:]]
    wrong = next((n for n, row in enumerate(rows, 2) if len(row) != 4), 0)
    if wrong:
        raise UnreadableFile("terminology_row", name=path.name, line=str(wrong))
    return ValueSet(path.stem, told["source"], told["dated"], tuple(Concept(*row) for row in rows))
