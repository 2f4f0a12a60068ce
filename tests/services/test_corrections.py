"""Correcting a wrong patient: what moves, what stays, what is kept of it, and who may."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Correction as Kind
from app.domain.vocabulary import MarkerState, WithdrawalReason
from app.errors import NotAllowed, NotFound
from app.extensions import db
from app.models import AuditEntry, Biomarker, Case, Correction, Patient, Presentation, Statement
from app.models.triggers_sqlite import FIXED
from app.queries import case_lists, duplicates, patient_rows
from app.queries import cases as case_queries
from app.queries import corrections as queries
from app.services import cases, corrections, identities, meetings, opinions, preferences
from app.services._persons import Person
from app.services._transaction import immediate
from tests.services.board import (
    ONCE,
    OPINION,
    count,
    every,
    interview,
    one,
    open_meeting,
    ready,
    record_of,
    refused,
    row,
    validate,
)
from tests.world import World, new_case, version_of

pytestmark = pytest.mark.usefixtures("app")
WHY = "Vérifié avec la patiente au guichet."


def patient_of(case_id: UUID) -> UUID:
    """The patient of a case."""
    return one(sa.select(Case.patient_id).where(Case.id == case_id))


def twice(world: World) -> UUID:
    """The same person opened a second time, by hand, with something of her own."""
    coordinator = world.actors["coordinator"]
    second = cases.open_case(coordinator, new_case(world, name="TEST-DURANT"))
    marker = facts.Biomarker("HER2", MarkerState.POSITIVE)
    cases.save_fact(coordinator, second, marker, None, 0, ONCE)
    preferences.record(coordinator, second, interview(what_matters="Mon jardin."), ONCE)
    return second


def mark(world: World, case: UUID, other: UUID) -> str:
    """The mark of the preview as it stands."""
    return queries.preview(world.actors["coordinator"], case, other).mark


def merge(world: World, other: UUID, *, by: str = "coordinator", why: str = WHY) -> None:
    """Merge another patient into the one of the world's case."""
    corrections.merge(
        world.actors[by],
        world.case,
        other,
        reason=why,
        mark=mark(world, world.case, other),
        submitted=ONCE,
    )


def move(world: World, case: UUID, target: UUID, *taken: str, by: str = "coordinator") -> None:
    """Move a case to another patient."""
    seen = mark(world, case, target)
    corrections.move(
        world.actors[by], case, target, taken=taken, reason=WHY, mark=seen, submitted=ONCE
    )


def test_a_merge_brings_cases_facts_and_words_of_the_other_row(world: World) -> None:
    second = twice(world)
    other, kept = patient_of(second), patient_of(world.case)
    before = patient_rows.count(other)
    merge(world, other)
    assert patient_of(second) == kept
    assert patient_rows.count(other) == {}
    file = case_queries.file(world.actors["coordinator"], world.case).file
    assert [m.marker for m in file.biomarkers].count("HER2") == 1
    assert any(s.verbatim == "Mon jardin." for s in file.statements)
    assert row(Patient, other).merged_into_id == kept
    done = every(sa.select(Correction))[0]
    assert (done.kind, done.reason, done.by) == (Kind.MERGED, WHY, world.actors["coordinator"].name)
    assert (done.from_patient_id, done.to_patient_id) == (other, kept)
    assert {name: len(ids) for name, ids in done.moved.items()} == before | {"clinical_case": 1}


def test_the_trace_of_a_merge_names_each_case_and_no_word_of_a_patient(world: World) -> None:
    second = twice(world)
    merge(world, patient_of(second))
    bodies = every(sa.select(AuditEntry.body).where(AuditEntry.action == "patient.merged"))
    assert len(bodies) == 2
    assert not any("DURANT" in body or WHY in body or "jardin" in body for body in bodies)


def test_a_validated_record_never_changes(world: World) -> None:
    second = twice(world)
    ready(world)
    validate(world)
    before, stored = (
        record_of(world.actors["chair"], world.presentation),
        row(Presentation, world.presentation).snapshot,
    )
    merge(world, patient_of(second))
    third = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-TIERS"))
    move(world, world.case, patient_of(third), "biomarker", "treatment", "statement")
    assert row(Presentation, world.presentation).snapshot == stored
    assert record_of(world.actors["chair"], world.presentation) == before


def test_what_a_patient_said_follows_and_its_words_cannot_change(world: World) -> None:
    twice(world)
    fixed = {column.name for column in Statement.__table__.columns} - {"patient_id"}
    assert set(FIXED["statement"]) == fixed
    for change in ("verbatim = 'autre'", "patient_id = patient_id, share = 'board_only'"):
        with pytest.raises(IntegrityError, match="append-only"), immediate():
            db.session.execute(sa.text(f"UPDATE statement SET {change}"))  # noqa: S608


def test_a_merge_is_refused_when_something_moved_since_the_preview(world: World) -> None:
    second = twice(world)
    other = patient_of(second)
    seen = mark(world, world.case, other)
    late = facts.Biomarker("KRAS", MarkerState.NEGATIVE)
    cases.save_fact(world.actors["coordinator"], second, late, None, 0, ONCE)
    with refused("moved_since"):
        corrections.merge(
            world.actors["coordinator"], world.case, other, reason=WHY, mark=seen, submitted=ONCE
        )
    assert patient_of(second) == other
    assert count(Correction) == 0


def test_a_correction_needs_a_reason(world: World) -> None:
    second = twice(world)
    with refused("correction_reason"):
        merge(world, patient_of(second), why="  ")
    with refused("correction_reason"):
        corrections.withdraw(world.actors["coordinator"], second, WithdrawalReason.TWICE, "", ONCE)


@pytest.mark.parametrize("by", ["secretary", "physician", "chair", "nurse", "reader"])
def test_only_a_coordinator_corrects(world: World, by: str) -> None:
    second = twice(world)
    other = patient_of(second)
    actor = world.actors[by]
    seen = mark(world, world.case, other)
    for gesture in (
        lambda: corrections.merge(actor, world.case, other, reason=WHY, mark=seen, submitted=ONCE),
        lambda: corrections.move(
            actor, world.case, other, taken=(), reason=WHY, mark=seen, submitted=ONCE
        ),
        lambda: corrections.withdraw(actor, world.case, WithdrawalReason.TWICE, WHY, ONCE),
        lambda: corrections.restore(actor, world.case, WHY, ONCE),
    ):
        with pytest.raises(NotAllowed):
            gesture()


def test_patients_of_two_hospitals_are_never_merged(world: World) -> None:
    elsewhere = patient_of(world.other_case)
    with pytest.raises(NotFound):
        mark(world, world.case, elsewhere)
    with refused("patient_elsewhere"):
        corrections.merge(
            world.actors["coordinator"], world.case, elsewhere, reason=WHY, mark="", submitted=ONCE
        )
    with pytest.raises(NotFound):
        corrections.merge(
            world.actors["other_coordinator"],
            world.case,
            elsewhere,
            reason=WHY,
            mark="",
            submitted=ONCE,
        )


def test_a_patient_is_not_merged_with_himself_nor_twice(world: World) -> None:
    second = twice(world)
    other, kept = patient_of(second), patient_of(world.case)
    with refused("same_patient"):
        corrections.merge(
            world.actors["coordinator"], world.case, kept, reason=WHY, mark="", submitted=ONCE
        )
    merge(world, other)
    with pytest.raises(NotFound):
        mark(world, world.case, other)


def test_rows_merged_one_after_the_other_all_lead_to_the_last(world: World) -> None:
    coordinator = world.actors["coordinator"]
    second = twice(world)
    third = cases.open_case(coordinator, new_case(world, name="TEST-DURANTON"))
    first_row, second_row = patient_of(third), patient_of(second)
    corrections.merge(
        coordinator,
        second,
        first_row,
        reason=WHY,
        mark=mark(world, second, first_row),
        submitted=ONCE,
    )
    merge(world, second_row)
    kept = patient_of(world.case)
    assert {row(Patient, p).merged_into_id for p in (first_row, second_row)} == {kept}
    assert {patient_of(c) for c in (world.case, second, third)} == {kept}


def test_a_death_noted_on_either_row_holds_for_the_person(world: World) -> None:
    second = twice(world)
    other = patient_of(second)
    identities.set_contact(
        world.actors["coordinator"],
        second,
        deceased_on=PartialDate(2026, 2),
        no_contact_on=None,
        seen=version_of(Patient, other),
        submitted=ONCE,
    )
    merge(world, other)
    assert row(Patient, patient_of(world.case)).deceased_on == PartialDate(2026, 2)


def test_a_merged_row_is_found_by_nothing_and_proposed_to_nobody(world: World) -> None:
    second = twice(world)
    merge(world, patient_of(second))
    coordinator = world.actors["coordinator"]
    assert not case_lists.page(coordinator, "durant").lines
    assert duplicates.of_patient(coordinator, patient_of(world.case)) == ()
    assert {line.id for line in case_lists.page(coordinator, "her2").lines} == {
        str(world.case),
        str(second),
    }


def test_a_moved_case_takes_its_tumour_and_only_what_was_chosen(world: World) -> None:
    third = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-TIERS"))
    source, target = patient_of(world.case), patient_of(third)
    tumour = one(sa.select(Case.tumour_id).where(Case.id == world.case))
    before = patient_rows.count(target)
    move(world, world.case, target, "biomarker")
    after = patient_rows.count(target)
    assert after["tumour"] == before["tumour"] + 1
    assert after["biomarker"] == before["biomarker"] + 2
    assert after["treatment"] == before["treatment"]
    assert patient_rows.count(source) == {"measure": 1, "treatment": 1}
    file = case_queries.file(world.actors["coordinator"], world.case)
    assert file.file.patient.birth_name == "TEST-TIERS"
    assert file.file.tumour.id == str(tumour)
    assert [done.kind for done in queries.of_case(world.case)] == [Kind.MOVED]


def test_a_tumour_that_two_cases_share_is_copied(world: World) -> None:
    coordinator = world.actors["coordinator"]
    shared = one(sa.select(Case.tumour_id).where(Case.id == world.case))
    second = cases.open_case(coordinator, new_case(world, name="TEST-DURAND"))
    with immediate():
        db.session.execute(
            sa.update(Case)
            .where(Case.id == second)
            .values(tumour_id=shared, patient_id=patient_id_of(world.case))
        )
    third = cases.open_case(coordinator, new_case(world, name="TEST-TIERS"))
    move(world, second, patient_of(third))
    copy = one(sa.select(Case.tumour_id).where(Case.id == second))
    assert copy != shared
    assert one(sa.select(Case.tumour_id).where(Case.id == world.case)) == shared
    file = case_queries.file(coordinator, second).file
    assert file.tumour.label == "Adénocarcinome du côlon"


def patient_id_of(case_id: UUID) -> sa.ScalarSelect[UUID]:
    """The patient of a case, inside a statement."""
    return sa.select(Case.patient_id).where(Case.id == case_id).scalar_subquery()


def test_a_case_is_moved_to_a_person_made_now(world: World) -> None:
    person = facts.Patient("TEST-NEUVE", "Anne", birth_on=PartialDate(1970))
    corrections.move(
        world.actors["coordinator"],
        world.case,
        person,
        taken=("biomarker", "treatment", "measure"),
        reason=WHY,
        mark="",
        submitted=ONCE,
    )
    made = row(Patient, patient_of(world.case))
    assert (made.birth_name, made.hospital_id) == ("TEST-NEUVE", world.hospital)
    assert case_lists.page(world.actors["coordinator"], "neuve braf").lines


def test_a_person_made_now_is_told_apart_from_those_who_resemble(world: World) -> None:
    known = patient_of(world.case)
    person = facts.Patient("TEST-DURAND", "Lucie")

    def give(answer: Person) -> None:
        corrections.move(
            world.actors["coordinator"],
            world.case,
            person,
            taken=(),
            reason=WHY,
            mark="",
            submitted=ONCE,
            person=answer,
        )

    with refused("resembling"):
        give(Person(asked=True))
    give(Person(other_than=frozenset({known}), asked=True))
    assert patient_of(world.case) != known
    assert duplicates.of_patient(world.actors["coordinator"], patient_of(world.case)) == ()


def test_a_fact_form_open_on_what_moved_is_told(world: World) -> None:
    third = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-TIERS"))
    marker = one(sa.select(Biomarker.id).where(Biomarker.patient_id == patient_of(world.case)))
    before = version_of(Biomarker, marker)
    move(world, world.case, patient_of(third), "biomarker")
    assert version_of(Biomarker, marker) == before + 1


def withdraw(world: World, case: UUID | None = None) -> None:
    """Withdraw a case."""
    corrections.withdraw(
        world.actors["coordinator"], case or world.case, WithdrawalReason.OPENED_BY_ERROR, WHY, ONCE
    )


def test_a_withdrawn_case_leaves_lists_agendas_and_every_reader_but_the_staff(world: World) -> None:
    assert [line.id for line in case_queries.agenda(world.actors["chair"], world.meeting)]
    withdraw(world)
    for login in ("coordinator", "secretary"):
        assert case_queries.file(world.actors[login], world.case).reference
        assert not case_lists.page(world.actors[login], "durand").lines
    for login in ("physician", "chair", "member", "nurse", "reader"):
        with pytest.raises(NotFound):
            case_queries.file(world.actors[login], world.case)
        assert not case_lists.page(world.actors[login]).lines
    assert not case_queries.agenda(world.actors["coordinator"], world.meeting)
    assert not case_queries.waiting(world.actors["coordinator"])


def test_a_withdrawn_case_is_read_and_not_changed(world: World) -> None:
    withdraw(world)
    coordinator = world.actors["coordinator"]
    marker = facts.Biomarker("KRAS", MarkerState.NEGATIVE)
    with refused("case_withdrawn"):
        cases.save_fact(coordinator, world.case, marker, None, 0, ONCE)
    with refused("case_withdrawn"):
        meetings.put_on_agenda(coordinator, world.meeting, world.presentation, ONCE)
    with refused("case_withdrawn"):
        withdraw(world)
    seen = version_of(Presentation, world.presentation)
    with refused("case_withdrawn"):
        opinions.write(coordinator, world.presentation, OPINION, seen, ONCE)


def test_a_withdrawn_case_stays_at_a_meeting_that_began(world: World) -> None:
    open_meeting(world)
    withdraw(world)
    assert row(Presentation, world.presentation).meeting_id == world.meeting


def test_a_restored_case_comes_back_and_both_are_told(world: World) -> None:
    coordinator = world.actors["coordinator"]
    with refused("not_withdrawn"):
        corrections.restore(coordinator, world.case, WHY, ONCE)
    withdraw(world)
    corrections.restore(coordinator, world.case, "Le bon patient, finalement.", ONCE)
    assert [line.id for line in case_lists.page(coordinator, "durand").lines] == [str(world.case)]
    kinds = [done.kind for done in queries.of_case(world.case)]
    assert sorted(kinds) == [Kind.RESTORED, Kind.WITHDRAWN]
    assert queries.of_case(world.case)[-1].by == coordinator.name


def test_a_correction_is_append_only(world: World) -> None:
    withdraw(world)
    for change in ("UPDATE correction SET reason = ''", "DELETE FROM correction"):
        with pytest.raises(IntegrityError, match="append-only"), immediate():
            db.session.execute(sa.text(change))


def test_an_unknown_case_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        corrections.withdraw(
            world.actors["coordinator"], uuid4(), WithdrawalReason.TWICE, WHY, ONCE
        )


def test_the_pages_preview_merge_and_tell_what_was_done(world: World, login) -> None:  # type: ignore[no-untyped-def]
    second = twice(world)
    other = patient_of(second)
    browser = login("coordinator")
    path = f"/cases/{world.case}/merge/{other}"
    page = browser.get(path).text
    assert "TEST-DURANT" in page
    assert "1 tumeur" in page
    answer = browser.submit(path, reason=WHY)
    assert answer.status_code == 303
    told = browser.get(f"/cases/{world.case}/correct").text
    assert "Patients réunis" in told
    assert WHY in told
