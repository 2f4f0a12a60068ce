"""Which importer reads a file: its content decides; archives stay within limits."""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
from pathlib import Path

import pytest

from app.domain.casefile import CaseFile, Patient, Tumour
from app.errors import UnreadableFile
from app.exchange import archive
from app.exchange.case_json import write_case
from app.exchange.detect import read_any, read_folder
from app.exchange.osiris import read_zip
from tests.exchange.spoiling import assert_presentable, outcome, said, spoilt, zipped

FHIR = [
    {
        "resourceType": "Patient",
        "id": "p",
        "name": [{"family": "Test", "given": ["Lucie"]}],
        "identifier": [{"system": "urn:oid:1.2.3", "value": "0042"}],
    },
    {"resourceType": "Condition", "id": "c", "code": {"text": "Breast cancer"}},
]
CASE = CaseFile(Patient("TEST-DURAND", "Lucie"), (Tumour("Cancer du sein"),))
OURS = write_case(CASE, reference="R-2026-000001", left_out={}).encode()
LIST = b"Nom de naissance;Pr\xe9nom;DDN;Maladie\nTEST-A;B;1950;Cancer du sein\n"
OSIRIS = {
    "x_Patient.csv": b"Patient_Id,Instance_Id,Patient_Gender\nP1,1,HL7:F\n",
    "x_TumorPathologyEvent.csv": (
        b"Patient_Id,Instance_Id,TumorPathologyEvent_TopographyCode\nP1,1,C50.4\n"
    ),
}
FILES = {
    "fhir": json.dumps(FHIR).encode(),
    "relais": OURS,
    "worklist": LIST,
    "osiris": zipped(OSIRIS),
}


@pytest.mark.parametrize("wanted", FILES)
@pytest.mark.parametrize("name", ["dossier", "dossier.csv", "dossier.txt"])
def test_the_content_decides_whatever_the_name(wanted: str, name: str) -> None:
    read = read_any(name, FILES[wanted])
    assert read.format == wanted
    assert len(read.cases) == 1
    assert_presentable(read.cases)


def test_a_mark_and_blank_lines_before_the_text_change_nothing() -> None:
    for wanted in ("fhir", "relais"):
        assert read_any("x", b"\xef\xbb\xbf\n \n" + FILES[wanted]).format == wanted
    assert read_any("x", b"\xef\xbb\xbf" + LIST.decode("cp1252").encode()).format == "worklist"


def test_one_resource_per_line_is_fhir() -> None:
    lines = "\n".join(json.dumps(resource) for resource in FHIR)
    assert read_any("export.ndjson", lines.encode()).format == "fhir"


REFUSALS = [
    (b"", "est vide"),
    (b"<Bundle/>", "est en XML"),
    (b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "contient une DTD ou des entités"),
    (b"<ClinicalDocument><open></ClinicalDocument>", "XML est mal formé (ligne 1)"),
    (b"%PDF-1.7", "est un PDF"),
    (b"\x89PNG\r\n", "est un PDF ou une image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "est un classeur"),
    (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "est un classeur"),
    (zipped({"a.txt": b"a"}), "ne contient pas de pivot OSIRIS"),
    (zipped({}), "ne contient pas de pivot OSIRIS"),
    (b"PK\x03\x04 and then nothing", "abîmée ou incomplète"),
    (OSIRIS["x_Patient.csv"], "n’est qu’une partie d’un pivot OSIRIS"),
    (b"\x1f\x8b\x08\x00", "n’est pas un fichier de texte"),
    (b"{}", "n’est pas un dossier FHIR"),
    (OURS.replace(b'"version": 2', b'"version": 7'), "en version 7"),
    (b"une phrase, rien de plus", "n’est pas une liste de réunion"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), REFUSALS, ids=[r[1] for r in REFUSALS])
def test_anything_else_is_refused_with_what_to_do(content: bytes, wanted: str) -> None:
    assert wanted in said(outcome(lambda: read_any("fichier", content)))


def test_a_folder_is_a_pivot_or_each_of_its_files() -> None:
    assert read_folder({**OSIRIS, "README.md": b"x"}).format == "osiris"
    mixed = read_folder({"a.json": FILES["fhir"], "b.csv": LIST, "README.md": b"x"})
    assert (mixed.format, len(mixed.cases)) == ("fhir+worklist", 2)


def test_a_folder_with_one_broken_file_is_refused_whole_and_names_it() -> None:
    broken = said(outcome(lambda: read_folder({"a.json": FILES["fhir"], "sous/b.json": b"{"})))
    assert broken.startswith("b.json : ")
    bad = b"Nom;Pr\xe9nom;DDN;Maladie\nA;B;hier;Cancer\n"
    assert said(outcome(lambda: read_folder({"b.csv": bad}))).startswith("b.csv : ")
    assert "aucun fichier" in said(outcome(lambda: read_folder({"README.md": b"x"})))


def test_a_patient_of_a_fhir_source_is_known_again_and_never_taken_for_another() -> None:
    def key(**changes: object) -> str:
        patient = {**FHIR[0], **changes}
        return read_any("x", json.dumps([patient, FHIR[1]]).encode()).cases[0].source_key

    other = [{"family": "Autre", "given": ["Anne"]}]
    assert key() == "fhir:urn:oid:1.2.3|0042" == key(name=other)
    assert key(identifier=[]) == "fhir:p|test|lucie|"
    assert key(identifier=[]) != key(identifier=[], name=other)
    assert key(identifier=[{"value": "1"}]) != key(identifier=[{"value": "1"}], name=other)
    assert key(identifier=[], id=None) == ""


@pytest.mark.shared
def test_the_key_of_jenny_is_the_record_number_of_her_hospital(shared_data: Path) -> None:
    content = (shared_data / "mcode/Bundle-mcode-patient-bundle-jenny-m.json").read_bytes()
    read = read_any("jenny.json", content)
    assert read.cases[0].source_key.startswith("fhir:")
    assert read.cases[0].source_key == read_any("again", content).cases[0].source_key


def test_an_archive_that_grows_beyond_its_limits_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = zipped({"Patient.csv": b"0" * (60 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert "dépasse 50 Mo une fois ouverte" in said(outcome(lambda: read_zip(bomb)))
    many = zipped({f"{n}.csv": b"x" for n in range(1001)})
    assert "plus de 1000 fichiers" in said(outcome(lambda: read_zip(many)))
    ratio = zipped({f"{n}.csv": b"0" * 70_000 for n in range(9)})
    assert "50 Mo" in said(outcome(lambda: read_zip(ratio)))
    spread = zipped({f"{n}.csv": b"0" * 60_000 for n in range(9)}, stored=True)
    assert len(read_zip(spread)) == 9
    monkeypatch.setattr(archive, "MAX_TOTAL", len(spread) - 1)
    assert "dépasse" in said(outcome(lambda: read_zip(spread)))


def test_a_header_that_lies_about_a_size_deceives_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 200_000)
    content = bytearray(zipped({"Patient.csv": b"ab" * 500_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", content, content.index(mark) + at, 10_000)
    assert isinstance(outcome(lambda: read_zip(bytes(content))), UnreadableFile)


@pytest.mark.parametrize(
    "name",
    ["../Patient.csv", "/etc/Patient.csv", "a/../../b.csv", "C:\\Patient.csv", "a\\..\\b.csv"],
)
def test_a_path_that_leaves_the_archive_is_refused(name: str) -> None:
    assert "hors d’elle-même" in said(outcome(lambda: read_zip(zipped({name: b"x"}))))


def test_an_archive_with_a_password_or_twice_the_same_name_is_refused() -> None:
    content = bytearray(zipped({"Patient.csv": b"x"}, stored=True))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(mark) + at, 1)
    assert "mot de passe" in said(outcome(lambda: read_zip(bytes(content))))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("Patient.csv", b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("Patient.csv", b"y")
    assert "deux fois" in said(outcome(lambda: read_zip(buffer.getvalue())))


@pytest.mark.parametrize("wanted", FILES)
def test_a_spoilt_file_is_refused_or_read_and_nothing_else(wanted: str) -> None:
    rng = random.Random(wanted)  # noqa: S311
    for _time in range(600):
        found = outcome(lambda: read_any("fichier", spoilt(FILES[wanted], rng)))
        if isinstance(found, UnreadableFile):
            assert said(found)
        else:
            assert all(c.case_file.tumours for c in found.cases)
