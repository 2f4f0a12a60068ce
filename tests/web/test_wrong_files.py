"""Wrong files sent to the import page: each refused whole with a sentence that helps, none ever half stored."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from app.models import AuditEntry, Biomarker, Case, Patient, Presentation
from tests.exchange.many_osiris import pivot
from tests.exchange.spoiling import spoilt, zipped
from tests.judge import fields_of
from tests.services.board import count

OSIRIS = zipped(pivot(3))
LIST = (
    "Nom de naissance;Prénom;DDN;IPP;Maladie\n"
    "TEST-A;Anne;03/02/1950;1;Cancer du sein\nTEST-B;Bruno;1961;2;Mélanome\n"
)
PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "name": [{"family": "TEST-F", "given": ["Ève"]}],
    "birthDate": "1960-02-03",
    "identifier": [{"system": "urn:oid:1.2.3", "value": "7"}],
}
CANCER = {"resourceType": "Condition", "id": "c", "code": {"text": "Breast cancer"}}


def fhir(*resources: dict[str, Any]) -> bytes:
    """A Bundle of these resources."""
    entries = [{"resource": r} for r in resources]
    return json.dumps({"resourceType": "Bundle", "entry": entries}).encode()


def bomb() -> bytes:
    """A small archive that unfolds to 60 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OSIRIS_pivot_Patient.csv", b"0" * 60_000_000)
    return buffer.getvalue()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
TWICE = LIST + LIST.splitlines()[1] + "\n"
BORN_LATE = LIST.replace("1961", "2190")
INFORMED = "Nom de naissance;Prénom;DDN;Maladie;Informé le\nTEST-U;Ugo;1990;Mélanome;1980\n"
DIAGNOSED = {**CANCER, "onsetDateTime": "1950"}
# name, content, what the page says
WRONG = (
    ("cut.zip", OSIRIS[: len(OSIRIS) // 2], "archive ZIP est abîmée ou incomplète"),
    ("bomb.zip", bomb(), "dépasse 50 Mo une fois ouverte"),
    ("photos.zip", zipped({"a.jpg": b"x"}), "ne contient pas de pivot OSIRIS"),
    ("up.zip", zipped({"../Patient.csv": b"x"}), "veut écrire hors d’elle-même"),
    ("cut.json", fhir(PATIENT, CANCER)[:-9], "s’arrête avant la fin"),
    ("latin.json", '{"a": "é"}'.encode("cp1252"), "n’est pas en UTF-8"),
    ("mixed.csv", LIST.encode() + "TEST-É;;;;\n".encode("cp1252"), "mêle deux encodages"),
    ("utf16.csv", LIST.encode("utf-16"), "est en UTF-16"),
    ("utf16.json", fhir(PATIENT, CANCER).decode().encode("utf-16"), "n’est pas en UTF-8"),
    ("utf16be.csv", LIST.encode("utf-16-be"), "n’est pas un fichier de texte"),
    ("utf16.xml", "<a/>".encode("utf-16"), "est en UTF-16"),
    ("nul.csv", LIST.replace("Bruno", "Bru\x00no").encode(), "n’est pas un fichier de texte"),
    (
        "nul.json",
        fhir(PATIENT, CANCER).replace(b"TEST-F", b"TEST\x00F"),
        "n’est pas du JSON valide",
    ),
    ("nul.xml", b"<a>\x00</a>", "XML est mal formé"),
    (
        "nul.zip",
        zipped({"OSIRIS_pivot_Patient.csv": b"\x00" * 50}),
        "ne contient pas de pivot OSIRIS",
    ),
    ("twice.csv", TWICE.encode(), "le même patient qu’à la ligne 2"),
    ("bomb.xml", LAUGHS, "contient une DTD ou des entités"),
    ("fhir.xml", b'<Bundle xmlns="http://example.org/fhir"/>', "sans être un document CDA"),
    ("broken.xml", b"<a><b></a>", "XML est mal formé"),
    ("nobody.json", fhir(CANCER), "ne contient pas de patient"),
    ("healthy.json", fhir(PATIENT), "aucun diagnostic de cancer"),
    ("future.csv", BORN_LATE.encode(), "Cette date est dans l’avenir"),
    ("before.csv", INFORMED.encode(), "Cette date est avant la naissance"),
    ("before.json", fhir(PATIENT, DIAGNOSED), "Cette date est avant la naissance"),
    ("sheet.xlsx", zipped({"[Content_Types].xml": b"<x/>"}), "est un classeur"),
    ("scan.pdf", b"%PDF-1.7\n", "est un PDF ou une image"),
    ("empty.csv", b"", "est vide"),
    ("noise.bin", bytes(range(256)) * 4, "n’est pas un fichier de texte"),
    ("deep.json", b"[" * 200 + b"]" * 200, "emboîte plus de 100 niveaux"),
)


def stored() -> tuple[int, ...]:
    """How many rows an import could have left."""
    return tuple(count(kind) for kind in (Patient, Case, Presentation, Biomarker, AuditEntry))


def send(browser: Any, name: str, content: bytes) -> Any:
    """Send a file to the import page."""
    return browser.submit("/cases/import", file=(io.BytesIO(content), name))


@pytest.mark.parametrize(("name", "content", "said"), WRONG, ids=[w[0] for w in WRONG])
def test_a_wrong_file_is_refused_whole_with_a_sentence_that_helps(
    login: Callable[[str], Any], name: str, content: bytes, said: str
) -> None:
    browser = login("coordinator")
    before = stored()
    page = send(browser, name, content)
    assert page.status_code == 200
    assert said in page.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert stored() == before


def test_two_hundred_megabytes_are_refused_before_they_are_read(
    login: Callable[[str], Any],
) -> None:
    browser = login("coordinator")
    before = stored()
    page = browser.post(
        "/cases/import",
        input_stream=io.BytesIO(b"--x"),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": "200000000"},
    )
    assert page.status_code == 413
    assert "Choisissez un fichier de 20 Mo au plus." in page.text.replace("\u00a0", " ")
    assert stored() == before


def test_a_wrong_identity_key_is_a_remark_and_the_case_is_made(
    login: Callable[[str], Any],
) -> None:
    text = "Nom de naissance;Prénom;DDN;Maladie;INS\nTEST-K;Kim;1979;Mélanome;279035121518988\n"
    page = send(login("coordinator"), "ins.csv", text.encode())
    assert "dossier à créer" in page.text
    assert "clé du matricule INS du fichier est inexacte" in page.text.replace("\u00a0", " ")


SOUND = {"a.zip": OSIRIS, "a.csv": LIST.encode(), "a.json": fhir(PATIENT, CANCER)}


@pytest.mark.parametrize("name", SOUND)
def test_a_spoilt_file_never_crashes_the_page_nor_leaves_half_an_import(
    login: Callable[[str], Any], name: str
) -> None:
    browser = login("coordinator")
    rng = random.Random(name)  # noqa: S311
    for _time in range(15):
        before = count(Case), count(Patient), count(Presentation)
        page = send(browser, name, spoilt(SOUND[name], rng))
        assert page.status_code == 200, page.status_code
        assert (count(Case), count(Patient), count(Presentation)) == before, "a preview wrote"
        if "Importer ce fichier" not in page.text:
            continue
        made = page.text.count("dossier à créer")
        confirm(browser, page)
        grown = [count(kind) for kind in (Case, Patient, Presentation)]
        assert [n - b for n, b in zip(grown, before, strict=True)] in ([0, 0, 0], [made] * 3)


def confirm(browser: Any, page: Any) -> None:
    """Press the preview's button; whatever is asked or refused is said on a page."""
    forms = BeautifulSoup(page.text, "html.parser").find("main").find_all("form", method="post")
    answer = browser.post("/cases/import", data=fields_of(forms[0]))
    assert answer.status_code in {200, 303}, answer.status_code
