"""Backup and restore: database and files together, online, and checked on the copy."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app import clock
from app.domain import audit
from app.errors import RelaisError


class BadBackup(RelaisError):
    """A copy that does not pass its checks; `code` says which."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: schema, audit head, number of files."""

    made_at: str
    revision: str
    audit_seq: int
    audit_hash: str
    files: int


def back_up(database: Path, files: Path, destination: Path) -> Manifest:
    """Copy a running database and its files into a new folder, check the copy, and write its manifest."""
    destination.mkdir(parents=True, exist_ok=False, mode=0o700)
    try:
        return _copied(database, files, destination)
    except sqlite3.DatabaseError as error:
        shutil.rmtree(destination, ignore_errors=True)
        raise BadBackup("integrity") from error
    except BaseException:
        # Half a copy must never be taken for one.
        shutil.rmtree(destination, ignore_errors=True)
        raise


def _copied(database: Path, files: Path, destination: Path) -> Manifest:
    copy = destination / "relais.sqlite"
    source, target = sqlite3.connect(database), sqlite3.connect(copy)
    try:
        source.backup(target, pages=-1)
    finally:
        source.close()
        target.close()
    for digest in _hashes(copy):
        path = files / digest[:2] / digest
        wanted = destination / "files" / digest[:2] / digest
        wanted.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            raise BadBackup("file_missing")
        shutil.copyfile(path, wanted)
    manifest = check(destination)
    (destination / "manifest.json").write_text(
        json.dumps({"made_at": clock.now().isoformat(), **_plain(manifest)}, indent=2)
    )
    return manifest


def restore(source: Path, database: Path, files: Path) -> Manifest:
    """Put a checked backup where no database is yet."""
    if database.exists():
        raise BadBackup("database_exists")
    manifest = check(source)
    if not (source / "manifest.json").exists():
        raise BadBackup("manifest")
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (source / "files").exists():
        shutil.copytree(source / "files", files, dirs_exist_ok=True)
    partial = database.with_suffix(".part")
    shutil.copyfile(source / "relais.sqlite", partial)
    partial.replace(database)
    return manifest


def check(folder: Path) -> Manifest:
    """Check a copy: integrity, references, audit chain and head, every file against its hash; BadBackup otherwise."""
    path = folder / "relais.sqlite"
    if not path.exists():
        raise BadBackup("no_database")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BadBackup("integrity")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise BadBackup("references")
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        entries = [
            audit.Entry(seq, body, prev, digest, _instant(at), action, target)
            for seq, body, prev, digest, at, action, target in connection.execute(
                "SELECT seq, body, prev_hash, hash, at, action, target_id "
                "FROM audit_entry ORDER BY seq"
            )
        ]
    except (sqlite3.DatabaseError, TypeError) as error:
        raise BadBackup("integrity") from error
    finally:
        connection.close()
    if audit.first_bad(entries) is not None:
        raise BadBackup("audit")
    head = entries[-1] if entries else audit.Entry(0, "", "", audit.GENESIS)
    found = Manifest("", revision, head.seq, head.hash, _check_files(folder, path))
    _compare(folder, found)
    return found


def _compare(folder: Path, found: Manifest) -> None:
    """The manifest anchors the head: a chain cut at its tail still holds by itself."""
    path = folder / "manifest.json"
    if not path.exists():
        return
    try:
        said = dict(json.loads(path.read_text()))
    except (ValueError, TypeError) as error:
        raise BadBackup("manifest") from error
    said.pop("made_at", None)
    if said != _plain(found):
        raise BadBackup("manifest")


def _instant(stored: str) -> datetime | None:
    """An instant as SQLite holds it, in UTC; None for a text that is not one."""
    try:
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    except ValueError:
        return None


def _check_files(folder: Path, database: Path) -> int:
    hashes = _hashes(database)
    for digest in hashes:
        path = folder / "files" / digest[:2] / digest
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise BadBackup("file_altered")
    return len(hashes)


def _hashes(database: Path) -> list[str]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return [row[0] for row in connection.execute("SELECT sha256 FROM stored_file")]
    finally:
        connection.close()


def _plain(manifest: Manifest) -> dict[str, object]:
    return {
        "revision": manifest.revision,
        "audit_seq": manifest.audit_seq,
        "audit_hash": manifest.audit_hash,
        "files": manifest.files,
    }
