"""Tumours, metastases, TNM, performance status and G8 as events of a pivot."""

from __future__ import annotations

import re

from app.domain.casefile import CaseFile, Tumour
from app.domain.vocabulary import MeasureKind, Site

from . import codes
from ._written import Written

# one site, one three-character topography: the other sites have several, and none is guessed
_TOPOGRAPHIES = {
    Site.BREAST: "C50", Site.LUNG: "C34", Site.STOMACH: "C16", Site.OESOPHAGUS: "C15",
    Site.PANCREAS: "C25", Site.LIVER: "C22", Site.SMALL_BOWEL: "C17", Site.PROSTATE: "C61",
    Site.KIDNEY: "C64", Site.OVARY: "C56", Site.ENDOMETRIUM: "C54", Site.CERVIX: "C53",
    Site.THYROID: "C73", Site.BRAIN: "C71", Site.UNKNOWN_PRIMARY: "C80",
}  # fmt: skip
_METASTASES = {
    "os": "C41", "plèvre": "C38.4", "péritoine": "C48", "surrénale": "C74", "peau": "C44",
    "ganglions axillaires": "C77.3", "ganglions": "C77", "foie": "C22", "poumon": "C34",
    "cerveau": "C71", "site non précisé": "",
}  # fmt: skip
_SIDES = {side: f"UMLS:{code}" for code, side in reversed(tuple(codes.SIDES.items()))}
_EDITIONS = {edition: f"OSIRIS:{code}" for code, edition in codes.TNM_EDITIONS.items()}
_CATEGORIES = re.compile(r"([cpyu]?)(T\S+)?(?:\s*[cpyu]?(N\S+))?(?:\s*[cpyu]?(M\S+))?\Z")
_PLACE = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<on>[\d/]+)\))?\Z")


def write_tumours(file: CaseFile, written: Written) -> None:
    """Each primary tumour with its metastases; measures stand as events of the first one."""
    for tumour in file.tumours:
        number = _primary(tumour, written)
        _tnm(tumour, number, written)
        _metastases(tumour, number, written)
    _measures(file, written)


def topography(tumour: Tumour) -> str:
    """The code of the tumour, failing that of its site when the site has only one."""
    return tumour.topography_code or _TOPOGRAPHIES.get(tumour.site, "")


def _primary(tumour: Tumour, written: Written) -> str:
    code = topography(tumour)
    written.leave("topography", 0 if code else 1)
    written.leave("histology", 1 if tumour.histology and not tumour.morphology_code else 0)
    on = tumour.diagnosed_on.iso if tumour.diagnosed_on else ""
    return written.add(
        "TumorPathologyEvent",
        Type=f"UMLS:{codes.PRIMARY}",
        StartDate=on,
        DiagnosisDate=on,
        StadeValue=tumour.stage,
        TopographyCode=code,
        MorphologyCode=tumour.morphology_code,
        Laterality=_SIDES.get(tumour.laterality, "") if tumour.laterality else "",
    )


def _tnm(tumour: Tumour, number: str, written: Written) -> None:
    for said in filter(None, tumour.tnm.split(" ; ")):
        match = _CATEGORIES.match(said)
        if not match:
            written.leave("tnm")
            continue
        kind, t, n, m = (part or "" for part in match.groups())
        written.add(
            "TNM",
            TumorPathologyEvent_Ref=number,
            Version=_EDITIONS.get(tumour.tnm_edition, ""),
            Type=kind,
            T=t,
            N=n,
            M=m,
        )


def _metastases(tumour: Tumour, parent: str, written: Written) -> None:
    for said in filter(None, tumour.metastatic_sites.split(", ")):
        match = _PLACE.match(said)
        code = _METASTASES.get(match["name"].strip().lower()) if match else None
        if not match or code is None:
            written.leave("metastatic_sites")
            continue
        on = "-".join(reversed(match["on"].split("/"))) if match["on"] else ""
        written.add(
            "TumorPathologyEvent",
            ParentRef=parent,
            Type=f"UMLS:{codes.METASTATIC}",
            StartDate=on,
            DiagnosisDate=on,
            TopographyCode=code,
        )


def _measures(file: CaseFile, written: Written) -> None:
    """One event for each dated status or G8, beside the diagnosis date of the tumour so that it stays that."""
    diagnosed = file.tumour.diagnosed_on
    shown = [
        ("PerformanceStatus", m.measured_on, str(m.value))
        for m in file.measures
        if m.kind is MeasureKind.PERFORMANCE_STATUS
    ]
    shown += [("G8", g.noted_on, str(g.score)) for g in file.g8 if g.score == int(g.score)]
    written.leave("g8", sum(g.score != int(g.score) for g in file.g8))
    for name, on, value in shown:
        written.add(
            "TumorPathologyEvent",
            **{
                "ParentRef": "1",
                "Type": f"UMLS:{codes.DISEASE}",
                "StartDate": on.iso if on else "",
                "DiagnosisDate": diagnosed.iso if diagnosed else "",
                name: value,
            },
        )
