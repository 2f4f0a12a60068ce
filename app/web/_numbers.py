"""Whole numbers that come with a form or an address: versions, places, counts."""

from __future__ import annotations

_LONGEST = 9


def whole(text: object, otherwise: int = 0) -> int:
    """The number of up to nine ASCII digits; `otherwise` for anything else, which `int` would refuse or never end."""
    typed = str(text)
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST
    return int(typed) if is_number else otherwise
