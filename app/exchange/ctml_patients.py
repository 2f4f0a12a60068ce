"""CTML patients (JSON or YAML): takes a file, gives the patients that trials are read on, or refuses it.

Fields are those of MatchMiner's samples (`clinical`, `genomic`, `prior_treatments`); what a field does not
say is kept missing, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.text import fold
from app.domain.trial import Alteration, TrialPatient
from app.errors import UnreadableFile

from .located import Located, Place, located

_STATUSES = ("ER_STATUS", "PR_STATUS", "HER2_STATUS", "DISEASE_STATUS")
_SIGNATURES = {
    "APOBEC_STATUS": "apobec_signature",
    "POLE_STATUS": "pole_signature",
    "TABACCO_STATUS": "tobacco_signature",
    "TEMOZOLOMIDE_STATUS": "temozolomide_signature",
    "UVA_STATUS": "uva_signature",
}


def read_patients(data: bytes, name: str) -> tuple[TrialPatient, ...]:
    """The patients of a file, in its order; UnreadableFile names file, line and reason."""
    file = located(data, name)
    given = file.value if isinstance(file.value, list) else [file.value]
    if not given:
        raise UnreadableFile("trial_no_patient", name=name)
    found: dict[str, TrialPatient] = {}
    for number, each in enumerate(given):
        place: Place = (number,) if isinstance(file.value, list) else ()
        patient = _patient(file, each, place)
        if patient.id in found:
            raise file.refusal("trial_patient_twice", place, patient=patient.id)
        found[patient.id] = patient
    return tuple(found.values())


def _patient(file: Located, given: Any, place: Place) -> TrialPatient:
    clinical = given.get("clinical") if isinstance(given, Mapping) else None
    if not isinstance(clinical, Mapping):
        raise file.refusal("trial_patient_shape", place, key="clinical")
    code = str(clinical.get("SAMPLE_ID") or clinical.get("MRN") or "").strip()
    if not code:
        raise file.refusal("trial_patient_shape", (*place, "clinical"), key="SAMPLE_ID")
    genomic = _rows(file, given, "genomic", place)
    prior = _rows(file, given, "prior_treatments", place)
    return TrialPatient(
        id=code,
        born=_born(file, clinical, (*place, "clinical")),
        sex=_said(clinical, "GENDER"),
        deceased=fold(_said(clinical, "VITAL_STATUS")) in {"deceased", "dead"},
        diagnosis=_said(clinical, "ONCOTREE_PRIMARY_DIAGNOSIS_NAME")
        or _said(clinical, "ONCOTREE_PRIMARY_DIAGNOSIS"),
        tmb=_tmb(file, clinical, (*place, "clinical")),
        mmr=_mmr([*genomic, clinical]),
        statuses=_statuses(clinical, genomic),
        alterations=tuple(_alteration(row) for row in genomic),
        drugs=tuple(filter(None, (_said(row, "DRUG") for row in prior))),
    )


def _rows(
    file: Located, given: Mapping[str, Any], key: str, place: Place
) -> list[Mapping[str, Any]]:
    rows = given.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise file.refusal("trial_patient_shape", (*place, key), key=key)
    return rows


def _said(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value).strip()


def _born(file: Located, clinical: Mapping[str, Any], place: Place) -> date | None:
    text = _said(clinical, "BIRTH_DATE")
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        where = (*place, "BIRTH_DATE")
        raise file.refusal("trial_bad_value", where, key="BIRTH_DATE", value=text[:60]) from error


def _tmb(file: Located, clinical: Mapping[str, Any], place: Place) -> float | None:
    key = "TUMOR_MUTATIONAL_BURDEN_PER_MEGABASE"
    text = _said(clinical, key)
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise file.refusal("trial_bad_value", (*place, key), key=key, value=text[:60]) from error


def _mmr(rows: list[Mapping[str, Any]]) -> str:
    """`MMR-D/MSI-H` or `MMR-P/MSS`; "" when no row says, or when two rows differ."""
    said = {_microsatellites(_said(row, "MMR_STATUS")) for row in rows} - {""}
    return said.pop() if len(said) == 1 else ""


def _microsatellites(text: str) -> str:
    said = fold(text)
    if said.startswith("deficient") or said in {"mmr-deficient", "msi-h"}:
        return "MMR-D/MSI-H"
    stable = said.startswith("proficient") or said in {"mmr-proficient", "mss", "msi-l"}
    return "MMR-P/MSS" if stable else ""


def _statuses(clinical: Mapping[str, Any], genomic: list[Mapping[str, Any]]) -> Mapping[str, str]:
    found = {key.lower(): _said(clinical, key) for key in _STATUSES}
    for row in genomic:
        found |= {name: _said(row, key) for key, name in _SIGNATURES.items() if _said(row, key)}
    return {key: value for key, value in found.items() if value}


def _alteration(row: Mapping[str, Any]) -> Alteration:
    partners = (_said(row, "LEFT_PARTNER_GENE"), _said(row, "RIGHT_PARTNER_GENE"))
    extra = _said(row, "FUSION_PARTNER_HUGO_SYMBOL")
    return Alteration(
        category=_said(row, "VARIANT_CATEGORY"),
        gene=_said(row, "TRUE_HUGO_SYMBOL"),
        protein=_said(row, "TRUE_PROTEIN_CHANGE"),
        exon=_said(row, "TRUE_TRANSCRIPT_EXON").removesuffix(".0"),
        classification=_said(row, "TRUE_VARIANT_CLASSIFICATION"),
        cnv_call=_said(row, "CNV_CALL"),
        wildtype=row.get("WILDTYPE") is True or fold(_said(row, "WILDTYPE")) == "true",
        partners=tuple(dict.fromkeys(filter(None, (*partners, extra)))),
        comment=_said(row, "STRUCTURAL_VARIANT_COMMENT"),
    )
