"""A generated OSIRIS pivot of any number of fictitious patients, for imports of a real size."""

from __future__ import annotations

import random
from collections.abc import Iterable

_SITES = (
    ("C34.1", "8140/3", "KRAS", "c.34G>T", "p.G12C", "C39-34"),
    ("C50.4", "8500/3", "PIK3CA", "c.3140A>G", "p.H1047R", "C39-31"),
    ("C18.0", "8140/3", "BRAF", "c.1799T>A", "p.V600E", "C39-38"),
    ("C56", "8441/3", "BRCA1", "c.68_69del", "p.E23Vfs*17", "C39-26"),
)
_LINES = (
    ("C3665472", ("carboplatine", "paclitaxel")),
    ("C0021083", ("pembrolizumab",)),
    ("C0279025", ("letrozole", "palbociclib")),
)


def pivot(count: int, seed: int = 4) -> dict[str, bytes]:
    """The files of `count` patients: a tumour and its metastasis, markers, a variant, one to three lines each."""
    rng = random.Random(seed)  # noqa: S311
    tables: dict[str, list[str]] = {name: [header] for name, header in _HEADERS.items()}
    for number in range(1, count + 1):
        _patient(f"TEST-{number:05d}", rng, tables)
    return {f"OSIRIS_pivot_{name}.csv": _lines(rows) for name, rows in tables.items()}


_HEADERS = {
    "Patient": "Patient_Id,Instance_Id,Patient_Gender,Patient_BirthDate",
    "TumorPathologyEvent": "Patient_Id,Instance_Id,TumorPathologyEvent_ParentRef,"
    "TumorPathologyEvent_Type,TumorPathologyEvent_StartDate,TumorPathologyEvent_PerformanceStatus,"
    "TumorPathologyEvent_G8,TumorPathologyEvent_DiagnosisDate,TumorPathologyEvent_TopographyCode,"
    "TumorPathologyEvent_MorphologyCode",
    "TNM": "Patient_Id,Instance_Id,TumorPathologyEvent_Ref,TNM_Version,TNM_Type,TNM_T,TNM_N,TNM_M",
    "Analysis": "Patient_Id,Instance_Id,Analysis_Date",
    "Biomarker": "Patient_Id,Instance_Id,Analysis_Ref,Biomarker_Code,Biomarker_Value,Biomarker_Unit",
    "Variant": "Patient_Id,Instance_Id,Analysis_Ref,AlterationOnSample_AlterationType,"
    "AlterationOnSample_Pathogenicity",
    "Annotation": "Patient_Id,Instance_Id,Alteration_Ref,AlterationOnSample_AlterationType,"
    "GenomeEntity_Symbol,Annotation_DNASequenceVariation,Annotation_AminoAcidChange",
    "Treatment": "Patient_Id,Instance_Id,TumorPathologyEvent_Ref,Treatment_Type,"
    "Treatment_LineNumber,Treatment_StartDate,Treatment_EndDate",
    "Drug": "Patient_Id,Instance_Id,Treatment_Ref,Drug_Code,Drug_Name",
    "ResponseEvaluation": "Patient_Id,Instance_Id,Treatment_Ref,Date,Status",
    "RelatedPathology": "Patient_Id,Instance_Id,RelatedPathology_PathologyCode,"
    "RelatedPathology_DiagnosisDate",
}


def _patient(name: str, rng: random.Random, tables: dict[str, list[str]]) -> None:
    year = rng.randrange(2016, 2024)
    site, cell, gene, dna, protein, marker = rng.choice(_SITES)
    day = f"{year}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}"
    born = f"{rng.randrange(1935, 1985)}-05-{rng.randrange(1, 28):02d}"
    tables["Patient"].append(f"{name},1,HL7:{rng.choice('FM')},{born}")
    tables["TumorPathologyEvent"] += [
        f"{name},1,,UMLS:C0677930,{day},1,,{day},{site},{cell}",
        f"{name},2,1,UMLS:C2939419,{year + 1}-02-01,2,{rng.randrange(18)},,{site},{cell}",
    ]
    tables["TNM"].append(f"{name},1,1,OSIRIS:C27-3,c,T2,N1,M1")
    tables["Analysis"].append(f"{name},1,{day}")
    tables["Biomarker"] += [
        f"{name},1,1,OSIRIS:{marker},positif,",
        f"{name},2,1,OSIRIS:C39-42,L858R absente,",
        f"{name},3,1,OSIRIS:C39-43,negatif,",
        f"{name},4,1,UMLS:C0201838,{rng.randrange(28, 45)},g/L",
    ]
    tables["Variant"].append(f"{name},1,1,OSIRIS:O15-5,OSIRIS:O81-1")
    tables["Annotation"].append(f"{name},1,1,OSIRIS:O15-5,{gene},{dna},{protein}")
    tables["RelatedPathology"].append(f"{name},1,I10,2012-01-15")
    for line in range(1, rng.randrange(2, 5)):
        _line(name, line, year + line, tables)


def _line(name: str, line: int, year: int, tables: dict[str, list[str]]) -> None:
    kind, drugs = _LINES[line % len(_LINES)]
    tables["Treatment"].append(f"{name},{line},2,UMLS:{kind},{line},{year}-03-01,{year}-09-01")
    for drug in drugs:
        number = len(tables["Drug"])
        tables["Drug"].append(f"{name},{number},{line},,{drug}")
    tables["ResponseEvaluation"].append(f"{name},{line},{line},{year}-09-05,RECIST:PD")


def _lines(rows: Iterable[str]) -> bytes:
    return ("\n".join(rows) + "\n").encode()
