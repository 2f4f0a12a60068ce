"""The demonstration as it is seeded: nobody in it is real, and it says so for ever."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.extensions import db
from app.models import Case, Hospital, Installation, Patient
from tests.making import make_app


@pytest.fixture(scope="module")
def demonstration(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A home seeded as `relais demo` does."""
    home = tmp_path_factory.mktemp("demo") / "home"
    shutil.copytree(demo_template, home)
    app = make_app(home)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def column(query: sa.Select[tuple[str]]) -> list[str]:
    """The values of one column."""
    found = [str(value) for value in db.session.scalars(query)]
    db.session.rollback()
    return found


def test_every_patient_is_named_test(demonstration: Flask) -> None:
    names = column(sa.select(Patient.birth_name))
    assert len(names) >= 3
    assert all(name.startswith("TEST-") for name in names), names


def test_every_patient_number_is_a_test_one_too(demonstration: Flask) -> None:
    numbers = [number for number in column(sa.select(Patient.local_id)) if number]
    assert all(number.startswith("TEST-") for number in numbers), numbers


def test_its_hospitals_say_they_are_invented(demonstration: Flask) -> None:
    for name in column(sa.select(Hospital.name)):
        assert "fictif" in name or "démonstration" in name, name


def test_it_is_marked_and_holds_cases(demonstration: Flask) -> None:
    assert column(sa.select(Installation.is_demonstration)) == ["True"]
    assert len(column(sa.select(Case.reference))) >= 3
