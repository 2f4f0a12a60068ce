"""A case that comes back: a new presentation from the last one, while the earlier one stays as it was signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.casefile import Biomarker as BiomarkerFact
from app.domain.casefile import Measure
from app.domain.follow_up import FollowUp
from app.domain.partial_date import PartialDate
from app.domain.re_presentation import last_time, no_longer_listed
from app.domain.vocabulary import (
    Applied,
    Family,
    Function,
    MarkerState,
    MeasureKind,
    MeetingState,
    Obstacle,
    PresentationState,
    Share,
    Verdict,
)
from app.errors import AlreadyDone, NotAllowed, NotFound
from app.models import AuditEntry, Option, Presentation
from app.queries import previous
from app.services import (
    cases,
    follow_ups,
    meetings,
    opinions,
    options,
    preferences,
    presenting,
)
from app.services._transaction import Submitted
from tests.services import board
from tests.world import ONCE, World, version_of

AGAIN = "Le résultat attendu est arrivé : quelle suite ?"


def request(world: World, **given: object) -> cases.Request:
    """A new question from the same physician; the patient is informed of the new meeting."""
    start = cases.Request(
        question=AGAIN,
        requester_id=world.people["physician"],
        informed_on=PartialDate.of(clock.today()),
        informed_by="Dr Test",
        opposed=False,
    )
    return replace(start, **given)  # type: ignore[arg-type]


def held(world: World) -> None:
    """The first board set one option aside, added one of its own words, and signed."""
    chair = world.actors["chair"]
    options.add(
        chair,
        world.presentation,
        entry_code="",
        free_title="Avis du centre expert",
        family=Family.OTHER,
        specifics="",
        submitted=ONCE,
    )
    board.ready(world)
    board.say(
        chair,
        world.presentation,
        "chemotherapy-other",
        Verdict.SET_ASIDE,
        reason="Neuropathie persistante.",
        reconsider_if="nouvelle progression",
    )
    board.validate(world)


def next_meeting(world: World) -> UUID:
    """Another meeting of the hospital, planned next week, with the chair and the person from outside."""
    coordinator = world.actors["coordinator"]
    start = clock.now() + timedelta(days=7)
    made = meetings.plan(coordinator, meetings.Plan(title="RCP suivante", starts_at=start))
    return UUID(str(made))


def present(world: World, meeting: UUID | None = None, by: str = "coordinator") -> UUID:
    """The case comes back."""
    return presenting.present_again(world.actors[by], world.case, request(world), meeting, ONCE)


def test_the_case_comes_back_with_its_options_and_none_of_their_verdicts(app, world):
    held(world)
    meeting = next_meeting(world)
    again = present(world, meeting)
    row = board.row(Presentation, again)
    assert (row.number, row.state, row.question) == (2, PresentationState.PREPARED, AGAIN)
    assert row.meeting_id == meeting
    before = board.every(sa.select(Option).where(Option.presentation_id == world.presentation))
    after = board.every(sa.select(Option).where(Option.presentation_id == again))
    assert {(o.entry_code, o.free_title) for o in before} == {
        (o.entry_code, o.free_title) for o in after
    }
    assert {o.verdict for o in after} == {Verdict.NOT_DISCUSSED}
    assert not any(o.reason or o.rank for o in after)


def test_the_last_verdict_and_its_reason_stand_beside_each_option(app, world):
    held(world)
    record = board.record_of(world.actors["physician"], present(world, next_meeting(world)))
    said = {o.entry.code or o.entry.title: last_time(record.previous, o) for o in record.options}
    assert said["supportive-care"].verdict is Verdict.RETAINED
    assert said["chemotherapy-other"].verdict is Verdict.SET_ASIDE
    assert said["chemotherapy-other"].reason == "Neuropathie persistante."
    assert said["chemotherapy-other"].reconsider_if == "nouvelle progression"
    assert said["Avis du centre expert"].verdict is Verdict.NOT_DISCUSSED
    assert no_longer_listed(record.previous, record.options) == ()


def test_an_option_that_is_gone_from_the_catalogue_is_still_named_with_what_was_said(app, world):
    held(world)
    record = board.record_of(world.actors["physician"], present(world, next_meeting(world)))
    fewer = [o for o in record.options if o.entry.code != "chemotherapy-other"]
    (gone,) = no_longer_listed(record.previous, fewer)
    assert (gone.code, gone.reason) == ("chemotherapy-other", "Neuropathie persistante.")


def test_what_changed_and_what_became_of_the_opinion_are_computed(app, world):
    held(world)
    physician = world.actors["physician"]
    known = FollowUp(applied=Applied.PARTLY, applied_on=clock.today(), obstacle=Obstacle.HEALTH)
    follow_ups.record(physician, world.presentation, known, 0, ONCE)
    opinions.add_addendum(physician, world.presentation, "Première précision.", ONCE)
    opinions.add_addendum(physician, world.presentation, "Seconde précision.", ONCE)
    weaker = Measure(MeasureKind.PERFORMANCE_STATUS, 2, PartialDate.of(clock.today()))
    cases.save_fact(physician, world.case, weaker, None, 0, ONCE)
    found = BiomarkerFact("HER2", MarkerState.NEGATIVE, resulted_on=PartialDate.of(clock.today()))
    cases.save_fact(physician, world.case, found, None, 0, ONCE)
    record = board.record_of(world.actors["physician"], present(world, next_meeting(world)))
    assert record.previous is not None
    assert record.previous.opinion == board.OPINION.text
    assert record.previous.became.applied is Applied.PARTLY
    assert record.previous.became.obstacle is Obstacle.HEALTH
    assert record.previous.addenda == ("Première précision.", "Seconde précision.")
    assert {(c.subject.value, c.what) for c in record.changes} == {
        ("state", "performance_status"),
        ("result", "HER2"),
    }


def test_the_earlier_presentation_and_its_fiche_never_change(app, world):
    held(world)
    chair = world.actors["chair"]
    before = board.row(Presentation, world.presentation)
    read = board.record_of(chair, world.presentation)
    again = present(world, next_meeting(world))
    board.say(world.actors["coordinator"], again, "supportive-care", Verdict.RETAINED)
    preferences.record(world.actors["physician"], world.case, board.interview(), ONCE)
    after = board.row(Presentation, world.presentation)
    assert (after.snapshot, after.version, after.state) == (
        before.snapshot,
        before.version,
        before.state,
    )
    assert board.record_of(chair, world.presentation) == read


def test_a_second_opinion_keeps_what_it_read_of_the_first_once_it_is_signed(app, world):
    held(world)
    meeting = next_meeting(world)
    coordinator, chair = world.actors["coordinator"], world.actors["chair"]
    meetings.convene(coordinator, meeting, world.people["chair"], Function.CHAIR, ONCE)
    again = present(world, meeting)
    meetings.advance(coordinator, meeting, MeetingState.OPEN, ONCE)
    board.say(chair, again, "supportive-care", Verdict.RETAINED, rank=1)
    opinions.write(chair, again, board.OPINION, 0, ONCE)
    opinions.validate(
        chair, again, version_of(Presentation, again), ONCE, shown=board.shown(world, again)
    )
    signed = board.record_of(chair, again)
    late = FollowUp(applied=Applied.YES, applied_on=clock.today())
    follow_ups.record(world.actors["physician"], world.presentation, late, 0, ONCE)
    assert board.record_of(chair, again) == signed
    assert signed.previous is not None
    assert signed.previous.number == 1


def test_carried_wishes_keep_the_day_they_were_said(app, world):
    said_on = clock.today() - timedelta(days=40)
    said = board.interview(stated_on=said_on)
    preferences.record(world.actors["physician"], world.case, said, ONCE)
    held(world)
    record = board.record_of(world.actors["physician"], present(world, next_meeting(world)))
    assert {s.stated_on for s in record.case_file.statements} == {said_on}
    assert record.changes == ()


def test_what_is_told_to_the_doctor_only_is_in_no_change_and_no_snapshot(app, world):
    physician = world.actors["physician"]
    preferences.record(physician, world.case, board.interview(what_matters="Mon jardin."), ONCE)
    held(world)
    secret = board.interview(what_matters="Je ne dors plus.", share=Share.DOCTOR_ONLY)
    preferences.record(physician, world.case, secret, ONCE)
    again = present(world, next_meeting(world))
    record = board.record_of(physician, again)
    assert not [c for c in record.changes if c.subject == "wish"]
    assert "Je ne dors plus" not in repr(record)
    assert "Mon jardin" not in repr(record)
    last = previous.last_board(physician, world.case)
    assert last is not None
    assert "Je ne dors plus" not in repr(last)


def test_a_presentation_under_way_is_not_doubled(app, world):
    with board.refused("presentation_under_way"):
        present(world)
    held(world)
    present(world)
    with board.refused("presentation_under_way"):
        present(world)
    assert board.count(Presentation, Presentation.case_id == world.case) == 2


def test_a_question_is_needed_and_a_double_click_makes_one(app, world):
    held(world)
    physician = world.actors["physician"]
    with board.refused("required"):
        presenting.present_again(physician, world.case, request(world, question=" "), None, ONCE)
    click = Submitted("double-click")
    made = presenting.present_again(physician, world.case, request(world), None, click)
    with pytest.raises(AlreadyDone) as again:
        presenting.present_again(physician, world.case, request(world), None, click)
    assert again.value.result == str(made)


def test_an_opposed_patient_comes_back_to_no_meeting(app, world):
    held(world)
    meeting = next_meeting(world)
    with board.refused("patient_opposed"):
        presenting.present_again(
            world.actors["coordinator"],
            world.case,
            request(world, opposed=True, informed_on=None),
            meeting,
            ONCE,
        )
    assert board.count(Presentation, Presentation.case_id == world.case) == 1


@pytest.mark.parametrize("who", ["chair", "nurse", "reader", "member"])
def test_who_may_not_edit_the_case_may_not_bring_it_back(app, world, who):
    held(world)
    with pytest.raises(NotAllowed):
        present(world, by=who)


@pytest.mark.parametrize("who", ["stranger", "outsider", "invited", "other_coordinator"])
def test_a_case_of_somebody_else_does_not_exist(app, world, who):
    held(world)
    with pytest.raises(NotFound):
        present(world, by=who)
    assert previous.last_board(world.actors[who], world.case) is None


def test_the_referring_physician_brings_it_back_but_sets_no_agenda(app, world):
    held(world)
    meeting = next_meeting(world)
    with pytest.raises((NotAllowed, NotFound)):
        present(world, meeting, by="physician")
    assert board.row(Presentation, present(world, by="physician")).meeting_id is None


def test_it_leaves_a_trace_without_the_patients_words(app, world):
    held(world)
    present(world, next_meeting(world))
    entry = board.one(sa.select(AuditEntry).where(AuditEntry.action == "case.presented_again"))
    assert AGAIN not in entry.body
    assert str(world.presentation) in entry.body
