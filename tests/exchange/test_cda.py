"""The board's fiche (FRCP) and the molecular report (CR-GM) in CDA: facts kept, prose named, doubts told."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from app.domain.markers import Answer, read_marker
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    IdentityStatus,
    InsAuthority,
    Laterality,
    MarkerState,
    MeasureKind,
    Sex,
    Site,
    TreatmentKind,
)
from app.domain.vocabulary.health import ImagingKind
from app.exchange.cda import read_cda
from app.exchange.detect import read_any
from app.exchange.imported import ImportedCase
from app.wording.imports import not_understood_sentence, note_sentence
from tests.exchange.spoiling import assert_presentable, outcome, said, spoilt

pytestmark = pytest.mark.shared
FRCP = "official/CANCER-FRCP_2022.01_Appareil.xml"
CR_GM = "official/CANCER-CR-GM_2022.01_AnalyseRealisee.xml"


def content_of(shared_data: Path, name: str = FRCP) -> str:
    """The text of a sample document."""
    return (shared_data / "cda" / name).read_text(encoding="utf-8")


def read(shared_data: Path, name: str = FRCP) -> ImportedCase:
    """The case of a sample document."""
    return read_cda((shared_data / "cda" / name).read_bytes())


def told(case: ImportedCase) -> list[str]:
    """Every remark a reader sees, with plain spaces."""
    lines = [note_sentence(n) for n in case.notes]
    lines += [not_understood_sentence(i) for i in case.not_understood]
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


def codes(case: ImportedCase) -> set[str]:
    """The codes of the notes."""
    return {n.code for n in case.notes}


def test_the_patient_of_a_fiche_is_identified_and_stays_provisional(shared_data: Path) -> None:
    case = read(shared_data)
    patient, ins = case.case_file.patient, case.case_file.ins
    assert (patient.birth_name, patient.given_names) == ("PAT-TROIS", "DOMINIQUE MARIE-LOUISE")
    assert (patient.sex, patient.birth_on) == (Sex.FEMALE, PartialDate(1979, 3, 28))
    assert (patient.local_id, patient.birth_place) == ("1234567890121", "DOMPREMY")
    assert (ins.number, ins.authority) == ("279035121518989", InsAuthority.TEST)
    assert (ins.status, ins.birth_place_code) == (IdentityStatus.PROVISIONAL, "51215")
    assert case.asked.requester_name == "Julie PRENT"
    assert case.source_key == "cda:1.2.3.4.567.8.9.10|1234567890121"


def test_the_tumour_of_a_fiche_has_its_codes_side_stage_and_tnm(shared_data: Path) -> None:
    tumour = read(shared_data).case_file.tumour
    assert (tumour.label, tumour.site) == ("Cancer du sein droit", Site.BREAST)
    assert tumour.laterality is Laterality.RIGHT
    assert (tumour.topography_code, tumour.morphology_code) == ("C50.2", "8000/3")
    assert tumour.diagnosed_on == PartialDate(2019, 1, 29)
    assert (tumour.stage, tumour.tnm, tumour.tnm_edition) == ("IB (clinique)", "cT1b cN1 cM0", "7")


def test_the_state_and_the_antecedents_of_a_fiche_are_dated(shared_data: Path) -> None:
    file = read(shared_data).case_file
    status = file.latest(MeasureKind.PERFORMANCE_STATUS)
    assert status is not None
    assert (status.value, str(status.measured_on)) == (0, "15/02/2019")
    assert [(c.detail, str(c.noted_on)) for c in file.cautions] == [
        ("Mastectomie", "None"),
        ("Diabète sucré", "10/01/2019"),
        ("Epilepsie", "03/01/2019"),
    ]


def test_imaging_of_a_fiche_is_dated_in_its_own_words_and_concludes_nothing(
    shared_data: Path,
) -> None:
    scan, mammography = read(shared_data).case_file.imaging
    assert (scan.kind, scan.region) == (ImagingKind.CT, "Scanner thoraco abdomino pelvien")
    assert mammography.kind is ImagingKind.RADIOGRAPH
    assert "ACR5" in mammography.finding
    assert {scan.conclusion, mammography.conclusion} == {None}
    assert str(scan.noted_on) == "15/02/2019"


def test_treatments_of_a_fiche_have_no_line_and_a_placeholder_says_nothing(
    shared_data: Path,
) -> None:
    first, second = read(shared_data).case_file.treatments
    assert (first.label, first.ongoing, first.ended_on) == ("Surveillance active", True, None)
    assert (second.label, str(second.ended_on), second.note) == (
        "Autre traitement",
        "15/02/2019",
        "",
    )
    assert {first.line, second.line} == {None}


def test_a_chemotherapy_with_its_drugs_is_read_and_one_not_given_is_named(
    shared_data: Path,
) -> None:
    text = content_of(shared_data)
    text = text.replace('code="MED-227"', 'code="C15632"').replace(
        '<content ID="autre-traitement-01">-</content>',
        '<content ID="autre-traitement-01">FEC puis docétaxel + cyclophosphamide</content>',
    )
    case = read_cda(text.encode())
    chemo = case.case_file.treatments[0]
    assert (chemo.kind, chemo.line) == (TreatmentKind.CHEMOTHERAPY, None)
    assert chemo.drugs == ("docétaxel", "cyclophosphamide")
    assert "FEC" in chemo.note, "what no drug name covers stays in words"
    assert "line_missing" in codes(case)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le fichier note une progression (locale, régionale ; 15/02/2019).",
        "Le fichier note une récidive (15/02/2019).",
        "Antécédent « Mastectomie » daté d’avant la naissance (1978) : gardé sans date",
        "Histologie trop générale (« Tumeur maligne, SAI »)",
        "score de fragilité 2 (Nom de l'outil de dépistage) » : le document ne dit pas",
        "« 15/02/2019 ; Clairance de la créatinine ; Créatinine normale » : Relais n’a pas de champ",
        "« Texte de la conclusion du CRO (29/01/2019) » : sa conclusion est un texte libre",
        "« 1. Radiothérapie » : proposition d’une réunion antérieure ; Relais n’en fait pas une option",
        "« Passage en RCP recours »",
        "« Sophie NESSI (personne de confiance) »",
        "Numéro RPPS dont la clé est inexacte, à vérifier : Marc DUBOIS, Michel ZENBERGER.",
        "repris avec le statut « provisoire »",
    ],
)
def test_what_a_fiche_says_beyond_our_fields_is_named(shared_data: Path, sentence: str) -> None:
    lines = told(read(shared_data))
    assert any(sentence in line for line in lines), lines


def test_the_transversal_fiche_is_read_as_well(shared_data: Path) -> None:
    case = read(shared_data, "official/CANCER-FRCP_2022.01_Transversale.xml")
    assert_presentable([case])
    assert case.case_file.tumour.diagnosed_on == PartialDate(2006, 1, 1)


def test_variants_of_a_report_keep_class_sample_laboratory_and_date(shared_data: Path) -> None:
    case = read(shared_data, CR_GM)
    rows = {b.marker: b for b in case.case_file.biomarkers}
    egfr = rows["EGFR"]
    assert (egfr.state, egfr.alteration) == (MarkerState.POSITIVE, "c.2573T>G p.Leu858Arg")
    assert (egfr.sample_on, egfr.resulted_on) == (
        PartialDate(2018, 1, 15),
        PartialDate(2018, 1, 23),
    )
    assert egfr.laboratory == "Laboratoire de génétique moléculaire d'Angers"
    assert egfr.method.startswith("Séquençage haut-débit")
    assert not rows["NRAS"].is_settled, "a variant of unknown value settles nothing"
    assert rows["BRAF"].state is MarkerState.NEGATIVE
    assert read_marker(case.case_file.biomarkers, "EGFR", "L858R").answer is Answer.YES


def test_a_gene_of_which_table_and_codes_disagree_settles_nothing(shared_data: Path) -> None:
    case = read(shared_data, CR_GM)
    (kit,) = [b for b in case.case_file.biomarkers if b.marker == "KIT"]
    assert kit.state is MarkerState.NON_CONTRIBUTORY
    assert any("KIT : le tableau et les codes" in line for line in told(case))


def test_the_organ_of_a_sample_is_told_and_is_no_site(shared_data: Path) -> None:
    text = content_of(shared_data, CR_GM)
    text = re.sub(r"(<content ID=\"Type_histo\">)[^<]*", r"\1Adénocarcinome", text)
    text = text.replace('<content ID="Organe">Bronche<', '<content ID="Organe">Foie<')
    case = read_cda(text.encode())
    assert case.case_file.tumour.site is Site.OTHER
    assert any("le prélèvement (Foie)" in line for line in told(case))


def test_the_prose_of_a_report_is_named_and_never_interpreted(shared_data: Path) -> None:
    case = read(shared_data, CR_GM)
    assert any("gain/perte de copies du (des) gène(s) PDGFRA" in line for line in told(case))
    (row,) = [b for b in case.case_file.biomarkers if b.marker == "PDGFRA"]
    assert row.state is MarkerState.NEGATIVE


DERIVED = {
    "accepted-but-wrong/frcp-ins-wrong-key.xml": "ins_wrong_key",
    "accepted-but-wrong/frcp-rpps-wrong-check-digit.xml": "professional_wrong_key",
    "accepted-but-wrong/frcp-no-participants.xml": "fiche_no_participant",
    "accepted-but-wrong/frcp-no-quorum-status.xml": "fiche_no_quorum",
    "accepted-but-wrong/frcp-bad-statut-cas-code.xml": "fiche_case_status",
    "accepted-but-wrong/frcp-cas-enregistre-sans-referentiel.xml": "fiche_no_guideline",
    "invalid/frcp-no-birth-name.xml": "birth_name_assumed",
    "valid/frcp-minimal-tnm-not-applicable.xml": "tnm_not_applicable",
}


@pytest.mark.parametrize("name", DERIVED)
def test_what_the_official_rules_let_through_is_told_and_blocks_nothing(
    shared_data: Path, name: str
) -> None:
    case = read(shared_data, f"derived/{name}")
    assert DERIVED[name] in codes(case)


def test_every_derived_document_is_read_or_refused_with_a_sentence(shared_data: Path) -> None:
    for path in sorted((shared_data / "cda/derived").rglob("*.xml")):
        found = outcome(lambda path=path: read_cda(path.read_bytes()))
        if isinstance(found, ImportedCase):
            assert_presentable([found])
        else:
            said(found)


def test_the_personal_care_plan_is_refused_with_what_is_read(shared_data: Path) -> None:
    path = shared_data / "cda/official/CANCER-PPS_2022.01_feuille-de-style-externe.xml"
    refused = outcome(lambda: read_any("pps.xml", path.read_bytes()))
    assert "Relais lit la fiche RCP (FRCP)" in said(refused)


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><ClinicalDocument>&i;</ClinicalDocument>"
)
HOSTILE = {
    BILLION: "contient une DTD ou des entités",
    '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>': "contient une DTD ou des entités",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/">]><x>&e;</x>': "contient une DTD",
    "<!DOCTYPE html><html></html>": "contient une DTD ou des entités",
    "<x>&inconnu;</x>": "mal formé",
    '<?xml version="1.0" encoding="klingon"?><x/>': "encodage que Relais ne sait pas lire",
    '<Bundle xmlns="http://example.org/fhir"/>': "sans être un document CDA",
    '<ClinicalDocument xmlns="urn:hl7-org:v3"/>': "n’est pas d’une sorte que Relais lit",
    '<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="34794-8"/></ClinicalDocument>': (
        "ne contient pas de patient"
    ),
    '<a xmlns="urn:hl7-org:v3">': "incomplet",
}


@pytest.mark.parametrize("content", HOSTILE, ids=list(HOSTILE.values()))
def test_hostile_or_foreign_xml_is_refused_with_a_sentence(content: str) -> None:
    assert HOSTILE[content] in said(outcome(lambda: read_any("x.xml", content.encode())))


def test_a_document_too_deep_or_too_large_is_refused() -> None:
    deep = '<ClinicalDocument xmlns="urn:hl7-org:v3">' + "<a>" * 5000 + "</a>" * 5000
    deep += "</ClinicalDocument>"
    assert "emboîte plus de 100 niveaux" in said(outcome(lambda: read_cda(deep.encode())))
    large = b"<ClinicalDocument>" + b" " * (5 * 1024 * 1024)
    assert "dépasse 5 Mo" in said(outcome(lambda: read_cda(large)))


def test_a_fiche_without_tumour_or_with_two_patients_is_refused(shared_data: Path) -> None:
    text = content_of(shared_data)
    without = re.sub(r'code="282291009"', 'code="0"', text)
    assert "ne décrit aucune tumeur" in said(outcome(lambda: read_cda(without.encode())))
    role = re.search(r"<recordTarget>.*?</recordTarget>", text, re.DOTALL)
    assert role is not None
    two = text.replace(role.group(), role.group() * 2)
    assert "contient 2 patients" in said(outcome(lambda: read_cda(two.encode())))


@pytest.mark.parametrize("name", [FRCP, CR_GM])
def test_a_spoilt_document_is_refused_or_read_and_nothing_else(
    shared_data: Path, name: str
) -> None:
    content = (shared_data / "cda" / name).read_bytes()
    rng = random.Random(name)  # noqa: S311
    for _time in range(60):
        found = outcome(lambda: read_any("x.xml", spoilt(content, rng)))
        if isinstance(found, Exception):
            said(found)
        else:
            assert_presentable(found.cases)
