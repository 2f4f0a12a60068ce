"""JSON of the frozen dataclasses of `domain`: the stored snapshot of a record and the lossless form of a case file."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from cattrs import Converter

from app.domain.partial_date import PartialDate

T = TypeVar("T")


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(PartialDate, lambda d: d.iso)
    converter.register_structure_hook(PartialDate, lambda text, _: PartialDate.parse(text))
    converter.register_unstructure_hook(datetime, lambda d: d.isoformat())
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(date, lambda d: d.isoformat())
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    return converter


_CONVERTER = _converter()


def to_plain(value: object) -> Any:
    """The value as dicts, lists, strings and numbers."""
    return _CONVERTER.unstructure(value)


def from_plain(plain: Any, kind: type[T]) -> T:
    """The dataclass back from its plain form; cattrs' errors for a shape that does not fit."""
    return _CONVERTER.structure(plain, kind)


def dumps(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, so that the same value always gives the same text."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str, kind: type[T]) -> T:
    """The dataclass back from its JSON."""
    return from_plain(json.loads(text), kind)
