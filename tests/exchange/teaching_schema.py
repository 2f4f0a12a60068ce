"""The JSON Schema of teaching cases: made from the allow-list of what may leave.

`python -m tests.exchange.teaching_schema` writes seed/schema/relais-teaching-1.json again.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

from app.domain._teaching_fields import LEAVES
from app.domain.casefile import CaseFile, Statement
from app.domain.record import Addendum, Option
from app.domain.teaching import TeachingAddendum, TeachingCase, TeachingOption
from app.domain.text import LONG
from app.exchange.teaching_json import _LISTS, SIMPLE
from tests.exchange.case_schema import FILE as CASE_FILE
from tests.exchange.case_schema import _of

FILE = CASE_FILE.with_name("relais-teaching-1.json")
COUNT = {"type": "integer", "minimum": 0, "maximum": 1_000_000}


def schema() -> dict[str, Any]:
    """The whole schema, definitions in alphabetical order."""
    defs: dict[str, Any] = {}
    for kind, names in LEAVES.items():
        if kind not in {Option, Addendum}:
            more = ("item", "value") if kind is Statement else ()
            defs[kind.__name__] = _object(kind, (*names, *more), defs)
    for kind in (TeachingOption, TeachingAddendum):
        defs[kind.__name__] = _object(kind, [f.name for f in fields(kind)], defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "relais-teaching-1",
        "description": (
            "Cas d'enseignement anonymisés. Toutes les dates d'un patient sont décalées d'un même nombre de jours, "
            "secret ; les textes ont été relus. Ce n'est pas un dossier : Relais refuse de l'importer."
        ),
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "notice", "test", "cases"],
        "properties": {
            "format": {"const": "relais-teaching"},
            "version": {"const": 1},
            "notice": {"type": "string", "maxLength": LONG},
            "test": {"type": "boolean"},
            "cases": {"type": "array", "items": _case(defs)},
        },
        "$defs": dict(sorted(defs.items())),
    }


def _case(defs: dict[str, Any]) -> dict[str, Any]:
    hints, lists = get_type_hints(TeachingCase), get_type_hints(CaseFile)
    given: dict[str, Any] = {"number": COUNT, "own_tumours": COUNT}
    given |= {name: _kind(hints[name], defs) for name in SIMPLE}
    given |= {name: _kind(lists[name], defs) for name in (*_LISTS, "told")}
    given |= {name: _kind(hints[name], defs) for name in ("options", "opinion", "addenda")}
    given["left_out"] = {"type": "object", "additionalProperties": COUNT}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["number", "sex"],
        "properties": given,
    }


def _object(kind: type, names: Any, defs: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _kind(hints[name], defs) for name in names},
    }


def _kind(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _kind(get_args(hint)[0], defs)}
    if hint in LEAVES or hint in {TeachingOption, TeachingAddendum}:
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return _of(hint, defs)


if __name__ == "__main__":
    FILE.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
