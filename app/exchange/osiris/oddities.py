"""What is odd in one patient's rows, told by name: nothing is mended, and what cannot be used is said."""

from __future__ import annotations

import re

from app.domain.vocabulary import TreatmentKind
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Book, Record
from .markers import sample_of

_ATC = re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d\Z")
_MORPHOLOGY = re.compile(r"\d{4}/\d\Z")
_REFUSED = frozenset({"0", "C1298908", "NON", "NO"})
_LONGEST_OPERATION = 31


def tell_oddities(book: Book, remarks: Remarks) -> None:
    """Everything of one patient that contradicts the format, or itself."""
    _tell_empty(book, remarks)
    _tell_consent(book, remarks)
    _tell_events(book, remarks)
    _tell_samples(book, remarks)
    _tell_treatments(book, remarks)
    _tell_annotations(book, remarks)


def _tell_empty(book: Book, remarks: Remarks) -> None:
    """Rows that hold a number and links, and nothing else."""
    for kind, rows in book.rows.items():
        empty = sum(row.is_empty for row in rows)
        if empty:
            remarks.note("rows_empty", file=kind, count=str(empty))


def _tell_consent(book: Book, remarks: Remarks) -> None:
    for row in book.all("Consent"):
        refused = row.get("GeneticAnalysisAuthorization").rsplit(":", 1)[-1].upper() in _REFUSED
        if refused and book.all("Analysis"):
            remarks.note("genetics_refused")
        remarks.leave("Consent", row.number, row.words, "administrative")


def _tell_events(book: Book, remarks: Remarks) -> None:
    """Morphologies of later events that are no code; those of the tumour itself are told where it is read."""
    for event in book.all("TumorPathologyEvent"):
        code = event.code("MorphologyCode")
        is_later = event.code("Type") in {codes.METASTATIC, codes.RECURRENT}
        if is_later and code and not _MORPHOLOGY.match(code):
            text = f"MorphologyCode : {event.get('MorphologyCode')}"
            remarks.leave("TumorPathologyEvent", event.number, text, "value_unreadable")


def _tell_samples(book: Book, remarks: Remarks) -> None:
    """Samples named by the laboratory's words, or taken where no event of the patient is; unused ones."""
    places = {e.code("TopographyCode")[:3] for e in book.all("TumorPathologyEvent")}
    used = []
    for analysis in book.all("Analysis"):
        sample = sample_of(analysis, book)
        written = analysis.get("BiologicalSample_Ref")
        if sample is None and written:
            remarks.leave("Analysis", analysis.number, written, "reference_missing")
        elif sample is not None:
            used.append(sample)
            if sample.number != written:
                remarks.note("sample_by_name", name=written)
    for sample in book.all("BiologicalSample"):
        where = sample.code("TopographyCode")
        if where and where[:3] not in places:
            remarks.note("sample_elsewhere", code=where)
        if sample not in used:
            remarks.leave("BiologicalSample", sample.number, sample.words, "not_mapped")


def _tell_treatments(book: Book, remarks: Remarks) -> None:
    for row in book.all("Treatment"):
        is_surgery = codes.KINDS.get(row.code("Type")) is TreatmentKind.SURGERY
        quality = row.code("SurgeryResectionQuality")
        if quality and not is_surgery:
            text = _("résection %(quality)s", quality=quality)
            remarks.leave("Treatment", row.number, text, "not_a_surgery")
        if is_surgery and _days(row) > _LONGEST_OPERATION:
            remarks.note("surgery_long", days=str(_days(row)))
    for drug in book.all("Drug"):
        code = drug.code("Code").upper()
        if code and not _ATC.match(code) and drug.get("Name"):
            remarks.note("drug_code_unknown", drug=drug.get("Name"), code=drug.get("Code"))


def _days(row: Record) -> int:
    start, end = row.day("StartDate", Remarks()), row.day("EndDate", Remarks())
    return (end.earliest - start.earliest).days if start and end else 0


def _tell_annotations(book: Book, remarks: Remarks) -> None:
    """Numbers given twice, a change of letters under a change in copies, several writings of one variant."""
    seen: dict[str, Record] = {}
    for row in book.all("Annotation"):
        known = seen.setdefault(row.number, row) if row.number else row
        if known is not row:
            remarks.note("annotation_twice", number=row.number)
        kind = codes.ALTERATIONS.get(_code(row), "")
        change = row.get("DNASequenceVariation")
        if kind == codes.COPIES and change:
            text = f"{row.cells.get('GenomeEntity_Symbol', '')} {change}".strip()
            remarks.leave("Annotation", row.number, text, "change_of_copies")
    for variant in book.all("Variant"):
        own = [
            a
            for a in book.about("Annotation", "Alteration_Ref", variant.number)
            if codes.ALTERATIONS.get(_code(a)) == codes.VARIANT
        ]
        changes = {a.get("AminoAcidChange") for a in own} - {""}
        if len(changes) > 1:
            remarks.note("several_writings", changes=", ".join(sorted(changes)))


def _code(annotation: Record) -> str:
    written = annotation.cells.get("AlterationOnSample_AlterationType", "")
    return written.rsplit(":", 1)[-1].upper()
