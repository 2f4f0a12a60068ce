"""Preparing a database: what it is, and its reference data."""

from __future__ import annotations

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.domain.vocabulary import Role
from app.errors import RelaisError
from app.extensions import db
from app.models import Account, Installation, Patient
from app.queries._reading import reading

from . import catalogue, sources
from ._transaction import immediate


class HoldsRealData(RelaisError):
    """A demonstration may not be seeded here: this database is, or may be, in real use."""


def operator(hospital_id: str = "") -> Actor:
    """The command line on the server itself: it may do everything except validate an opinion."""
    return Actor(
        account_id="operator",
        name="ligne de commande",
        role=Role.COORDINATOR,
        hospital_id=hospital_id,
        is_operator=True,
    )


def prepare() -> None:
    """After a migration: say once that this is a real installation, and load reference data and catalogue."""
    if _known() is None:
        _mark(is_demonstration=False)
    catalogue.load_specialities(operator())
    catalogue.load(operator())
    sources.load_shipped(operator())


def mark_demonstration() -> bool:
    """Make a still empty database a demonstration, for ever; whether it was empty. HoldsRealData otherwise."""
    known = _known()
    if known is not None and known:
        return False
    if known is not None or _has_people():
        raise HoldsRealData
    _mark(is_demonstration=True)
    return True


def _mark(*, is_demonstration: bool) -> None:
    with immediate():
        db.session.add(
            Installation(id=1, is_demonstration=is_demonstration, created_at=clock.now())
        )


@reading
def _known() -> bool | None:
    row = db.session.get(Installation, 1)
    return row.is_demonstration if row else None


@reading
def _has_people() -> bool:
    return any(
        db.session.scalar(sa.select(kind.id).limit(1)) is not None for kind in (Account, Patient)
    )
