"""What a source gave of a case, as it is stored to be compared with its next file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from cattrs.errors import BaseValidationError

from app.domain import casefile as facts
from app.domain.fact_identity import KEYS

from . import codec

_KINDS: Mapping[str, type[Any]] = MappingProxyType({kind.__name__: kind for kind in KEYS})


@dataclass(frozen=True)
class Given:
    """One fact as the source gave it, and the row it is."""

    row_id: UUID
    fact: Any


def digest(file: facts.CaseFile) -> str:
    """What tells the facts of a file from any other; what the patient said and was told has no part in it."""
    bare = replace(file, statements=(), told=facts.Told())
    return hashlib.sha256(codec.dumps(bare).encode()).hexdigest()


def written(given: Iterable[tuple[UUID, Any]]) -> list[Any]:
    """The facts as JSON holds them."""
    return [[str(row_id), type(fact).__name__, codec.to_plain(fact)] for row_id, fact in given]


def read(stored: Iterable[Any]) -> list[Given]:
    """The facts back; one whose shape is of a version that no longer fits is as if it had never been given."""
    found = []
    for row_id, kind, plain in stored:
        try:
            found.append(Given(UUID(row_id), codec.from_plain(plain, _KINDS[kind])))
        except (BaseValidationError, ValueError, KeyError):
            continue
    return found
