"""ZIP archives: takes their bytes, gives the members in memory, within limits, never a path on disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from app.errors import UnreadableFile

# Limits of what an archive may unfold to.
MAX_TOTAL = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 1_000

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_SMALL = 64 * 1024  # a short run of one letter compresses better than 100 without being a bomb
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    LookupError,
)


def read_zip(content: bytes) -> Mapping[str, bytes]:
    """The files of an archive by their path inside it; UnreadableFile when broken or over a limit.

    Sizes are checked as declared, then again as they come out: a header may lie.
    """
    if len(content) > MAX_TOTAL:
        raise UnreadableFile("too_large", limit=str(MAX_TOTAL // 1024 // 1024))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check(members, len(content))
            return _read(archive, [m for m in members if not _is_noise(m)])
    except _BROKEN:
        raise UnreadableFile("zip_broken") from None


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile("zip_too_many", limit=str(MAX_MEMBERS))
    for member in members:
        if not _is_safe(member):
            raise UnreadableFile("zip_path", name=member.filename[:80])
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFile("zip_encrypted")
        if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
            raise UnreadableFile("zip_bomb", limit=str(MAX_TOTAL // 1024 // 1024))
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL or total > max(_SMALL, MAX_RATIO * packed):
        raise UnreadableFile("zip_bomb", limit=str(MAX_TOTAL // 1024 // 1024))


def _is_safe(member: zipfile.ZipInfo) -> bool:
    """A relative path that stays inside: no root, no drive, no `..`, no backslash."""
    name = member.orig_filename
    path = PurePosixPath(name)
    unsafe = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    return not unsafe and "\x00" not in name


def _is_noise(member: zipfile.ZipInfo) -> bool:
    """Folders, and what file managers leave behind."""
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or any(p == "__MACOSX" or p.startswith(".") for p in parts)


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MAX_TOTAL
    for member in members:
        if member.filename in found:
            raise UnreadableFile("zip_twice", name=member.filename[:80])
        with archive.open(member) as stream:
            parts = []
            while part := stream.read(_CHUNK):
                left -= len(part)
                if left < 0:
                    raise UnreadableFile("zip_bomb", limit=str(MAX_TOTAL // 1024 // 1024))
                parts.append(part)
        found[member.filename] = b"".join(parts)
    return found
