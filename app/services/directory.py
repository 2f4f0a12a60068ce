"""The directory: hospitals, units and professionals; a wrong number key warns, it never blocks."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain import address
from app.domain.permissions import Action, Actor
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import Account, Hospital, Professional, Speciality, Unit

from . import _access
from ._transaction import Submitted, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class HospitalEntry:
    """A hospital as an administrator types it."""

    name: str
    city: str = ""
    finess: str = ""


@dataclass(frozen=True)
class UnitEntry:
    """A unit and the numbers patients call."""

    name: str
    day_phone: str = ""
    night_phone: str = ""


@dataclass(frozen=True)
class ProfessionalEntry:
    """A person of the directory; this gives no login."""

    family_name: str
    hospital_id: UUID
    title: str = ""
    given_name: str = ""
    speciality_code: str | None = None
    rpps: str = ""
    phone: str = ""
    active: bool = True
    email: str = ""


Entry = HospitalEntry | UnitEntry | ProfessionalEntry
Row = Hospital | Unit | Professional


def create_hospital(actor: Actor, entry: HospitalEntry, submitted: Submitted | None = None) -> str:
    """Add a hospital; its id."""
    return _create(actor, "hospital.created", Hospital(id=uuid4()), entry, submitted)


def edit_hospital(
    actor: Actor,
    hospital_id: UUID,
    seen_version: int,
    entry: HospitalEntry,
    submitted: Submitted | None = None,
) -> str:
    """Correct a hospital; NotFound, or StaleVersion when somebody saved first."""
    return _edit(
        actor, "hospital.edited", (Hospital, hospital_id), seen_version, entry, submitted=submitted
    )


def create_unit(
    actor: Actor, hospital_id: UUID, entry: UnitEntry, submitted: Submitted | None = None
) -> str:
    """Add a unit to a hospital; its id. NotFound when there is no such hospital."""
    return _create(
        actor, "unit.created", Unit(id=uuid4(), hospital_id=hospital_id), entry, submitted
    )


def edit_unit(
    actor: Actor,
    unit_id: UUID,
    seen_version: int,
    entry: UnitEntry,
    submitted: Submitted | None = None,
) -> str:
    """Correct a unit; its id. NotFound, or StaleVersion when somebody saved first."""
    return _edit(actor, "unit.edited", (Unit, unit_id), seen_version, entry, submitted=submitted)


def create_professional(
    actor: Actor, entry: ProfessionalEntry, submitted: Submitted | None = None
) -> str:
    """Add a person to the directory; the id."""
    return _create(actor, "professional.created", Professional(id=uuid4()), entry, submitted)


def edit_professional(
    actor: Actor,
    professional_id: UUID,
    seen_version: int,
    entry: ProfessionalEntry,
    submitted: Submitted | None = None,
) -> str:
    """Correct a person; NotFound, StaleVersion, or RuleViolation when an account forbids the move."""
    target = (Professional, professional_id)
    return _edit(actor, "professional.edited", target, seen_version, entry, submitted=submitted)


def _create(actor: Actor, action: str, row: Row, entry: Entry, submitted: Submitted | None) -> str:
    _access.everywhere(actor, Action.ADMINISTER)
    with transaction(actor, submitted) as tx:
        _check(row, entry)
        if isinstance(row, Unit):
            _hospital(row.hospital_id)
        assign(row, asdict(entry), tx)
        db.session.add(row)
        tx.audit(action, row.id)
    return str(row.id)


def _edit(
    actor: Actor,
    action: str,
    target: tuple[type[Row], UUID],
    seen_version: int,
    entry: Entry,
    *,
    submitted: Submitted | None,
) -> str:
    _access.everywhere(actor, Action.ADMINISTER)
    with transaction(actor, submitted) as tx:
        row: Row | None = db.session.get(*target)  # type: ignore[assignment]
        if row is None:
            raise NotFound
        expect(row, seen_version, [field.name for field in fields(entry)])
        _check(row, entry)
        changed = assign(row, asdict(entry), tx)
        tx.audit(action, row.id, fields=",".join(changed))
    return str(row.id)


def _check(row: Row, entry: Entry) -> None:
    """Refuse a missing row, and a move that would split a person from the account."""
    if not isinstance(entry, ProfessionalEntry) or not isinstance(row, Professional):
        return
    if db.session.get(Hospital, entry.hospital_id) is None:
        raise RuleViolation(Violation("unknown_choice", "hospital_id"))
    if entry.email and not address.is_address(entry.email):
        raise RuleViolation(Violation("bad_address", "email"))
    if entry.speciality_code and db.session.get(Speciality, entry.speciality_code) is None:
        raise RuleViolation(Violation("unknown_choice", "speciality_code"))
    moves = row.hospital_id is not None and row.hospital_id != entry.hospital_id
    linked = sa.select(Account.id).where(Account.professional_id == row.id).limit(1)
    if moves and db.session.scalar(linked):
        raise RuleViolation(Violation("professional_linked", "hospital_id"))


def _hospital(hospital_id: UUID) -> Hospital:
    row = db.session.get(Hospital, hospital_id)
    if row is None:
        raise NotFound
    return row
