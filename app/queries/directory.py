"""The directory as administration reads it: hospitals, units, professionals, specialities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.domain.identity import luhn_is_valid
from app.domain.text import fold
from app.errors import NotFound, Violation
from app.extensions import db
from app.models import Hospital, Professional, Speciality, Unit

from ._reading import reading
from .records import person

RPPS, FINESS = 11, 9
Choices = dict[str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class HospitalLine:
    """One line of the hospitals table; `warns` when its FINESS number looks wrong."""

    id: str
    name: str
    city: str
    finess: str
    units: int
    warns: bool


@dataclass(frozen=True)
class ProfessionalLine:
    """One line of the professionals table; `warns` when the RPPS number looks wrong."""

    id: str
    name: str
    speciality: str
    hospital: str
    phone: str
    rpps: str
    active: bool
    warns: bool


def finess_warning(finess: str) -> Violation | None:
    """What is doubtful in a FINESS number (9 characters ending with Luhn's key), or None.

    Corsican numbers hold a letter (2A, 2B), so their key is not judged.
    """
    if finess[:2].upper() in {"2A", "2B"} and finess[2:].isdigit() and len(finess) == FINESS:
        return None
    return _warning(finess, FINESS, "finess")


def rpps_warning(rpps: str) -> Violation | None:
    """What is doubtful in a RPPS number (11 digits ending with Luhn's key), or None."""
    return _warning(rpps, RPPS, "rpps")


def _warning(number: str, length: int, name: str) -> Violation | None:
    if not number:
        return None
    if len(number) != length or not (number.isascii() and number.isdigit()):
        return Violation(f"{name}_length", name)
    return None if luhn_is_valid(number) else Violation(f"{name}_wrong", name)


@reading
def hospitals() -> list[HospitalLine]:
    """Every hospital by name, with how many units it has."""
    units = (
        sa.select(sa.func.count())
        .where(Unit.hospital_id == Hospital.id)
        .correlate(Hospital)
        .scalar_subquery()
    )
    found = [
        HospitalLine(
            str(h.id), h.name, h.city, h.finess, count, finess_warning(h.finess) is not None
        )
        for h, count in db.session.execute(sa.select(Hospital, units))
    ]
    return sorted(found, key=lambda line: (fold(line.name), fold(line.city), line.id))


@reading
def hospital(hospital_id: UUID) -> Hospital:
    """One hospital; NotFound otherwise."""
    return _found(db.session.get(Hospital, hospital_id))


@reading
def units_of(hospital_id: UUID) -> list[Unit]:
    """The units of a hospital, by name."""
    rows = db.session.scalars(sa.select(Unit).where(Unit.hospital_id == hospital_id))
    return sorted(rows, key=lambda unit: (fold(unit.name), str(unit.id)))


@reading
def unit(unit_id: UUID) -> Unit:
    """One unit; NotFound otherwise."""
    return _found(db.session.get(Unit, unit_id))


@reading
def professionals(search: str = "") -> list[ProfessionalLine]:
    """People by name, or those whose name, speciality or hospital contains `search`."""
    rows = db.session.execute(
        sa.select(Professional, Speciality.label, Hospital.name)
        .join(Hospital, Hospital.id == Professional.hospital_id)
        .join(Speciality, Speciality.code == Professional.speciality_code, isouter=True)
    )
    by_name = sorted(rows, key=lambda row: _alphabetical(row.Professional))
    found = [
        _line(professional, label or "", hospital) for professional, label, hospital in by_name
    ]
    sought = fold(search)
    return [
        line for line in found if sought in fold(f"{line.name} {line.speciality} {line.hospital}")
    ]


@reading
def professional(professional_id: UUID) -> Professional:
    """One person of the directory, whether active or not; NotFound otherwise."""
    return _found(db.session.get(Professional, professional_id))


@reading
def hospital_choices() -> Choices:
    """Hospitals as a form offers them."""
    rows = db.session.execute(sa.select(Hospital.id, Hospital.name)).all()
    return {str(row.id): row.name for row in sorted(rows, key=lambda row: fold(row.name))}


@reading
def speciality_choices() -> Choices:
    """Specialities as a form offers them: medical ones first, each part by label."""
    rows = db.session.scalars(sa.select(Speciality)).all()
    return {
        row.code: row.label for row in sorted(rows, key=lambda s: (not s.is_medical, fold(s.label)))
    }


@reading
def professional_choices(chosen: UUID | None = None) -> Choices:
    """Active people with their hospital, as a form offers them, and the one already chosen."""
    rows = db.session.execute(
        sa.select(Professional, Hospital.name)
        .join(Hospital, Hospital.id == Professional.hospital_id)
        .where(sa.or_(Professional.active, Professional.id == chosen))
    )
    by_name = sorted(rows, key=lambda row: _alphabetical(row.Professional))
    return {str(p.id): f"{person(p, None).name} ({hospital})" for p, hospital in by_name}


def _alphabetical(row: Professional) -> tuple[str, str, str]:
    return fold(row.family_name), fold(row.given_name), str(row.id)


def _line(row: Professional, speciality: str, hospital: str) -> ProfessionalLine:
    warns = rpps_warning(row.rpps) is not None
    name = person(row, None).name
    return ProfessionalLine(
        str(row.id), name, speciality, hospital, row.phone, row.rpps, row.active, warns
    )


def _found(row: T | None) -> T:
    if row is None:
        raise NotFound
    return row
