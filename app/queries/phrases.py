"""The phrases a hospital inserts in its conclusions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Actor
from app.domain.phrases import STARTING
from app.extensions import db
from app.models import Case, PhraseList

from ._reading import reading


@dataclass(frozen=True)
class Phrases:
    """A list as it is read and edited; `is_ours` while the hospital has none of its own."""

    phrases: tuple[str, ...]
    version: int = 0
    is_ours: bool = True


@reading
def of_hospital(actor: Actor) -> Phrases:
    """The list of the actor's own hospital."""
    return _read(UUID(actor.hospital_id))


@reading
def of_case(case_id: UUID) -> Phrases:
    """The list of the hospital a case belongs to. The caller has read the case: no access check here."""
    return _read(sa.select(Case.hospital_id).where(Case.id == case_id).scalar_subquery())


def _read(hospital_id: Any) -> Phrases:
    row = db.session.scalar(sa.select(PhraseList).where(PhraseList.hospital_id == hospital_id))
    if row is None:
        return Phrases(STARTING)
    return Phrases(tuple(row.phrases), row.version, is_ours=False)
