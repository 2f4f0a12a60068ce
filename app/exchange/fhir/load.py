"""From bytes to FHIR resources (Bundle, array, NDJSON, one alone), or UnreadableFile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from app.errors import UnreadableFile

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 100
_NEAR_END = 12

Resource = Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """The resources in file order, their addresses, and whether the file says others follow."""

    resources: tuple[Resource, ...]
    addresses: Mapping[str, Resource]
    empty_entries: int = 0
    more_pages: bool = False


def load(content: bytes) -> Loaded:
    """Read the file whole; UnreadableFile for anything but FHIR R4 resources in JSON."""
    text = _decode(content)
    plain = _parse(text)
    _check_depth(plain)
    if isinstance(plain, list):
        return _from_list(plain)
    if isinstance(plain, dict) and plain.get("resourceType") == "Bundle":
        return _from_bundle(plain)
    if isinstance(plain, dict) and isinstance(plain.get("resourceType"), str):
        return Loaded((plain,), {})
    raise UnreadableFile("not_fhir")


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableFile("too_large", limit=str(MAX_BYTES // 1024 // 1024))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise UnreadableFile("truncated") from None
        raise UnreadableFile("not_utf8", position=str(error.start + 1)) from None
    if not text.strip():
        raise UnreadableFile("empty")
    if text.lstrip().startswith("<"):
        raise UnreadableFile("xml")
    return text


def _parse(text: str) -> Any:
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        lines = _ndjson(text)
        if lines is not None:
            return lines
        if error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip()) - _NEAR_END:
            raise UnreadableFile("truncated") from None
        raise UnreadableFile("not_json", line=str(error.lineno), column=str(error.colno)) from None


def _ndjson(text: str) -> list[Any] | None:
    """One resource per line; None when the first line is not a whole object."""
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    resources: list[Any] = []
    for number, line in lines:
        try:
            resources.append(_loads(line))
        except json.JSONDecodeError:
            if not resources:
                return None
            raise UnreadableFile("ndjson_line", line=str(number)) from None
        if not isinstance(resources[0], dict):
            return None
    return resources


def _loads(text: str) -> Any:
    try:
        return json.loads(text, parse_float=_decimal, parse_constant=_no_constant)
    except RecursionError:
        raise UnreadableFile("too_deep", limit=str(MAX_DEPTH)) from None
    except json.JSONDecodeError:
        raise
    except ValueError:
        raise UnreadableFile("bad_number") from None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _check_depth(plain: Any) -> None:
    level = [plain]
    for _depth in range(MAX_DEPTH):
        level = [
            child
            for value in level
            if isinstance(value, (dict, list))
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return
    raise UnreadableFile("too_deep", limit=str(MAX_DEPTH))


def _from_list(plain: list[Any]) -> Loaded:
    if not plain:
        raise UnreadableFile("no_resource")
    if len(plain) == 1 and isinstance(plain[0], dict) and plain[0].get("resourceType") == "Bundle":
        return _from_bundle(plain[0])
    return Loaded(tuple(_resource(item, n) for n, item in enumerate(plain, 1)), {})


def _from_bundle(bundle: dict[str, Any]) -> Loaded:
    entries = bundle.get("entry")
    if entries is None or entries == []:
        raise UnreadableFile("no_resource")
    if not isinstance(entries, list):
        raise UnreadableFile("entries_not_list")
    resources: list[Resource] = []
    addresses: dict[str, Resource] = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise UnreadableFile("entry_unreadable", number=str(number))
        if entry.get("resource") is None:
            continue
        resource = _resource(entry["resource"], number)
        resources.append(resource)
        if isinstance(entry.get("fullUrl"), str):
            addresses[entry["fullUrl"]] = resource
    return Loaded(tuple(resources), addresses, len(entries) - len(resources), _has_next(bundle))


def _resource(value: Any, number: int) -> Resource:
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        raise UnreadableFile("entry_unreadable", number=str(number))
    return value


def _has_next(bundle: dict[str, Any]) -> bool:
    links = bundle.get("link")
    return isinstance(links, list) and any(
        isinstance(link, dict) and link.get("relation") == "next" for link in links
    )
