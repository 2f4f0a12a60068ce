"""The open form of a case file: versioned JSON out, the same case file back.

Its shape is published in seed/schema/relais-case-1.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from cattrs import Converter, transform_error

from app.domain.casefile import CaseFile, Statement
from app.domain.ins import Ins
from app.domain.ins_rules import may_be_carried
from app.domain.partial_date import PartialDate
from app.domain.text import LONG, SHORT, clean, fold
from app.domain.vocabulary import Labelled, Share
from app.errors import UnreadableFile

from . import codec
from .imported import ImportedCase, ImportNote

FORMAT = "relais-case"
VERSION = 1

DOCTOR_ONLY = "doctor_only"
UNQUALIFIED = "unqualified_ins"
_MAX_BYTES = 20 * 1024 * 1024
_MAX_COUNT = 10**6
_MAX_NUMBER = Decimal(10) ** 9
# quotes inside a text of JSON are escaped, so that no text can look like this
_MARK = re.compile(rb'"format"\s*:\s*"relais-case"')
_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,18})?(E[+-]?[0-9]{1,2})?\Z", re.IGNORECASE)
_NEAR_END = 12
_KEYS = {"format", "version", "reference", "left_out", "case"}


def write_case(case_file: CaseFile, *, reference: str, left_out: Mapping[str, int]) -> str:
    """The case file as indented JSON, with the number of things left out by kind.

    What the patient shared with the doctor only never leaves, nor a national number that is not qualified (RNIV):
    both are added to the count.
    """
    kept = tuple(s for s in case_file.statements if _may_leave(s))
    counts = dict(left_out)
    for kind, hidden in left_out_of(case_file).items():
        counts[kind] = counts.get(kind, 0) + hidden
    document = {
        "format": FORMAT,
        "version": VERSION,
        "reference": reference,
        "left_out": dict(sorted(counts.items())),
        "case": _without_ids(
            codec.to_plain(replace(case_file, statements=kept, ins=_leaving(case_file)))
        ),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def left_out_of(case_file: CaseFile) -> Mapping[str, int]:
    """How much of a case file never leaves, by kind; empty when all of it may."""
    hidden = sum(not _may_leave(said) for said in case_file.statements)
    kept_back = bool(case_file.ins.number) and not _leaving(case_file).number
    return {kind: n for kind, n in ((DOCTOR_ONLY, hidden), (UNQUALIFIED, int(kept_back))) if n}


def is_case(content: bytes) -> bool:
    """Whether this is meant as our own form, whatever its version or state."""
    return _MARK.search(content) is not None


def read_case(content: bytes | str) -> ImportedCase:
    """The case file back, whole; UnreadableFile for another format or version, or a changed shape."""
    document = _document(content)
    case_file = _structure(document["case"])
    left_out = _counts(document["left_out"])
    reference = document["reference"]
    if not isinstance(reference, str) or len(reference) > SHORT:
        raise UnreadableFile("case_shape", where="$.reference")
    notes = tuple(ImportNote("left_out", {"count": str(n)}) for n in left_out.values() if n)
    return ImportedCase(case_file, (), notes, _key(clean(reference), case_file))


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
    if version != VERSION or isinstance(version, bool):
        raise UnreadableFile("case_version", version=str(version)[:20])
    if document.keys() != _KEYS:
        odd = sorted(document.keys() ^ _KEYS)[0]
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


def _structure(plain: Any) -> CaseFile:
    try:
        case_file = _CONVERTER.structure(plain, CaseFile)
    except RecursionError:
        raise UnreadableFile("case_shape", where="$.case") from None
    except Exception as error:
        # cattrs groups every kind of error; its own report says where the first one is
        where = transform_error(error, path="$.case")[0].rsplit("@ ", 1)[-1][:80]
        raise UnreadableFile("case_shape", where=where) from None
    if not case_file.tumours:
        raise UnreadableFile("case_shape", where="$.case.tumours")
    return case_file


def _counts(value: Any) -> Mapping[str, int]:
    is_counted = isinstance(value, dict) and all(
        isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= _MAX_COUNT
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


def _text(value: Any, _kind: Any) -> str:
    if not isinstance(value, str) or len(value) > LONG:
        raise TypeError("text expected")
    return clean(value)


def _truth(value: Any, _kind: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value


def _whole(value: Any, _kind: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MAX_COUNT:
        raise TypeError("whole number expected")
    return value


def _decimal(value: Any, _kind: Any) -> Decimal:
    if not isinstance(value, str) or len(value) > 20 or not _DECIMAL.match(value):
        raise TypeError("number as text expected")
    found = Decimal(value)
    if abs(found) >= _MAX_NUMBER or found.adjusted() < -9:
        raise ValueError("number out of range")
    return found


def _partial(value: Any, _kind: Any) -> PartialDate:
    found = PartialDate.parse(value) if isinstance(value, str) else None
    if found is None or found.iso != value:
        raise ValueError("date expected")
    return found


def _day(value: Any, _kind: Any) -> date:
    found = date.fromisoformat(value) if isinstance(value, str) else None
    if found is None or found.isoformat() != value:
        raise ValueError("date expected")
    return found


def _refused_number(text: str) -> Any:
    raise ValueError(text)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _converter() -> Converter:
    """As the codec's, but strict: a number is no text, a text is no list, nothing unknown passes."""
    converter = Converter(forbid_extra_keys=True)
    hooks: Mapping[Any, Callable[[Any, Any], Any]] = {
        str: _text,
        bool: _truth,
        int: _whole,
        Decimal: _decimal,
        PartialDate: _partial,
        date: _day,
    }
    for kind, hook in hooks.items():
        converter.register_structure_hook(kind, hook)
    # more specific than the hook of `str`, which our closed lists would otherwise fall under
    converter.register_structure_hook(Labelled, lambda value, kind: kind(value))

    def tuples(value: Any, kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError("list expected")
        return tuple(converter.structure(each, get_args(kind)[0]) for each in value)

    converter.register_structure_hook_func(_is_tuple, tuples)
    return converter


_CONVERTER = _converter()
