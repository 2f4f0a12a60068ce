"""Pictures of a document's pages: PNG made here, kept beside the store under the document's hash, made again when absent.

They come wholly from the document, so no backup holds them and anybody who keeps the server may delete them.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from flask import current_app

from app.errors import NotFound, Unavailable
from app.exchange.attached import judging

from . import files

AT_ONCE = 4


def picture(digest: str, media_type: str, number: int) -> bytes:
    """The PNG of page `number` (from 1); NotFound beyond the last. The caller has checked the access."""
    path = _path(digest, number)
    if path.exists():
        return path.read_bytes()
    first = (number - 1) // AT_ONCE * AT_ONCE + 1
    made = judging.pictures(media_type, files.read(digest), first, first + AT_ONCE - 1)
    for place, content in enumerate(made):
        _keep(_path(digest, first + place), content)
    if number - first >= len(made):
        raise NotFound
    return made[number - first]


def root() -> Path:
    """Where the pictures lie."""
    home: Path = current_app.config["RELAIS"].home
    return home / "pages"


def digest_of(picture_path: Path) -> str:
    """The hash of the document a kept picture comes from."""
    return picture_path.name.partition("-")[0]


def _path(digest: str, number: int) -> Path:
    return root() / digest[:2] / f"{digest}-{number}.png"


def _keep(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except OSError as error:
        raise Unavailable(str(error)) from error
