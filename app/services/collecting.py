"""Collecting what nothing names any more: files without a row, and pictures of pages whose document is gone."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import StoredFile

from . import files, page_pictures
from ._transaction import immediate

DAY = 24 * 3600.0


def collect(*, remove: bool) -> list[Path]:
    """Files of the store and pictures that no row names and that are over a day old; erased when `remove` is on.

    Younger ones may be about to be named. Under the write lock nothing is named meanwhile, and a name given
    afterwards to an erased file is refused (`files.register`).
    """
    with immediate():
        known = set(db.session.scalars(sa.select(StoredFile.sha256)))
        old = [path for path in _unnamed(known) if _age(path) > DAY]
        for path in old if remove else ():
            path.unlink(missing_ok=True)
    return old


def _unnamed(known: set[str]) -> list[Path]:
    pictures = page_pictures.root().glob("??/*")
    return sorted(
        [
            *files.orphans(known),
            *(path for path in pictures if page_pictures.digest_of(path) not in known),
        ]
    )


def _age(path: Path) -> float:
    """Seconds since the file was last stored; 0 for one that has just gone."""
    try:
        return clock.now().timestamp() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
