"""The JSON Schema of the open case file: made from the dataclasses, and a small validator for it.

`python -m tests.exchange.case_schema` writes seed/schema/relais-case-2.json again. That of version 1 is history.
"""

from __future__ import annotations

import json
import re
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from app.domain.casefile import CaseFile
from app.domain.open_case import Beside
from app.domain.partial_date import PartialDate
from app.domain.text import LONG, SHORT
from app.domain.vocabulary import Labelled

FILE = Path(__file__).parents[2] / "seed" / "schema" / "relais-case-2.json"
FIRST = FILE.with_name("relais-case-1.json")
SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string", "maxLength": LONG},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -1_000_000, "maximum": 1_000_000},
    Decimal: {
        "type": "string",
        "maxLength": 20,
        "pattern": r"^-?[0-9]{1,20}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$",
    },
    PartialDate: {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    date: {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    datetime: {
        "type": "string",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}.*[+-][0-9]{2}:[0-9]{2}",
    },
}


def schema() -> dict[str, Any]:
    """The whole schema, definitions in alphabetical order."""
    defs: dict[str, Any] = {}
    case, beside = _of(CaseFile, defs), _object(Beside, defs)["properties"]
    defs["CaseFile"]["properties"]["tumours"]["minItems"] = 1
    counts = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "relais-case-2",
        "description": (
            "Dossier exporté par Relais. left_out compte ce qui n'est pas exporté ; "
            "doctor_only : paroles confiées au médecin seul ; doctor_only_talks : entretiens confiés au médecin seul ; "
            "quoting : textes masqués, car ils répétaient une de ces paroles ; unqualified_ins : matricule INS non "
            "qualifié ; withdrawn_attachments : documents retirés ; preliminary : avis préliminaires non repris. "
            "case, talks et attachments sont repris par un import ; chaque document est un fichier à côté du JSON, "
            "nommé par file et tenu par sha256. archive est à lire : une présentation signée ne s'importe pas."
        ),
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "reference", "left_out", "case", *beside],
        "properties": {
            "format": {"const": "relais-case"},
            "version": {"const": 2},
            "reference": {"type": "string", "maxLength": SHORT},
            "left_out": {"type": "object", "additionalProperties": counts},
            "case": case,
            **beside,
        },
        "$defs": dict(sorted(defs.items())),
    }


def _of(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if kind in SIMPLE:
        return dict(SIMPLE[kind])
    if isinstance(kind, types.UnionType):
        return {
            "anyOf": [_of(k, defs) for k in get_args(kind) if k is not type(None)]
            + [{"type": "null"}]
        }
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], defs)}
    if issubclass(kind, Labelled):
        defs[kind.__name__] = {"enum": [member.value for member in kind]}
    elif is_dataclass(kind) and kind.__name__ not in defs:
        defs[kind.__name__] = {}
        defs[kind.__name__] = _object(kind, defs)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    kept = [f for f in fields(kind) if f.name != "id"]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [f.name for f in kept if _is_needed(f)],
        "properties": {f.name: _of(hints[f.name], defs) for f in kept},
    }


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def problems(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str = "$") -> list[str]:
    """What breaks the schema, by place; only the keywords our schema uses."""
    if "$ref" in rule:
        return problems(value, root["$defs"][rule["$ref"].rsplit("/", 1)[-1]], root, where)
    if "anyOf" in rule:
        tried = [problems(value, r, root, where) for r in rule["anyOf"]]
        return [] if [] in tried else tried[0]
    found = [] if _fits(value, rule) else [f"{where}: {rule}"]
    if isinstance(value, list):
        found += [
            p
            for n, v in enumerate(value)
            for p in problems(v, rule.get("items", {}), root, f"{where}[{n}]")
        ]
    if isinstance(value, dict):
        found += _in_object(value, rule, root, where)
    return found


def _in_object(
    value: dict[str, Any], rule: dict[str, Any], root: dict[str, Any], where: str
) -> list[str]:
    known = rule.get("properties", {})
    more = rule.get("additionalProperties", {})
    found = [f"{where}.{name} missing" for name in rule.get("required", ()) if name not in value]
    for name, child in value.items():
        if name in known or more is not False:
            found += problems(child, known.get(name, more), root, f"{where}.{name}")
        else:
            found.append(f"{where}.{name} unknown")
    return found


def _fits(value: Any, rule: dict[str, Any]) -> bool:
    kinds = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "array": list,
        "object": dict,
        "null": type(None),
    }
    kind = kinds.get(rule.get("type", ""), object)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        return False
    if "const" in rule and value != rule["const"]:
        return False
    if "enum" in rule and value not in rule["enum"]:
        return False
    if isinstance(value, str) and len(value) > rule.get("maxLength", len(value)):
        return False
    if isinstance(value, list) and len(value) < rule.get("minItems", 0):
        return False
    if "pattern" in rule and not (isinstance(value, str) and re.search(rule["pattern"], value)):
        return False
    return "minimum" not in rule or rule["minimum"] <= value <= rule["maximum"]


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
