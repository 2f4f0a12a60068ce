"""`relais case export`: the open file of a case comes back as it left, without what is kept for the doctor."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from app.domain.casefile import CaseFile
from app.exchange.detect import read_any
from tests.cli.conftest import Ran, Relais
from tests.exchange.case_schema import problems, schema

CONFIDED = "TEST-KERVELLA"
SECRET = "Étouffer la nuit"
HERE = ("--hospital", "Hôpital Essai", "--as", "coordinator")


def references(relais: Relais, home: Path) -> dict[str, str]:
    """The reference of each case by the patient's family name."""
    lines = relais("case", "list", home=home).out.splitlines()
    return {line.split("  ")[1].split()[-1]: line.split("  ")[0] for line in lines}


def as_facts(file: CaseFile) -> dict[str, Any]:
    """A case file whose lists are compared whatever the order of facts of the same day; the case's tumour is kept."""
    held = {field.name: getattr(file, field.name) for field in fields(file)}
    lists = {name: sorted(map(repr, each)) for name, each in held.items() if type(each) is tuple}
    return {**held, **lists, "tumour": file.tumour}


def traces(home: Path, table: str, columns: str) -> list[tuple[Any, ...]]:
    """What a table of traces says of exports."""
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection:
        return connection.execute(
            f"SELECT {columns} FROM {table} WHERE action = 'case.exported'"  # noqa: S608
        ).fetchall()


def exported(relais: Relais, home: Path, reference: str, out: Path) -> Ran:
    """Export a case to a file."""
    return relais("case", "export", reference, "--format", "json", "--out", out, home=home)


def test_every_case_of_the_demonstration_comes_back_as_it_left(
    relais: Relais, demo: Path, home: Path, tmp_path: Path
) -> None:
    for name, reference in references(relais, demo).items():
        first, again = tmp_path / f"{name}.zip", tmp_path / f"{name}-again.zip"
        ran = exported(relais, demo, reference, first)
        assert (ran.code, ran.err) == (0, "")
        assert str(first) in ran.out
        imported = relais("case", "import", first, *HERE, home=home)
        assert imported.code == 0, imported.err
        assert exported(relais, home, imported.last, again).code == 0
        left, back = (read_any(path.name, path.read_bytes()).cases[0] for path in (first, again))
        assert as_facts(back.case_file) == as_facts(left.case_file), name
        assert (back.talks, back.files) == (left.talks, left.files)
        assert len(left.files) == len(left.enclosed)
        assert left.case_file.patient.birth_name == name
    assert relais("audit", "verify", home=home).code == 0


def test_the_file_is_the_published_form_and_holds_no_identifier_of_a_row(
    relais: Relais, demo: Path
) -> None:
    reference = references(relais, demo)["TEST-BENALI"]
    ran = relais("case", "export", reference, home=demo)
    document = json.loads(ran.out)
    assert problems(document, schema(), schema()) == []
    assert (document["reference"], document["version"]) == (reference, 2)
    assert "mariage de ma fille" in ran.out
    assert '"id"' not in ran.out


def test_what_is_kept_for_the_doctor_is_counted_and_does_not_leave(
    relais: Relais, demo: Path, home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "case.json"
    exported(relais, demo, references(relais, demo)[CONFIDED], out)
    text = out.read_text(encoding="utf-8")
    assert json.loads(text)["left_out"] == {"doctor_only": 1}
    assert SECRET not in text
    told = relais("case", "import", out, *HERE, home=home)
    assert "Paroles confiées au médecin seul, absentes de ce fichier\u00a0: 1." in told.out


def test_documents_leave_in_a_folder_and_are_named_where_they_do_not_leave(
    relais: Relais, demo: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(demo / "relais.sqlite")) as connection:
        reference, title = connection.execute(
            "SELECT reference, title FROM attachment JOIN clinical_case c ON c.id = case_id"
        ).fetchone()
    ran = exported(relais, demo, reference, tmp_path / "dossier")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(p.suffix for p in (tmp_path / "dossier").iterdir()) == [".json", ".pdf"]
    printed = relais("case", "export", reference, home=demo)
    assert f"Document non joint : {reference}" in printed.err
    assert title in json.loads(printed.out)["attachments"][0]["title"]


def test_an_export_is_audited_and_traced_without_a_word_of_the_patient(
    relais: Relais, demo: Path, tmp_path: Path
) -> None:
    reference = references(relais, demo)[CONFIDED]
    assert traces(demo, "access_trace", "case_id") == []
    exported(relais, demo, reference, tmp_path / "case.json")
    ((case_id, who),) = traces(demo, "access_trace", "case_id, account_name")
    ((target, body),) = traces(demo, "audit_entry", "target_id, body")
    assert (case_id, who) == (target, "ligne de commande")
    assert CONFIDED not in body
    assert relais("audit", "verify", home=demo).code == 0


@pytest.mark.parametrize("asked", [("R-1999-000001",), ("R-1999-000001", "--format", "json")])
def test_an_unknown_reference_is_said_and_nothing_is_written(
    relais: Relais, demo: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    out = tmp_path / "no.json"
    ran = relais("case", "export", *asked, "--out", out, home=demo)
    assert ran.code == 1
    assert "introuvable" in ran.err
    assert not out.exists()
    assert traces(demo, "access_trace", "case_id") == []


def test_all_cases_are_written_with_an_account_of_what_stays(
    relais: Relais, demo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tout"
    ran = relais("export", "--all", out, home=demo)
    assert (ran.code, ran.err) == (0, "")
    written = sorted(p for p in out.rglob("*.json"))
    with closing(sqlite3.connect(demo / "relais.sqlite")) as connection:
        (cases,) = connection.execute("SELECT count(*) FROM clinical_case").fetchone()
    assert len(written) == cases
    assert sum(p.is_dir() for p in out.iterdir()) == 2, "one folder for each hospital"
    assert all(SECRET not in p.read_text(encoding="utf-8") for p in written)
    assert "Paroles confiées au médecin seul, jamais exportées" in ran.out
    assert f"{cases} dossiers exportés." in ran.out
    assert "dossiers exportés" in (out / "LISEZMOI.txt").read_text(encoding="utf-8")
    again = relais("export", "--all", out, home=demo)
    assert again.code == 1
    assert "n’est pas vide" in again.err


@pytest.mark.parametrize(
    ("form", "name"), [("csv", "dossiers.csv"), ("osiris", "OSIRIS_pivot_Patient.csv")]
)
def test_one_hospital_is_written_as_a_list_or_a_pivot(
    relais: Relais, demo: Path, tmp_path: Path, form: str, name: str
) -> None:
    with closing(sqlite3.connect(demo / "relais.sqlite")) as connection:
        (hospital,) = connection.execute(
            "SELECT name FROM hospital ORDER BY updated_at, name"
        ).fetchone()
    out = tmp_path / form
    ran = relais("export", "--all", out, "--hospital", hospital, "--format", form, home=demo)
    assert (ran.code, ran.err) == (0, "")
    content = (out / name).read_text(encoding="utf-8-sig")
    assert "R-20" in content
    assert (CONFIDED in content) is (form == "csv"), "only the list names people"
