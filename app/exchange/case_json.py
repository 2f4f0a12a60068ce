"""The open form of a case: versioned JSON out; the same case file, talks and documents back.

Its shape is published in seed/schema/relais-case-2.json; files of version 1, the case file alone, are still read. The
archive of presentations is checked as it is read and goes nowhere: a signature is of one installation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.casefile import CaseFile, Statement
from app.domain.ins import Ins
from app.domain.ins_rules import may_be_carried
from app.domain.open_case import Beside, may_leave
from app.domain.text import SHORT, clean, fold
from app.domain.vocabulary import Share
from app.errors import UnreadableFile

from . import codec, kept_back
from .imported import ImportedCase, ImportNote
from .strict import MAX_COUNT, structured

FORMAT = "relais-case"
VERSION = 2

DOCTOR_ONLY = "doctor_only"
DOCTOR_TALKS = "doctor_only_talks"
UNQUALIFIED = "unqualified_ins"
QUOTING = "quoting"
_KINDS = {DOCTOR_TALKS, UNQUALIFIED, QUOTING, "withdrawn_attachments", "preliminary"}
_MAX_BYTES = 20 * 1024 * 1024
# quotes inside a text of JSON are escaped, so that no text can look like this
_MARK = re.compile(rb'"format"\s*:\s*"relais-case"')
_NEAR_END = 12
_KEYS = {"format", "version", "reference", "left_out", "case"}
_BESIDE = set(Beside.__dataclass_fields__)
_KEYS_OF = {1: _KEYS, VERSION: _KEYS | _BESIDE}


def write_case(
    case_file: CaseFile,
    *,
    reference: str,
    left_out: Mapping[str, int],
    beside: Beside = Beside(),  # noqa: B008 (frozen)
) -> str:
    """The case as indented JSON, with the number of things left out by kind.

    What the patient shared with the doctor only never leaves, be it a statement, a talk or a text that repeats one,
    nor a national number that is not qualified (RNIV): all are added to the count.
    """
    outside, _quoting = _outside(case_file, beside)
    counts = dict(left_out)
    for kind, hidden in left_out_of(case_file, beside).items():
        counts[kind] = counts.get(kind, 0) + hidden
    kept = tuple(s for s in case_file.statements if _may_leave(s))
    inside = replace(case_file, statements=kept, ins=_leaving(case_file))
    document = {
        "format": FORMAT,
        "version": VERSION,
        "reference": reference,
        "left_out": dict(sorted(counts.items())),
        "case": _without_ids(codec.to_plain(inside)),
        **outside,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def left_out_of(case_file: CaseFile, beside: Beside = Beside()) -> Mapping[str, int]:  # noqa: B008
    """How much of a case never leaves, by kind; empty when all of it may."""
    ins_held = bool(case_file.ins.number) and not _leaving(case_file).number
    counts = {
        DOCTOR_ONLY: sum(not _may_leave(said) for said in case_file.statements),
        DOCTOR_TALKS: sum(not may_leave(talk) for talk in beside.talks),
        QUOTING: _outside(case_file, beside)[1],
        UNQUALIFIED: int(ins_held),
    }
    return {kind: n for kind, n in counts.items() if n}


def is_case(content: bytes) -> bool:
    """Whether this is meant as our own form, whatever its version or state."""
    return _MARK.search(content) is not None


def read_case(content: bytes | str) -> ImportedCase:
    """The case back, whole; UnreadableFile for another format or version, or a changed shape."""
    document = _document(content)
    case_file = structured(document["case"], CaseFile, "$.case")
    if not case_file.tumours:
        raise UnreadableFile("case_shape", where="$.case.tumours")
    beside = read_beside(document)
    left_out = _counts(document["left_out"])
    reference = document["reference"]
    if not isinstance(reference, str) or len(reference) > SHORT:
        raise UnreadableFile("case_shape", where="$.reference")
    return ImportedCase(
        case_file,
        (),
        tuple(_notes(left_out, beside)),
        _key(clean(reference), case_file),
        talks=tuple(talk for talk in beside.talks if may_leave(talk)),
        enclosed=beside.attachments,
    )


def read_beside(document: Mapping[str, Any]) -> Beside:
    """What stands beside the case file in a parsed document, its archive included; nothing in one of version 1."""
    plain = {name: document[name] for name in _BESIDE if name in document}
    return structured(plain, Beside, "$")


def _notes(left_out: Mapping[str, int], beside: Beside) -> list[ImportNote]:
    """What was left out, the most private first, and the presentations that stay in the file."""
    notes = [ImportNote(_noted(kind), {"count": str(n)}) for kind, n in left_out.items() if n]
    if shown := len(beside.archive.presentations):
        notes.append(ImportNote("archive_only", {"count": str(shown)}))
    return notes


def _noted(kind: str) -> str:
    """The note that says what was left out; a kind that this version does not know is said as such."""
    if kind == DOCTOR_ONLY:
        return "left_out"
    return f"left_out_{kind}" if kind in _KINDS else "left_out_other"


def _outside(case_file: CaseFile, beside: Beside) -> tuple[dict[str, Any], int]:
    """What stands beside, as plain values without a word kept for the doctor; how many texts repeated one."""
    talks = tuple(talk for talk in beside.talks if may_leave(talk))
    plain = _without_ids(codec.to_plain(replace(beside, talks=talks)))
    secrets = [s.verbatim for s in case_file.statements if not _may_leave(s)]
    secrets += [
        text for talk in beside.talks if not may_leave(talk) for text in (talk.said, talk.words)
    ]
    return kept_back.without(plain, secrets)


def _leaving(case_file: CaseFile) -> Ins:
    """The national identity without a number that may not be carried."""
    may = may_be_carried(case_file.ins, case_file.patient)
    return case_file.ins if may else replace(case_file.ins, number="")


def _may_leave(statement: Statement) -> bool:
    return statement.share is not Share.DOCTOR_ONLY and not statement.withheld


def _without_ids(plain: Any) -> Any:
    """The same value without the identifiers of stored rows, which mean nothing elsewhere."""
    if isinstance(plain, list | tuple):
        return [_without_ids(each) for each in plain]
    if isinstance(plain, dict):
        return {key: _without_ids(value) for key, value in plain.items() if key != "id"}
    return plain


def _document(content: bytes | str) -> dict[str, Any]:
    text = _decoded(content) if isinstance(content, bytes) else content
    try:
        document = json.loads(text, parse_constant=_refused_number)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) - _NEAR_END or "Unterminated" in error.msg:
            raise UnreadableFile("truncated") from None
        raise UnreadableFile("not_json", line=str(error.lineno), column=str(error.colno)) from None
    except (RecursionError, ValueError):
        raise UnreadableFile("case_shape", where="$") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableFile("case_shape", where="$.format")
    version = document.get("version")
    if type(version) is not int or version not in _KEYS_OF:
        raise UnreadableFile("case_version", version=str(version)[:20])
    if document.keys() != _KEYS_OF[version]:
        odd = sorted(document.keys() ^ _KEYS_OF[version])[0]
        raise UnreadableFile("case_shape", where=f"$.{odd[:40]}")
    return document


def _decoded(content: bytes) -> str:
    if len(content) > _MAX_BYTES:
        raise UnreadableFile("too_large", limit=str(_MAX_BYTES // 1024 // 1024))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise UnreadableFile("truncated") from None
        raise UnreadableFile("not_utf8", position=str(error.start + 1)) from None


def _counts(value: Any) -> Mapping[str, int]:
    is_counted = isinstance(value, dict) and all(
        isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MAX_COUNT
        for n in value.values()
    )
    if not is_counted:
        raise UnreadableFile("case_shape", where="$.left_out")
    return dict(value)


def _key(reference: str, case_file: CaseFile) -> str:
    """References are unique in one installation only: the patient is told apart too."""
    patient = case_file.patient
    born = patient.birth_on.iso if patient.birth_on else ""
    return f"relais:{reference}|{fold(patient.birth_name)}|{fold(patient.given_names)}|{born}"


def _refused_number(text: str) -> Any:
    raise ValueError(text)
