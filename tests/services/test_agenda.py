"""Preparing an agenda on the real database: the whole order, its pace, triage, late cases, preliminary opinions."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.agenda import Pace
from app.domain.vocabulary import DocumentKind, Function, Track
from app.errors import NotAllowed, NotFound, StaleVersion
from app.extensions import db
from app.models import Meeting, MeetingMember, PreliminaryOpinion, Presentation
from app.queries import agenda as queries
from app.queries import cases as case_queries
from app.queries.case_lines import requests
from app.services import agenda, cases, documents, meetings, preliminary
from app.services._transaction import immediate
from tests.documents.reading import text
from tests.services.board import ONCE, count, every, open_meeting, record_of, refused, row
from tests.services.test_meetings import seat
from tests.world import World, new_case, presentation_of, version_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def three(world: World) -> list[UUID]:
    """The agenda of the world's meeting with two more cases."""
    coordinator = world.actors["coordinator"]
    for name in ("TEST-B", "TEST-C"):
        shown = presentation_of(cases.open_case(coordinator, new_case(world, name=name)))
        meetings.put_on_agenda(coordinator, world.meeting, shown, ONCE)
    return order(world)


def order(world: World) -> list[UUID]:
    """The agenda in its order."""
    lines = case_queries.agenda(world.actors["coordinator"], world.meeting)
    return [UUID(line.presentation_id) for line in lines]


def triage(world: World, shown: UUID, **given: object) -> None:
    """What is planned for a case, from a page just opened."""
    seen = version_of(Presentation, shown)
    start = {"track": Track.DISCUSS, **given}
    agenda.triage(world.actors["coordinator"], shown, agenda.Triage(**start), seen, ONCE)  # type: ignore[arg-type]


def test_the_whole_order_and_its_minutes_are_saved_in_one_request(
    world: World, three: list[UUID]
) -> None:
    a, b, c = three
    agenda.arrange(world.actors["coordinator"], world.meeting, [c, a, b], three, {b: (None, 12)}, ONCE)  # fmt: skip
    assert order(world) == [c, a, b]
    assert row(Presentation, b).minutes == 12
    with refused("minutes_range"):
        agenda.arrange(world.actors["coordinator"], world.meeting, [c, a, b], [c, a, b], {a: (None, 0)}, ONCE)  # fmt: skip


def test_two_coordinators_never_overwrite_each_other_in_silence(
    world: World, three: list[UUID]
) -> None:
    a, b, c = three
    agenda.arrange(world.actors["coordinator"], world.meeting, [c, a, b], three, {}, ONCE)
    agenda.arrange(world.actors["coordinator"], world.meeting, [c, a, b], [c, a, b], {a: (None, 7)}, ONCE)  # fmt: skip
    stale = [
        ([b, a, c], three, {}),
        ([c, a, b], [c, a, b], {a: (None, 9)}),
        ([c, a], [c, a, b], {}),
        ([c, a, a], [c, a, b], {}),
    ]
    for wanted, seen, minutes in stale:
        with pytest.raises(StaleVersion):
            agenda.arrange(world.actors["secretary"], world.meeting, wanted, seen, minutes, ONCE)  # type: ignore[arg-type]
    assert order(world) == [c, a, b]


def test_only_who_manages_the_meeting_arranges_it(world: World, three: list[UUID]) -> None:
    for name, error in (("member", NotAllowed), ("outsider", NotFound)):
        with pytest.raises(error):
            agenda.arrange(world.actors[name], world.meeting, three, three, {}, ONCE)


def test_a_suggested_order_gives_back_the_one_before(world: World, three: list[UUID]) -> None:
    a, b, c = three
    triage(world, c, is_complex=True, complex_why="Deux cancers")
    before = agenda.suggest(world.actors["coordinator"], world.meeting, "complex", ONCE)
    assert order(world) == [c, a, b]
    agenda.arrange(world.actors["coordinator"], world.meeting, before, [c, a, b], {}, ONCE)
    assert order(world) == [a, b, c]
    with refused("unknown_choice"):
        agenda.suggest(world.actors["coordinator"], world.meeting, "score", ONCE)


def test_a_complex_case_says_why_and_known_specialities_are_needed(world: World) -> None:
    with refused("minutes_range", "complex_without_reason", "unknown_choice", "listed_not_ready"):
        triage(
            world,
            world.presentation,
            track=Track.NOT_READY,
            minutes=500,
            is_complex=True,
            specialities=("Astrologie",),
        )


def test_a_chair_from_elsewhere_arranges_what_he_or_she_reads_and_the_rest_keeps_its_place(
    world: World,
) -> None:
    coordinator, invited = world.actors["coordinator"], world.actors["invited"]
    added = [
        presentation_of(cases.open_case(coordinator, new_case(world, name=f"TEST-{n}")))
        for n in ("DEUX", "TROIS")
    ]
    for key in added:
        meetings.put_on_agenda(coordinator, world.meeting, key, ONCE)
    with immediate():
        db.session.get_one(MeetingMember, seat(world, "invited")).function = Function.DELEGATE
        db.session.get_one(Presentation, added[0]).opposed = None
    seen = [world.presentation, added[1]]
    agenda.arrange(invited, world.meeting, seen[::-1], seen, {}, ONCE)
    stored = every(
        sa.select(Presentation.id)
        .where(Presentation.meeting_id == world.meeting)
        .order_by(Presentation.position)
    )
    assert stored == [added[1], added[0], world.presentation]


def test_a_case_listed_after_the_freeze_is_late_and_taken_off_no_more(world: World) -> None:
    coordinator = world.actors["coordinator"]
    assert row(Presentation, world.presentation).late_at is not None  # the world's meeting is today
    at = datetime.now(clock.PARIS) + timedelta(days=3)
    later = meetings.plan(coordinator, meetings.Plan("RCP plus tard", at))
    meetings.take_off_agenda(coordinator, world.meeting, world.presentation, ONCE)
    meetings.put_on_agenda(coordinator, later, world.presentation, ONCE)
    assert row(Presentation, world.presentation).late_at is None
    meetings.take_off_agenda(coordinator, later, world.presentation, ONCE)
    agenda.set_pace(coordinator, later, Pace(freeze_hours=96), for_kind=False, seen=0, submitted=ONCE)  # fmt: skip
    meetings.put_on_agenda(coordinator, later, world.presentation, ONCE)
    assert row(Presentation, world.presentation).late_at is not None


def test_the_pace_is_the_meetings_then_its_kinds_then_the_common_one(world: World) -> None:
    coordinator = world.actors["coordinator"]
    assert queries.stored(row(Meeting, world.meeting)) == (Pace(), 0)
    agenda.set_pace(coordinator, world.meeting, Pace(case_minutes=9), for_kind=True, seen=0, submitted=ONCE)  # fmt: skip
    assert queries.stored(row(Meeting, world.meeting)) == (Pace(case_minutes=9), 1)
    with pytest.raises(StaleVersion):
        agenda.set_pace(coordinator, world.meeting, Pace(), for_kind=False, seen=0, submitted=ONCE)
    with refused("range"):
        agenda.set_pace(coordinator, world.meeting, Pace(case_minutes=0), for_kind=False, seen=1, submitted=ONCE)  # fmt: skip


def test_requests_wait_with_their_track_for_who_reads_the_case(world: World) -> None:
    coordinator = world.actors["coordinator"]
    mine = presentation_of(cases.open_case(coordinator, new_case(world, requester="physician")))
    other = presentation_of(cases.open_case(coordinator, new_case(world)))
    triage(world, other, track=Track.NOT_READY, probable="Attendre le scanner")
    assert {line.presentation_id for line in requests(coordinator)} == {str(mine), str(other)}
    assert [line.presentation_id for line in requests(world.actors["physician"])] == [str(mine)]
    assert requests(world.actors["other_coordinator"]) == []


def test_a_probable_outcome_is_printed_nowhere(world: World) -> None:
    triage(world, world.presentation, probable="Brouillon secret")
    for kind in (DocumentKind.FICHE, DocumentKind.PATIENT):
        pdf = documents.produce(world.actors["chair"], world.presentation, kind)
        assert "Brouillon secret" not in text(pdf)


def test_a_preliminary_opinion_is_signed_dated_taken_back_or_taken_in(world: World) -> None:
    chair, member = world.actors["chair"], world.actors["member"]
    preliminary.give(chair, world.presentation, "Plutôt une pause.", ONCE)
    preliminary.give(member, world.presentation, "Plutôt une radiothérapie.", ONCE)
    first, second = record_of(chair, world.presentation).preliminary
    assert (first.text, first.by, first.taken_in) == ("Plutôt une pause.", chair.name, False)
    with pytest.raises(NotFound):
        preliminary.withdraw(member, world.presentation, UUID(first.id), ONCE)
    preliminary.withdraw(chair, world.presentation, UUID(first.id), ONCE)
    preliminary.take_in(chair, world.presentation, UUID(second.id), ONCE)
    with refused("preliminary_settled"):
        preliminary.withdraw(member, world.presentation, UUID(second.id), ONCE)
    (kept,) = record_of(chair, world.presentation).preliminary
    assert kept.taken_in
    assert count(PreliminaryOpinion) == 4


def test_a_preliminary_opinion_is_on_no_paper_until_it_is_taken_in_and_never_the_patients(
    world: World,
) -> None:
    member = world.actors["member"]
    preliminary.give(member, world.presentation, "Plutôt une radiothérapie.", ONCE)
    (given,) = record_of(member, world.presentation).preliminary

    def says(kind: DocumentKind) -> bool:
        return "Plutôt une radio" in text(documents.produce(member, world.presentation, kind))

    assert not says(DocumentKind.FICHE)
    preliminary.take_in(member, world.presentation, UUID(given.id), ONCE)
    assert says(DocumentKind.FICHE)
    assert not says(DocumentKind.PATIENT)


def test_it_is_given_by_convened_members_before_the_meeting_only(world: World) -> None:
    for name, error in (("coordinator", NotAllowed), ("reader", NotAllowed), ("stranger", NotFound)):  # fmt: skip
        with pytest.raises(error):
            preliminary.give(world.actors[name], world.presentation, "Un avis.", ONCE)
    open_meeting(world)
    with refused("meeting_begun"):
        preliminary.give(world.actors["chair"], world.presentation, "Un avis.", ONCE)
