"""What lists offer: professionals, units, specialities."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Actor
from app.extensions import db
from app.models import Hospital, Professional, Speciality, Unit

from ._reading import reading

Choice = tuple[str, str]


@reading
def professionals(actor: Actor, *, everywhere: bool = False) -> list[Choice]:
    """Active professionals of the actor's hospital, or of all (a board may convene anybody), as id and name."""
    query = (
        sa.select(Professional, Speciality.label, Hospital.name)
        .join(Hospital, Hospital.id == Professional.hospital_id)
        .join(Speciality, Speciality.code == Professional.speciality_code, isouter=True)
        .where(Professional.active.is_(True))
        .order_by(Professional.family_name, Professional.given_name)
    )
    if not everywhere:
        query = query.where(Professional.hospital_id == UUID(actor.hospital_id))
    return [
        (str(p.id), _line(p, label or "", hospital if everywhere else ""))
        for p, label, hospital in db.session.execute(query)
    ]


@reading
def units(actor: Actor) -> list[Choice]:
    """Units of the actor's hospital."""
    rows = db.session.scalars(
        sa.select(Unit).where(Unit.hospital_id == UUID(actor.hospital_id)).order_by(Unit.name)
    )
    return [(str(unit.id), unit.name) for unit in rows]


@reading
def specialities() -> list[Choice]:
    """Every speciality and profession of the directory, those of physicians first."""
    rows = db.session.execute(
        sa.select(Speciality.code, Speciality.label).order_by(
            Speciality.is_medical.desc(), Speciality.label
        )
    )
    return [(code, label) for code, label in rows]


@reading
def counted_specialities() -> list[Choice]:
    """The specialities a physician may count for in a quorum."""
    rows = db.session.execute(
        sa.select(Speciality.code, Speciality.label)
        .where(Speciality.is_medical)
        .order_by(Speciality.label)
    )
    return [(code, label) for code, label in rows]


@reading
def medical_specialities() -> list[Choice]:
    """The specialities of physicians, as a label that is its own code."""
    rows = db.session.scalars(
        sa.select(Speciality.label).where(Speciality.is_medical).order_by(Speciality.label)
    )
    return [(label, label) for label in rows]


def _line(who: Professional, speciality: str, hospital: str) -> str:
    name = " ".join(filter(None, (who.title, who.given_name, who.family_name)))
    return ", ".join(filter(None, (name, speciality.lower(), hospital)))
