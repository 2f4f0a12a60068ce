"""Cases of any size, and the number of statements a page asks of the database: for the bench and its test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event

from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Family, MarkerState, MeasureKind, TreatmentKind
from app.extensions import db
from app.models import Case, Option, Patient, Treatment
from app.services import cases, meetings, options
from tests.world import ONCE, World, new_case, presentation_of

_NOT_COUNTED = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@contextmanager
def statements(engine: sa.Engine) -> Iterator[list[str]]:
    """The statements sent to the database while the block runs, transaction control left out."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.lstrip().upper().startswith(_NOT_COUNTED):
            sent.append(" ".join(statement.split()))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def resize(world: World, *, options_wanted: int, lines_wanted: int) -> None:
    """Give the world's case that many options on its presentation and that many lines of treatment."""
    _resize_options(world, options_wanted)
    _resize_lines(world, lines_wanted)


def add_cases(world: World, number: int) -> None:
    """Open that many more cases, each on the world's meeting."""
    coordinator = world.actors["coordinator"]
    for index in range(number):
        case = cases.open_case(coordinator, new_case(world, name=f"TEST-AUTRE-{index}"))
        meetings.put_on_agenda(coordinator, world.meeting, presentation_of(case), ONCE)


def add_facts(world: World, number: int) -> None:
    """Add that many biomarkers and measures to the world's case."""
    coordinator = world.actors["coordinator"]
    for index in range(number):
        marker = facts.Biomarker(f"GENE{index}", MarkerState.NEGATIVE)
        weight = facts.Measure(
            MeasureKind.WEIGHT, 60 + index % 9, PartialDate(2026, 1, 1 + index % 5)
        )
        for fact in (marker, weight):
            cases.save_fact(coordinator, world.case, fact, None, 0, ONCE)


def _resize_options(world: World, wanted: int) -> None:
    here = Option.presentation_id == world.presentation
    for number in range(_cut(Option, here, Option.position, wanted), wanted):
        options.add(
            world.actors["coordinator"],
            world.presentation,
            entry_code="",
            free_title=f"Possibilité d’essai {number}",
            family=Family.OTHER,
            specifics="",
            submitted=ONCE,
        )


def _resize_lines(world: World, wanted: int) -> None:
    mine = Treatment.patient_id == _patient(world)
    for number in range(_cut(Treatment, mine, Treatment.line, wanted), wanted):
        line = facts.Treatment(
            f"Ligne d’essai {number + 1}",
            TreatmentKind.CHEMOTHERAPY,
            number + 1,
            drugs=("oxaliplatine",),
            started_on=PartialDate(2020 + number // 12, 1 + number % 12),
        )
        cases.save_fact(world.actors["coordinator"], world.case, line, None, 0, ONCE)


def _cut(kind: Any, where: Any, order: Any, wanted: int) -> int:
    """Delete the rows beyond the number wanted; how many are left."""
    surplus = sa.select(kind.id).where(where).order_by(order).offset(wanted).scalar_subquery()
    db.session.execute(sa.delete(kind).where(kind.id.in_(surplus)))
    db.session.commit()
    left = db.session.scalar(sa.select(sa.func.count()).select_from(kind).where(where))
    db.session.rollback()
    return int(left or 0)


def _patient(world: World) -> UUID:
    found = db.session.scalar(sa.select(Patient.id).join(Case).where(Case.id == world.case))
    db.session.rollback()
    assert found is not None
    return found
