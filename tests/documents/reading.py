"""Reads a print back as a person would: its pages as text, spaces made plain."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [flat(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))


def flat(value: str) -> str:
    """One space where there was any kind of space or line end."""
    return re.sub(r"\s+", " ", value).strip()


def fill(value: Any, change: Callable[[str, str], str], name: str = "") -> Any:
    """The same value with every text field replaced by `change(field name, text)`; codes of closed lists stay."""
    if type(value) is str:
        return change(name, value)
    if isinstance(value, tuple):
        return tuple(fill(item, change, name) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (f.name for f in dataclasses.fields(value))
        return dataclasses.replace(value, **{n: fill(getattr(value, n), change, n) for n in fields})
    return value
