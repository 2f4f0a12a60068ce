"""The content-addressed file store: write, sync, rename, and only then commit the row that names it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from flask import current_app

from app import clock
from app.errors import NotFound, Unavailable
from app.extensions import db
from app.models import StoredFile


def store(content: bytes) -> str:
    """Put bytes on disk under their SHA-256, durably, before any transaction; the hash.

    Unavailable when the disk is full or out of reach; nothing half-written stays.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    try:
        if path.exists():
            os.utime(path)  # young again: nothing collects it before the row that names it
            return digest
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, content)
    except OSError as error:
        raise Unavailable(str(error)) from error
    return digest


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
        _sync(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def register(digest: str, size: int, media_type: str) -> None:
    """Name a stored file in the database, inside the caller's transaction; Unavailable when it is not there."""
    if not path_of(digest).exists():
        raise Unavailable("a file to name is absent from the store")
    if db.session.get(StoredFile, digest) is None:
        db.session.add(
            StoredFile(sha256=digest, size=size, media_type=media_type, stored_at=clock.now())
        )
        db.session.flush()


def read(digest: str) -> bytes:
    """The bytes of a hash, checked; NotFound when the file is absent or was altered."""
    path = path_of(digest)
    content = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise NotFound
    return content


def path_of(digest: str) -> Path:
    """Where a hash lies in the store."""
    home: Path = current_app.config["RELAIS"].home
    return home / "files" / digest[:2] / digest


def orphans(known: set[str]) -> list[Path]:
    """Files of the store that no row names (a crash between rename and commit leaves one)."""
    root: Path = current_app.config["RELAIS"].home / "files"
    return [path for path in root.glob("??/*") if path.name not in known]


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
