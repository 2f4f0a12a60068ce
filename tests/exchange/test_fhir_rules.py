"""The rules of the FHIR importer, one at a time, on small files built here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.vocabulary import CautionKind, MarkerState, MeasureKind, Presence, TreatmentKind
from app.exchange.fhir import read_bundle
from app.exchange.imported import ImportedCase

PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "gender": "male",
    "birthDate": "1956-03",
    "name": [{"family": "Durand", "given": ["Paul", "Marie"]}],
}
CANCER = {
    "resourceType": "Condition",
    "id": "c",
    "code": {"text": "Adenocarcinoma of right lung"},
    "onsetDateTime": "2020",
}


def coded(code: str, display: str = "") -> dict[str, Any]:
    """A CodeableConcept."""
    return {"coding": [{"system": "http://loinc.org", "code": code, "display": display}]}


def observation(code: str, on: str = "2024-01-10", **fields: Any) -> dict[str, Any]:
    """An observation of that LOINC code."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": coded(code),
        "effectiveDateTime": on,
        **fields,
    }


def drug(name: str, on: str, kind: str = "MedicationStatement", **fields: Any) -> dict[str, Any]:
    """One occasion of one drug."""
    field = "authoredOn" if kind == "MedicationRequest" else "effectiveDateTime"
    given = {"resourceType": kind, "status": "completed", field: on, **fields}
    return {"medicationCodeableConcept": {"text": name}, **given}


def variant(gene: str, value: str, **components: str) -> dict[str, Any]:
    """A variant assessment, LA9633-4 being present and LA9634-2 absent."""
    parts = [
        {"code": coded("48018-6"), "valueCodeableConcept": {"coding": [{"display": gene}]}},
        *(
            {"code": coded(code.strip("_").replace("_", "-")), "valueCodeableConcept": {"text": v}}
            for code, v in components.items()
        ),
    ]
    return observation("69548-6", valueCodeableConcept=coded(value), component=parts)


def read(*resources: dict[str, Any]) -> ImportedCase:
    """The case of the patient with a lung cancer and these resources."""
    return read_bundle(json.dumps([PATIENT, CANCER, *resources]).encode())


def lines(case: ImportedCase) -> list[tuple[int | None, str]]:
    """Line numbers and labels."""
    return [(t.line, t.label) for t in case.case_file.treatments]


def reasons(case: ImportedCase) -> list[str]:
    """Why things were left out."""
    return [i.reason for i in case.not_understood]


def test_partial_dates_keep_their_precision() -> None:
    case = read().case_file
    assert str(case.patient.birth_on) == "03/1956"
    assert str(case.tumour.diagnosed_on) == "2020"
    assert case.patient.given_names == "Paul Marie"


def test_a_diagnosis_in_words_gives_a_french_label() -> None:
    tumour = read().case_file.tumour
    assert tumour.label == "Adénocarcinome du poumon droit"
    assert tumour.histology == "Adénocarcinome"


def test_a_site_we_do_not_know_keeps_the_words_of_the_file() -> None:
    other = {**CANCER, "code": {"text": "Malignant neoplasm of heart"}}
    case = read_bundle(json.dumps([PATIENT, other]).encode())
    assert case.case_file.tumour.label == "Malignant neoplasm of heart"
    assert {"site_unknown", "source_language"} <= {n.code for n in case.notes}


def test_a_line_per_resource_and_a_bundle_are_read_alike() -> None:
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": PATIENT}, {"resource": CANCER}],
    }
    ndjson = f"{json.dumps(PATIENT)}\n{json.dumps(CANCER)}\n"
    assert read_bundle(json.dumps(bundle).encode()) == read() == read_bundle(ndjson.encode())


def test_performance_status_is_found_by_code_with_its_history() -> None:
    case = read(
        observation("89247-1", "2024-03-01", valueQuantity={"value": 2}),
        observation("89247-1", "2024-01-01", valueInteger=1),
        observation("89247-1", "2023-01-01", valueCodeableConcept=coded("LA9622-7")),
    )
    latest = case.case_file.latest(MeasureKind.PERFORMANCE_STATUS)
    assert latest is not None
    assert latest.value == 2
    assert sorted(m.value for m in case.case_file.measures) == [0, 1, 2]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"valueInteger": 7}, "out_of_range"),
        ({"valueQuantity": {"value": 1.5}}, "out_of_range"),
        ({"valueString": "bien"}, "value_unreadable"),
        ({"valueInteger": 1, "status": "entered-in-error"}, "entered_in_error"),
        ({"valueInteger": 1, "subject": {"reference": "Patient/q"}}, "other_patient"),
    ],
)
def test_a_performance_status_that_cannot_be_trusted_is_named(
    fields: dict[str, Any], reason: str
) -> None:
    case = read(observation("89247-1", **fields))
    assert case.case_file.measures == ()
    assert reasons(case) == [reason]


def test_a_weight_without_a_known_unit_is_not_converted() -> None:
    case = read(observation("29463-7", valueQuantity={"value": 12, "unit": "stone"}))
    assert (case.case_file.measures, reasons(case)) == ((), ["unit_unknown"])


def test_karnofsky_is_named_and_never_turned_into_oms() -> None:
    case = read(observation("89243-0", valueInteger=80))
    assert (case.case_file.measures, reasons(case)) == ((), ["karnofsky"])


def test_an_absent_variant_is_negative_and_no_mutation() -> None:
    (row,) = read(variant("EGFR", "LA9634-2")).case_file.biomarkers
    assert (row.marker, row.state, row.alteration) == ("EGFR", MarkerState.NEGATIVE, "")


def test_a_variant_carries_its_names_and_its_unknown_significance() -> None:
    found = variant(
        "BRAF", "LA9633-4", _48004_6="c.1799T>A", _48005_3="p.Val600Glu", _53037_8="Uncertain"
    )
    (row,) = read(found).case_file.biomarkers
    assert row.alteration == "c.1799T>A p.Val600Glu"
    assert (row.uncertain, row.is_settled) == (True, False)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"dataAbsentReason": coded("not-performed")}, MarkerState.NOT_DONE),
        ({"status": "registered"}, MarkerState.PENDING),
        ({"valueCodeableConcept": {"text": "Equivocal"}}, MarkerState.NON_CONTRIBUTORY),
        ({"valueCodeableConcept": {"text": "Not detected"}}, MarkerState.NEGATIVE),
        ({"valueCodeableConcept": {"text": "Positive"}}, MarkerState.POSITIVE),
    ],
)
def test_a_marker_not_done_or_awaited_is_not_negative(
    fields: dict[str, Any], state: MarkerState
) -> None:
    (row,) = read(observation("85319-2", **fields)).case_file.biomarkers
    assert (row.marker, row.state, row.method) == ("HER2", state, "IHC")


def test_a_mutational_burden_without_interpretation_settles_nothing() -> None:
    quantity = {"value": 29.8, "unit": "mut/Mb"}
    (row,) = read(observation("94076-7", valueQuantity=quantity)).case_file.biomarkers
    assert (row.marker, row.value, row.is_settled) == ("TMB", "29,8 mut/Mb", False)


def test_stable_microsatellites_are_negative() -> None:
    (row,) = read(
        observation("81695-9", valueCodeableConcept=coded("LA14122-8", "Stable"))
    ).case_file.biomarkers
    assert (row.marker, row.state, row.value) == ("MSI", MarkerState.NEGATIVE, "MSS")


def test_clinical_and_pathological_stages_are_both_kept() -> None:
    case = read(
        observation("21908-9", valueCodeableConcept={"text": "Stage 3"}),
        observation("21908-9", valueCodeableConcept={"text": "Stage 3A"}),
        observation("21902-2", valueCodeableConcept={"text": "IIB"}),
        observation("21905-5", valueCodeableConcept={"text": "T2a"}),
        observation("21899-0", valueCodeableConcept={"text": "pT3"}),
    )
    assert case.case_file.tumour.stage == "IIIA (clinique) ; IIB (pathologique)"
    assert case.case_file.tumour.tnm == "cT2a ; pT3"


def test_a_request_and_its_administration_count_once() -> None:
    case = read(
        drug("cisplatin", "2024-01-10", "MedicationRequest"),
        drug("cisplatin", "2024-01-10", "MedicationAdministration"),
        drug("Pemetrexed 500 MG Injection", "2024-01-10"),
    )
    assert lines(case) == [(1, "cisplatine + pémétrexed")]
    assert "prescriptions" not in case.case_file.treatments[0].note


def test_a_drug_kept_into_the_next_line_belongs_to_both() -> None:
    case = read(
        drug("paclitaxel", "2024-01-10"),
        drug("carboplatin", "2024-01-10"),
        drug("gemcitabine", "2024-06-01"),
        drug("carboplatin", "2024-06-03"),
    )
    assert lines(case) == [(1, "paclitaxel + carboplatine"), (2, "gemcitabine + carboplatine")]


def test_hormone_therapy_counts_after_a_recorded_worsening() -> None:
    worsened = observation("88040-1", "2024-05-01", valueCodeableConcept={"text": "Worsened"})
    given = (drug("docetaxel", "2024-01-10"), drug("letrozole", "2024-06-01"))
    assert lines(read(*given)) == [(1, "docétaxel"), (None, "létrozole")]
    assert lines(read(*given, worsened)) == [(1, "docétaxel"), (2, "létrozole")]


def test_a_drug_not_given_not_anticancer_or_supportive_is_named() -> None:
    case = read(
        drug("cisplatin", "2024-01-10", status="not-taken"),
        drug("Simvastatin 10 MG Oral Tablet", "2024-01-10"),
        drug("ondansetron", "2024-01-10", reasonReference=[{"reference": "Condition/c"}]),
    )
    assert case.case_file.treatments == ()
    assert reasons(case) == ["not_given", "not_cancer_drug", "supportive_drug"]


def test_an_unknown_drug_given_for_the_cancer_is_kept_without_a_line() -> None:
    case = read(drug("BX-123", "2024-01-10", reasonReference=[{"reference": "Condition/c"}]))
    (found,) = case.case_file.treatments
    assert (found.label, found.kind, found.line) == ("BX-123", TreatmentKind.OTHER, None)


def test_chemotherapy_known_by_its_procedures_alone_is_kept() -> None:
    done = {"resourceType": "Procedure", "status": "completed", "code": coded("367336001")}
    case = read({**done, "performedDateTime": "2024-01-10"})
    assert lines(case) == [(None, "Chimiothérapie (médicaments non précisés)")]
    assert case.case_file.treatments[0].kind is TreatmentKind.CHEMOTHERAPY


def test_conditions_that_are_no_cancer_become_cautions() -> None:
    def condition(text: str, **fields: Any) -> dict[str, Any]:
        return {"resourceType": "Condition", "code": {"text": text}, **fields}

    case = read(
        condition("Hypertension"),
        condition("Heart failure", clinicalStatus=coded("resolved")),
        condition("Depressive disorder", verificationStatus=coded("refuted")),
        condition("Full-time employment (finding)"),
    )
    assert [(c.kind, c.presence, c.detail) for c in case.case_file.cautions] == [
        (CautionKind.OTHER, Presence.YES, "hypertension artérielle"),
        (CautionKind.HEART, Presence.UNKNOWN, "insuffisance cardiaque (résolu d’après le fichier)"),
        (CautionKind.OTHER, Presence.NO, "dépression"),
    ]
    assert reasons(case) == ["not_mapped"]


def test_with_two_cancers_what_names_neither_is_given_to_neither() -> None:
    other = {**CANCER, "id": "d", "code": {"text": "Breast cancer"}, "onsetDateTime": "2023-05"}
    stage = observation("21908-9", valueCodeableConcept={"text": "Stage 4"})
    case = read(other, stage, {**stage, "focus": [{"reference": "Condition/d"}]})
    assert [(t.label, t.stage) for t in case.case_file.tumours] == [
        ("Cancer du sein", "IV (clinique)"),
        ("Adénocarcinome du poumon droit", ""),
    ]
    assert reasons(case) == ["which_tumour"]


def test_text_is_cleaned_and_cut() -> None:
    loud = {**CANCER, "code": {"text": "Cancer\u202e of " + "x" * 30_000}}
    tumour = read_bundle(json.dumps([PATIENT, loud]).encode()).case_file.tumour
    assert tumour.label == "Cancer of " + "x" * 190
