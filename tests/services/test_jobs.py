"""Long work: queued, done by one thread with the owner's rights of then, retried, and its file let go of after a day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.vocabulary import JobState
from app.errors import NotFound, RuleViolation
from app.extensions import db
from app.models import AccessTrace, Account, Job, StoredFile
from app.queries import jobs as queries
from app.services import batches, cases, jobs, meetings, packs
from app.services._transaction import immediate
from tests.documents.reading import text
from tests.services.board import ONCE, count, refused, row
from tests.world import World, new_case, presentation_of

pytestmark = pytest.mark.usefixtures("app")


def asked(world: World, by: str = "coordinator") -> UUID:
    """The pack of the world's meeting, queued."""
    return packs.ask(world.actors[by], world.meeting, ONCE)


def line(world: World, job: UUID, by: str = "coordinator") -> queries.JobLine:
    """The work as its owner sees it."""
    return queries.of(world.actors[by], job)


def test_the_pack_holds_the_fiches_of_the_agenda_and_each_case_is_traced(world: World) -> None:
    second = presentation_of(
        cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-SECOND"))
    )
    meetings.put_on_agenda(world.actors["coordinator"], world.meeting, second, ONCE)
    job = asked(world)
    assert line(world, job).state is JobState.QUEUED
    assert jobs.work_off() == 1
    content, done = jobs.file_of(world.actors["coordinator"], job)
    assert done.progress == 100
    assert done.facts["left_out"] == []
    said = text(content)
    assert said.index("TEST-DURAND") < said.index("TEST-SECOND")
    assert count(AccessTrace, AccessTrace.action == "batch.printed") == 2


def test_nobody_asks_for_a_meeting_or_reads_work_that_is_not_theirs(world: World) -> None:
    with pytest.raises(NotFound):
        asked(world, "outsider")
    job = asked(world)
    jobs.work_off()
    for act in (jobs.file_of, queries.of, lambda a, j: jobs.retry(a, j, ONCE)):
        with pytest.raises(NotFound):
            act(world.actors["secretary"], job)


def test_a_file_is_refused_once_a_patient_in_it_has_left_the_agenda(world: World) -> None:
    job = asked(world)
    jobs.work_off()
    meetings.take_off_agenda(world.actors["coordinator"], world.meeting, world.presentation, ONCE)
    with refused("job_outdated"):
        jobs.file_of(world.actors["coordinator"], job)
    jobs.retry(world.actors["coordinator"], job, ONCE)
    jobs.work_off()
    assert line(world, job).codes == ("nothing_to_print",)


def test_a_fiche_that_cannot_be_built_is_named_and_the_others_are_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = world.actors["coordinator"]
    case = cases.open_case(coordinator, new_case(world, name="TEST-CASSE"))
    meetings.put_on_agenda(coordinator, world.meeting, presentation_of(case), ONCE)
    build = batches._part

    def breaks(record):  # type: ignore[no-untyped-def]
        if record.case_id == str(case):
            raise ArithmeticError
        return build(record)

    monkeypatch.setattr(batches, "_part", breaks)
    job = asked(world)
    jobs.work_off()
    broken = line(world, job)
    assert broken.state is JobState.DONE
    assert len(broken.facts["presentations"]) == len(broken.facts["left_out"]) == 1
    assert broken.facts["left_out"][0].startswith("R-")


def test_work_of_an_account_ended_meanwhile_is_not_done(world: World) -> None:
    job = asked(world, "physician")
    with immediate():
        db.session.get_one(Account, world.accounts["physician"]).active = False
    jobs.work_off()
    assert row(Job, job).result == {"codes": ["job_not_allowed"]}


def test_what_a_stopped_server_left_half_done_is_marked_and_retried(world: World) -> None:
    job = asked(world)
    assert jobs._take() is not None
    with pytest.raises(RuleViolation):
        jobs.retry(world.actors["coordinator"], job, ONCE)
    jobs.interrupt()
    assert line(world, job).state is JobState.INTERRUPTED
    assert jobs.work_off() == 0
    jobs.retry(world.actors["coordinator"], job, ONCE)
    assert jobs.work_off() == 1
    assert line(world, job).state is JobState.DONE


def test_the_file_is_let_go_of_after_a_day_and_can_be_made_again(world: World) -> None:
    job = asked(world)
    jobs.work_off()
    jobs.erase_old()
    assert count(StoredFile) == 1
    with immediate():
        old = clock.now() - timedelta(hours=25)
        db.session.execute(sa.update(Job).where(Job.id == job).values(updated_at=old))
    jobs.erase_old()
    assert line(world, job).state is JobState.EXPIRED
    assert count(StoredFile) == 0
    jobs.retry(world.actors["coordinator"], job, ONCE)
    jobs.work_off()
    assert jobs.file_of(world.actors["coordinator"], job)[0].startswith(b"%PDF")


def test_a_file_that_another_piece_of_work_names_too_is_kept_when_one_lets_go(world: World) -> None:
    first, second = asked(world), asked(world)
    jobs.work_off()
    assert row(Job, first).result["sha256"] == row(Job, second).result["sha256"]
    with immediate():
        old = clock.now() - timedelta(hours=25)
        db.session.execute(sa.update(Job).where(Job.id == first).values(updated_at=old))
    jobs.erase_old()
    assert line(world, first).state is JobState.EXPIRED
    assert count(StoredFile) == 1
