"""Plain JSON values back to our frozen dataclasses, strictly: a number is no text, a text is no list, nothing unknown passes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from cattrs import Converter, transform_error

from app.domain.partial_date import PartialDate
from app.domain.text import LONG, clean
from app.errors import UnreadableFile

from ._structuring import take_labels_and_tuples

T = TypeVar("T")

MAX_COUNT = 10**6
_MAX_NUMBER = Decimal(10) ** 9
_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,18})?(E[+-]?[0-9]{1,2})?\Z", re.IGNORECASE)


def structured(plain: Any, kind: type[T], where: str) -> T:
    """The dataclass of a plain value; UnreadableFile naming the first place that does not fit, below `where`."""
    try:
        return _CONVERTER.structure(plain, kind)
    except RecursionError:
        raise UnreadableFile("case_shape", where=where) from None
    except Exception as error:
        # cattrs groups every kind of error; its own report says where the first one is
        place = transform_error(error, path=where)[0].rsplit("@ ", 1)[-1][:80]
        raise UnreadableFile("case_shape", where=place) from None


def _text(value: Any, _kind: Any) -> str:
    if not isinstance(value, str) or len(value) > LONG:
        raise TypeError("text expected")
    return clean(value)


def _truth(value: Any, _kind: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value


def _whole(value: Any, _kind: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_COUNT:
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


def _instant(value: Any, _kind: Any) -> datetime:
    found = datetime.fromisoformat(value) if isinstance(value, str) else None
    if found is None or found.tzinfo is None or found.isoformat() != value:
        raise ValueError("instant expected")
    return found


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    hooks: Mapping[Any, Callable[[Any, Any], Any]] = {
        str: _text,
        bool: _truth,
        int: _whole,
        Decimal: _decimal,
        PartialDate: _partial,
        date: _day,
        datetime: _instant,
    }
    for kind, hook in hooks.items():
        converter.register_structure_hook(kind, hook)
    take_labels_and_tuples(converter)
    return converter


_CONVERTER = _converter()
