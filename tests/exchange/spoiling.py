"""Spoilt files for importers: bytes changed at random, and what an importer may answer to them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from app.domain.casefile import CaseFile
from app.errors import UnreadableFile
from app.exchange.codec import dumps, loads
from app.exchange.imported import ImportedCase
from app.wording.imports import not_understood_sentence, note_sentence, refusal_sentence

T = TypeVar("T")
JUNK = (b"\x00", b"\xff\xfe", b'"', b"'", b";", b",", b"\r", b"\n\n", b"\xe9", "é".encode(), b"")


def outcome(read: Callable[[], T]) -> T | UnreadableFile:
    """What was read, or the refusal; any other exception escapes."""
    try:
        return read()
    except UnreadableFile as refused:
        return refused


def spoilt(content: bytes, rng: random.Random) -> bytes:
    """The content cut, or with a few bytes replaced, inserted, removed or repeated."""
    changed = bytearray(content)
    if rng.random() < 0.3:
        return bytes(changed[: rng.randrange(len(changed) + 1)])
    for _time in range(rng.choice((1, 3, 20))):
        if not changed:
            break
        at = rng.randrange(len(changed))
        size = rng.choice((0, 1, 1, 30))
        piece = rng.choice((*JUNK, bytes([rng.randrange(256)]), bytes(changed[at : at + 200])))
        changed[at : at + size] = piece
    return bytes(changed)


def assert_presentable(cases: Iterable[ImportedCase]) -> None:
    """Every part can be stored, and every remark can be read."""
    for case in cases:
        assert loads(dumps(case.case_file), CaseFile) == case.case_file
        assert case.source_key
        for item in case.not_understood:
            assert not not_understood_sentence(item).endswith(f" {item.reason}")
        for note in case.notes:
            assert note_sentence(note) != note.code
            assert "%(" not in note_sentence(note)


def said(refusal: object) -> str:
    """The sentence of a refusal, with plain spaces; it is whole."""
    assert isinstance(refusal, UnreadableFile), refusal
    sentence = refusal_sentence(refusal)
    assert "%(" not in sentence
    assert sentence.endswith(".")
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")


def zipped(files: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """The files as an archive."""
    buffer = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
