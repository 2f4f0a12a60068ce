"""Backup and restore: online, whole, checked on the copy, refused when anything in it was touched."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.domain import casefile as facts
from app.domain.vocabulary import DocumentKind, MarkerState
from app.extensions import db
from app.models import Case, StoredFile
from app.queries import audit
from app.services import backup, cases, documents, files, schema
from tests.making import make_app
from tests.services.board import ONCE, count, every, one, ready, validate
from tests.world import World, new_case

pytestmark = pytest.mark.usefixtures("app")


def back_up(home: Path, name: str = "copy") -> Path:
    """A backup of this test's home beside it."""
    destination = home.parent / name
    backup.back_up(home / "relais.sqlite", home / "files", destination)
    return destination


def refused(code: str, call: Callable[[], object]) -> None:
    """The call is refused with this code."""
    with pytest.raises(backup.BadBackup) as refusal:
        call()
    assert str(refusal.value) == code


def altered(copy: Path, *statements: str) -> None:
    """Somebody writes in the copied database."""
    connection = sqlite3.connect(copy / "relais.sqlite", isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_the_manifest_names_the_schema_the_head_of_the_journal_and_the_files(
    home: Path, world: World
) -> None:
    ready(world)
    validate(world)
    copy = back_up(home)
    said = json.loads((copy / "manifest.json").read_text())
    seq, digest = audit.head()
    assert (said["audit_seq"], said["audit_hash"], said["files"]) == (seq, digest, 1)
    assert said["revision"] == schema.head()
    assert said["made_at"][:4].isdigit()
    assert (copy.stat().st_mode & 0o077) == 0


def test_a_backup_taken_while_people_write_is_whole(app: Flask, home: Path, world: World) -> None:
    stop = threading.Event()

    def write() -> None:
        with app.app_context():
            while not stop.is_set():
                cases.open_case(world.actors["coordinator"], new_case(world))
            db.session.remove()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [back_up(home, f"copy-{n}") for n in range(5)]
    finally:
        stop.set()
        writer.join()
    heads = [backup.check(copy).audit_seq for copy in copies]
    assert heads == sorted(heads)
    assert heads[-1] > heads[0]


def test_a_restored_home_works_with_its_documents(app: Flask, home: Path, world: World) -> None:
    ready(world)
    validate(world)
    fiche = documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    copy, empty = back_up(home), home.parent / "restored"
    backup.restore(copy, empty / "relais.sqlite", empty / "files")
    restored = make_app(empty)
    with restored.app_context():
        assert (
            documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
            == fiche
        )
        added = facts.Biomarker("KRAS", MarkerState.NEGATIVE)
        cases.save_fact(world.actors["physician"], world.case, added, None, 0, ONCE)
        assert audit.first_bad()[0] is None
        db.session.remove()
        db.engine.dispose()


def test_where_a_base_is_nothing_is_restored(home: Path) -> None:
    copy = back_up(home)
    before = (home / "relais.sqlite").read_bytes()
    refused("database_exists", lambda: backup.restore(copy, home / "relais.sqlite", home / "files"))
    assert (home / "relais.sqlite").read_bytes() == before


def test_an_existing_folder_is_never_written_into(home: Path) -> None:
    back_up(home)
    with pytest.raises(FileExistsError):
        back_up(home)


TAMPERED = [
    (
        "audit",
        ["DROP TRIGGER audit_entry_no_update", "UPDATE audit_entry SET body = '{}' WHERE seq = 3"],
    ),
    ("audit", ["DROP TRIGGER audit_entry_no_delete", "DELETE FROM audit_entry WHERE seq = 3"]),
    (
        "manifest",
        [
            "DROP TRIGGER audit_entry_no_delete",
            "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)",
        ],
    ),
    ("references", ["DELETE FROM patient"]),
    ("manifest", ["UPDATE alembic_version SET version_num = '0000'"]),
]


@pytest.mark.parametrize(("code", "statements"), TAMPERED)
def test_a_rewritten_copy_is_refused_and_restores_nothing(
    home: Path, code: str, statements: list[str]
) -> None:
    copy, empty = back_up(home), home.parent / "restored"
    altered(copy, *statements)
    refused(code, lambda: backup.check(copy))
    refused(code, lambda: backup.restore(copy, empty / "relais.sqlite", empty / "files"))
    assert not (empty / "relais.sqlite").exists()


def test_a_damaged_or_foreign_file_is_refused(home: Path) -> None:
    copy = back_up(home)
    path = copy / "relais.sqlite"
    whole = path.read_bytes()
    page = len(whole) // 2 // 4096 * 4096
    for content in (
        whole[:page] + b"\xff" * 8192 + whole[page + 8192 :],
        whole[: len(whole) // 2],
        b"not a database, but a long enough text to look like a file " * 100,
        b"",
    ):
        path.write_bytes(content)
        refused("integrity", lambda: backup.check(copy))
    path.unlink()
    refused("no_database", lambda: backup.check(copy))


def test_a_document_altered_or_absent_is_refused(home: Path, world: World) -> None:
    ready(world)
    validate(world)
    copy = back_up(home)
    digest = one(sa.select(StoredFile.sha256))
    stored = copy / "files" / digest[:2] / digest
    content = stored.read_bytes()
    stored.write_bytes(content + b" ")
    refused("file_altered", lambda: backup.check(copy))
    stored.unlink()
    refused("file_altered", lambda: backup.check(copy))
    stored.write_bytes(content)
    assert backup.check(copy).files == 1


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"audit_seq": 1}'])
def test_a_manifest_that_does_not_match_is_refused(home: Path, text: str) -> None:
    copy = back_up(home)
    (copy / "manifest.json").write_text(text)
    refused("manifest", lambda: backup.check(copy))


def test_a_copy_whose_manifest_was_taken_away_is_not_restored(home: Path) -> None:
    copy, empty = back_up(home), home.parent / "restored"
    (copy / "manifest.json").unlink()
    refused("manifest", lambda: backup.restore(copy, empty / "relais.sqlite", empty / "files"))


def test_a_document_missing_at_home_stops_the_backup(home: Path, world: World) -> None:
    ready(world)
    validate(world)
    shutil.rmtree(home / "files")
    refused("file_missing", lambda: back_up(home))


def test_a_failed_backup_leaves_no_half_copy_to_be_taken_for_one(home: Path, world: World) -> None:
    ready(world)
    validate(world)
    digest = one(sa.select(StoredFile.sha256))
    kept = (home / "files" / digest[:2] / digest).read_bytes()
    shutil.rmtree(home / "files")
    refused("file_missing", lambda: back_up(home))
    files.store(kept)
    assert backup.check(back_up(home)).files == 1


def test_orphans_are_not_taken_along(home: Path, world: World) -> None:
    ready(world)
    validate(world)
    files.store(b"%PDF of a validation that was refused")
    copy = back_up(home)
    known = set(every(sa.select(StoredFile.sha256)))
    assert {p.name for p in (copy / "files").glob("??/*")} == known
    assert count(Case) == 2
