"""The small world of the tests: two hospitals, one person by role, one meeting, one case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.quorum import QuorumRule, RequiredSpeciality
from app.domain.vocabulary import (
    Function,
    MarkerState,
    MeasureKind,
    QuorumMode,
    Role,
    Sex,
    Site,
    TreatmentKind,
)
from app.extensions import db
from app.models import Account, Presentation
from app.security import passwords
from app.services import cases, directory, installation, meetings
from app.services._transaction import Submitted, transaction

PASSWORD = "cheval-agrafe-nuage-violon"
ONCE = Submitted()


@dataclass
class World:
    """Ids and actors by name; every account's password is `password`."""

    hospital: UUID
    other_hospital: UUID
    unit: UUID
    password: str = PASSWORD
    people: dict[str, UUID] = field(default_factory=dict)
    accounts: dict[str, UUID] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    case: UUID = UUID(int=0)
    presentation: UUID = UUID(int=0)
    meeting: UUID = UUID(int=0)
    other_case: UUID = UUID(int=0)
    other_presentation: UUID = UUID(int=0)
    other_meeting: UUID = UUID(int=0)


# login, role, speciality code, lives in the other hospital
PEOPLE = (
    ("admin", Role.ADMINISTRATOR, "", False),
    ("coordinator", Role.COORDINATOR, "", False),
    ("secretary", Role.SECRETARY, "", False),
    ("physician", Role.PHYSICIAN, "G15_10/SM36", False),
    ("chair", Role.PHYSICIAN, "G15_10/SM14", False),
    ("member", Role.PHYSICIAN, "G15_10/SM37", False),
    ("stranger", Role.PHYSICIAN, "G15_10/SM24", False),
    ("nurse", Role.NURSE, "G15_60/SI02", False),
    ("reader", Role.READER, "G15_10/SM44", False),
    ("invited", Role.PHYSICIAN, "G15_10/SM94", True),
    ("outsider", Role.PHYSICIAN, "G15_10/SM36", True),
    ("other_coordinator", Role.COORDINATOR, "", True),
)


def fill() -> World:
    """Make the world through the services: the case is requested by `physician` and is on the meeting's agenda."""
    operator = installation.operator()
    home = UUID(str(directory.create_hospital(operator, directory.HospitalEntry("Hôpital Essai"))))
    other = UUID(
        str(directory.create_hospital(operator, directory.HospitalEntry("Clinique Ailleurs")))
    )
    entry = directory.UnitEntry("Oncologie", "01 00 00 00 00", "01 00 00 00 01")
    world = World(home, other, UUID(str(directory.create_unit(operator, home, entry))))
    for login, role, speciality, elsewhere in PEOPLE:
        _add(operator, world, login, role, speciality, other if elsewhere else home)
    _meeting_and_case(world)
    return world


def _add(
    operator: Actor, world: World, login: str, role: Role, speciality: str, hospital: UUID
) -> None:
    person = None
    if speciality:
        made = directory.ProfessionalEntry(login.capitalize(), hospital, "Dr", "Test", speciality)
        person = UUID(str(directory.create_professional(operator, made)))
        world.people[login] = person
    with transaction(operator) as tx:
        account = Account(
            id=uuid4(),
            hospital_id=hospital,
            professional_id=person,
            login=login,
            name=f"Test {login.capitalize()}",
            role=role,
            password_hash=passwords.hashed(PASSWORD),
            updated_at=tx.now,
            updated_by="test",
        )
        db.session.add(account)
        tx.audit("account.created", account.id)
    world.accounts[login] = account.id
    world.actors[login] = Actor(
        str(account.id), account.name, role, str(hospital), str(person or "")
    )


def _meeting_and_case(world: World) -> None:
    coordinator = world.actors["coordinator"]
    world.meeting = _meeting(coordinator, _later_today(2))
    for name, function in (
        ("chair", Function.CHAIR),
        ("physician", Function.MEMBER),
        ("member", Function.MEMBER),
        ("nurse", Function.MEMBER),
        ("reader", Function.MEMBER),
        ("invited", Function.GUEST),
    ):
        meetings.convene(coordinator, world.meeting, world.people[name], function, ONCE)
    world.case = cases.open_case(coordinator, new_case(world, requester="physician"))
    world.presentation = presentation_of(world.case)
    meetings.put_on_agenda(coordinator, world.meeting, world.presentation, ONCE)
    other = world.actors["other_coordinator"]
    world.other_meeting = _meeting(other, _later_today(3))
    world.other_case = cases.open_case(other, new_case(world, unit=False, name="TEST-AILLEURS"))
    world.other_presentation = presentation_of(world.other_case)
    meetings.put_on_agenda(other, world.other_meeting, world.other_presentation, ONCE)


def _later_today(hours: int) -> datetime:
    """In some hours, on this day still: what is noted today must not precede the meeting, at 23 h either."""
    now = datetime.now(clock.PARIS)
    return min(now + timedelta(hours=hours), now.replace(hour=23, minute=59, second=59))


def _meeting(actor: Actor, at: datetime) -> UUID:
    oncology = RequiredSpeciality(
        "Oncologie médicale", QuorumMode.PRESENT_OR_OPINION, ("G15_10/SM36",)
    )
    rule = QuorumRule(2, (oncology,), "Essai")
    return meetings.plan(actor, meetings.Plan("RCP d’essai", at, "Salle 1", rule))


def new_case(
    world: World, *, requester: str = "", unit: bool = True, name: str = "TEST-DURAND"
) -> cases.NewCase:
    """A colorectal case with one line, a BRAF V600E, MSI not done; the patient is informed."""
    file = facts.CaseFile(
        patient=facts.Patient(name, "Lucie", "", Sex.FEMALE, PartialDate(1961, 4, 12)),
        tumours=(facts.Tumour("Adénocarcinome du côlon", Site.COLORECTAL, stage="IV"),),
        biomarkers=(
            facts.Biomarker(
                "BRAF", MarkerState.POSITIVE, "V600E", resulted_on=PartialDate(2025, 3)
            ),
            facts.Biomarker("MSI/MMR", MarkerState.NOT_DONE),
        ),
        treatments=(
            facts.Treatment(
                "FOLFOX",
                TreatmentKind.CHEMOTHERAPY,
                1,
                drugs=("oxaliplatine",),
                started_on=PartialDate(2025, 1),
                ended_on=PartialDate(2025, 9),
            ),
        ),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), PartialDate(2026, 1, 5)),
        ),
    )
    request = cases.Request(
        question="Progression après FOLFOX : quelle suite ?",
        requester_id=world.people[requester] if requester else None,
        informed_on=PartialDate(2026, 1, 5),
        informed_by="Dr Test",
        opposed=False,
    )
    return cases.NewCase(file, request, world.unit if unit else None)


def presentation_of(case_id: UUID) -> UUID:
    """The latest presentation of a case."""
    found = db.session.scalar(
        sa.select(Presentation.id)
        .where(Presentation.case_id == case_id)
        .order_by(Presentation.number.desc())
    )
    db.session.rollback()
    assert found is not None
    return found


def version_of(kind: type, row_id: UUID) -> int:
    """The version a row stands at."""
    version = db.session.scalar(sa.select(kind.version).where(kind.id == row_id))
    db.session.rollback()
    assert version is not None
    return int(version)
