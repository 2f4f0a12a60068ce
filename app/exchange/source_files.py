"""Reading a source of any kind: takes its kind and its files by name, gives it whole, or UnreadableFile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from app.domain.sources import EuropeanMedicine, EvidenceItem, FrenchSheet, ReadSource, SourceKind
from app.errors import UnreadableFile

from . import codec
from .archive import read_zip
from .bdpm import read_bdpm
from .civic import read_civic
from .ema import read_ema

_READERS: Mapping[SourceKind, Callable[[Mapping[str, bytes]], ReadSource]] = MappingProxyType(
    {SourceKind.BDPM: read_bdpm, SourceKind.EMA: read_ema, SourceKind.CIVIC: read_civic}
)
_SHAPES: Mapping[SourceKind, type[Any]] = MappingProxyType(
    {
        SourceKind.BDPM: FrenchSheet,
        SourceKind.EMA: EuropeanMedicine,
        SourceKind.CIVIC: EvidenceItem,
    }
)


def read(kind: SourceKind, files: Mapping[str, bytes]) -> ReadSource:
    """The whole source; nothing of it when one line is bad."""
    if not files:
        raise UnreadableFile("source_no_file")
    found = _READERS[kind](_unpacked(files))
    if not found.by_key:
        raise UnreadableFile("source_no_rows", file=", ".join(files))
    return found


def _unpacked(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of the one ZIP given, without their folders; else the files themselves."""
    (name, content), *others = files.items()
    if others or not content.startswith(b"PK\x03\x04"):
        return files
    inside = read_zip(content)
    found = {path.rsplit("/", 1)[-1]: each for path, each in inside.items()}
    if len(found) != len(inside):
        raise UnreadableFile("source_files_unknown", names=name)
    if not found:
        raise UnreadableFile("source_no_rows", file=name)
    return found


def restored(kind: SourceKind, stored: Any) -> tuple[Any, ...]:
    """What was stored under one key, as the dataclasses of its kind."""
    return tuple(codec.from_plain(one, _SHAPES[kind]) for one in stored)
