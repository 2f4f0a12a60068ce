"""Treatments of the pivot with their drugs, line numbers as written, and evaluations of response."""

from __future__ import annotations

import re

from app.domain.casefile import Treatment
from app.domain.health import Toxicity
from app.domain.partial_date import PartialDate
from app.domain.text import SHORT
from app.domain.vocabulary import Response, TreatmentKind
from app.exchange.fhir.drug_names import anticancer, is_supportive
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Book, Record

_HIGHEST_LINE = 30
_GRADES = frozenset("12345")
_CANCER_DRUG = re.compile(r"L0[12]")
_ATC = re.compile(r"[A-Z]\d\d")


def read_treatments(book: Book, remarks: Remarks) -> tuple[Treatment, ...]:
    """Every treatment by start date, undated ones last; the line number is the file's or none."""
    rows = book.distinct("Treatment", remarks)
    numbers = {row.number for row in rows} - {""}
    for kind in ("Drug", "ResponseEvaluation"):
        for row in book.all(kind):
            if row.get("Treatment_Ref") not in numbers:
                remarks.leave(kind, row.number, row.words, "reference_missing")
    made = [_treatment(row, book, remarks) for row in rows]
    return tuple(sorted(made, key=lambda t: t.started_on.iso if t.started_on else "9"))


def _treatment(row: Record, book: Book, remarks: Remarks) -> Treatment:
    drugs = _drugs(row, book, remarks)
    kind = _kind(row, drugs, remarks)
    names = tuple(name for name, _kind_of in drugs)
    label = (" + ".join(names) or _label(row, kind))[:SHORT]
    best, progressed = _response(row, book, label, remarks)
    return Treatment(
        label=label,
        kind=kind,
        line=_line(row, kind, label, remarks),
        drugs=names,
        started_on=row.day("StartDate", remarks),
        ended_on=row.day("EndDate", remarks),
        best_response=best,
        progressed_on=progressed,
        note=_note(row),
        toxicities=_toxicities(row, book, remarks),
    )


def _drugs(row: Record, book: Book, remarks: Remarks) -> list[tuple[str, TreatmentKind | None]]:
    """The drugs of one treatment: our name when we know it, else the file's."""
    found: dict[str, TreatmentKind | None] = {}
    for drug in book.about("Drug", "Treatment_Ref", row.number):
        written = drug.get("Name") or drug.get("Code")
        known = anticancer(written) or anticancer(written.replace("-", ""))
        code = drug.code("Code").upper()
        if known:
            found.setdefault(*known)
        elif is_supportive(written):
            remarks.leave("Drug", drug.number, written, "supportive_drug")
        elif _ATC.match(code) and not _CANCER_DRUG.match(code):
            remarks.leave("Drug", drug.number, written, "not_cancer_drug")
        elif written:
            remarks.note("drug_unknown", drug=written)
            found.setdefault(written, None)
    return list(found.items())


def _kind(
    row: Record, drugs: list[tuple[str, TreatmentKind | None]], remarks: Remarks
) -> TreatmentKind:
    """The kind the file states; its drugs' when it states none, or only "antibody"."""
    code = row.code("Type")
    stated = codes.KINDS.get(code)
    if stated is not None and code != codes.ANTIBODY:
        return stated
    kinds = {kind for _name, kind in drugs if kind is not None}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds:
        return TreatmentKind.COMBINATION
    if stated is None and code:
        remarks.leave("Treatment", row.number, row.words, "code_unknown")
    return stated or TreatmentKind.OTHER


def _label(row: Record, kind: TreatmentKind) -> str:
    nature = row.get("SurgeryNature")
    if kind is TreatmentKind.SURGERY and nature and ":" not in nature:
        return nature
    return codes.LABELS.get(row.code("Type")) or kind.label


def _line(row: Record, kind: TreatmentKind, label: str, remarks: Remarks) -> int | None:
    written = row.code("LineNumber").upper().removeprefix("L")
    if not written:
        if kind.is_systemic:
            remarks.note("line_missing", label=label)
        return None
    if not re.fullmatch(r"\d{1,2}", written) or not 0 < int(written) <= _HIGHEST_LINE:
        text = _("%(label)s : ligne « %(line)s »", label=label, line=row.get("LineNumber"))
        remarks.leave("Treatment", row.number, text, "value_unreadable")
        return None
    if not kind.is_systemic:
        text = _("%(label)s : ligne « %(line)s »", label=label, line=written)
        remarks.leave("Treatment", row.number, text, "line_of_local")
        return None
    return int(written)


def _response(
    row: Record, book: Book, label: str, remarks: Remarks
) -> tuple[Response | None, PartialDate | None]:
    """The best evaluation of the file, and the date of the first progression."""
    seen: list[Response] = []
    progressions: list[PartialDate] = []
    for evaluation in book.about("ResponseEvaluation", "Treatment_Ref", row.number):
        status = evaluation.code("Status").upper()
        response = next((r for r in codes.RESPONSES if r.value == status), None)
        on = evaluation.day("Date", remarks)
        if response is not None:
            seen.append(response)
        elif status:
            remarks.leave("ResponseEvaluation", evaluation.number, status, "not_recist")
        if response is Response.PROGRESSION and on:
            progressions.append(on)
    best = min(seen, key=codes.RESPONSES.index, default=None)
    if best is Response.PROGRESSION:
        remarks.note("only_progression", label=label)
    return best, min(progressions, default=None)


def _toxicities(row: Record, book: Book, remarks: Remarks) -> tuple[Toxicity, ...]:
    """The adverse events of one treatment, with their CTCAE grade when it is one."""
    found = []
    for event in book.about("AdverseEvent", "Treatment_Ref", row.number):
        term, grade = event.get("Code"), event.code("Grade")
        if not term:
            continue
        if grade and grade not in _GRADES:
            text = _("%(event)s : grade « %(grade)s »", event=term, grade=grade)
            remarks.leave("AdverseEvent", event.number, text, "value_unreadable")
        over = event.day("EndDate", remarks)
        note = _("jusqu'au %(on)s", on=over) if over else ""
        on = event.day("Date", remarks)
        found.append(Toxicity(term, int(grade) if grade in _GRADES else None, on, note))
    return tuple(dict.fromkeys(found))


def _note(row: Record) -> str:
    said = []
    is_surgery = codes.KINDS.get(row.code("Type")) is TreatmentKind.SURGERY
    if is_surgery and (quality := row.code("SurgeryResectionQuality")) in {"R0", "R1", "R2"}:
        said.append(_("Résection %(quality)s.", quality=quality))
    if act := row.code("ActivityCode"):
        said.append(_("Acte CCAM %(code)s.", code=act))
    if row.code("ClinicalTrialContext").upper() in codes.YES:
        trial = " ".join(filter(None, (row.get("ClinicalTrialName"), row.code("ClinicalTrialId"))))
        said.append(_("Dans un essai clinique : %(trial)s.", trial=trial or _("nom non précisé")))
    return " ".join(said)
