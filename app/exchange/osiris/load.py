"""From the CSV files of a pivot to the rows of each patient, or UnreadableFile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from app.domain.partial_date import PartialDate
from app.domain.text import SHORT, fold
from app.errors import UnreadableFile
from app.exchange.remarks import Remarks
from app.exchange.table import Table, read_table

KINDS = (
    "Patient", "Consent", "TumorPathologyEvent", "TNM", "BiologicalSample", "Analysis", "Biomarker",
    "Variant", "CopyNumber", "Fusion", "Expression", "Annotation", "Treatment", "Drug",
    "ResponseEvaluation", "AdverseEvent", "RelatedPathology", "FamilyCancerHistory",
)  # fmt: skip
_BY_NAME = {kind.lower(): kind for kind in KINDS}
_UNKNOWN = {"", "C0439673", "UNK", "UNKNOWN"}
_NO_VALUE = {"nan", "na", "n/a", "null", "none"}


@dataclass(frozen=True, eq=False)
class Record:
    """One row of one file about one patient."""

    kind: str
    number: str
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """The cell of that field (`Date` or `ResponseEvaluation_Date`), "" when empty or absent."""
        value = self.cells.get(f"{self.kind}_{name}") or self.cells.get(name) or ""
        return "" if value.lower() in _NO_VALUE else value[:SHORT]

    def code(self, name: str) -> str:
        """The code of that field without its system, "" when it says unknown."""
        code = self.get(name).rsplit(":", 1)[-1].strip()
        return "" if code.upper() in _UNKNOWN else code

    def day(self, name: str, remarks: Remarks) -> PartialDate | None:
        """The date of that field; an unreadable one is told."""
        written = self.get(name)
        if not written:
            return None
        try:
            return PartialDate.parse(written.split("T")[0])
        except ValueError:
            remarks.leave(self.kind, self.number, f"{name} : {written}", "value_unreadable")
            return None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing beside its number and its links."""
        return not self.words

    @property
    def everything(self) -> str:
        """Every cell that says something, links included: what people wrote between the rows."""
        return " ; ".join(filter(None, self.cells.values()))[:SHORT]

    @property
    def words(self) -> str:
        """What the row says, without its links."""
        said = [v for k, v in self.cells.items() if v and not k.endswith(("_Id", "_Ref"))]
        return " ; ".join(said)[:SHORT]


@dataclass
class Book:
    """The rows of one patient, by file."""

    patient: Record
    rows: dict[str, list[Record]] = field(default_factory=dict)
    links: dict[tuple[str, str], dict[str, list[Record]]] = field(default_factory=dict)

    def all(self, kind: str) -> list[Record]:
        """The rows of that file."""
        return self.rows.get(kind, [])

    def find(self, kind: str, number: str) -> Record | None:
        """The row of that number in that file."""
        return next(iter(self.about(kind, "Instance_Id", number)), None)

    def about(self, kind: str, link: str, number: str) -> list[Record]:
        """The rows of that file whose `link` is that number; none for an empty number."""
        if (kind, link) not in self.links:
            grouped: dict[str, list[Record]] = {}
            for row in self.all(kind):
                grouped.setdefault(row.get(link), []).append(row)
            self.links[kind, link] = grouped
        return self.links[kind, link].get(number, []) if number else []

    def distinct(self, kind: str, remarks: Remarks) -> list[Record]:
        """Each row of a file once: another one under the same number is told and not read."""
        kept: dict[str, Record] = {}
        for position, row in enumerate(self.all(kind)):
            known = kept.setdefault(row.number or f"#{position}", row)
            if known is not row:
                reason = "duplicate" if known.cells == row.cells else "same_id"
                remarks.leave(kind, row.number, row.words, reason)
        return list(kept.values())


@dataclass(frozen=True)
class Pivot:
    """All patients in file order, rows that name none of them by file, files left unread."""

    books: tuple[Book, ...]
    unattached: Mapping[str, int]
    ignored: tuple[str, ...]
    stray: tuple[Record, ...] = ()


def kind_of(path: str) -> str:
    """Which file of the pivot this name stands for, "" for none."""
    name = PurePosixPath(path)
    if name.suffix.lower() != ".csv":
        return ""
    return _BY_NAME.get(re.split(r"[_\-. ]", name.stem)[-1].lower(), "")


def load(files: Mapping[str, bytes]) -> Pivot:
    """The pivot in these files; UnreadableFile naming the file when one is broken or missing."""
    tables: dict[str, Table] = {}
    for path in sorted(files):
        kind = kind_of(path)
        if kind in tables:
            raise UnreadableFile("osiris_file_twice", name=kind)
        if kind:
            tables[kind] = _table(path, files[path])
    for kind in ("Patient", "TumorPathologyEvent"):
        if kind not in tables:
            raise UnreadableFile("osiris_file_missing", name=kind)
    ignored = tuple(PurePosixPath(p).name for p in sorted(files) if not kind_of(p))
    books = _books(tables["Patient"])
    stray: list[Record] = []
    for kind, table in tables.items():
        if kind != "Patient":
            _distribute(kind, table, books, stray)
    unattached = Counter(row.kind for row in stray)
    return Pivot(tuple(books.values()), unattached, ignored, tuple(stray))


def _table(path: str, content: bytes) -> Table:
    name = PurePosixPath(path).name
    try:
        table = read_table(content)
    except UnreadableFile as error:
        raise UnreadableFile(error.code, **{**error.params, "file": name}) from None
    if not table.complete:
        raise UnreadableFile("truncated", file=name)
    if "patient_id" not in map(fold, table.header):
        raise UnreadableFile("osiris_header", name=name)
    twice = [h for h, n in Counter(filter(None, table.header)).items() if n > 1]
    if twice:
        raise UnreadableFile("column_twice", column=twice[0], file=name)
    return table


def _rows(kind: str, table: Table) -> Iterable[tuple[str, Record]]:
    """Each row with the patient it names."""
    header = ["Patient_Id" if fold(h) == "patient_id" else h for h in table.header]
    for row in table.rows:
        cells = dict(zip(header, row.cells, strict=False))
        yield cells.get("Patient_Id", ""), Record(kind, cells.get("Instance_Id", ""), cells)


def _books(table: Table) -> dict[str, Book]:
    books: dict[str, Book] = {}
    for name, record in _rows("Patient", table):
        if not name:
            continue
        known = books.get(name)
        if known is None:
            books[name] = Book(record)
        elif _facts(known.patient) != _facts(record):
            raise UnreadableFile("osiris_patient_twice", patient=name[:SHORT])
    if not books:
        raise UnreadableFile("osiris_no_patient")
    return books


def _facts(record: Record) -> dict[str, str]:
    return {k: v for k, v in record.cells.items() if k != "Instance_Id"}


def _distribute(kind: str, table: Table, books: dict[str, Book], stray: list[Record]) -> None:
    for name, record in _rows(kind, table):
        if name in books:
            books[name].rows.setdefault(kind, []).append(record)
        else:
            stray.append(record)
