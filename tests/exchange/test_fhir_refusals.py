"""Broken FHIR files: refused whole with a sentence, or read; never anything else."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.casefile import CaseFile
from app.errors import UnreadableFile
from app.exchange.codec import dumps, loads
from app.exchange.fhir import read_bundle
from app.exchange.imported import ImportedCase
from app.wording.imports import not_understood_sentence, note_sentence, refusal_sentence

PATIENT = '{"resourceType": "Patient", "id": "p"}'
CANCER = '{"resourceType": "Condition", "id": "c", "code": {"text": "Breast cancer"}}'
DEEP = '{"resourceType": "Bundle", "entry": ' + "[" * 300 + "]" * 300 + "}"
ABYSS = "[" * 100_000 + "]" * 100_000
JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**30, "", "x", "\u202e\ud800", [], {}, [[]], [None], [1, 2],
    {"coding": "x"}, {"coding": [{"code": 3, "display": [1]}]}, "2018-13-45", {"value": "x"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "empty", "est vide"),
        (b" " * (20 * 1024 * 1024 + 1), "too_large", "dépasse 20 Mo"),
        ('{"name": "é"}'.encode("cp1252"), "not_utf8", "n’est pas en UTF-8 (octet 11)"),
        (b"<Bundle/>", "xml", "Demandez l’export FHIR en JSON"),
        (b"bonjour, voici le dossier", "not_json", "ligne 1, caractère 1"),
        (f"[{PATIENT}, {CANCER}".encode(), "truncated", "incomplet"),
        (f"[{PATIENT}, {CANCER[:-40]}".encode(), "truncated", "incomplet"),
        (f'{PATIENT}\n{CANCER}\n{{"a"'.encode(), "ndjson_line", "La ligne 3"),
        (f'[{PATIENT}, {{"resourceType": "X", "n": NaN}}]'.encode(), "bad_number", "un nombre"),
        (DEEP.encode(), "too_deep", "plus de 100 niveaux"),
        (ABYSS.encode(), "too_deep", "plus de 100 niveaux"),
        (b"[]", "no_resource", "aucune ressource"),
        (b"{}", "not_fhir", "pas un dossier FHIR"),
        (b'"texte"', "not_fhir", "pas un dossier FHIR"),
        (b'{"resourceType": "Bundle", "entry": []}', "no_resource", "aucune ressource"),
        (b'{"resourceType": "Bundle", "entry": {"a": 1}}', "entries_not_list", "une liste"),
        (b'{"resourceType": "Bundle", "entry": [1]}', "entry_unreadable", "numéro 1"),
        (f"[{PATIENT}, {{}}]".encode(), "entry_unreadable", "numéro 2"),
        (f"[{CANCER}]".encode(), "no_patient", "pas de patient"),
        (CANCER.encode(), "no_patient", "pas de patient"),
        (
            f'[{PATIENT}, {{"resourceType": "Patient", "id": "q"}}, {CANCER}]'.encode(),
            "several_patients",
            "2 patients",
        ),
        (f"[{PATIENT}]".encode(), "no_cancer", "aucun diagnostic de cancer"),
    ],
    ids=lambda value: value if isinstance(value, str) and "_" in value else "",
)
def test_a_broken_file_is_refused_with_what_to_do(content: bytes, code: str, said: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_bundle(content)
    assert refused.value.code == code
    sentence = refusal_sentence(refused.value)
    assert said in sentence.replace("\u00a0", " ")
    assert sentence.endswith(".")
    assert "%(" not in sentence


def test_an_unknown_refusal_still_has_a_sentence() -> None:
    assert "rien n’a été importé" in refusal_sentence(UnreadableFile("something_new"))


def test_a_page_of_a_longer_result_is_said() -> None:
    bundle = {
        "resourceType": "Bundle",
        "link": [{"relation": "next", "url": "https://example.org"}],
        "entry": [{"resource": json.loads(PATIENT)}, {"resource": json.loads(CANCER)}, {}],
    }
    said = [note_sentence(n) for n in read_bundle(json.dumps(bundle).encode()).notes]
    assert any("qu’une page" in sentence for sentence in said)
    assert any("Éléments vides dans le fichier" in sentence for sentence in said)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a JSON value, below its top."""
    if path:
        yield path
    parts = value if isinstance(value, (dict, list)) else ()
    for key, child in parts.items() if isinstance(parts, dict) else enumerate(parts):
        yield from places(child, (*path, key))


def spoil(document: Any, rng: random.Random, depth: int) -> Any:
    """The document with a few places below `depth` replaced, removed, repeated or wrapped."""
    document = copy.deepcopy(document)
    for _time in range(rng.choice((1, 3, 10, 40))):
        deep = [p for p in places(document) if len(p) > depth]
        if not deep:
            break
        path = rng.choice(deep)
        holder = document
        for key in path[:-1]:
            holder = holder[key]
        change = rng.randrange(4)
        if change == 0:
            holder[path[-1]] = copy.deepcopy(rng.choice(JUNK))
        elif change == 1:
            del holder[path[-1]]
        elif change == 2 and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[path[-1]]))
        else:
            holder[path[-1]] = [holder[path[-1]]]
    return document


def attempt(content: bytes) -> ImportedCase | UnreadableFile:
    """The case, or the refusal; any other exception escapes."""
    try:
        return read_bundle(content)
    except UnreadableFile as refused:
        return refused


def assert_presentable(case: ImportedCase) -> None:
    """Every part can be stored and every remark can be read."""
    assert loads(dumps(case.case_file), CaseFile) == case.case_file
    for item in case.not_understood:
        assert not not_understood_sentence(item).endswith(item.reason)
    for note in case.notes:
        assert note_sentence(note) != note.code
        assert "%(" not in note_sentence(note)


@pytest.mark.shared
@pytest.mark.parametrize("depth", [0, 3])
@pytest.mark.parametrize(
    "name",
    ["mcode/Bundle-mcode-patient-bundle-jenny-m.json", "mcode/stu2/patient_data.json"],
)
def test_a_spoilt_file_is_refused_or_read_and_nothing_else(
    shared_data: Path, name: str, depth: int
) -> None:
    document = json.loads((shared_data / name).read_text())
    rng = random.Random(f"{name} {depth}")  # noqa: S311
    outcomes = []
    for _time in range(60):
        outcome = attempt(json.dumps(spoil(document, rng, depth)).encode())
        if isinstance(outcome, ImportedCase):
            assert_presentable(outcome)
        else:
            assert "%(" not in refusal_sentence(outcome)
        outcomes.append(type(outcome))
    assert ImportedCase in outcomes


@pytest.mark.shared
def test_jennys_file_cut_anywhere_is_refused_as_incomplete(shared_data: Path) -> None:
    content = (shared_data / "mcode/Bundle-mcode-patient-bundle-jenny-m.json").read_bytes()
    whole = len(content.rstrip())
    for cut in [*range(1, 40), *range(40, whole, whole // 120), *range(whole - 40, whole)]:
        with pytest.raises(UnreadableFile) as refused:
            read_bundle(content[:cut])
        assert refused.value.code == "truncated", cut
