"""Who brings what is missing, and what is not known yet, on the real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.completeness import of_record
from app.domain.gap import Gap
from app.domain.vocabulary import GapState, ItemState, KindCategory, Need
from app.errors import NotAllowed, NotFound, StaleVersion
from app.extensions import db
from app.models import AuditEntry, Case, Meeting
from app.models import Gap as Row
from app.queries import case_files, facts
from app.queries import gaps as queries
from app.services import gaps, meetings, preferences, requirements
from app.services._transaction import Submitted, immediate
from tests.counting import add_cases, add_facts, statements
from tests.services.board import (
    ONCE,
    count,
    every,
    interview,
    one,
    ready,
    record_of,
    refused,
    row,
    validate,
)
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")


def note(world: World, *given: Gap, by: str = "coordinator", seen: int | None = None) -> None:
    """Save the sheet of the world's case as just opened."""
    version = queries.sheet(world.presentation).version if seen is None else seen
    lines = [(gap.item, gap) for gap in given]
    gaps.note(world.actors[by], world.presentation, lines, version, ONCE)


def state_of(world: World, key: str) -> ItemState:
    """Where an item of the world's case stands for the board."""
    record = record_of(world.actors["coordinator"], world.presentation)
    found = of_record(record, clock.today())
    return next(item.state for item in found.items if item.key == key)


def test_who_brings_what_and_by_when_is_stored(world: World) -> None:
    due = date(2026, 12, 1)
    note(world, Gap("weight", bearer_id=str(world.people["nurse"]), bearer="au lit", due_on=due))
    kept = queries.sheet(world.presentation).gaps
    assert [(gap.item, gap.who, gap.due_on) for gap in kept] == [
        ("weight", "Dr Test Nurse, au lit", due)
    ]


def test_a_line_left_as_it_was_is_not_stored(world: World) -> None:
    note(world, Gap("weight"), Gap("stage", bearer="le radiologue"))
    assert every(sa.select(Row.item)) == ["stage"]


def test_not_known_yet_counts_as_answered_for_the_board(world: World) -> None:
    assert state_of(world, "weight") is ItemState.MISSING
    note(world, Gap("weight", GapState.NOT_KNOWN, word="balance en panne"))
    assert state_of(world, "weight") is ItemState.NOT_KNOWN
    note(world, Gap("weight", GapState.TO_BRING, word="balance en panne"))
    assert state_of(world, "weight") is ItemState.MISSING


def test_not_known_yet_without_a_word_is_refused_beside_its_field(world: World) -> None:
    with refused("unknown_without_word"):
        note(world, Gap("weight", GapState.NOT_KNOWN))
    assert count(Row) == 0


def test_an_item_or_a_person_that_does_not_exist_is_refused(world: World) -> None:
    with refused("unknown_choice"):
        note(world, Gap("invented", bearer="moi"))
    with refused("unknown_choice"):
        note(world, Gap("weight", bearer_id=str(uuid4())))


def test_the_requester_may_note_it_and_the_rest_of_the_board_may_not(world: World) -> None:
    note(world, Gap("weight", bearer="moi"), by="physician")
    for name in ("chair", "nurse", "reader", "invited"):
        with pytest.raises(NotAllowed):
            note(world, Gap("weight", bearer="nous"), by=name)
    for name in ("stranger", "outsider", "other_coordinator"):
        with pytest.raises(NotFound):
            note(world, Gap("weight", bearer="eux"), by=name)


def test_two_sheets_never_overwrite_each_other(world: World) -> None:
    seen = queries.sheet(world.presentation).version
    note(world, Gap("weight", bearer="l’infirmière"))
    with pytest.raises(StaleVersion) as stale:
        note(world, Gap("weight", bearer="le médecin"), seen=seen)
    assert stale.value.current["weight.bearer"] == "l’infirmière"
    assert stale.value.by == "Test Coordinator"
    seen = queries.sheet(world.presentation).version
    note(world, Gap("stage", bearer="quelqu’un"))
    with pytest.raises(StaleVersion):
        note(world, Gap("weight", bearer="le médecin"), seen=seen)


def test_the_journal_names_the_items_and_repeats_no_word(world: World) -> None:
    note(world, Gap("weight", bearer="sa fille Zoé", word="chez elle"))
    entry = one(sa.select(AuditEntry.body).where(AuditEntry.action == "gaps.noted"))
    assert "weight" in entry
    assert "Zoé" not in entry
    assert "chez elle" not in entry


def test_after_validation_nothing_is_noted_and_the_record_keeps_what_was_asked(
    world: World,
) -> None:
    coordinator = world.actors["coordinator"]
    note(world, Gap("weight", GapState.NOT_KNOWN, word="à venir"))
    ready(world)
    validate(world)
    with refused("validated"):
        note(world, Gap("stage", bearer="moi"))
    asked = requirements.AskedEntry(items=(Need.ALBUMIN,))
    requirements.ask(coordinator, "all", asked, 0, ONCE)
    kept = record_of(coordinator, world.presentation).needs
    assert Need.ALBUMIN not in kept.items
    assert kept.unknown == ("weight",)


def test_a_meeting_is_prepared_in_as_many_questions_whatever_its_agenda(world: World) -> None:
    coordinator = world.actors["coordinator"]

    def asked() -> int:
        with statements(db.engine) as sent:
            found = queries.of_meeting(coordinator, world.meeting, clock.today())
        assert found
        return len(sent)

    small = asked()
    add_cases(world, 4)
    add_facts(world, 3)
    assert asked() == small
    assert small <= 10


def test_the_files_of_an_agenda_read_at_once_are_those_read_one_by_one(world: World) -> None:
    add_cases(world, 2)
    add_facts(world, 3)
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    rows = list(db.session.scalars(sa.select(Case)))
    at_once = case_files.at_board(rows)
    assert {case.id: facts.case_file(case) for case in rows} == at_once
    assert len(rows) > 3
    db.session.rollback()


def test_other_hospitals_prepare_nothing_of_ours(world: World) -> None:
    other = world.actors["other_coordinator"]
    assert queries.of_meeting(other, world.meeting, clock.today()) == ()
    assert len(queries.of_meeting(other, world.other_meeting, clock.today())) == 1


def test_the_kind_of_the_meeting_and_the_site_add_to_what_is_asked(world: World) -> None:
    coordinator = world.actors["coordinator"]
    entry = requirements.KindEntry(
        "Onco-palliative",
        KindCategory.ONCOPALLIATIVE,
        "Salle 3",
        "lien",
        10,
        (Need.TRUSTED_PERSON,),
    )
    kind = requirements.add_kind(coordinator, entry)
    of_kind(world, kind)
    site = requirements.AskedEntry((Need.ALBUMIN,), ("BRAF", "HER2"))
    requirements.ask(coordinator, "colorectal", site, 0, ONCE)
    record = record_of(coordinator, world.presentation)
    assert record.meeting is not None
    assert record.meeting.kind == "Onco-palliative"
    asked = record.needs
    assert {Need.BIRTH, Need.TRUSTED_PERSON, Need.ALBUMIN} <= set(asked.items)
    assert asked.markers == ("BRAF", "HER2")
    assert asked.freshness_days == 10
    assert queries.needs_of(world.presentation) == asked
    prepared = queries.of_meeting(coordinator, world.meeting, clock.today())[0]
    assert prepared.complete == of_record(record, clock.today())


def of_kind(world: World, kind: UUID) -> None:
    """Make the world's meeting of that kind."""
    with immediate():
        db.session.get_one(Meeting, world.meeting).kind_id = kind


def decided(world: World, scope: str, *items: Need, by: str = "coordinator", seen: int = 0) -> None:
    """Decide what is asked for a scope."""
    requirements.ask(world.actors[by], scope, requirements.AskedEntry(items), seen, ONCE)


def kind_entry(**given: Any) -> requirements.KindEntry:
    """A kind of meeting as typed."""
    return requirements.KindEntry(**{"name": "RCP A", "category": KindCategory.STANDARD, **given})


def test_a_kind_is_added_and_changed_by_staff_of_its_hospital_only(world: World) -> None:
    made = requirements.add_kind(world.actors["secretary"], kind_entry(room="Salle 1"))
    requirements.edit_kind(
        world.actors["coordinator"], made, kind_entry(name="RCP B", active=False), 1, ONCE
    )
    with pytest.raises(StaleVersion):
        requirements.edit_kind(world.actors["secretary"], made, kind_entry(), 1, ONCE)
    with pytest.raises(NotFound):
        requirements.edit_kind(world.actors["other_coordinator"], made, kind_entry(), 2, ONCE)
    for name in ("physician", "chair", "nurse", "reader", "admin"):
        with pytest.raises(NotAllowed):
            requirements.add_kind(world.actors[name], kind_entry(name=name))


def test_two_kinds_of_one_hospital_never_bear_the_same_name(world: World) -> None:
    requirements.add_kind(world.actors["coordinator"], kind_entry())
    with refused("kind_name_taken"):
        requirements.add_kind(world.actors["coordinator"], kind_entry())
    requirements.add_kind(world.actors["other_coordinator"], kind_entry())


@pytest.mark.parametrize("days", [0, -3, 4000])
def test_a_limit_of_age_is_a_number_of_days(world: World, days: int) -> None:
    with refused("freshness_range"):
        requirements.add_kind(world.actors["coordinator"], kind_entry(freshness_days=days))


def test_what_a_hospital_asks_is_its_own_and_keeps_its_versions(world: World) -> None:
    decided(world, "all", Need.BIRTH)
    with pytest.raises(StaleVersion):
        decided(world, "all", Need.STAGE)
    decided(world, "all", Need.STAGE, seen=1)
    decided(world, "all", Need.PAIN, by="other_coordinator")
    assert queries.needs_of(world.presentation).items == (Need.STAGE,)
    assert queries.needs_of(world.other_presentation).items == (Need.PAIN,)
    with pytest.raises(NotFound):
        decided(world, "nowhere", Need.BIRTH)


def test_a_meeting_takes_the_room_and_link_of_its_kind_and_never_another_hospital_s(
    world: World, planned: Callable[..., meetings.Plan]
) -> None:
    coordinator = world.actors["coordinator"]
    kind = requirements.add_kind(coordinator, kind_entry(room="Salle 3", link="visio"))
    made = meetings.plan(coordinator, planned(kind_id=kind, place=""))
    assert row(Meeting, made).place == "Salle 3 · visio"
    elsewhere = meetings.plan(coordinator, planned(kind_id=kind, place="Salle 9"))
    assert row(Meeting, elsewhere).place == "Salle 9"
    with refused("unknown_choice"):
        meetings.plan(world.actors["other_coordinator"], planned(kind_id=kind))
    seen = version_of(Meeting, made)
    meetings.edit(coordinator, made, planned(kind_id=None), seen, Submitted())
    assert row(Meeting, made).kind_id is None


@pytest.fixture
def planned() -> Callable[..., meetings.Plan]:
    """A meeting as typed."""

    def plan(**given: Any) -> meetings.Plan:
        return meetings.Plan(**{"title": "RCP du soir", "starts_at": clock.now(), **given})

    return plan
