"""Laboratory values of the pivot: those that are measures of ours, the others told by name."""

from __future__ import annotations

from app.domain.casefile import Measure
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Book, Record
from .markers import number_of


def read_laboratory(book: Book, remarks: Remarks) -> tuple[Measure, ...]:
    """Albumin in g/L; creatinine, bilirubin and transaminases in the unit of the file."""
    found = [_measure(row, book, remarks) for row in book.all("Biomarker")]
    return tuple(measure for measure in found if measure is not None)


def _measure(row: Record, book: Book, remarks: Remarks) -> Measure | None:
    code = row.code("Code")
    name = codes.LABORATORY.get(code)
    if name is None:
        return None
    kind, factors = codes.MEASURED.get(code, (None, {}))
    unit = row.get("Unit")
    number = number_of(row.get("Value"))
    factor = factors.get(unit.lower())
    reason = "not_mapped" if kind is None else "value_unreadable" if number is None else ""
    if not reason and (not unit or (factors and factor is None)):
        reason = "unit_unknown"
    if reason or kind is None or number is None:
        text = _("%(name)s : %(said)s", name=name, said=f"{row.get('Value')} {unit}".strip())
        remarks.leave("Biomarker", row.number, text, reason)
        return None
    analysis = book.find("Analysis", row.get("Analysis_Ref"))
    on = analysis.day("Date", Remarks()) if analysis else None
    if factor is not None:
        return Measure(kind, number * factor, on)
    return Measure(kind, number, on, unit=unit)
