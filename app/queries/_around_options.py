"""What stands around an option beside its text: its hospital's own way, and whether a newer version exists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.domain.record import Option
from app.models import Hospital

from . import catalogue, governance


def around(option: Option, row: Any, hospital: Hospital) -> Option:
    """The option of a row that has the columns of OPTIONS; practicalities emptied by their hospital are none."""
    given = governance.as_local(row.LocalPractical, hospital.name) if row.LocalPractical else None
    own = row.Option.entry_version
    return replace(
        option,
        local=None if given is None or given.is_empty else given,
        newer=_newer(own, catalogue.standing_of(row)),
    )


def newer(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options of a snapshot, with what the catalogue holds of their entries today."""
    given = tuple(options)
    stands = catalogue.standing_versions(o.entry.code for o in given)
    return tuple(replace(o, newer=_newer(o.entry.version, stands.get(o.entry.code))) for o in given)


def _newer(own: int | None, stands: int | None) -> int | None:
    """The version new cases take, when it is a later one than the option's."""
    return stands if own and stands and stands > own else None
