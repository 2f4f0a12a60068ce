"""The command line: one sentence and exit code 1 when something is refused, and the whole path when not."""

from __future__ import annotations

import ast
import inspect
import os
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.cli import backup as backup_command
from app.services import backup as backup_service
from tests.cli.conftest import COMMAND, Relais

JENNY = "mcode/Bundle-mcode-patient-bundle-jenny-m.json"
REFERENCE = re.compile(r"R-\d{4}-\d{6}")
SECRET = ("--password", "cheval-agrafe-nuage-violon")
ACCOUNT = (
    "account",
    "create",
    "--login",
    "alex",
    "--name",
    "Alex Martin",
    "--hospital",
    "Hôpital Neuf",
)


def value(home: Path, query: str) -> Any:
    """One value of a home's database."""
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection:
        return connection.execute(query).fetchone()[0]


def everything(home: Path) -> dict[str, int]:
    """How many rows each table holds."""
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection:
        names = [
            r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {n: connection.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for n in names}  # noqa: S608


def test_upgrade_makes_a_ready_base_and_a_second_one_changes_nothing(
    relais: Relais, empty: Path
) -> None:
    first = relais("upgrade")
    assert (first.code, first.err) == (0, "")
    assert "Base à jour" in first.out
    before = everything(empty)
    assert before["speciality"] > 20
    assert before["catalogue_entry"] >= 7
    assert value(empty, "SELECT is_demonstration FROM installation") == 0
    assert relais("upgrade").code == 0
    after = everything(empty)
    assert {t: n for t, n in after.items() if t != "audit_entry"} == {
        t: n for t, n in before.items() if t != "audit_entry"
    }
    assert not (empty / "backups").exists()
    assert relais("audit", "verify").code == 0


def test_upgrade_from_an_older_base_backs_it_up_first(
    relais: Relais, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import schema

    monkeypatch.setattr(schema, "migrate", lambda _url: None)
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
    ran = relais("upgrade", home=home)
    assert ran.code == 0, ran.err
    (copy,) = (home / "backups").iterdir()
    assert backup_service.check(copy).revision == "older"
    assert str(copy) in ran.out


@pytest.mark.parametrize(
    "command",
    [
        ("serve",),
        ("case", "list"),
        ("case", "print", "R-2026-000001", "--out", "x.pdf"),
        ("audit", "verify"),
        (*ACCOUNT, *SECRET),
    ],
)
def test_a_base_that_is_not_ready_is_refused_with_what_to_do(
    relais: Relais, command: tuple[str, ...]
) -> None:
    ran = relais(*command)
    assert ran.code == 1
    assert "relais upgrade" in ran.err
    assert "pas à jour" in ran.err
    assert "Traceback" not in ran.err + ran.out


def test_the_secret_key_is_made_once_for_its_owner_only(relais: Relais, empty: Path) -> None:
    relais("upgrade")
    key = empty / "secret.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert empty.stat().st_mode & 0o077 == 0
    first = key.read_text()
    assert len(first) >= 50
    relais("case", "list")
    assert key.read_text() == first


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"RELAIS_PUBLIC_URL": "http://relais.example"}, "https://"),
        ({"RELAIS_PUBLIC_URL": "https://relais.example"}, "RELAIS_SECRET_KEY"),
        ({"RELAIS_SECRET_KEY": "court"}, "50 caractères"),
        ({"RELAIS_SECRET_KEY": "a" * 60}, "RELAIS_SECRET_KEY"),
    ],
)
def test_an_unsafe_setting_is_one_sentence(
    relais: Relais, environment: dict[str, str], said: str
) -> None:
    ran = relais("upgrade", **environment)
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_account_with_a_weak_password_is_refused_with_a_sentence(
    relais: Relais, empty: Path
) -> None:
    relais("upgrade")
    ran = relais(*ACCOUNT, "--password", "azerty")
    assert (ran.code, value(empty, "SELECT count(*) FROM account")) == (1, 0)
    assert "12" in ran.err
    assert relais(*ACCOUNT, *SECRET).code == 0
    again = relais(*ACCOUNT, *SECRET)
    assert again.code == 1
    assert again.err.startswith("relais : ")
    assert value(empty, "SELECT count(*) FROM account") == 1


def test_the_demonstration_seeded_twice_loses_nothing(relais: Relais, demo: Path) -> None:
    before = everything(demo)
    listed = relais("case", "list", home=demo).out
    ran = relais("demo", "--no-serve", home=demo)
    assert ran.code == 0, ran.err
    assert f"export RELAIS_HOME={demo}" in ran.out
    assert "coordination" in ran.out
    after = everything(demo)
    assert {t: n for t, n in after.items() if t != "audit_entry"} == {
        t: n for t, n in before.items() if t != "audit_entry"
    }
    assert relais("case", "list", home=demo).out == listed


def test_the_demonstration_goes_into_an_empty_home(relais: Relais, empty: Path) -> None:
    ran = relais("demo", "--no-serve")
    assert ran.code == 0, ran.err
    assert value(empty, "SELECT is_demonstration FROM installation") == 1
    assert not (empty / ".seeding").exists()
    assert relais("audit", "verify").code == 0


def test_the_demonstration_never_enters_a_real_base(relais: Relais, empty: Path) -> None:
    relais("upgrade")
    before = everything(empty)
    ran = relais("demo", "--no-serve")
    assert ran.code == 1
    assert "vraie base" in ran.err
    assert everything(empty) == before


def test_the_demonstration_is_not_published(relais: Relais, empty: Path) -> None:
    ran = relais("demo", "--no-serve", RELAIS_PUBLIC_URL="https://relais.example")
    assert ran.code == 1
    assert "ne se publie pas" in ran.err
    assert not (empty / "relais.sqlite").exists()


def test_a_demonstration_is_not_served_under_a_public_address(relais: Relais, demo: Path) -> None:
    ran = relais(
        "serve",
        home=demo,
        RELAIS_PUBLIC_URL="https://relais.example",
        RELAIS_SECRET_KEY=os.urandom(40).hex(),
    )
    assert ran.code == 1
    assert "démonstration" in ran.err


def test_without_a_public_address_only_this_machine_is_served(relais: Relais) -> None:
    relais("upgrade")
    ran = relais("serve", "--host", "0.0.0.0")  # noqa: S104
    assert ran.code == 1
    assert "RELAIS_PUBLIC_URL" in ran.err


def test_the_list_of_cases_has_the_reference_first_on_each_line(relais: Relais, demo: Path) -> None:
    lines = relais("case", "list", home=demo).out.splitlines()
    assert len(lines) == value(demo, "SELECT count(*) FROM clinical_case")
    assert all(REFERENCE.match(line) for line in lines)
    assert any("BENALI" in line for line in lines)


@pytest.mark.parametrize(("document", "most"), [("fiche", 2), ("patient", 3)])
def test_both_documents_of_every_demonstration_case_are_printed(
    relais: Relais, demo: Path, tmp_path: Path, document: str, most: int
) -> None:
    for line in relais("case", "list", home=demo).out.splitlines():
        out = tmp_path / "prints" / f"{line.split()[0]}.pdf"
        ran = relais(
            "case", "print", line.split()[0], "--document", document, "--out", out, home=demo
        )
        assert ran.code == 0, ran.err
        reader = PdfReader(out)
        assert 1 <= len(reader.pages) <= most
        assert all("TEST" in page.extract_text() for page in reader.pages)


def test_an_unknown_reference_is_said_and_nothing_is_written(
    relais: Relais, demo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "no.pdf"
    ran = relais("case", "print", "R-1999-000001", "--out", out, home=demo)
    assert ran.code == 1
    assert "introuvable" in ran.err
    assert not out.exists()


@pytest.mark.shared
def test_the_public_example_patient_goes_the_whole_way(
    relais: Relais, home: Path, tmp_path: Path, shared_data: Path
) -> None:
    who = ("--hospital", "Hôpital Essai", "--as", "coordinator")
    ran = relais("case", "import", shared_data / JENNY, *who, home=home)
    assert ran.code == 0, ran.err
    assert REFERENCE.fullmatch(ran.last)
    assert "Traceback" not in ran.out + ran.err
    listed = relais("case", "list", home=home).out
    assert f"{ran.last}  Jenny" in listed
    for document, most in (("fiche", 2), ("patient", 3)):
        out = tmp_path / f"{document}.pdf"
        printed = relais("case", "print", ran.last, "--document", document, "--out", out, home=home)
        assert printed.code == 0, printed.err
        reader = PdfReader(out)
        assert 1 <= len(reader.pages) <= most
        said = " ".join(page.extract_text() for page in reader.pages)
        assert "PROJET" in said
        assert ran.last in said
    assert relais("audit", "verify", home=home).code == 0


BROKEN = {
    "not-json.json": b"{ pas du JSON",
    "empty.json": b"",
    "binary.json": bytes(range(256)) * 20,
    "list.json": b"[1, 2, 3]",
    "null.json": b"null",
    "other.json": b'{"resourceType": "Patient"}',
    "no-patient.json": b'{"resourceType": "Bundle", "type": "collection", "entry": []}',
    "deep.json": b"[" * 100_000,
    "entry.json": b'{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": 7}]}',
    "twice.json": b'{"resourceType": "Bundle", "resourceType": "Bundle", "entry": {}}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_whole_with_a_sentence(
    relais: Relais, home: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    before = everything(home)
    ran = relais("case", "import", path, home=home)
    assert ran.code == 1
    assert re.match(r"relais : .{15,}", ran.err), ran.err
    assert "Traceback" not in ran.err + ran.out
    assert ran.out == ""
    assert everything(home) == before


@pytest.mark.shared
def test_a_truncated_example_makes_no_row(
    relais: Relais, home: Path, tmp_path: Path, shared_data: Path
) -> None:
    whole = (shared_data / JENNY).read_bytes()
    before = everything(home)
    path = tmp_path / "cut.json"
    for part in (0.1, 0.5, 0.99):
        path.write_bytes(whole[: int(len(whole) * part)])
        assert relais("case", "import", path, home=home).code == 1
    assert everything(home) == before


def test_an_import_without_any_hospital_says_what_to_make_first(
    relais: Relais, tmp_path: Path
) -> None:
    relais("upgrade")
    path = tmp_path / "x.json"
    path.write_bytes(BROKEN["no-patient.json"])
    ran = relais("case", "import", path, "--hospital", "Inconnu")
    assert ran.code == 1
    assert "Traceback" not in ran.err


def test_audit_verify_counts_the_entries_and_names_the_first_bad_one(
    relais: Relais, home: Path
) -> None:
    ran = relais("audit", "verify", home=home)
    count = value(home, "SELECT count(*) FROM audit_entry")
    assert ran.code == 0
    assert f"{count} entrées" in ran.out
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection, connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute("UPDATE audit_entry SET body = body || ' ' WHERE seq IN (6, 9)")
    bad = relais("audit", "verify", home=home)
    assert bad.code == 1
    assert "n° 6" in bad.err


def test_backup_and_restore_bring_the_whole_home_elsewhere(
    relais: Relais, demo: Path, tmp_path: Path
) -> None:
    copy, elsewhere = tmp_path / "copy", tmp_path / "elsewhere"
    ran = relais("backup", copy, home=demo)
    assert ran.code == 0, ran.err
    assert "Copie vérifiée" in ran.out
    assert relais("backup", copy, home=demo).code == 1
    assert relais("restore", copy, home=demo).code == 1
    restored = relais("restore", copy, home=elsewhere)
    assert restored.code == 0, restored.err
    assert relais("case", "list", home=elsewhere).out == relais("case", "list", home=demo).out
    assert relais("audit", "verify", home=elsewhere).code == 0
    prints = []
    for home in (demo, elsewhere):
        reference = relais("case", "list", home=home).out.splitlines()[-1].split()[0]
        out = tmp_path / f"{home.name}.pdf"
        relais("case", "print", reference, "--out", out, home=home)
        prints.append(out.read_bytes())
    assert prints[0] == prints[1]


def test_backup_of_nothing_and_restore_of_nothing_are_sentences(
    relais: Relais, tmp_path: Path
) -> None:
    ran = relais("backup", tmp_path / "copy")
    assert ran.code == 1
    assert "relais upgrade" in ran.err
    (tmp_path / "void").mkdir()
    ran = relais("restore", tmp_path / "void")
    assert ran.code == 1
    assert "ne contient pas de base" in ran.err


def test_backup_of_a_base_never_upgraded_is_a_sentence(
    relais: Relais, empty: Path, tmp_path: Path
) -> None:
    empty.mkdir()
    with closing(sqlite3.connect(empty / "relais.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE x (id)")
    ran = relais("backup", tmp_path / "copy")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert not (tmp_path / "copy").exists()


def test_every_reason_to_refuse_a_copy_has_its_sentence() -> None:
    tree = ast.parse(inspect.getsource(backup_service))
    codes = {
        str(call.args[0].value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "BadBackup"
        and isinstance(call.args[0], ast.Constant)
    }
    assert codes
    assert codes == set(backup_command._SENTENCES)


def test_the_installed_command_answers_with_a_sentence_and_exit_code_one(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"{")
    clean = {k: v for k, v in os.environ.items() if not k.startswith("RELAIS_")}
    environment = clean | {"RELAIS_HOME": str(tmp_path / "home")}

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *args],
            env=environment,
            text=True,
            capture_output=True,
            check=False,
            timeout=60,
        )

    assert run("upgrade").returncode == 0
    refused = run("case", "import", str(path))
    assert refused.returncode == 1
    assert refused.stderr.startswith("relais : ")
    assert refused.stdout == ""
