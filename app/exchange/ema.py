"""The EMA's table of medicines saved as CSV: takes its bytes, gives the medicines by substance key.

Reproduction allowed with acknowledgement. Dates are DD/MM/YYYY; texts hold HTML entities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from app.domain import substances
from app.domain.sources import EuropeanMedicine, ReadSource, SourceKind
from app.errors import UnreadableFile

from .source_lines import Line, day, of_file, plain
from .table import read_table

# Our name of a column, and how the table has called it over the years.
_COLUMNS = {
    "category": ("Category",),
    "name": ("Name of medicine", "Medicine name"),
    "number": ("EMA product number", "Product number"),
    "status": ("Medicine status", "Authorisation status"),
    "inn": ("International non-proprietary name (INN) / common name",),
    "substance": ("Active substance",),
    "indication": ("Therapeutic indication", "Condition / indication"),
    "conditional": ("Conditional approval",),
    "exceptional": ("Exceptional circumstances",),
    "generic": ("Generic or hybrid", "Generic"),
    "biosimilar": ("Biosimilar",),
    "authorised_on": ("Marketing authorisation date",),
    "updated_on": ("Last updated date", "Revision date"),
    "link": ("Medicine URL", "URL"),
}
_DAY = r"(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>\d{4})"


def read_ema(files: Mapping[str, bytes]) -> ReadSource:
    """The human medicines by substance key; UnreadableFile for another table, a cut one or a bad line."""
    if len(files) != 1:
        raise UnreadableFile("source_one_file", names=", ".join(files))
    (name, content), *_others = files.items()
    header, rows = _rows(name, content)
    by_key: dict[str, list[EuropeanMedicine]] = defaultdict(list)
    latest: list[date] = []
    seen = 0
    for line in rows:
        cell = {column: line.cells[place] for column, place in header.items()}
        if cell["category"].casefold() != "human":
            continue
        seen += 1
        medicine = _medicine(line, cell)
        if cell["updated_on"]:
            latest.append(day(line, cell["updated_on"], _DAY))
        for key in _keys(line, cell):
            by_key[key].append(medicine)
    if not seen:
        raise UnreadableFile("source_no_rows", file=name)
    found = {key: tuple(sorted(group, key=_order)) for key, group in by_key.items()}
    counts = {"medicines": seen, "substances": len(found)}
    return ReadSource(SourceKind.EMA, found, counts, max(latest, default=None))


def _rows(name: str, content: bytes) -> tuple[dict[str, int], list[Line]]:
    try:
        table = read_table(content)
    except UnreadableFile as refusal:
        raise of_file(name, refusal) from refusal
    if not table.complete:
        raise UnreadableFile("truncated", file=name)
    places = {label.casefold(): place for place, label in enumerate(table.header)}
    header = {
        column: places[label.casefold()]
        for column, labels in _COLUMNS.items()
        for label in labels
        if label.casefold() in places
    }
    if missing := [labels[0] for column, labels in _COLUMNS.items() if column not in header]:
        raise UnreadableFile("source_header", file=name, names=", ".join(missing))
    found = [Line(name, row.number, row.cells) for row in table.rows]
    for line in found:
        if len(line.cells) != len(table.header):
            raise line.refusal("source_columns", str(len(line.cells)))
    return header, found


def _medicine(line: Line, cell: Mapping[str, str]) -> EuropeanMedicine:
    if not cell["name"] or not cell["status"]:
        raise line.refusal("source_empty_cell")
    since = cell["authorised_on"]
    return EuropeanMedicine(
        cell["name"],
        cell["status"],
        plain(cell["indication"]),
        day(line, since, _DAY) if since else None,
        conditional=_yes(cell["conditional"]),
        exceptional=_yes(cell["exceptional"]),
        copy=_yes(cell["generic"]) or _yes(cell["biosimilar"]),
        number=cell["number"],
        link=cell["link"] if cell["link"].startswith("https://") else "",
    )


def _keys(line: Line, cell: Mapping[str, str]) -> tuple[str, ...]:
    """The substances by international name; by active substance when the table gives no such name."""
    return substances.keys(cell["inn"]) or substances.keys(cell["substance"])


def _yes(text: str) -> bool:
    return text.casefold() == "yes"


def _order(medicine: EuropeanMedicine) -> tuple[bool, bool, str]:
    """The first medicine of a substance before its copies, those authorised first."""
    return medicine.copy, medicine.status != "Authorised", medicine.name
