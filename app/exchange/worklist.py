"""The list of a meeting in CSV, one patient a row: read whole, or refused with every bad cell named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.domain.casefile import CaseFile, Measure, Patient, Tumour
from app.domain.partial_date import PartialDate
from app.domain.text import LONG, SHORT, fold
from app.domain.vocabulary import MeasureKind, Sex, Site
from app.errors import BadCell, UnreadableFile, UnreadableTable

from .imported import Asked, ImportedCase
from .national import read_ins
from .remarks import Remarks
from .table import Row, Table, read_table
from .worklist_columns import REQUIRED, answer_of, columns, sex_of, site_of

_LONG_CELLS = {"question"}


@dataclass(frozen=True)
class WorklistRow:
    """One patient of the list, and the number of its row in the spreadsheet."""

    number: int
    case: ImportedCase

    @property
    def question(self) -> str:
        """What is asked of the board, "" when the list does not say."""
        return self.case.asked.question

    @property
    def requester_name(self) -> str:
        """The name of the doctor who asks, as written."""
        return self.case.asked.requester_name


@dataclass
class _Cells:
    """The cells of one row by column, and what is wrong with them."""

    row: Row
    places: Mapping[str, int]
    bad: list[BadCell] = field(default_factory=list)

    def get(self, column: str) -> str:
        place = self.places.get(column)
        if place is None or place >= len(self.row.cells):
            return ""
        return self.row.cells[place]

    def refuse(self, column: str, code: str) -> None:
        self.bad.append(BadCell(self.row.number, column, code, self.get(column)[:80]))

    def day(self, column: str) -> PartialDate | None:
        written = self.get(column)
        try:
            return PartialDate.parse(written) if written else None
        except ValueError:
            self.refuse(column, "bad_date")
            return None


def read_worklist(content: bytes) -> tuple[WorklistRow, ...]:
    """Every row as a case; UnreadableFile for a file that is no list, UnreadableTable for bad cells.

    Dates ahead or before birth are left to whoever stores the case.
    """
    table = read_table(content)
    places, unknown = columns(table.header)
    if not table.complete:
        raise UnreadableFile("truncated")
    if not table.rows:
        raise UnreadableFile("no_row")
    return _read(table, places, unknown)


def _read(
    table: Table, places: Mapping[str, int], unknown: tuple[str, ...]
) -> tuple[WorklistRow, ...]:
    bad: list[BadCell] = []
    made: list[WorklistRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = _Cells(row, places)
        _check(cells, len(table.header))
        case = _case(cells, unknown)
        first = seen.setdefault(case.source_key, row.number)
        if first != row.number and not cells.bad:
            cells.bad.append(BadCell(row.number, "row", "row_twice", str(first)))
        bad += cells.bad
        made.append(WorklistRow(row.number, case))
    if bad:
        raise UnreadableTable(*bad)
    return tuple(made)


def _check(cells: _Cells, width: int) -> None:
    """What a row needs, and what no cell may hold."""
    for column in REQUIRED:
        if not cells.get(column):
            cells.refuse(column, "required")
    for column in cells.places:
        if len(cells.get(column)) > (LONG if column in _LONG_CELLS else SHORT):
            cells.refuse(column, "too_long")
    if any(cells.row.cells[width:]):
        cells.bad.append(BadCell(cells.row.number, "row", "too_many_cells"))


def _case(cells: _Cells, unknown: tuple[str, ...]) -> ImportedCase:
    remarks = Remarks()
    patient = _patient(cells, remarks)
    case_file = CaseFile(
        patient=patient,
        tumours=(_tumour(cells, remarks),),
        measures=_measures(cells),
        ins=read_ins(cells.get("ins"), "", remarks.note),
    )
    asked = _asked(cells, remarks)
    _tell(cells, unknown, remarks)
    return ImportedCase(
        case_file,
        remarks.not_understood(),
        remarks.notes(),
        _key(patient),
        asked,
    )


def _patient(cells: _Cells, remarks: Remarks) -> Patient:
    sex = sex_of(cells.get("sex"))
    if sex is None:
        cells.refuse("sex", "bad_choice")
    elif sex is Sex.UNKNOWN:
        remarks.note("no_sex")
    used = cells.get("used_name")
    birth = cells.get("birth_name")
    if "name" in cells.places:
        remarks.note("birth_name_assumed", name=birth)
    return Patient(
        birth_name=birth,
        given_names=cells.get("given_names"),
        used_name="" if fold(used) == fold(birth) else used,
        sex=sex or Sex.UNKNOWN,
        birth_on=cells.day("birth_on"),
        birth_place=cells.get("birth_place"),
        local_id=cells.get("local_id"),
        phone=cells.get("phone"),
    )


def _tumour(cells: _Cells, remarks: Remarks) -> Tumour:
    site = site_of(cells.get("site"), cells.get("label"))
    if site is None:
        remarks.note("site_unknown", text=cells.get("site") or cells.get("label"))
    return Tumour(
        label=cells.get("label"),
        site=site or Site.OTHER,
        stage=cells.get("stage"),
        tnm=cells.get("tnm"),
    )


def _measures(cells: _Cells) -> tuple[Measure, ...]:
    written = cells.get("performance_status").upper().removeprefix("OMS").strip(" :=")
    if not written:
        return ()
    if not re.fullmatch(r"[0-4]", written):
        cells.refuse("performance_status", "performance_status")
        return ()
    return (Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(written)),)


def _asked(cells: _Cells, remarks: Remarks) -> Asked:
    opposed, understood = answer_of(cells.get("opposed"))
    informed_by = cells.get("informed_by")
    if not understood:
        cells.refuse("opposed", "bad_answer")
    elif opposed is False and not informed_by:
        cells.refuse("informed_by", "required")
    return Asked(
        question=cells.get("question"),
        requester_name=cells.get("requester"),
        informed_on=_informed_on(cells, remarks),
        informed_by=informed_by,
        opposed=opposed,
    )


def _informed_on(cells: _Cells, remarks: Remarks) -> PartialDate | None:
    """The date the patient was informed; a bare "oui" gives none, and this is told."""
    said, is_answer = answer_of(cells.get("informed_on"))
    if not is_answer:
        return cells.day("informed_on")
    if said:
        remarks.note("informed_without_date")
    return None


def _tell(cells: _Cells, unknown: tuple[str, ...], remarks: Remarks) -> None:
    """Columns we do not keep, with what this row says in them."""
    known = set(cells.places.values())
    others = [c for n, c in enumerate(cells.row.cells) if n not in known and c]
    if unknown and others:
        remarks.note("columns_left", names=", ".join(unknown)[:SHORT])


def _key(patient: Patient) -> str:
    """The hospital's number of the patient; without it the name and the birth date."""
    if patient.local_id:
        return f"csv:{patient.local_id}"
    born = patient.birth_on.iso if patient.birth_on else ""
    return f"csv:{fold(patient.birth_name)}|{fold(patient.given_names)}|{born}"
