"""Markers, variants, fusions, copy numbers and laboratory values of a pivot."""

from __future__ import annotations

import re

from app.domain.casefile import Biomarker, CaseFile, Measure
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import MarkerState, MeasureKind

from . import codes
from ._written import Written

_CODES = {name.upper(): f"OSIRIS:{code}" for code, name in codes.MARKERS.items()}
# how our own names are called in the format
_SAME = {"RE": "RO", "KI-67": "KI67", "CA 125": "CA125", "CA 19-9": "CA199", "TP53": "P53"}
_WORDS = {
    MarkerState.POSITIVE: "positif",
    MarkerState.NEGATIVE: "negatif",
    MarkerState.NOT_DONE: "non fait",
    MarkerState.PENDING: "en attente",
    MarkerState.NON_CONTRIBUTORY: "non contributif",
}
_GENE = re.compile(r"[A-Z][A-Z0-9]{1,11}\Z")
_HGVS = re.compile(r"(?P<dna>c\.\S+)?\s*(?P<protein>p\.\S+)?\Z")
_NUMBER = re.compile(r"([<>≥≤]?=?\s*\d+(?:[.,]\d+)?)\s*(\D.*)?\Z")
_ORIGINS = {"somatique": "LOINC:LA6684-0", "constitutionnel": "LOINC:LA6683-2"}
_COPIES = {"amplification": codes.AMPLIFICATION, "délétion homozygote": codes.LOSS_OF_BOTH}
_LABORATORY = {kind: f"UMLS:{code}" for code, (kind, _factors) in codes.MEASURED.items()}


def write_markers(file: CaseFile, written: Written) -> None:
    """Every marker the format has a code or a place for; the others are counted."""
    for row in file.biomarkers:
        if not (_alteration(row, written) or _marker(row, written)):
            written.leave("biomarkers")
    for measure in file.measures:
        _laboratory(measure, written)


def _alteration(row: Biomarker, written: Written) -> bool:
    """A positive row about a gene, as variant, fusion or change in copies; False when it is none of them."""
    genes = row.marker.split("::")
    if row.state is not MarkerState.POSITIVE or not all(map(_GENE.match, genes)):
        return False
    if len(genes) == 2:
        return _fusion(genes, row, written)
    if row.alteration in _COPIES:
        copies = f"OSIRIS:{_COPIES[row.alteration]}"
        number = written.add(
            "CopyNumber",
            Analysis_Ref=_analysis(row, written),
            AlterationOnSample_AlterationType="OSIRIS:O15-4",
            CNV_SegmentGenomicStatus=copies,
        )
        _annotate(number, "OSIRIS:O15-4", genes[0], written)
        return True
    match = _HGVS.match(row.alteration)
    if not row.alteration or not match:
        return False
    number = written.add(
        "Variant",
        Analysis_Ref=_analysis(row, written),
        AlterationOnSample_AlterationType="OSIRIS:O15-5",
        AlterationOnSample_Pathogenicity=f"OSIRIS:{codes.UNCERTAIN}" if row.uncertain else "",
        VariantInSample_GenomicSourceClass=_ORIGINS.get(row.value, ""),
    )
    change = {"DNASequenceVariation": match["dna"] or "", "AminoAcidChange": match["protein"] or ""}
    _annotate(number, "OSIRIS:O15-5", genes[0], written, **change)
    return True


def _fusion(genes: list[str], row: Biomarker, written: Written) -> bool:
    number = written.add(
        "Fusion",
        Analysis_Ref=_analysis(row, written),
        AlterationOnSample_AlterationType="OSIRIS:O15-3",
    )
    for gene, end in zip(genes, ("5PRIME", "3PRIME"), strict=True):
        _annotate(number, "OSIRIS:O15-3", gene, written, FusionPrimeEnd=end)
    return True


def _annotate(number: str, kind: str, gene: str, written: Written, **more: str) -> None:
    written.add(
        "Annotation",
        Alteration_Ref=number,
        AlterationOnSample_AlterationType=kind,
        GenomeEntity_Symbol=gene,
        **more,
    )


def _marker(row: Biomarker, written: Written) -> bool:
    """A marker of the format's list, its state in words; False when the words would say another state."""
    name = row.marker.upper()
    code = _CODES.get(_SAME.get(name, name))
    value = _value(row)
    if code is None or value is None:
        return False
    said, unit = value
    analysis = _analysis(row, written)
    written.add("Biomarker", Analysis_Ref=analysis, Code=code, Value=said, Unit=unit)
    return True


def _value(row: Biomarker) -> tuple[str, str] | None:
    """What the cells say, and the unit; an uncertain result is a bare number or cannot be written."""
    said = " ".join(filter(None, (row.alteration, row.value)))
    if not row.uncertain:
        return f"{_WORDS[row.state]} {said}".strip(), ""
    number = _NUMBER.match(row.value)
    if number is None or row.alteration or row.state is not MarkerState.POSITIVE:
        return None
    return number[1], number[2] or ""


def _laboratory(measure: Measure, written: Written) -> None:
    code = _LABORATORY.get(measure.kind)
    if code is None:
        if measure.kind is not MeasureKind.PERFORMANCE_STATUS:
            written.leave("measures")
        return
    unit = measure.unit or ("g/L" if measure.kind is MeasureKind.ALBUMIN else "")
    if not unit:
        written.leave("measures")
        return
    analysis = _dated(measure.measured_on, "", "", written)
    written.add("Biomarker", Analysis_Ref=analysis, Code=code, Value=str(measure.value), Unit=unit)


def _analysis(row: Biomarker, written: Written) -> str:
    sample = ""
    if row.sample_on:
        sample = written.add(
            "BiologicalSample",
            TumorPathologyEvent_Ref="1",
            CollectDate=row.sample_on.iso,
            TopographyCode=codes.organ_code(row.sample_site),
        )
    return _dated(row.resulted_on, sample, row.method, written)


def _dated(on: PartialDate | None, sample: str, method: str, written: Written) -> str:
    """The number of a new analysis that carries these, "" when there is nothing to carry."""
    if not (on or sample or method):
        return ""
    return written.add(
        "Analysis",
        TumorPathologyEvent_Ref="1",
        BiologicalSample_Ref=sample,
        Date=on.iso if on else "",
        Panel_Name="" if ":" in method else method,
    )
