"""Whether a document may join a case: takes a file name and bytes, gives what to keep, or refuses with a RuleViolation.

Rules: an allow list (PDF, JPEG, PNG), the name and the content agreeing, images written anew, PDF opened under limits
and refused when it asks a password, acts by itself or carries another file (OWASP ASVS 5.0 V5.2).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from threading import BoundedSemaphore

from app.errors import RuleViolation, Unavailable, Violation

PDF, JPEG, PNG, TEXT = "application/pdf", "image/jpeg", "image/png", "text/plain"
LARGEST = 20 * 1024 * 1024
_KINDS = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
_STARTS = ((PDF, b"%PDF-"), (JPEG, b"\xff\xd8\xff"), (PNG, b"\x89PNG\r\n\x1a\n"))
_ENDINGS = {PDF: {".pdf"}, JPEG: {".jpg", ".jpeg", ".jpe", ".jfif"}, PNG: {".png"}}
_CHILD = Path(__file__).with_name("child.py")
_PATIENCE = 60.0
# One document at a time: two would take both processors from the meetings under way.
_TURN = BoundedSemaphore(1)


@dataclass(frozen=True)
class Judged:
    """What may be kept of a document: its type, its bytes (an image's are written anew), its number of pages."""

    media_type: str
    content: bytes
    pages: int


def judge(name: str, content: bytes) -> Judged:
    """What to keep of a file of that name; RuleViolation on the field `file` when it is refused."""
    media_type = _type_of(name, content)
    if media_type == PDF:
        _refuse_two_files_in_one(content)
    pages, blobs = _ask(media_type, content, 0, 0)
    return Judged(media_type, blobs[0] if blobs else content, pages)


def pictures(media_type: str, content: bytes, first: int, last: int) -> list[bytes]:
    """PNG pictures of pages `first` to `last` (from 1) of a document that was judged."""
    _pages, blobs = _ask(media_type, content, first, last)
    return blobs


def _type_of(name: str, content: bytes) -> str:
    if not content:
        raise refusal("attachment_empty")
    if len(content) > LARGEST:
        raise refusal("attachment_large", limit=str(LARGEST // (1024 * 1024)))
    for media_type, start in _STARTS:
        if content.startswith(start):
            ending = PurePath(name.replace("\\", "/")).suffix.lower()
            if ending and ending not in _ENDINGS[media_type]:
                raise refusal("attachment_name", ending=ending[:10], kind=_KINDS[media_type])
            return media_type
    raise refusal("attachment_kind")


def _refuse_two_files_in_one(content: bytes) -> None:
    """A PDF ends at its last mark: what follows would be another file hidden behind it."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise refusal("attachment_broken")
    if content[end + 5 :].strip(b"\r\n\t \0"):
        raise refusal("attachment_trailing")


def _ask(media_type: str, content: bytes, first: int, last: int) -> tuple[int, list[bytes]]:
    """Have the child open the document; the number of pages and the blobs it gave."""
    if not _TURN.acquire(timeout=_PATIENCE):
        raise Unavailable("documents queue")
    try:
        head, _line, body = _run(_KINDS[media_type], content, first, last).partition(b"\n")
    finally:
        _TURN.release()
    try:
        found = json.loads(head)
    except ValueError:
        raise refusal("attachment_broken") from None
    if "refused" in found:
        raise refusal(found["refused"])
    blobs, at = [], 0
    for size in found["sizes"]:
        blobs.append(body[at : at + size])
        at += size
    return int(found["pages"]), blobs


def _run(kind: str, content: bytes, first: int, last: int) -> bytes:
    command = [sys.executable, "-I", str(_CHILD), kind, str(first), str(last)]
    try:
        done = subprocess.run(  # noqa: S603  (our own script, no word of it typed by anybody)
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
            env={k: v for k, v in os.environ.items() if not k.startswith("RELAIS_")},
        )
    except subprocess.TimeoutExpired:
        raise refusal("attachment_heavy") from None
    return done.stdout if done.returncode == 0 else b""


def refusal(code: str, **params: str) -> RuleViolation:
    """The refusal of the file, beside its field."""
    return RuleViolation(Violation(code, "file", params))
