"""The traps real files set (mCODE of any version, plain FHIR, genomics reports), one test each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.markers import Answer, read_marker
from app.domain.vocabulary import MarkerState, MeasureKind, Presence
from app.exchange.fhir import read_bundle
from app.wording.imports import note_sentence
from tests.exchange.test_fhir_rules import (
    CANCER,
    PATIENT,
    coded,
    drug,
    lines,
    observation,
    read,
    reasons,
    variant,
)

PRESENT, ABSENT = "LA9633-4", "LA9634-2"
RECEPTOR = "85337-4"
POSITIVE, NEGATIVE = "10828004", "260385009"


def receptor(result: str, on: str, **fields: Any) -> dict[str, Any]:
    """An oestrogen receptor seen in tissue."""
    return observation(RECEPTOR, on, valueCodeableConcept=coded(result), **fields)


def test_a_plain_observation_of_ecog_counts_and_the_latest_by_date_is_shown() -> None:
    plain = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"text": "ECOG Performance Status"},
        "valueInteger": 2,
        "effectiveDateTime": "2024-05-02T10:00:00+02:00",
    }
    case = read(plain, observation("89247-1", "2023-01-01", valueInteger=0))
    latest = case.case_file.latest(MeasureKind.PERFORMANCE_STATUS)
    assert latest is not None
    assert (latest.value, str(latest.measured_on)) == (2, "02/05/2024")
    assert len(case.case_file.measures) == 2, "the history is kept"


def test_receptors_that_change_are_all_kept_and_told_and_people_settle_it() -> None:
    case = read(receptor(POSITIVE, "2019-05-01"), receptor(NEGATIVE, "2024-02-01"))
    states = [(b.state, str(b.resulted_on)) for b in case.case_file.biomarkers]
    assert states == [
        (MarkerState.POSITIVE, "01/05/2019"),
        (MarkerState.NEGATIVE, "01/02/2024"),
    ]
    assert read_marker(case.case_file.biomarkers, "RE").answer is Answer.DISCORDANT
    (note,) = [n for n in case.notes if n.code == "marker_changed"]
    assert "positif (01/05/2019), négatif (01/02/2024)" in note_sentence(note)


def test_the_same_result_twice_is_no_change() -> None:
    case = read(receptor(POSITIVE, "2019-05-01"), receptor(POSITIVE, "2024-02-01"))
    assert "marker_changed" not in {n.code for n in case.notes}


def test_a_pertinent_negative_is_no_mutation() -> None:
    case = read(variant("KRAS", ABSENT, _48005_3="p.Gly12Cys"))
    (row,) = case.case_file.biomarkers
    assert row.state is MarkerState.NEGATIVE
    assert read_marker((row,), "KRAS", "G12C").answer is Answer.NO


@pytest.mark.parametrize(
    "written", ["p.Val600Glu", "p.V600E", "p.(Val600Glu)", "NP_004324.2:p.V600E"]
)
def test_long_and_short_names_of_a_change_are_one(written: str) -> None:
    case = read(variant("BRAF", PRESENT, _48005_3=written))
    assert read_marker(case.case_file.biomarkers, "BRAF", "V600E").answer is Answer.YES
    assert read_marker(case.case_file.biomarkers, "BRAF", "V600K").answer is Answer.OTHER


@pytest.mark.parametrize(
    "given",
    [
        {"dataAbsentReason": coded("not-performed")},
        {"valueCodeableConcept": {"text": "Not done"}},
        {"valueString": "not performed"},
    ],
)
def test_not_done_is_not_negative(given: dict[str, Any]) -> None:
    case = read(observation("81695-9", **given))
    (row,) = case.case_file.biomarkers
    assert row.state is MarkerState.NOT_DONE
    assert not row.is_settled


def test_many_administrations_are_one_course_and_its_line_is_marked_as_derived() -> None:
    cycles = [
        drug("Paclitaxel 100 MG Injection", f"2023-0{month}-{day:02d}", "MedicationAdministration")
        for month in (1, 2, 3)
        for day in (2, 9, 16, 23)
    ]
    request = drug("paclitaxel", "2023-01-02", "MedicationRequest")
    case = read(request, *cycles)
    (course,) = case.case_file.treatments
    assert (course.line, course.line_is_derived) == (1, True)
    assert (str(course.started_on), str(course.ended_on)) == ("02/01/2023", "23/03/2023")
    assert "12 dates" in course.note
    assert "lines_derived" in {n.code for n in case.notes}


def test_a_line_a_file_does_not_number_is_never_shown_as_stated() -> None:
    case = read(drug("carboplatin", "2023-01-01"), drug("nivolumab", "2023-09-01"))
    assert lines(case) == [(1, "carboplatine"), (2, "nivolumab")]
    assert all(t.line_is_derived for t in case.case_file.treatments)


@pytest.mark.parametrize(
    "profile",
    [
        "http://example.org/StructureDefinition/mcode-tumor-marker-test",
        "http://example.org/StructureDefinition/mcode-tumor-marker|9.9.9",
        "http://example.org/unknown",
    ],
)
def test_an_unknown_version_of_a_profile_changes_nothing(profile: str) -> None:
    case = read(receptor(POSITIVE, "2024-01-01", meta={"profile": [profile]}))
    assert [(b.marker, b.state) for b in case.case_file.biomarkers] == [
        ("RE", MarkerState.POSITIVE)
    ]


def test_two_primaries_are_told_and_none_is_lost() -> None:
    other = {**CANCER, "id": "d", "code": {"text": "Breast cancer"}, "onsetDateTime": "2010"}
    case = read(other)
    assert [t.site.value for t in case.case_file.tumours] == ["lung", "breast"]
    assert "several_tumours" in {n.code for n in case.notes}


def test_laboratory_values_keep_the_unit_of_the_file() -> None:
    creatinine = observation("2160-0", valueQuantity={"value": 0.9, "unit": "mg/dL"})
    bare = observation("1975-2", valueQuantity={"value": 12})
    case = read(creatinine, bare)
    found = case.case_file.latest(MeasureKind.CREATININE)
    assert found is not None
    assert (str(found.value), found.unit) == ("0.9", "mg/dL")
    assert "unit_unknown" in reasons(case)


def test_allergies_and_their_absence_asked_for_are_kept() -> None:
    allergy = {
        "resourceType": "AllergyIntolerance",
        "code": {"text": "Penicillin"},
        "reaction": [{"manifestation": [{"text": "Rash"}]}],
        "recordedDate": "2020-01-02",
    }
    none = {"resourceType": "AllergyIntolerance", "code": coded("716186003", "No known allergy")}
    refuted = {**allergy, "verificationStatus": coded("refuted")}
    found = read(allergy, none, refuted).case_file.allergies
    assert [(a.presence, a.substance, a.reaction) for a in found] == [
        (Presence.YES, "Penicillin", "Rash"),
        (Presence.NO, "", ""),
    ]


def test_an_identity_number_of_a_file_is_provisional_and_a_wrong_key_is_told() -> None:
    ins = {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "279035121518988"}
    record = {"system": "urn:oid:1.2.3", "value": "42", "type": coded("MR")}
    patient = {**PATIENT, "identifier": [ins, record]}
    case = read_bundle(json.dumps([patient, CANCER]).encode())
    assert case.case_file.ins.number == "279035121518988"
    assert case.case_file.ins.status.value == "PROV"
    assert {"ins_provisional", "ins_wrong_key"} <= {n.code for n in case.notes}
    assert case.case_file.patient.local_id == "42"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "marker", "state"),
    [
        ("Observation-tumor-marker-test-egf.json", "Récepteur de l’EGF (protéine)", None),
        ("Observation-genomic-variant-fusion.json", "", MarkerState.POSITIVE),
        ("Observation-genomic-variant-germline-deletion.json", "", MarkerState.POSITIVE),
        (
            "Observation-genomic-variant-somatic-single-nucleotide.json",
            "STK11",
            MarkerState.POSITIVE,
        ),
    ],
)
def test_single_resources_of_the_standard_are_read_or_named(
    shared_data: Path, name: str, marker: str, state: MarkerState | None
) -> None:
    resource = json.loads((shared_data / "mcode/resources" / name).read_text())
    resource.pop("subject", None)
    case = read(resource)
    for row in case.case_file.biomarkers:
        assert state is None or row.state is state
        assert not marker or row.marker == marker
    assert case.case_file.biomarkers or case.not_understood


@pytest.mark.shared
def test_every_single_resource_of_the_standard_is_mapped_or_named(shared_data: Path) -> None:
    for path in sorted((shared_data / "mcode/resources").glob("*.json")):
        resource = json.loads(path.read_text())
        if resource["resourceType"] == "Patient":
            continue
        for owner in ("subject", "patient"):
            resource.pop(owner, None)
        case, empty = read(resource), read()
        assert case != empty, f"{path.name} went nowhere without a word"
