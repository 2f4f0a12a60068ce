"""The directory: wrong numbers warn, moves that split a person from an account are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.domain.permissions import Actor
from app.errors import NotFound, RuleViolation
from app.queries import accounts as stored
from app.queries import directory
from app.services import directory as directory_service
from app.services.directory import HospitalEntry, ProfessionalEntry, UnitEntry


@pytest.fixture(autouse=True)
def _context(app: Any, world: Any) -> Iterator[None]:
    with app.app_context():
        yield


def administrator() -> Actor:
    """The administrator of the seeded world."""
    account = stored.by_login("admin")
    assert account is not None
    return Actor(str(account.id), account.name, account.role, str(account.hospital_id))


def codes(refusal: pytest.ExceptionInfo[RuleViolation]) -> list[tuple[str, str]]:
    """What was refused, and beside which field."""
    return [(v.code, v.field) for v in refusal.value.violations]


def test_a_wrong_number_is_stored_and_reported(world: Any) -> None:
    admin = administrator()
    made = directory_service.create_hospital(
        admin, HospitalEntry("Hôpital neuf", finess="123456789")
    )
    hospital = directory.hospital(UUID(made))
    warning = directory.finess_warning(hospital.finess)
    assert hospital.finess == "123456789"
    assert warning is not None
    assert warning.code == "finess_wrong"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", None),
        ("10000000009", None),
        ("10000000008", "rpps_wrong"),
        ("1000", "rpps_length"),
        ("1000000000A", "rpps_length"),
    ],
)
def test_a_rpps_number_warns_by_its_length_or_its_key(number: str, code: str | None) -> None:
    warning = directory.rpps_warning(number)
    assert (warning.code if warning else None) == code


@pytest.mark.parametrize(
    ("number", "code"), [("100000009", None), ("2A0000014", None), ("2A00", "finess_length")]
)
def test_a_corsican_finess_is_not_called_wrong(number: str, code: str | None) -> None:
    warning = directory.finess_warning(number)
    assert (warning.code if warning else None) == code


def test_a_unit_of_no_hospital_is_not_found(world: Any) -> None:
    with pytest.raises(NotFound):
        directory_service.create_unit(administrator(), uuid4(), UnitEntry("Oncologie"))


def test_a_professional_with_an_account_does_not_change_hospital_alone(world: Any) -> None:
    account = stored.by_login("physician")
    assert account is not None
    assert account.professional_id is not None
    person = directory.professional(account.professional_id)
    entry = ProfessionalEntry(person.family_name, UUID(str(world.other_hospital)))
    with pytest.raises(RuleViolation) as refusal:
        directory_service.edit_professional(administrator(), person.id, person.version, entry)
    assert codes(refusal) == [("professional_linked", "hospital_id")]


def test_a_professional_without_account_moves_and_retires(world: Any) -> None:
    admin = administrator()
    made = UUID(
        directory_service.create_professional(
            admin, ProfessionalEntry("Roy", UUID(str(world.hospital)))
        )
    )
    entry = ProfessionalEntry("Roy", UUID(str(world.other_hospital)), title="Pr", active=False)
    directory_service.edit_professional(admin, made, directory.professional(made).version, entry)
    person = directory.professional(made)
    assert (person.title, person.hospital_id, person.active) == (
        "Pr",
        UUID(str(world.other_hospital)),
        False,
    )
    assert str(made) not in directory.professional_choices()
    assert str(made) in directory.professional_choices(made)
