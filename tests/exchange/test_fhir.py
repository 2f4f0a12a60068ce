"""The FHIR importer on the public sample files: what a reader would see of each patient."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.casefile import Biomarker, CaseFile, Treatment
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    Intent,
    Laterality,
    MarkerState,
    MeasureKind,
    Presence,
    Sex,
    Site,
    TreatmentKind,
)
from app.exchange.codec import dumps, loads
from app.exchange.fhir import read_bundle
from app.exchange.imported import ImportedCase
from app.wording.imports import not_understood_sentence, note_sentence

pytestmark = pytest.mark.shared
MAPPED = {
    "cancer-patient",
    "primary-cancer-condition",
    "cancer-related-medication-request-cyclophosphamide",
    "cancer-related-medication-request-doxorubicin",
    "cancer-related-medication-request-paclitaxel",
    "cancer-related-medication-request-anastrozole",
    "genomic-variant",
    "cancer-related-surgical-procedure",
    "radiotherapy-treatment-summary-chest-wall",
    "tnm-clinical-stage-group",
    "tnm-clinical-primary-tumor-category",
    "tnm-clinical-regional-nodes-category",
    "tnm-clinical-distant-metastases-category",
    "ecog-performance-status",
    "tumor-marker-test-er",
    "tumor-marker-test-pr",
    "tumor-marker-test-her2",
    "tumor-marker-test-oncotype-dx",
    "bodyweight-2018-03-16",
    "family-member-history-aunt",
    "family-member-history-uncle",
}


def read(shared_data: Path, name: str) -> ImportedCase:
    """The imported case of one sample file."""
    return read_bundle((shared_data / name).read_bytes())


@pytest.fixture(scope="module")
def jenny(shared_data: Path) -> ImportedCase:
    """The one complete mCODE STU4 patient."""
    return read(shared_data, "mcode/Bundle-mcode-patient-bundle-jenny-m.json")


def marker(case: ImportedCase, name: str) -> Biomarker:
    """The only biomarker of that name."""
    (found,) = [b for b in case.case_file.biomarkers if b.marker == name]
    return found


def treatments(case: ImportedCase, kind: TreatmentKind) -> list[Treatment]:
    """The treatments of that kind."""
    return [t for t in case.case_file.treatments if t.kind is kind]


def notes(case: ImportedCase) -> str:
    """Every note, as read."""
    return "\n".join(note_sentence(n) for n in case.notes)


def left_out(case: ImportedCase) -> str:
    """Everything that was not understood, as read."""
    return "\n".join(not_understood_sentence(i) for i in case.not_understood)


def on(text: str) -> PartialDate:
    """A date as French readers write it."""
    return PartialDate.parse(text)


def test_jenny_is_identified_as_in_the_file(jenny: ImportedCase) -> None:
    patient = jenny.case_file.patient
    assert (patient.birth_name, patient.given_names) == ("M", "Jenny")
    assert patient.sex is Sex.FEMALE
    assert patient.birth_on == on("01/01/1965")
    assert patient.local_id == "MRN1234"


def test_jennys_tumour_is_told_in_french_with_its_side(jenny: ImportedCase) -> None:
    tumour = jenny.case_file.tumour
    assert tumour.label == "Carcinome canalaire infiltrant du sein gauche"
    assert (tumour.site, tumour.laterality) == (Site.BREAST, Laterality.LEFT)
    assert tumour.diagnosed_on == on("16/03/2018")
    assert (tumour.tnm, tumour.tnm_edition) == ("cT3 cN0 cM0", "8")
    assert tumour.metastatic_sites == ""


def test_jennys_two_contradicting_stages_are_both_kept_and_told(jenny: ImportedCase) -> None:
    assert jenny.case_file.tumour.stage == "IIB (clinique) ; IIIC"
    assert "ne concordent pas (IIB et IIIC)" in notes(jenny)


def test_jennys_receptors_carry_state_date_and_method(jenny: ImportedCase) -> None:
    day = on("10/03/2018")
    assert marker(jenny, "RE") == Biomarker(
        "RE", MarkerState.POSITIVE, method="IHC", resulted_on=day
    )
    assert marker(jenny, "RP") == Biomarker(
        "RP", MarkerState.NEGATIVE, method="IHC", resulted_on=day
    )
    assert marker(jenny, "HER2") == Biomarker("HER2", MarkerState.NEGATIVE, resulted_on=day)
    assert marker(jenny, "Oncotype DX").value == "47 Recurrence score ; élevé"


def test_jennys_variant_is_read_from_its_clinvar_name(jenny: ImportedCase) -> None:
    palb2 = marker(jenny, "PALB2")
    assert palb2.state is MarkerState.POSITIVE
    assert palb2.alteration == "c.3549C>A p.Tyr1183Ter"
    assert (palb2.method, palb2.value) == ("séquençage", "somatique")


def test_jennys_drugs_begun_together_are_one_line_derived_by_date(jenny: ImportedCase) -> None:
    (chemotherapy,) = treatments(jenny, TreatmentKind.CHEMOTHERAPY)
    assert chemotherapy.label == "cyclophosphamide + doxorubicine + paclitaxel"
    assert (chemotherapy.line, chemotherapy.line_is_derived) == (1, True)
    assert chemotherapy.started_on == on("01/04/2018")
    assert chemotherapy.ended_on is None
    assert chemotherapy.intent is Intent.CURATIVE
    assert "prescriptions" in chemotherapy.note
    assert "Lignes déduites des dates (1)" in notes(jenny)


def test_jennys_hormone_therapy_after_chemotherapy_is_no_further_line(jenny: ImportedCase) -> None:
    (hormone,) = treatments(jenny, TreatmentKind.HORMONE)
    assert (hormone.label, hormone.line) == ("anastrozole", None)
    assert jenny.case_file.systemic_lines == 1
    assert "anastrozole : hormonothérapie seule" in notes(jenny).replace("\u00a0", " ")


def test_jennys_surgery_and_radiotherapy_have_no_line(jenny: ImportedCase) -> None:
    (surgery,) = treatments(jenny, TreatmentKind.SURGERY)
    (rays,) = treatments(jenny, TreatmentKind.RADIOTHERAPY)
    assert surgery.label == "Chirurgie conservatrice du sein (gauche)"
    assert (surgery.started_on, surgery.line) == (on("01/04/2018"), None)
    assert rays.label == "Radiothérapie de la paroi thoracique"
    assert (rays.started_on, rays.ended_on) == (on("15/08/2018"), on("25/10/2018"))
    assert rays.dose_note == "60 Gy en 30 fractions ; 50 Gy en 25 fractions ; 31 séances"


def test_jennys_radiotherapy_reason_on_the_other_side_is_told(jenny: ImportedCase) -> None:
    assert "right female breast » désigne l’autre côté" in notes(jenny).replace("\u00a0", " ")


def test_jennys_performance_status_and_weight_are_dated(jenny: ImportedCase) -> None:
    status = jenny.case_file.latest(MeasureKind.PERFORMANCE_STATUS)
    weight = jenny.case_file.latest(MeasureKind.WEIGHT)
    assert status is not None
    assert weight is not None
    assert (status.value, status.measured_on) == (Decimal(0), on("12/04/2018"))
    assert (weight.value, weight.measured_on) == (Decimal("70.3"), on("06/03/2018"))
    assert weight.note == "Converti depuis 155 lb."


def test_jennys_absent_conditions_were_looked_for(jenny: ImportedCase) -> None:
    found = {(c.kind, c.presence, c.detail) for c in jenny.case_file.cautions}
    assert found == {
        (CautionKind.OTHER, Presence.NO, "obésité"),
        (CautionKind.LUNG_DISEASE, Presence.NO, "maladie pulmonaire"),
    }


@pytest.mark.parametrize(
    "said",
    [
        "Condition/us-core-condition-depression-jenny-m » : élément cité, mais absent",
        "Patient's condition improved (01/11/2018) » : évolution dite en mots, sans réponse RECIST",
        "Smokes tobacco daily (16/03/2018) » : Relais n’a pas de champ",
        "= BRCA1, BRCA2, CDH1, PALB2, PTEN, STK11, TP53 (15/03/2018) » : Relais n’a pas",
        "Acte « Mammography (01/02/2018) » : examen",
        "Professionnel « Owen Oncologist » : donnée administrative",
        "specimen by Light microscopy = 3 Count (01/04/2018) » : Relais n’a pas",
    ],
)
def test_what_jennys_file_says_beyond_our_fields_is_named(jenny: ImportedCase, said: str) -> None:
    assert said.lower() in left_out(jenny).replace("\u00a0", " ").lower()


def test_every_resource_of_jennys_file_is_mapped_or_named(
    jenny: ImportedCase, shared_data: Path
) -> None:
    bundle = json.loads(
        (shared_data / "mcode/Bundle-mcode-patient-bundle-jenny-m.json").read_text()
    )
    ids = {entry["resource"]["id"] for entry in bundle["entry"]}
    named = {item.resource_id for item in jenny.not_understood}
    assert len(ids) == 40
    assert {name.replace("-jenny-m", "") for name in ids - named} == MAPPED


def test_jennys_case_file_survives_its_json(jenny: ImportedCase) -> None:
    assert loads(dumps(jenny.case_file), CaseFile) == jenny.case_file


def test_a_metastatic_patient_has_stage_metastases_and_two_lines(shared_data: Path) -> None:
    case = read(shared_data, "mcode/stu2/TrialMatching_Patient01.json")
    tumour = case.case_file.tumour
    assert tumour.label == "Carcinome canalaire infiltrant du sein"
    assert tumour.stage == "IV (clinique)"
    assert tumour.metastatic_sites == "ganglions axillaires, foie, os"
    lines = [(t.line, t.label) for t in case.case_file.treatments]
    assert lines == [
        (1, "leuproréline + fulvestrant + abémaciclib"),
        (2, "ribociclib + fulvestrant"),
    ]
    assert marker(case, "ESR1").state is MarkerState.POSITIVE
    assert "date du diagnostic manque" in notes(case)


def test_a_missing_birth_date_and_impossible_scores_are_said(shared_data: Path) -> None:
    name = "mcode/stu2/patient_data_missing_birthdate_invalid_ecog_karnofsky.json"
    case = read(shared_data, name)
    assert case.case_file.patient.birth_on is None
    assert case.case_file.measures == ()
    assert "La date de naissance manque" in notes(case)
    assert "L’indice de performance OMS manque" in notes(case)
    impossible = [i for i in case.not_understood if i.reason == "out_of_range"]
    assert len(impossible) == 2
    assert "(ECOG) : -1" in left_out(case)
    assert "Karnofsky : -1" in left_out(case)


def test_a_missing_histology_is_said_and_not_guessed(shared_data: Path) -> None:
    case = read(shared_data, "mcode/stu2/patient_data_missing_histology_morph.json")
    assert case.case_file.tumour.histology == ""
    assert case.case_file.tumour.label == "Cancer du sein"
    assert "L’histologie manque" in notes(case)


def test_what_names_another_patient_is_not_taken(shared_data: Path) -> None:
    case = read(shared_data, "mcode/stu2/patient_data.json")
    assert case.case_file.measures == ()
    assert [i.reason for i in case.not_understood if "(ECOG)" in i.text] == ["other_patient"]
    assert "désignent un autre patient" in notes(case)


def test_sixteen_cycles_in_an_array_of_resources_are_one_course(shared_data: Path) -> None:
    case = read(shared_data, "synthea/Maryam.json")
    (paclitaxel,) = treatments(case, TreatmentKind.CHEMOTHERAPY)
    assert (paclitaxel.started_on, paclitaxel.ended_on) == (on("10/02/2019"), on("19/12/2019"))
    assert "16 dates" in paclitaxel.note
    assert case.case_file.tumour.stage == "IIIA (clinique)"
    assert "10 fois" in left_out(case)


def test_a_cancer_is_found_in_a_whole_life_without_profiles(shared_data: Path) -> None:
    case = read(shared_data, "synthea/T1_patient.json")
    assert case.case_file.tumour.label == "Cancer du sein"
    assert case.case_file.tumour.tnm == "cT1 cN0 cM0"
    (rays,) = treatments(case, TreatmentKind.RADIOTHERAPY)
    assert rays.dose_note == "34 séances dans le fichier"
    assert [c.detail for c in case.case_file.cautions] == ["maladie coronaire"]


def test_jennys_family_history_is_kept_in_french(jenny: ImportedCase) -> None:
    assert [(h.relation, h.cancer) for h in jenny.case_file.family_history] == [
        ("tante maternelle", "cancer de l’ovaire"),
        ("oncle paternel", "cancer du pancréas"),
    ]


@pytest.mark.parametrize("shape", ["bundle", "array", "ndjson"])
def test_a_genomics_report_keeps_its_results_beside_a_disease_to_be_named(
    shared_data: Path, shape: str
) -> None:
    path = shared_data / "fhir-genomics/Bundle-bundle-oncology-report-example.json"
    case = read_bundle(SHAPES[shape](path.read_bytes()))
    assert len(case.case_file.biomarkers) == 12
    first = case.case_file.biomarkers[0]
    assert (first.marker, first.alteration) == ("PIK3CA", "c.3140A>G p.His1047Arg")
    assert first.value == "somatique, fraction allélique 0,2188"
    assert case.case_file.tumour.label == "Cancer à préciser"
    notes = {n.code for n in case.notes}
    assert {"tumour_not_said", "name_is_identifier"} <= notes


def test_a_genomics_report_with_signatures_reads_msi_and_leaves_tmb_open(
    shared_data: Path,
) -> None:
    case = read(shared_data, "fhir-genomics/Bundle-bundle-oncologyexamples-r4.json")
    rows = {b.marker: b for b in case.case_file.biomarkers}
    assert (rows["MSI"].state, rows["MSI"].is_settled) == (MarkerState.NEGATIVE, True)
    assert not rows["TMB"].is_settled
    assert "Ruxolitinib" in left_out(case), "implications are told and never become an option"
    assert case.case_file.treatments == ()


@pytest.mark.parametrize("name", ["Maryam", "T0_patient", "T1_patient"])
@pytest.mark.parametrize("shape", ["bundle", "array", "ndjson"])
def test_whole_lives_are_read_alike_as_bundle_array_and_lines(
    shared_data: Path, name: str, shape: str
) -> None:
    content = (shared_data / f"synthea/{name}.json").read_bytes()
    case = read_bundle(SHAPES[shape](content))
    assert case.case_file == read_bundle(content).case_file
    (first,) = [t for t in case.case_file.treatments if t.line == 1]
    assert first.line_is_derived
    assert "lines_derived" in {n.code for n in case.notes}


def entries(content: bytes) -> list[dict[str, Any]]:
    """The resources of a Bundle or an array, each named by type and id where an address named it."""
    plain = json.loads(content)
    if isinstance(plain, list):
        return plain
    text = content.decode()
    for entry in plain["entry"]:
        resource = entry["resource"]
        text = text.replace(entry["fullUrl"], f"{resource['resourceType']}/{resource['id']}")
    return [entry["resource"] for entry in json.loads(text)["entry"]]


SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "bundle": lambda content: json.dumps(
        {"resourceType": "Bundle", "entry": [{"resource": r} for r in entries(content)]}
    ).encode(),
    "array": lambda content: json.dumps(entries(content)).encode(),
    "ndjson": lambda content: "\n".join(map(json.dumps, entries(content))).encode(),
}
