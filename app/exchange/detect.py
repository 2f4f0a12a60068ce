"""What a file is, by its content and never by its name alone; takes bytes, gives the cases it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from app.domain.text import fold
from app.errors import UnreadableFile, UnreadableTable

from .archive import read_zip
from .case_json import is_case, read_case
from .cda import read_cda
from .fhir import read_bundle
from .imported import Imported, ImportedCase, ImportNote
from .osiris import is_osiris, read_osiris
from .table import decode
from .teaching_json import is_teaching
from .worklist import read_worklist

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_READABLE = {".json", ".ndjson", ".csv", ".xml", ".zip"}


def read_any(name: str, content: bytes) -> Imported:
    """The cases of a file: FHIR in JSON, an OSIRIS archive, a CDA document, our own JSON or archive, or a list in CSV.

    UnreadableFile, whole, for anything else; `name` only helps to say what to do.
    """
    if content.startswith(_ZIP):
        return _from_archive(name, content)
    if content.startswith(_OLD_OFFICE):
        raise UnreadableFile("spreadsheet")
    if content.startswith(_PICTURES):
        raise UnreadableFile("pdf")
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return Imported("cda", (read_cda(content),))
    if is_teaching(content):
        raise UnreadableFile("teaching_cases")
    if is_case(content):
        return Imported("relais", (_with_files(read_case(content), {}),))
    if start.startswith((b"{", b"[")) or PurePosixPath(name).suffix.lower() == ".json":
        return Imported("fhir", (read_bundle(content),))
    return _from_table(content)


def read_folder(files: Mapping[str, bytes]) -> Imported:
    """The cases of a folder: an OSIRIS pivot, or each file it holds; refused whole, naming the file."""
    if is_osiris(files):
        return Imported("osiris", read_osiris(files))
    names = [n for n in sorted(files) if PurePosixPath(n).suffix.lower() in _READABLE]
    if not names:
        raise UnreadableFile("folder_unknown")
    read = [_named(name, files) for name in names]
    formats = sorted({one.format for one in read})
    return Imported("+".join(formats), tuple(case for one in read for case in one.cases))


def _named(name: str, files: Mapping[str, bytes]) -> Imported:
    content = files[name]
    try:
        if is_case(content):
            return Imported("relais", (_with_files(read_case(content), files),))
        return read_any(name, content)
    except UnreadableTable as error:
        error.params = {**error.params, "file": PurePosixPath(name).name}
        raise
    except UnreadableFile as error:
        params = {"file": PurePosixPath(name).name, **error.params}
        raise UnreadableFile(error.code, **params) from None


def _from_archive(name: str, content: bytes) -> Imported:
    files = read_zip(content)
    if PurePosixPath(name).suffix.lower() in {".xlsx", ".ods"} or "[Content_Types].xml" in files:
        raise UnreadableFile("spreadsheet")
    if is_osiris(files):
        return Imported("osiris", read_osiris(files))
    if not any(name.endswith(".json") and is_case(inside) for name, inside in files.items()):
        raise UnreadableFile("zip_unknown")
    return read_folder(files)


def _with_files(case: ImportedCase, files: Mapping[str, bytes]) -> ImportedCase:
    """The case with the bytes of the documents it names; UnreadableFile for one that is not what was exported."""
    by_name = {PurePosixPath(path).name: content for path, content in files.items()}
    found = {}
    for one in case.enclosed:
        content = by_name.get(one.file)
        if content is None:
            continue
        if hashlib.sha256(content).hexdigest() != one.sha256:
            raise UnreadableFile("enclosed_changed", name=one.file[:80])
        found[one.sha256] = content
    absent = len({one.sha256 for one in case.enclosed} - found.keys())
    notes = case.notes
    if absent:
        notes = (*notes, ImportNote("enclosed_absent", {"count": str(absent)}))
    return replace(case, files=found, notes=notes)


def _from_table(content: bytes) -> Imported:
    first = decode(content).lstrip().split("\n", 1)[0]
    if {"patient_id", "instance_id"} <= {fold(h).strip('" \r') for h in first.split(",")}:
        raise UnreadableFile("osiris_single")
    return Imported("worklist", tuple(row.case for row in read_worklist(content)))
