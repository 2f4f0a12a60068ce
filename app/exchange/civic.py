"""CIViC's table of evidence (TSV, CC0): takes its bytes, gives the predictive items by gene, words unchanged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from app.domain.evidence import genes
from app.domain.sources import EvidenceItem, ReadSource, SourceKind
from app.errors import UnreadableFile

from .source_lines import Line, day, lines

_COLUMNS = (
    "molecular_profile", "disease", "therapies", "therapy_interaction_type", "evidence_type",
    "evidence_direction", "evidence_level", "significance", "citation", "citation_id",
    "source_type", "rating", "evidence_status", "evidence_id", "variant_origin",
    "last_review_date", "is_flagged",
)  # fmt: skip
_DAY = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[ T].*)?"
_DIRECTIONS = frozenset({"Supports", "Does Not Support", "N/A", ""})
_LEVELS = frozenset("ABCDE")


def read_civic(files: Mapping[str, bytes]) -> ReadSource:
    """The accepted predictive items under each gene of their profile; UnreadableFile for a bad file or line.

    Items of another type, without drug or not yet accepted are left out and counted.
    """
    if len(files) != 1:
        raise UnreadableFile("source_one_file", names=", ".join(files))
    (name, content), *_others = files.items()
    rows = list(lines(name, content, range(1, 200)))
    if not rows:
        raise UnreadableFile("empty", file=name)
    header = rows[0].cells
    if missing := [column for column in _COLUMNS if column not in header]:
        raise UnreadableFile("source_header", file=name, names=", ".join(missing))
    by_gene: dict[str, list[EvidenceItem]] = defaultdict(list)
    seen: set[str] = set()
    latest: list[date] = []
    for line in rows[1:]:
        cell = _cells(line, header, seen)
        if cell["last_review_date"]:
            latest.append(day(line, cell["last_review_date"], _DAY))
        if _is_kept(cell):
            item = _item(cell)
            for gene in genes(item.profile):
                by_gene[gene].append(item)
    if not by_gene:
        raise UnreadableFile("source_no_rows", file=name)
    items = {item.id for group in by_gene.values() for item in group}
    counts = {"items": len(items), "genes": len(by_gene), "left_out": len(rows) - 1 - len(items)}
    found = {gene: tuple(group) for gene, group in by_gene.items()}
    return ReadSource(SourceKind.CIVIC, found, counts, max(latest, default=None))


def _cells(line: Line, header: tuple[str, ...], seen: set[str]) -> dict[str, str]:
    """The cells of a row by column, once those that a reading rests on are known values."""
    if len(line.cells) != len(header):
        raise line.refusal("source_columns", str(len(line.cells)))
    cell = dict(zip(header, line.cells, strict=True))
    if not cell["evidence_id"] or not cell["molecular_profile"]:
        raise line.refusal("source_empty_cell")
    if cell["evidence_id"] in seen:
        raise line.refusal("source_twice", cell["evidence_id"])
    seen.add(cell["evidence_id"])
    if cell["evidence_direction"] not in _DIRECTIONS:
        raise line.refusal("source_value", cell["evidence_direction"])
    if cell["evidence_level"] not in _LEVELS:
        raise line.refusal("source_value", cell["evidence_level"])
    return cell


def _is_kept(cell: Mapping[str, str]) -> bool:
    return (
        cell["evidence_type"] == "Predictive"
        and cell["evidence_status"] == "accepted"
        and bool(cell["therapies"])
    )


def _item(cell: Mapping[str, str]) -> EvidenceItem:
    number = cell["citation_id"]
    source = f"{cell['citation']} ({cell['source_type']} {number})" if number else cell["citation"]
    return EvidenceItem(
        cell["evidence_id"],
        cell["molecular_profile"],
        cell["disease"],
        tuple(drug for drug in re.split(r",(?=\S)", cell["therapies"]) if drug),
        cell["therapy_interaction_type"],
        cell["evidence_direction"],
        cell["evidence_level"],
        cell["significance"],
        source,
        origin=cell["variant_origin"],
        rating=cell["rating"],
        reviewed_on=cell["last_review_date"][:10],
        flagged=cell["is_flagged"].casefold() == "true",
    )
