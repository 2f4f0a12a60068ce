"""Leaves about the disease: its type by descent, its stage, how it answered a treatment.

As every leaf: takes its data and a case file, gives a reading; only a certain fact is met or not met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from .casefile import CaseFile, Treatment, Tumour
from .drugs import given_in
from .logic import MET, NOT_MET, UNKNOWN, Reading
from .text import fold
from .tumour_kind import TISSUES, kinds_of
from .tumour_tree import TumourTree
from .vocabulary import Response

FROM_FILE = "dossier à compléter"
PATHOLOGY = "anatomopathologie"
IMAGING = "imagerie"
STAGES = ("0", "I", "II", "III", "IV")
_STAGE = re.compile(r"(?<![A-Z0-9])(IV|III|II|I|0|[1-4])(?:\s?[A-D]\d?)?(?![A-Z0-9])")
_DIGITS = dict(zip("1234", STAGES[1:], strict=True))
_FAR = re.compile(r"(?:(?<![A-Z])|(?<=[ABCPY]))M([01])(?![0-9])")


def diagnosis(content: Mapping[str, Any], case_file: CaseFile, tree: TumourTree) -> Reading:
    """Whether the tumour is one of the types asked for, or descends from one.

    A tumour known only by something above the type asked for is to be made precise; an organ that
    cannot hold it is a certain no.
    """
    wanted = tuple(content["oncotree"])
    params = {"wanted": ", ".join(tree.label(code) for code in wanted)}
    if not case_file.tumours:
        return Reading(UNKNOWN, "diagnosis_unknown", params, settled_by=PATHOLOGY)
    found = case_file.tumour
    known = kinds_of(found, tree)
    datum = found.histology or found.site.label
    params["found"] = " ou ".join(sorted({tree.label(code) for code in known}))
    dated = str(found.diagnosed_on or "")
    answers = {_is_one_of(code, wanted, tree) for code in known}
    if len(answers) == 1 and None not in answers:
        outcome = MET if answers == {True} else NOT_MET
        return Reading(outcome, "diagnosis", params, datum, dated)
    return Reading(UNKNOWN, "diagnosis_unknown", params, datum, dated, PATHOLOGY)


def _is_one_of(code: str, wanted: tuple[str, ...], tree: TumourTree) -> bool | None:
    """None when the type is above a wanted one, or when its organ does not exclude it."""
    if any(tree.descends(code, each) for each in wanted):
        return True
    if any(tree.descends(each, code) for each in wanted):
        return None
    organs = set(TISSUES.values())
    if code not in organs:
        return False
    return False if all(organs & set(tree.lineage(each)) for each in wanted) else None


def stage(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """The stage as entered, by its number, or whether the disease is metastatic.

    Stages are never worked out from T, N and M: their tables differ with each tumour. M alone says
    only that there are metastases, or none.
    """
    if not case_file.tumours:
        return Reading(UNKNOWN, "stage_unknown", settled_by=FROM_FILE)
    found = case_file.tumour
    if "metastatic" in content:
        return _metastatic(bool(content["metastatic"]), found)
    wanted = tuple(content["in"])
    params = {"wanted": ", ".join(wanted), "found": found.stage}
    said = _stages(found.stage)
    if len(said) != 1:
        return Reading(UNKNOWN, "stage_unknown", params, found.stage, settled_by=FROM_FILE)
    outcome = MET if said <= set(wanted) else NOT_MET
    return Reading(outcome, "stage", params, found.stage, str(found.diagnosed_on or ""))


def _stages(text: str) -> set[str]:
    """Every stage a text names, as Roman numerals."""
    upper = fold(text).upper().replace("METASTATIQUE", "IV")
    return {_DIGITS.get(number, number) for number in _STAGE.findall(upper)}


def _metastatic(wanted: bool, found: Tumour) -> Reading:
    """Sites named win over an M0, which may be that of the diagnosis."""
    said = set(_FAR.findall(found.tnm.upper()))
    if found.metastatic_sites.strip() or _stages(found.stage) == {"IV"}:
        said = {"1"}
    datum = found.metastatic_sites or found.tnm or found.stage
    if len(said) != 1:
        return Reading(UNKNOWN, "metastases_unknown", {}, datum, settled_by=IMAGING)
    present = said == {"1"}
    params = {"present": "yes" if present else ""}
    return Reading(MET if present is wanted else NOT_MET, "metastases", params, datum)


def response(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """The best response to the latest treatment by a drug or class, or to the last systemic line."""
    asked = {"drug": content.get("drug", ""), "class": content.get("class", "")}
    given = _latest(case_file, asked["drug"], asked["class"])
    params = {**asked, "wanted": ", ".join(Response(code).label for code in content["in"])}
    if given is None or given.best_response in {None, Response.NOT_EVALUABLE}:
        datum = given.label if given else ""
        return Reading(UNKNOWN, "response_unknown", params, datum, settled_by=FROM_FILE)
    best = given.best_response or Response.NOT_EVALUABLE
    outcome = MET if best.value in content["in"] else NOT_MET
    datum = f"{given.label}, {best.label.lower()}"
    dated = str(given.progressed_on or given.ended_on or given.started_on or "")
    return Reading(outcome, "response", {**params, "found": best.label}, datum, dated)


def _latest(case_file: CaseFile, drug: str, drug_class: str) -> Treatment | None:
    """The systemic treatment of the highest line that the question is about."""
    rows = [row for row in case_file.treatments if row.kind.is_systemic]
    if drug or drug_class:
        rows = [row for row in rows if given_in(row, drug=drug, drug_class=drug_class)]
    return max(
        rows,
        key=lambda row: (row.line or 0, row.started_on.iso if row.started_on else ""),
        default=None,
    )


def sex(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """The administrative sex, which some trials ask for."""
    found = case_file.patient.sex
    if found.value == "unknown":
        return Reading(UNKNOWN, "sex_unknown", settled_by=FROM_FILE)
    outcome = MET if found.value == content["is"] else NOT_MET
    return Reading(outcome, "sex", {"found": found.label}, found.label)


DISEASE_READERS: Mapping[str, Callable[[Mapping[str, Any], CaseFile, date], Reading]] = {
    "stage": stage,
    "response": response,
    "sex": sex,
}
