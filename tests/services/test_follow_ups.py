"""What became of a proposal: append-only revisions, and the list of what is still waited for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app import clock
from app.domain.follow_up import FollowUp
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Applied, Obstacle, Outcome, PatientAnswer
from app.errors import NotAllowed, NotFound, StaleVersion
from app.extensions import db
from app.models import AuditEntry, Meeting, Presentation
from app.models import FollowUp as Row
from app.queries import follow_ups as queries
from app.services import follow_ups as services
from app.services._transaction import transaction
from tests.services.board import ONCE, count, every, one, ready, record_of, refused, validate
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")
TOLD = FollowUp(told_on=PartialDate.of(clock.today()), told_by="Dr Morel")
END = replace(
    TOLD,
    answer=PatientAnswer.DECLINES,
    applied=Applied.NO,
    applied_on=clock.today(),
    obstacle=Obstacle.PATIENT_CHOICE,
)


def validated(world: World, outcome: Outcome = Outcome.RECOMMENDATION) -> None:
    """The opinion is validated."""
    ready(world, outcome=outcome)
    validate(world)


def record(world: World, given: FollowUp, seen: int = 0, by: str = "coordinator") -> None:
    """Record a state of the follow-up."""
    services.record(world.actors[by], world.presentation, given, seen, ONCE)


def waited(world: World, by: str) -> list[str]:
    """The references a person still waits for."""
    return [line.reference for line in queries.waiting(world.actors[by])]


def test_nothing_is_followed_before_validation(world: World) -> None:
    with refused("not_validated"):
        record(world, TOLD)
    assert waited(world, "coordinator") == []


def test_each_state_is_kept_and_the_latest_stands(world: World) -> None:
    validated(world)
    record(world, TOLD)
    record(world, END, seen=1, by="physician")
    latest, first = queries.history(world.presentation)
    assert (first.told_by, first.applied, first.by) == ("Dr Morel", None, "Test Coordinator")
    assert (latest.applied, latest.obstacle) == (Applied.NO, Obstacle.PATIENT_CHOICE)
    assert latest.by == "Test Physician"
    assert queries.latest(world.presentation) == latest


def test_saving_the_same_thing_again_adds_no_state(world: World) -> None:
    validated(world)
    record(world, TOLD)
    record(world, TOLD, seen=1)
    assert count(Row) == 1


def test_an_empty_form_is_refused(world: World) -> None:
    validated(world)
    with refused("nothing_changed"):
        record(world, FollowUp())


def test_a_state_made_from_an_old_page_is_refused_with_what_stands(world: World) -> None:
    validated(world)
    record(world, TOLD)
    with pytest.raises(StaleVersion) as caught:
        record(world, END, seen=0)
    assert caught.value.version == 1
    assert caught.value.current["told_by"] == "Dr Morel"
    assert count(Row) == 1


def test_the_other_choice_is_one_the_board_examined(world: World) -> None:
    validated(world)
    other = replace(TOLD, answer=PatientAnswer.CHOOSES_OTHER, chosen="Une possibilité inventée")
    with refused("unknown_choice"):
        record(world, other)
    title = record_of(world.actors["chair"], world.presentation).options[0].title
    record(world, replace(other, chosen=title))
    assert queries.latest(world.presentation).chosen == title


def test_who_may_record(world: World) -> None:
    validated(world)
    for seen, name in enumerate(("coordinator", "secretary", "physician", "chair")):
        record(world, replace(TOLD, comment=name), seen=seen, by=name)
    for name in ("member", "nurse", "reader", "invited"):
        with pytest.raises(NotAllowed):
            record(world, TOLD, seen=4, by=name)
    for name in ("stranger", "other_coordinator", "outsider"):
        with pytest.raises(NotFound):
            record(world, TOLD, seen=4, by=name)


def test_a_state_can_be_neither_changed_nor_removed(world: World) -> None:
    validated(world)
    record(world, TOLD)
    for change in (sa.update(Row).values(told_by="personne"), sa.delete(Row)):
        with pytest.raises(IntegrityError, match="append-only"):
            db.session.execute(change)
        db.session.rollback()


def test_the_chain_says_that_it_was_recorded_and_not_what(world: World) -> None:
    validated(world)
    record(world, replace(TOLD, answer=PatientAnswer.DECLINES, answer_words="MOTDUPATIENT"))
    (body,) = every(sa.select(AuditEntry.body).where(AuditEntry.action == "follow_up.recorded"))
    assert "MOTDUPATIENT" not in body
    assert "declines" not in body


def test_a_validated_proposal_waits_until_its_end_is_known(world: World) -> None:
    validated(world)
    assert len(waited(world, "coordinator")) == 1
    record(world, TOLD)
    (line,) = queries.waiting(world.actors["coordinator"])
    assert line.told_on == TOLD.told_on
    assert line.answer is None
    record(world, END, seen=1)
    assert waited(world, "coordinator") == []


def test_the_list_is_of_the_staff_and_of_those_who_care(world: World) -> None:
    validated(world)
    shown = {name for name in world.actors if waited(world, name)}
    assert shown == {"coordinator", "secretary", "physician"}


@pytest.mark.parametrize("outcome", [Outcome.POSTPONED, Outcome.WITHDRAWN, Outcome.DECEASED])
def test_what_proposed_nothing_is_not_waited_for(world: World, outcome: Outcome) -> None:
    validated(world, outcome)
    assert waited(world, "coordinator") == []


def test_what_was_told_at_the_release_of_the_page_starts_the_follow_up(world: World) -> None:
    validated(world)
    with transaction(world.actors["chair"]) as tx:
        row = db.session.get_one(Presentation, world.presentation)
        row.released_told_on, row.released_told_by = PartialDate(2026, 11), "Dr Kaci"
        tx.audit("test.release", row.id)
    known = queries.known(world.presentation)
    assert (known.revision, known.told_by, str(known.told_on)) == (0, "Dr Kaci", "11/2026")
    assert queries.waiting(world.actors["coordinator"])[0].told_on == PartialDate(2026, 11)
    record(world, TOLD)
    assert queries.known(world.presentation).told_by == "Dr Morel"


def test_it_is_overdue_after_thirty_days(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    validated(world)
    today = clock.today()
    for days, late in ((30, False), (31, True)):
        monkeypatch.setattr(clock, "today", lambda days=days: today + timedelta(days=days))
        (line,) = queries.waiting(world.actors["coordinator"])
        assert line.is_overdue is late


def test_a_meeting_opened_on_the_eve_of_its_planned_day_counts_from_its_signature(
    world: World,
) -> None:
    validated(world)
    with db.session.begin():
        db.session.execute(
            sa.update(Meeting)
            .where(Meeting.id == world.meeting)
            .values(starts_at=clock.now() + timedelta(days=1))
        )
    record(world, TOLD)
    assert one(sa.select(Row.told_on)) == TOLD.told_on
