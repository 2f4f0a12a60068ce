"""The values of a burden typed for one option, as its row keeps them."""

from __future__ import annotations

from typing import Any

from app.domain.burden import Typed
from app.exchange import codec


def typed(stored: list[Any]) -> tuple[Typed, ...]:
    """The stored JSON list as typed values."""
    return tuple(codec.from_plain(one, Typed) for one in stored)
