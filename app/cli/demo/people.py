"""The two hospitals of the demonstration, the people of their directory, and the accounts to sign in with."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from app import clock
from app.domain.permissions import Actor
from app.domain.text import fold
from app.domain.vocabulary import Role
from app.extensions import db
from app.models import Account
from app.queries import accounts as account_queries
from app.security import passwords
from app.services import catalogue, directory, fact_signing
from app.services._transaction import Submitted, transaction

PASSWORD = "quatre-mots-de-demonstration"  # noqa: S105  (public: a demonstration holds no real data)
ONCE = Submitted()


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demonstration, and the professional behind it."""

    login: str
    name: str
    role: Role
    who: str = ""
    elsewhere: bool = False
    editor: bool = False


@dataclass(frozen=True)
class Cast:
    """Who and what the stories need: the unit that has telephones, and professionals by family name."""

    unit: UUID
    board: dict[str, UUID]
    family_doctor: UUID


ACCOUNTS = (
    DemoAccount("coordination", "Sophie Leroy", Role.COORDINATOR),
    DemoAccount("referent", "Dr Claire Morel", Role.PHYSICIAN, "Morel", editor=True),
    DemoAccount("presidente", "Dr Nadia Kaci", Role.PHYSICIAN, "Kaci", editor=True),
    DemoAccount("infirmiere", "Inès Roux", Role.NURSE, "Roux"),
    DemoAccount("secretariat", "Paul Girard", Role.SECRETARY),
    DemoAccount("lecteur", "Dr Hugo Petit", Role.READER, "Petit"),
    DemoAccount("invite", "Dr Łukasz Nguyễn", Role.PHYSICIAN, "Nguyễn", elsewhere=True),
    DemoAccount("admin", "Alex Martin", Role.ADMINISTRATOR),
)
PEOPLE = (
    ("Dr", "Claire", "Morel", "G15_10/SM36"),
    ("Dr", "Nadia", "Kaci", "G15_10/SM36"),
    ("Dr", "Hugo", "Petit", "G15_10/SM24"),
    ("Dr", "Anne", "Roy", "G15_10/SM14"),
    ("Dr", "Marc", "Faure", "G15_10/SM37"),
    ("Dr", "Lise", "Garnier", "G15_10/SM44"),
    ("Dr", "Omar", "Diallo", "G15_10/SM01"),
    ("", "Inès", "Roux", "G15_60/SI02"),
    ("", "Théo", "Blanc", "local/psychologist"),
)
GUEST = ("Dr", "Łukasz", "Nguyễn", "G15_10/SM94")
# Nobody typed an address for this one: reminders name who has none.
UNREACHED = "Blanc"
FAMILY_DOCTOR = ("Dr", "Odile", "Lambert-Fictif", "G15_10/SM26")
# A fictitious reviewer signs these only: some pages can be released in the demonstration, others cannot yet.
SIGNED = (
    "supportive-care",
    "early-palliative-care",
    "pause-follow-up",
    "immunotherapy-anti-pd1",
    "targeted-therapy",
    "clinical-trial",
)
SOURCE = "Source fictive de démonstration"
REVIEWER = "Dr Relecteur FICTIF (TEST)"


def settle(operator: Actor) -> Cast:
    """Make the hospitals, the directory, the accounts and the signatures; who was made."""
    home = _hospital(operator, "Hôpital de démonstration", "Ville-Fictive")
    other = _hospital(operator, "Centre fictif du Lac", "Lac-Fictif")
    telephones = directory.UnitEntry("Oncologie médicale", "01 00 00 00 00", "01 00 00 00 01")
    unit = directory.create_unit(operator, home, telephones)
    board = {who[2]: _person(operator, home, who) for who in PEOPLE}
    board[GUEST[2]] = _person(operator, other, GUEST)
    family_doctor = _person(operator, home, FAMILY_DOCTOR)
    password = passwords.hashed(PASSWORD)
    for given in ACCOUNTS:
        _account(operator, given, other if given.elsewhere else home, board, password)
    for code in SIGNED:
        for wording in ("clinical", "patient"):
            catalogue.sign(operator, code, 1, wording, REVIEWER, clock.today())
        # One fact of the trial stays unsigned, as it may on the way to a release.
        leave = 1 if code == "clinical-trial" else 0
        fact_signing.sign_for(operator, code, 1, SOURCE, REVIEWER, clock.today(), leave=leave)
    return Cast(UUID(unit), board, family_doctor)


def actor(login: str) -> Actor:
    """The account of that login, acting; LookupError when the demonstration has none."""
    account = account_queries.by_login(login)
    if account is None:
        raise LookupError(login)
    return Actor(
        str(account.id),
        account.name,
        account.role,
        str(account.hospital_id),
        str(account.professional_id or ""),
        clinical_editor=account.clinical_editor,
    )


def _hospital(operator: Actor, name: str, city: str) -> UUID:
    return UUID(directory.create_hospital(operator, directory.HospitalEntry(name, city)))


def _person(operator: Actor, hospital: UUID, who: tuple[str, str, str, str]) -> UUID:
    title, given, family, speciality = who
    address = f"{fold(given)}.{fold(family)}".replace(" ", "-") + "@exemple.invalid"
    entry = directory.ProfessionalEntry(
        family, hospital, title, given, speciality, email=address if family != UNREACHED else ""
    )
    return UUID(directory.create_professional(operator, entry))


def _account(
    operator: Actor, given: DemoAccount, hospital: UUID, people: dict[str, UUID], password: str
) -> None:
    with transaction(operator) as tx:
        account = Account(
            id=uuid4(),
            hospital_id=hospital,
            professional_id=people.get(given.who),
            login=given.login,
            name=given.name,
            role=given.role,
            clinical_editor=given.editor,
            password_hash=password,
            updated_at=tx.now,
            updated_by=operator.name,
        )
        db.session.add(account)
        tx.audit("account.created", account.id)
