"""Markers and molecular alterations of the pivot, with the state the file lets us conclude."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.alterations import forms
from app.domain.casefile import Biomarker
from app.domain.partial_date import PartialDate
from app.domain.text import fold
from app.domain.vocabulary import MarkerState
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Book, Record
from .tumours import organ

_NUMBER = re.compile(r"([<>]=?|≥|≤)?\s*(\d{1,9}(?:[.,]\d{1,6})?)\Z")
_STATES = (
    (r"non (fait|realise|recherche)|not (done|performed)", MarkerState.NOT_DONE),
    (r"en attente|en cours|pending", MarkerState.PENDING),
    (r"non contributif|ininterpretable|indetermine|equivoque|equivocal", MarkerState.NON_CONTRIBUTORY),
    (r"non mute|non amplifie|non detecte|pas de mutation|sauvage|wild", MarkerState.NEGATIVE),
    (r"\bneg(atif|ative)?\b|absen(t|te|ce)\b|\bmss\b|\bpmmr\b|\bmsi ?-?l\b|(?<!in)\bstable",
     MarkerState.NEGATIVE),
    (r"\bpos(itif|itive)?\b|presen(t|te|ce)\b|\bmute|mutation|rearrang|amplifi|fusion",
     MarkerState.POSITIVE),
    (r"\bmsi ?-?h\b|\bdmmr\b|instable", MarkerState.POSITIVE),
)  # fmt: skip
_STATE_WORD = re.compile(
    r"^(neg(atif|ative)?|pos(itif|itive)?|absen(t|te|ce)|presen(t|te|ce)|mutee?|mutation|non)$"
)
_PHRASE = re.compile(
    r"^(non (faite?|réalisée?|realisee?|recherchée?|contributif)|en (attente|cours)|"
    r"not (done|performed)|pending)\b",
    re.IGNORECASE,
)
_GENE = re.compile(r"[A-Z][A-Z0-9]{2,11}\Z")
# immunohistochemistry scores of HER2; 2+ waits for another test
_HER2 = {
    "1+": (MarkerState.NEGATIVE, False),
    "2+": (MarkerState.POSITIVE, True),
    "3+": (MarkerState.POSITIVE, False),
}
_ORIGINS = {"LA6684-0": "somatique", "LA6683-2": "constitutionnel"}


def read_biomarkers(book: Book, remarks: Remarks) -> tuple[Biomarker, ...]:
    """Tumour markers, then variants, fusions and copy numbers, in file order."""
    found = [_marker(row, book, remarks) for row in book.all("Biomarker")]
    for kind in (codes.VARIANT, codes.FUSION, codes.COPIES):
        found += [_alteration(row, book, remarks) for row in book.distinct(kind, remarks)]
    for row in book.all("Annotation"):
        kind = codes.ALTERATIONS.get(_kind_code(row), "")
        if book.find(kind, row.get("Alteration_Ref")) is None:
            remarks.leave("Annotation", row.number, row.words, "reference_missing")
    return tuple(row for row in found if row is not None)


def _marker(row: Record, book: Book, remarks: Remarks) -> Biomarker | None:
    code = row.code("Code")
    name = codes.MARKERS.get(code, "")
    if code in codes.LABORATORY:
        return None
    if not name:
        text = f"{row.get('Code')} : {_said(row)}"
        remarks.leave("Biomarker", row.number, text, "code_unknown")
        return None
    state, uncertain = _state(name, row.get("Value"))
    if state is None:
        text = f"{name} : {_said(row)}"
        remarks.leave("Biomarker", row.number, text, "value_unreadable")
        return None
    if uncertain:
        remarks.note("marker_uninterpreted", marker=name, value=_said(row))
    alteration, value = _split(row.get("Value"))
    if alteration.startswith(name) and _GENE.match(alteration):
        name, alteration = alteration, ""  # "BRCA1 muté" under BRCA: the gene itself
    return Biomarker(
        marker=name,
        state=state,
        alteration=alteration,
        uncertain=uncertain,
        value=f"{value} {row.get('Unit')}".strip(),
        resulted_on=_date(row, book),
        **_sample(row, book),
    )


def _state(name: str, value: str) -> tuple[MarkerState | None, bool]:
    """The state, and whether it is uncertain: a number alone was interpreted by nobody."""
    if name == "HER2" and value in _HER2:
        return _HER2[value]
    text = fold(value)
    number = number_of(value)
    if number == 0:
        return MarkerState.NEGATIVE, name in codes.SERUM
    if number is not None:
        return MarkerState.POSITIVE, True
    return next((state for p, state in _STATES if re.search(p, text)), None), False


def _split(value: str) -> tuple[str, str]:
    """`L858R absente` as the alteration alone; a bare "negatif" adds nothing to the state."""
    words = [w for w in _PHRASE.sub("", value).split() if not _STATE_WORD.match(fold(w))]
    rest = " ".join(words)
    if rest and rest != value and (forms(rest) or all(map(_GENE.match, words))):
        return rest, ""
    return "", rest


def number_of(value: str) -> Decimal | None:
    """The number in a cell, with or without a sign of comparison; None for none."""
    match = _NUMBER.match(value)
    if not match:
        return None
    try:
        return Decimal(match.group(2).replace(",", "."))
    except InvalidOperation:
        return None


def _said(row: Record) -> str:
    return f"{row.get('Value')} {row.get('Unit')}".strip()


def _date(row: Record, book: Book) -> PartialDate | None:
    analysis = book.find("Analysis", row.get("Analysis_Ref"))
    return analysis.day("Date", Remarks()) if analysis else None


def _method(row: Record, book: Book) -> str:
    """The name of the panel, when the file gives it in words."""
    analysis = book.find("Analysis", row.get("Analysis_Ref"))
    panel = analysis.get("Panel_Name") if analysis else ""
    return "" if ":" in panel else panel


def _sample(row: Record, book: Book) -> Mapping[str, Any]:
    """Where and when the analysed sample was taken."""
    analysis = book.find("Analysis", row.get("Analysis_Ref"))
    sample = sample_of(analysis, book) if analysis else None
    if sample is None:
        return {}
    site = organ(sample.code("TopographyCode"))
    return {"sample_site": site, "sample_on": sample.day("CollectDate", Remarks())}


def sample_of(analysis: Record, book: Book) -> Record | None:
    """The sample of an analysis, by its row number, failing that by the laboratory's own name for it."""
    written = analysis.get("BiologicalSample_Ref")
    by_name = book.about("BiologicalSample", "ExternalAccession", written)
    return book.find("BiologicalSample", written) or next(iter(by_name), None)


def _alteration(row: Record, book: Book, remarks: Remarks) -> Biomarker | None:
    notes = [
        a
        for a in book.about("Annotation", "Alteration_Ref", row.number)
        if codes.ALTERATIONS.get(_kind_code(a)) == row.kind
    ]
    genes = _genes(notes)
    reason = _refusal(row, genes)
    if reason:
        text = " ; ".join(filter(None, ["::".join(genes), row.words]))
        remarks.leave(row.kind, row.number, text, reason)
        return None
    alteration, uncertain = _named(row, notes)
    origin = _ORIGINS.get(row.cells.get("VariantInSample_GenomicSourceClass", "")[-8:], "")
    return Biomarker(
        marker="::".join(genes),
        state=MarkerState.POSITIVE,
        alteration=alteration,
        uncertain=uncertain,
        value=_(origin) if origin else "",
        method=_method(row, book),
        resulted_on=_date(row, book),
        **_sample(row, book),
    )


def _kind_code(annotation: Record) -> str:
    written = annotation.cells.get("AlterationOnSample_AlterationType", "")
    return written.rsplit(":", 1)[-1].upper()


def _genes(notes: list[Record]) -> list[str]:
    """Gene symbols; of a fusion the five-prime one first."""
    ordered = sorted(notes, key=lambda a: a.code("FusionPrimeEnd").upper() in codes.THREE_PRIME)
    named = (a.cells.get("GenomeEntity_Symbol", "")[:40] for a in ordered)
    return list(dict.fromkeys(filter(None, named)))[:2]


def _refusal(row: Record, genes: list[str]) -> str:
    if row.kind == codes.VARIANT and _pathogenicity(row) in codes.BENIGN:
        return "benign"
    if row.kind == codes.COPIES and _copies(row) is None:
        return "not_mapped"
    return "" if genes else "gene_unknown"


def _pathogenicity(row: Record) -> str:
    return row.cells.get("AlterationOnSample_Pathogenicity", "").rsplit(":", 1)[-1]


def _named(row: Record, notes: list[Record]) -> tuple[str, bool]:
    """What the alteration is called, and whether it settles nothing."""
    if row.kind == codes.FUSION:
        return _("fusion"), False
    if row.kind == codes.COPIES:
        return _copies(row) or ("", True)
    changes = dict.fromkeys(
        f"{a.get('DNASequenceVariation')} {a.get('AminoAcidChange')}".strip() for a in notes
    )
    return " ; ".join(filter(None, changes))[:200], _pathogenicity(row) == codes.UNCERTAIN


def _copies(row: Record) -> tuple[str, bool] | None:
    """The change in copies, and whether it is too small to conclude; None for none."""
    status = row.cells.get("CNV_SegmentGenomicStatus", "").rsplit(":", 1)[-1]
    number = row.cells.get("CNV_CopyNumber", "")
    counted = _(" (%(n)s copies)", n=number) if number.isdigit() else ""
    named = {
        codes.AMPLIFICATION: (_("amplification"), False),
        codes.GAIN: (_("gain"), True),
        codes.LOSS_OF_ONE: (_("délétion hétérozygote"), True),
        codes.LOSS_OF_BOTH: (_("délétion homozygote"), False),
    }.get(status)
    return (f"{named[0]}{counted}", named[1]) if named else None
