"""The optimistic lock: the version a form was made from against the version stored now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.vocabulary import Labelled
from app.errors import StaleVersion
from app.models._base import Versioned

from ._transaction import Unit


def expect(row: Versioned, seen_version: int, fields: Iterable[str]) -> None:
    """Raise StaleVersion, with what is stored now in each field, when the row moved since `seen_version`."""
    if row.version != seen_version:
        current = {name: as_text(getattr(row, name)) for name in fields}
        raise StaleVersion(
            version=row.version, current=current, by=row.updated_by, at=row.updated_at
        )


def touch(row: Versioned, tx: Unit) -> None:
    """Name the last writer; SQLAlchemy moves the version at flush."""
    row.updated_at, row.updated_by = tx.now, tx.actor.name


def assign(row: Versioned, values: dict[str, Any], tx: Unit) -> list[str]:
    """Set the fields that differ and name the writer; the names of those that changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        touch(row, tx)
    return changed


def as_text(value: Any) -> str:
    """A stored value as its form field would show it, so that both texts can be compared."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case Labelled():
            return str(value.value)
        case Decimal():
            return str(value).replace(".", ",")
        case date():
            return f"{value:%d/%m/%Y}"
        case list():
            return ", ".join(map(str, value))
    return str(value)
