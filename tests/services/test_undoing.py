"""Undoing a merge or a move: exactly what moved goes back, unless something validated since forbids it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.domain.partial_date import PartialDate
from app.models import AuditEntry, Case, CorrectionUndo, Patient
from app.queries import patient_rows
from app.queries import undoing as queries
from app.services import cases, identities, undoing
from tests.services.board import ONCE, count, every, ready, refused, row, validate
from tests.services.test_corrections import WHY, merge, move, patient_of, twice
from tests.world import World, new_case, version_of

pytestmark = pytest.mark.usefixtures("app")


def undo(world: World, mark: str = "") -> None:
    """Undo the last correction of the world's case."""
    last = queries.last(world.case)
    shown = mark or (str(last.correction_id) if last else "")
    undoing.undo(world.actors["coordinator"], world.case, WHY, shown, ONCE)


def test_a_merge_undone_puts_back_exactly_what_moved(world: World) -> None:
    second = twice(world)
    other, kept = patient_of(second), patient_of(world.case)
    identities.set_contact(
        world.actors["coordinator"],
        second,
        deceased_on=PartialDate(2026, 2),
        no_contact_on=None,
        seen=version_of(Patient, other),
        submitted=ONCE,
    )
    before = patient_rows.count(other), patient_rows.count(kept)
    merge(world, other)
    undo(world)
    assert (patient_rows.count(other), patient_rows.count(kept)) == before
    assert (patient_of(second), patient_of(world.case)) == (other, kept)
    assert row(Patient, other).merged_into_id is None
    assert row(Patient, kept).deceased_on is None
    assert row(Patient, other).deceased_on == PartialDate(2026, 2)
    assert [one.reason for one in every(sa.select(CorrectionUndo))] == [WHY]
    assert count(AuditEntry)
    with refused("undo_none"):
        undo(world)


def test_a_move_undone_gives_the_case_its_tumour_and_facts_again(world: World) -> None:
    third = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-TIERS"))
    source, target = patient_of(world.case), patient_of(third)
    tumour = row(Case, world.case).tumour_id
    before = patient_rows.count(source), patient_rows.count(target)
    move(world, world.case, target, "biomarker")
    with refused("moved_since"):
        undo(world, mark="x")
    undo(world)
    assert (patient_rows.count(source), patient_rows.count(target)) == before
    assert (patient_of(world.case), row(Case, world.case).tumour_id) == (source, tumour)


def test_what_was_validated_since_forbids_to_undo_and_says_so(world: World) -> None:
    merge(world, patient_of(twice(world)))
    ready(world)
    validate(world)
    last = queries.last(world.case)
    assert last is not None
    assert last.refusal == "undo_validated"
    with refused("undo_validated"):
        undo(world)


def test_a_later_correction_of_the_same_person_is_undone_first(world: World) -> None:
    second = twice(world)
    merge(world, patient_of(second))
    third = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-TIERS"))
    move(world, second, patient_of(third))
    with refused("undo_later"):
        undo(world)
