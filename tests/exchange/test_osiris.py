"""The OSIRIS pivot: the fictional patients are read whole, the official sample is survived."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from app.domain.casefile import Biomarker, Treatment
from app.domain.partial_date import PartialDate
from app.domain.text import fold
from app.domain.vocabulary import (
    CautionKind,
    MarkerState,
    MeasureKind,
    Presence,
    Response,
    TreatmentKind,
)
from app.errors import UnreadableFile
from app.exchange.imported import ImportedCase
from app.exchange.osiris import read_osiris, read_zip
from app.wording.imports import not_understood_sentence, note_sentence
from tests.exchange.spoiling import assert_presentable, outcome, said, spoilt, zipped

KINDS = {
    "UMLS:C3665472": TreatmentKind.CHEMOTHERAPY,
    "UMLS:C0021083": TreatmentKind.IMMUNOTHERAPY,
    "UMLS:C0279025": TreatmentKind.HORMONE,
    "UMLS:C0728940": TreatmentKind.SURGERY,
}
PATIENT = "Patient_Id,Instance_Id,Patient_Gender,Patient_BirthDate\nP1,1,HL7:F,1960-05-02\n"
EVENT = (
    "Patient_Id,Instance_Id,TumorPathologyEvent_ParentRef,TumorPathologyEvent_Type,"
    "TumorPathologyEvent_StartDate,TumorPathologyEvent_PerformanceStatus,"
    "TumorPathologyEvent_TopographyCode,TumorPathologyEvent_MorphologyCode\n"
)
PRIMARY = "P1,1,,UMLS:C0677930,2020-01-10,1,C18.0,8140/3\n"


def pivot(**tables: str) -> dict[str, bytes]:
    """A pivot of one woman with a colon cancer, and these tables."""
    made = {"Patient": PATIENT, "TumorPathologyEvent": EVENT + PRIMARY, **tables}
    return {f"OSIRIS_pivot_{name}.csv": text.encode() for name, text in made.items()}


def read(**tables: str) -> ImportedCase:
    """Her case."""
    (case,) = read_osiris(pivot(**tables))
    return case


def reasons(case: ImportedCase) -> set[str]:
    """Why things were left out."""
    return {item.reason for item in case.not_understood}


def codes(case: ImportedCase) -> set[str]:
    """The codes of the notes."""
    return {note.code for note in case.notes}


def folder(path: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {p.name: p.read_bytes() for p in path.iterdir()}


@pytest.fixture(scope="session")
def fictional(shared_data: Path) -> dict[str, bytes]:
    """The files of the four fictional patients."""
    return folder(shared_data / "osiris/fictional")


@pytest.fixture(scope="session")
def expected(shared_data: Path) -> list[dict[str, Any]]:
    """What the four fictional patients say, written by hand."""
    return json.loads((shared_data / "osiris/fictional/expected.json").read_text())


@pytest.mark.shared
def test_the_fictional_patients_are_read_as_expected(
    fictional: dict[str, bytes], expected: list[dict[str, Any]]
) -> None:
    cases = read_osiris(fictional)
    assert_presentable(cases)
    assert [c.source_key for c in cases] == [
        f"osiris:000000000|{e['patient_id']}" for e in expected
    ]
    for case, wanted in zip(cases, expected, strict=True):
        file = case.case_file
        patient, tumour = file.patient, file.tumour
        assert (patient.local_id, patient.sex) == (wanted["patient_id"], wanted["sex"])
        assert (patient.birth_on.iso, tumour.diagnosed_on.iso) == (
            wanted["birth_date"],
            wanted["diagnosis_date"],
        )
        assert (tumour.topography_code, tumour.morphology_code) == (
            wanted["topography"],
            wanted["morphology"],
        )
        tnm = wanted["tnm"]
        assert tumour.tnm == f"{tnm['type']}{tnm['T']} {tnm['N']} {tnm['M']}"
        assert tumour.tnm_edition == "7"
        assert bool(tumour.metastatic_sites) is wanted["metastatic"]
        assert file.systemic_lines == wanted["last_systemic_line"]


@pytest.mark.shared
def test_their_measures_are_the_latest_of_the_file(
    fictional: dict[str, bytes], expected: list[dict[str, Any]]
) -> None:
    for case, wanted in zip(read_osiris(fictional), expected, strict=True):
        status = case.case_file.latest(MeasureKind.PERFORMANCE_STATUS)
        g8 = case.case_file.latest_g8
        assert str(status.value if status else None) == wanted["latest_performance_status"]
        assert (str(g8.score) if g8 else None) == wanted["g8"]


@pytest.mark.shared
def test_their_treatments_have_their_line_drugs_dates_and_response(
    fictional: dict[str, bytes], expected: list[dict[str, Any]]
) -> None:
    for case, wanted in zip(read_osiris(fictional), expected, strict=True):
        treatments = case.case_file.treatments
        assert len(treatments) == len(wanted["treatments"])
        for treatment, line in zip(treatments, wanted["treatments"], strict=True):
            assert as_expected(treatment) == {
                **line,
                "type": KINDS[line["type"]],
                "drugs": [fold(drug) for drug in line["drugs"]],
            }
            assert not treatment.line_is_derived
            progressed = line["best_or_last_response"] == "RECIST:PD"
            assert (treatment.progressed_on is not None) is progressed
            assert treatment.stop_reason is None


def as_expected(treatment: Treatment) -> dict[str, Any]:
    """A treatment as `expected.json` writes it."""
    return {
        "type": treatment.kind,
        "line": str(treatment.line) if treatment.line else None,
        "start": treatment.started_on.iso if treatment.started_on else None,
        "end": treatment.ended_on.iso if treatment.ended_on else None,
        "drugs": [fold(drug) for drug in treatment.drugs],
        "best_or_last_response": (
            f"RECIST:{treatment.best_response.value}" if treatment.best_response else None
        ),
    }


MARKERS = {
    ("PD-L1", "60", "%"): ("PD-L1", MarkerState.POSITIVE, "", "60 %", True),
    ("EGFR", "L858R absente", None): ("EGFR", MarkerState.NEGATIVE, "L858R", "", False),
    ("ALK", "negatif", None): ("ALK", MarkerState.NEGATIVE, "", "", False),
    ("RO", "90", "%"): ("RO", MarkerState.POSITIVE, "", "90 %", True),
    ("RP", "40", "%"): ("RP", MarkerState.POSITIVE, "", "40 %", True),
    ("HER2", "0", None): ("HER2", MarkerState.NEGATIVE, "", "0", False),
    ("Ki67", "25", "%"): ("Ki67", MarkerState.POSITIVE, "", "25 %", True),
    ("MSI", "MSI-H", None): ("MSI", MarkerState.POSITIVE, "", "MSI-H", False),
    ("BRAF", "V600E present", None): ("BRAF", MarkerState.POSITIVE, "V600E", "", False),
    ("CA125", "412", "U/mL"): ("CA125", MarkerState.POSITIVE, "", "412 U/mL", True),
    ("BRCA", "BRCA1 mute", None): ("BRCA1", MarkerState.POSITIVE, "", "", False),
}


@pytest.mark.shared
def test_their_markers_and_variants_are_all_there_and_a_bare_number_settles_nothing(
    fictional: dict[str, bytes], expected: list[dict[str, Any]]
) -> None:
    for case, wanted in zip(read_osiris(fictional), expected, strict=True):
        rows = case.case_file.biomarkers
        size = len(wanted["biomarkers"])
        shown = [(r.marker, r.state, r.alteration, r.value, r.uncertain) for r in rows[:size]]
        assert shown == [MARKERS[b["name"], b["value"], b["unit"]] for b in wanted["biomarkers"]]
        assert [(r.marker, r.alteration, r.is_settled) for r in rows[size:]] == [
            (v["gene"], f"{v['c']} {v['p']}", True) for v in wanted["variants"]
        ]
        assert wanted["fusions"] == []
        assert all(r.resulted_on for r in rows)


@pytest.mark.shared
def test_their_diseases_and_cancers_of_the_family_are_kept_with_their_code(
    fictional: dict[str, bytes], expected: list[dict[str, Any]]
) -> None:
    for case, wanted in zip(read_osiris(fictional), expected, strict=True):
        own = case.case_file.cautions
        assert [c.detail.rsplit("(", 1)[1] for c in own] == [
            f"{code})" for code in wanted["comorbidities_icd10"]
        ]
        assert all(c.presence is Presence.YES and c.noted_on for c in own)
        family = case.case_file.family_history
        assert [h.cancer.rsplit("(", 1)[1] for h in family] == [
            f"{code})" for code in wanted["family_history"]
        ]
        assert all(h.relation in {"père", "mère"} for h in family)


@pytest.mark.shared
def test_a_patient_without_a_name_is_named_by_the_identifier_and_this_is_said(
    fictional: dict[str, bytes],
) -> None:
    case = read_osiris(fictional)[0]
    assert case.case_file.patient.birth_name == "FR-OS-001"
    assert case.case_file.tumour.label == "Adénocarcinome du poumon droit"
    sentences = [note_sentence(n) for n in case.notes]
    assert any("l’identifiant FR-OS-001 en tient lieu" in sentence for sentence in sentences)


@pytest.mark.shared
def test_the_official_sample_with_remarks_and_wrong_codes_is_read(shared_data: Path) -> None:
    (case,) = read_osiris(folder(shared_data / "osiris/pivot"))
    assert_presentable([case])
    file = case.case_file
    assert (file.patient.local_id, file.tumour.topography_code) == ("L304", "C00.8")
    assert file.treatments[1].drugs == ("cisplatine", "imatinib")
    assert [m.value for m in file.measures if m.kind is MeasureKind.PERFORMANCE_STATUS] == [1]
    left = {(i.resource_type, i.reason) for i in case.not_understood}
    assert {
        ("TumorPathologyEvent", "out_of_range"),
        ("Biomarker", "code_unknown"),
        ("Fusion", "gene_unknown"),
        ("Treatment", "line_of_local"),
        ("TNM", "later_event"),
    } <= left
    assert {"deceased", "rows_unattached", "empty_patients", "recurrence_on"} <= codes(case)


ODDITIES = [
    "Prélèvement « ech primary » désigné par son nom au lieu de son numéro de ligne.",
    "Prélèvement d’un organe (C34) qui n’est celui d’aucun événement tumoral du patient",
    "Chirurgie de 323 jours d’après ses dates : à vérifier.",
    "cis-platine : le code « c3564 » n’est pas un code ATC ; le nom fait foi.",
    "Deux annotations portent le numéro 1 : toutes deux lues.",
    "écrit de plusieurs façons selon le transcrit (p.V157F, p.V25F)",
    "l’analyse génétique n’est pas autorisée, et contient des analyses",
    "Lignes de « TNM » qui ne disent rien au-delà de leur numéro : 2.",
    "Lignes de « ResponseEvaluation » qui ne disent rien au-delà de leur numéro : 1.",
    "« CopyNumber » qui ne désignent aucun patient du fichier : 7, non lues.",
    "Patients sans aucune donnée, laissés de côté : 1.",
    "« 8002/3 »",
    "« PerformanceStatus : 6 » : valeur impossible",
    "« MorphologyCode : 8000-1 »",
    "« résection R1 » : qualité de résection sur un traitement qui n’est pas une chirurgie.",
    "« PI3K c.1624G>A » : mutation rattachée à un changement du nombre de copies",
    "« Chirurgie : ligne « 2 » » : numéro de ligne sur un traitement local",
    "« cg6548 : ++ » : son code n’est pas dans la liste",
    "« Vincent : Patient_Id est Patient_Ref en deuxième colonne » : ne désigne aucun patient",
    "« meilleure solution pour les requetes ; chr1 ; 1 ; 10 ; 2 ; 1 »",
]


@pytest.mark.shared
@pytest.mark.parametrize("oddity", ODDITIES)
def test_every_oddity_of_the_official_sample_is_named(shared_data: Path, oddity: str) -> None:
    (case,) = read_osiris(folder(shared_data / "osiris/pivot"))
    said = [note_sentence(n) for n in case.notes]
    said += [not_understood_sentence(i) for i in case.not_understood]
    plain = [s.replace("\u00a0", " ").replace("\u202f", " ") for s in said]
    assert any(oddity in sentence for sentence in plain), plain


@pytest.mark.shared
def test_what_the_official_sample_says_in_good_order_is_all_kept(shared_data: Path) -> None:
    (case,) = read_osiris(folder(shared_data / "osiris/pivot"))
    file = case.case_file
    assert file.patient.deceased_on == PartialDate(2017, 11, 29)
    assert [(t.term, t.grade, str(t.on)) for t in file.treatments[1].toxicities] == [
        ("Mal à la tete", None, "13/06/2007")
    ]
    assert [(g.score, str(g.noted_on)) for g in file.g8] == [(6, "17/11/2005"), (6, "18/11/2010")]
    assert file.biomarkers[0].sample_on == PartialDate(2005, 12, 27)
    assert [h.relation for h in file.family_history] == ["fratrie"]


def test_remarks_between_the_rows_are_quoted_with_one_patient_only() -> None:
    stray = "Patient_Id,Instance_Id,TNM_T\n,,voir avec le centre\n"
    patients = "Patient_Id,Patient_Gender\nP1,HL7:F\nP2,HL7:M\n"
    events = "Patient_Id,Instance_Id\nP1,1\nP2,1\n"
    files = {"Patient.csv": patients, "TumorPathologyEvent.csv": events, "TNM.csv": stray}
    first, second = read_osiris({name: text.encode() for name, text in files.items()})
    assert "no_patient" in {i.reason for i in first.not_understood}
    assert "no_patient" not in {i.reason for i in second.not_understood}
    assert "rows_unattached" in codes(second)


@pytest.mark.shared
def test_a_folder_and_its_archive_are_read_alike(fictional: dict[str, bytes]) -> None:
    inside = {f"export/{name}": content for name, content in fictional.items()}
    noise = {"__MACOSX/._x": b"x", "export/.DS_Store": b"x"}
    assert read_osiris(read_zip(zipped({**inside, **noise}))) == read_osiris(fictional)


@pytest.mark.shared
def test_semicolons_and_windows_1252_are_read_as_well(fictional: dict[str, bytes]) -> None:
    french = {
        name: content.decode().replace(",", ";").encode("cp1252")
        for name, content in fictional.items()
        if name.endswith(".csv")
    }
    whole = {n: c for n, c in fictional.items() if n.endswith(".csv")}
    assert read_osiris(french) == read_osiris(whole)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["fictional", "pivot"])
def test_a_spoilt_pivot_is_refused_or_read_and_nothing_else(shared_data: Path, name: str) -> None:
    files = folder(shared_data / "osiris" / name)
    rng = random.Random(name)  # noqa: S311
    kinds = set()
    for _time in range(250):
        chosen = rng.choice(sorted(n for n in files if n.endswith(".csv")))
        changed = {**files, chosen: spoilt(files[chosen], rng)}
        found = outcome(lambda changed=changed: read_osiris(changed))
        kinds.add(type(found))
        if isinstance(found, tuple):
            assert_presentable(found)
        else:
            assert said(found)
    assert kinds == {tuple, UnreadableFile}


@pytest.mark.shared
def test_a_spoilt_archive_is_refused_or_read_and_nothing_else(fictional: dict[str, bytes]) -> None:
    content = zipped(fictional)
    rng = random.Random("archive")  # noqa: S311
    found = [outcome(lambda: read_zip(spoilt(content, rng))) for _time in range(400)]
    assert sum(isinstance(f, UnreadableFile) for f in found) > 200


REFUSALS = [
    ({"Patient": None}, "Il manque le fichier « Patient »"),
    ({"TumorPathologyEvent": None}, "Il manque le fichier « TumorPathologyEvent »"),
    ({"Patient": "Patient_Id,Instance_Id\n"}, "aucun patient"),
    ({"Patient": PATIENT + "P1,2,HL7:M,1960-05-02\n"}, "« P1 » est là deux fois"),
    ({"TumorPathologyEvent": EVENT}, "« P1 » n’a aucun événement tumoral"),
    ({"Patient": PATIENT + "P2,1,HL7:M,1950\n"}, "« P2 » n’a aucun événement tumoral"),
    ({"Drug": "Nom,Dose\ncarboplatine,5\n"}, "« OSIRIS_pivot_Drug.csv » n’a pas de colonne"),
    ({"TumorPathologyEvent": EVENT + "P1,1,,UMLS:C06"}, "OSIRIS_pivot_TumorPathologyEvent.csv : Ce fichier s’arrête"),
    ({"TNM": 'Patient_Id,TNM_T\nP1,"T2\n'}, "OSIRIS_pivot_TNM.csv : Ce fichier s’arrête"),
    ({"TNM": "Patient_Id,TNM_T\nP1,T\x002\n"}, "n’est pas un fichier de texte"),
    ({"TNM": ""}, "OSIRIS_pivot_TNM.csv : Ce fichier est vide"),
]  # fmt: skip


@pytest.mark.parametrize(("tables", "wanted"), REFUSALS, ids=[r[1] for r in REFUSALS])
def test_a_broken_pivot_is_refused_whole_with_the_file_named(
    tables: dict[str, str | None], wanted: str
) -> None:
    files = pivot(**{k: v for k, v in tables.items() if v is not None})
    for name in (k for k, v in tables.items() if v is None):
        del files[f"OSIRIS_pivot_{name}.csv"]
    assert wanted in said(outcome(lambda: read_osiris(files)))


def test_a_variant_of_unknown_significance_settles_nothing_and_a_benign_one_is_left() -> None:
    head = "Patient_Id,Instance_Id,AlterationOnSample_Pathogenicity\n"
    notes = (
        "Patient_Id,Instance_Id,Alteration_Ref,AlterationOnSample_AlterationType,"
        "GenomeEntity_Symbol,Annotation_DNASequenceVariation,Annotation_AminoAcidChange\n"
        "P1,1,1,OSIRIS:O15-5,BRCA2,c.1A>G,p.M1V\nP1,2,2,OSIRIS:O15-5,BRCA1,c.2A>G,p.M2V\n"
    )
    case = read(Variant=head + "P1,1,OSIRIS:O81-3\nP1,2,OSIRIS:O81-5\n", Annotation=notes)
    (row,) = case.case_file.biomarkers
    assert (row.marker, row.uncertain, row.is_settled) == ("BRCA2", True, False)
    assert "benign" in reasons(case)


def alterations(kind: str, row: str, *annotations: str) -> tuple[Biomarker, ...]:
    """The markers of one alteration with these annotations."""
    head = (
        "Patient_Id,Instance_Id,Alteration_Ref,AlterationOnSample_AlterationType,"
        "GenomeEntity_Symbol,Annotation_FusionPrimeEnd\n"
    )
    tables = {kind: row, "Annotation": head + "".join(f"P1,{a}\n" for a in annotations)}
    return read(**tables).case_file.biomarkers


def test_a_fusion_names_its_five_prime_gene_first() -> None:
    (row,) = alterations(
        "Fusion",
        "Patient_Id,Instance_Id\nP1,1\n",
        "1,1,OSIRIS:O15-3,ALK,OSIRIS:O93-2",
        "2,1,OSIRIS:O15-3,EML4,OSIRIS:O93-1",
    )
    assert (row.marker, row.alteration) == ("EML4::ALK", "fusion")


@pytest.mark.parametrize(
    ("status", "copies", "wanted"),
    [
        ("OSIRIS:O49-1", "12", ("amplification (12 copies)", False)),
        ("OSIRIS:O49-2", "3", ("gain (3 copies)", True)),
        ("OSIRIS:O49-5", "0", ("délétion homozygote (0 copies)", False)),
        ("OSIRIS:O49-3", "2", None),
    ],
)
def test_only_a_clear_change_in_copies_settles_something(
    status: str, copies: str, wanted: tuple[str, bool] | None
) -> None:
    head = "Patient_Id,Instance_Id,CNV_SegmentGenomicStatus,CNV_CopyNumber\n"
    rows = alterations("CopyNumber", f"{head}P1,1,{status},{copies}\n", "1,1,OSIRIS:O15-4,ERBB2,")
    assert [(r.alteration, r.uncertain) for r in rows] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("value", "state", "uncertain"),
    [
        ("non fait", MarkerState.NOT_DONE, False),
        ("en attente", MarkerState.PENDING, False),
        ("non contributif", MarkerState.NON_CONTRIBUTORY, False),
        ("pas de mutation", MarkerState.NEGATIVE, False),
        ("sauvage", MarkerState.NEGATIVE, False),
        ("Positif", MarkerState.POSITIVE, False),
    ],
)
def test_a_marker_not_done_is_not_negative(value: str, state: MarkerState, uncertain: bool) -> None:
    head = "Patient_Id,Instance_Id,Biomarker_Code,Biomarker_Value\n"
    (row,) = read(Biomarker=f"{head}P1,1,OSIRIS:C39-40,{value}\n").case_file.biomarkers
    assert (row.marker, row.state, row.uncertain) == ("BRAF", state, uncertain)


def test_blood_values_of_ours_become_measures_and_the_others_are_named() -> None:
    head = "Patient_Id,Instance_Id,Biomarker_Code,Biomarker_Value,Biomarker_Unit\n"
    rows = (
        "P1,1,UMLS:C0201838,3.5,g/dL\nP1,2,UMLS:C0201975,80,µmol/L\nP1,3,UMLS:C0201838,3,x\n"
        "P1,4,UMLS:C0201899,31,\nP1,5,UMLS:C0202194,4.1,mmol/L\n"
    )
    case = read(Biomarker=head + rows)
    albumin = case.case_file.latest(MeasureKind.ALBUMIN)
    assert albumin is not None
    assert albumin.value == 35
    creatinine = case.case_file.latest(MeasureKind.CREATININE)
    assert creatinine is not None
    assert (creatinine.value, creatinine.unit) == (80, "µmol/L")
    assert {i.text: i.reason for i in case.not_understood} == {
        "Albumine\u00a0: 3 x": "unit_unknown",
        "ASAT\u00a0: 31": "unit_unknown",
        "Potassium\u00a0: 4.1 mmol/L": "not_mapped",
    }


def test_the_best_response_is_kept_with_the_first_progression() -> None:
    treatment = (
        "Patient_Id,Instance_Id,Treatment_Type,Treatment_LineNumber,Treatment_StartDate\n"
        "P1,1,UMLS:C3665472,1,2020-02-01\n"
    )
    seen = (
        "Patient_Id,Instance_Id,Treatment_Ref,ResponseEvaluation_Date,ResponseEvaluation_Status\n"
        "P1,1,1,2020-05-01,RECIST:PR\nP1,2,1,2020-12-01,RECIST:PD\nP1,3,1,2020-09-01,RECIST:PD\n"
    )
    case = read(Treatment=treatment, ResponseEvaluation=seen)
    (line,) = case.case_file.treatments
    assert (line.best_response, line.progressed_on) == (Response.PARTIAL, PartialDate(2020, 9, 1))
    assert "only_progression" not in codes(case)


def test_the_kind_of_an_antibody_is_that_of_its_drug() -> None:
    head = "Patient_Id,Instance_Id,Treatment_Type,Treatment_LineNumber\n"
    drugs = "Patient_Id,Instance_Id,Treatment_Ref,Drug_Code,Drug_Name\n"
    case = read(
        Treatment=head + "P1,1,UMLS:C0279694,1\nP1,2,UMLS:C0279694,L2\nP1,3,UMLS:C3665472,deux\n",
        Drug=drugs
        + "P1,1,1,ATC:L01FF01,nivolumab\nP1,2,2,ATC:L01FE01,cetuximab\nP1,3,2,ATC:A04AA01,ondansetron\nP1,4,9,,x\n",
    )
    assert [(t.kind, t.line) for t in case.case_file.treatments] == [
        (TreatmentKind.IMMUNOTHERAPY, 1),
        (TreatmentKind.TARGETED, 2),
        (TreatmentKind.CHEMOTHERAPY, None),
    ]
    assert {"supportive_drug", "value_unreadable", "reference_missing"} <= reasons(case)


def test_a_toxicity_is_a_caution_from_grade_three_only() -> None:
    head = "Patient_Id,Instance_Id,Treatment_Ref,AdverseEvent_Code,AdverseEvent_Date,AdverseEvent_Grade\n"
    case = read(AdverseEvent=head + "P1,1,,Colite,2021-03-02,4\nP1,2,,Nausées,2021-03-02,1\n")
    (caution,) = case.case_file.cautions
    assert (caution.kind, caution.detail) == (CautionKind.PREVIOUS_TOXICITY, "Colite, grade 4")
    assert "not_mapped" in reasons(case)


def test_two_primaries_are_two_tumours_and_a_loop_of_events_ends() -> None:
    later = "P1,2,,UMLS:C0677930,2022-01-10,,C50.4,8500/3\nP1,3,4,UMLS:C2939419,2023-01-01,,,\n"
    case = read(
        TumorPathologyEvent=EVENT + PRIMARY + later + "P1,4,3,UMLS:C2939419,2023-01-01,,,\n"
    )
    assert [t.topography_code for t in case.case_file.tumours] == ["C50.4", "C18.0"]
    assert {"several_tumours"} <= codes(case)
    assert "which_tumour" in reasons(case)


@pytest.mark.parametrize(
    ("status", "reason"), [("80", "karnofsky"), ("7", "out_of_range"), ("bon", "value_unreadable")]
)
def test_an_impossible_performance_status_is_named(status: str, reason: str) -> None:
    case = read(
        TumorPathologyEvent=EVENT + f"P1,1,,UMLS:C0677930,2020-01-10,{status},C18.0,8140/3\n"
    )
    assert case.case_file.measures == ()
    assert reasons(case) == {reason}
    assert "no_performance_status" in codes(case)


def test_an_unreadable_date_is_named_and_not_guessed() -> None:
    case = read(Patient=PATIENT.replace("1960-05-02", "1960-15-42"))
    assert case.case_file.patient.birth_on is None
    assert "value_unreadable" in reasons(case)
    assert "no_birth_date" in codes(case)
