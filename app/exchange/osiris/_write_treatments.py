"""Treatments, drugs, responses and adverse events of a pivot."""

from __future__ import annotations

import re

from app.domain.casefile import CaseFile, Treatment
from app.domain.vocabulary import Response, TreatmentKind

from . import codes
from ._written import Written

_RESECTION = re.compile(r"Résection (R[012])\.")
_TYPES = {
    kind: f"UMLS:{code}" for code, kind in reversed(tuple(codes.KINDS.items())) if kind.is_systemic
} | {
    TreatmentKind.RADIOTHERAPY: "UMLS:C1522449",
    TreatmentKind.SURGERY: "UMLS:C0728940",
}


def write_treatments(file: CaseFile, written: Written) -> None:
    """Every treatment with its line; what was said of it in words is counted."""
    for treatment in file.treatments:
        number = _treatment(treatment, written)
        for drug in treatment.drugs:
            written.add("Drug", Treatment_Ref=number, Name=drug)
        _responses(treatment, number, written)
        for toxicity in treatment.toxicities:
            written.add(
                "AdverseEvent",
                Treatment_Ref=number,
                Code=toxicity.term,
                Date=toxicity.on.iso if toxicity.on else "",
                Grade=str(toxicity.grade or ""),
            )
        _tell(treatment, written)


def _treatment(treatment: Treatment, written: Written) -> str:
    is_surgery = treatment.kind is TreatmentKind.SURGERY
    is_named = is_surgery and treatment.label != TreatmentKind.SURGERY.label
    in_trial = treatment.kind is TreatmentKind.TRIAL
    return written.add(
        "Treatment",
        TumorPathologyEvent_Ref="1",
        Type=_TYPES.get(treatment.kind, ""),
        LineNumber=str(treatment.line or "") if treatment.kind.is_systemic else "",
        StartDate=treatment.started_on.iso if treatment.started_on else "",
        EndDate=treatment.ended_on.iso if treatment.ended_on else "",
        ClinicalTrialContext="UMLS:C1298907" if in_trial else "",
        SurgeryResectionQuality=_resection(treatment),
        SurgeryNature=treatment.label if is_named and ":" not in treatment.label else "",
    )


def _resection(treatment: Treatment) -> str:
    """R0, R1 or R2 when the note of a surgery says it."""
    match = _RESECTION.match(treatment.note) if treatment.kind is TreatmentKind.SURGERY else None
    return match[1] if match else ""


def _responses(treatment: Treatment, number: str, written: Written) -> None:
    """The best response, undated, then the progression with its date."""
    best, progressed = treatment.best_response, treatment.progressed_on
    if best and not (best is Response.PROGRESSION and progressed):
        written.add("ResponseEvaluation", Treatment_Ref=number, Status=f"RECIST:{best.value}")
    if progressed:
        written.add(
            "ResponseEvaluation", Treatment_Ref=number, Date=progressed.iso, Status="RECIST:PD"
        )


def _tell(treatment: Treatment, written: Written) -> None:
    note = _RESECTION.sub("", treatment.note).strip() if _resection(treatment) else treatment.note
    said = (note, treatment.dose_note, treatment.progression_sites)
    written.leave("treatment_words", sum(map(bool, said)))
    written.leave("stop_reasons", 1 if treatment.stop_reason else 0)
    written.leave("dose_reductions", len(treatment.dose_reductions))
