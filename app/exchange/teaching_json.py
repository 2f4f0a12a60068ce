"""Teaching cases as JSON: anonymised, of a kind of its own that no import of Relais reads as a patient.

Its shape is published in seed/schema/relais-teaching-1.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from app.domain._teaching_fields import LEAVES
from app.domain.casefile import CaseFile, Statement
from app.domain.teaching import TeachingCase

from . import codec

FORMAT = "relais-teaching"
VERSION = 1
NOTICE = (
    "Cas anonymisés, à usage d'enseignement : dates décalées, textes relus. "
    "Ne décrit pas un patient à soigner et ne s'importe pas comme un dossier."
)
# quotes inside a text of JSON are escaped, so that no text can look like this
_MARK = re.compile(rb'"format"\s*:\s*"relais-teaching"')
_LISTS = tuple(
    f.name for f in fields(CaseFile) if f.name not in {"patient", "told", "ins", "about"}
)
SIMPLE = (
    "sex",
    "age_band",
    "held_on",
    "requested_by",
    "specialities",
    "track",
    "question",
    "changed_since",
)


def write_teaching(cases: Sequence[TeachingCase], *, is_demonstration: bool) -> str:
    """The cases as indented JSON, numbered from 1; a field that says nothing is not written."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "notice": NOTICE,
        "test": is_demonstration,
        "cases": [{"number": n, **_case(one)} for n, one in enumerate(cases, start=1)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def is_teaching(content: bytes) -> bool:
    """Whether this is meant as teaching cases, which are nobody's file."""
    return _MARK.search(content) is not None


def _case(case: TeachingCase) -> dict[str, Any]:
    told, opinion = _part(case.file.told), _part(case.opinion)
    given: dict[str, Any] = {name: getattr(case, name) for name in SIMPLE}
    given |= {name: [_part(one) for one in getattr(case.file, name)] for name in _LISTS}
    given |= {
        "own_tumours": case.file.about,
        "told": told,
        "options": [_said(codec.to_plain(one)) for one in case.options],
        "opinion": opinion,
        "addenda": [_said(codec.to_plain(one)) for one in case.addenda if one.text],
        "left_out": dict(case.left_out),
    }
    return _said(codec.to_plain(given))


def _part(value: Any) -> dict[str, Any]:
    """A shape of the case file by the fields that may leave, and no other."""
    names: Iterable[str] = LEAVES[type(value)]
    if isinstance(value, Statement):
        names = (*names, "item", "value")
    return _said({name: _plain(getattr(value, name)) for name in names})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_part(one) if type(one) in LEAVES else codec.to_plain(one) for one in value]
    return codec.to_plain(value)


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty: a text left out and a text never written look the same."""
    return {name: value for name, value in given.items() if value not in ("", None, [], {})}
