"""Signing several opinions of a meeting: each on its own, only what was shown, a failure named and tried again."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from app.domain.vocabulary import Outcome, PresentationState
from app.errors import NotAllowed, NotFound
from app.extensions import db
from app.models import Presentation
from app.services import cases, meetings, opinions, validations
from app.services._transaction import Submitted, immediate
from tests.services.board import ONCE, OPINION, one, ready, refused, row, shown
from tests.world import World, new_case, presentation_of, version_of

pytestmark = pytest.mark.usefixtures("app")


def read(world: World, presentation: UUID) -> validations.Read:
    """What the page of the chair carries for one opinion."""
    seen = version_of(Presentation, presentation)
    return validations.Read(presentation, seen, shown(world, presentation))


def sign(
    world: World, *ticked: validations.Read, by: str = "chair", once: str = ""
) -> dict[UUID, list[str]]:
    """The codes of what was refused, by presentation."""
    failed = validations.validate_each(world.actors[by], world.meeting, ticked, Submitted(once))
    return {key: [v.code for v in why] for key, why in failed.items()}


def test_what_was_rewritten_after_it_was_shown_is_not_signed_until_it_is_read_again(
    world: World,
) -> None:
    ready(world)
    ticked = read(world, world.presentation)
    late = replace(OPINION, text="La RCP propose une pause.")
    opinions.write(world.actors["physician"], world.presentation, late, 1, ONCE)
    assert sign(world, ticked) == {world.presentation: ["shown_changed"]}
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED
    assert sign(world, read(world, world.presentation)) == {}
    assert row(Presentation, world.presentation).validated_by == world.actors["chair"].name


def test_without_what_was_shown_nothing_is_signed(world: World) -> None:
    ready(world)
    seen = version_of(Presentation, world.presentation)
    with refused("shown_changed"):
        opinions.validate(world.actors["chair"], world.presentation, seen, ONCE, shown="")


def test_one_that_fails_stops_no_other_and_a_double_click_signs_once(world: World) -> None:
    coordinator, chair = world.actors["coordinator"], world.actors["chair"]
    case = cases.open_case(coordinator, new_case(world, name="TEST-AUTRE"))
    other: UUID = one(sa.select(Presentation.id).where(Presentation.case_id == case))
    meetings.put_on_agenda(coordinator, world.meeting, other, ONCE)
    ready(world)
    postponed = replace(OPINION, outcome=Outcome.POSTPONED)
    opinions.write(chair, other, postponed, 0, ONCE)
    unseen = replace(read(world, world.presentation), shown="")
    once = uuid4().hex
    failed = sign(world, unseen, read(world, other), once=once)
    assert failed == {world.presentation: ["shown_changed"]}
    assert row(Presentation, other).state is PresentationState.VALIDATED
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED
    ticked, once = read(world, world.presentation), uuid4().hex
    assert [sign(world, ticked, once=once) for _click in range(2)] == [{}, {}]


def test_nobody_signs_by_the_batch_what_he_may_not_sign_alone(world: World) -> None:
    ready(world)
    ticked = read(world, world.presentation)
    with pytest.raises(NotAllowed):
        sign(world, ticked, by="coordinator")
    with pytest.raises(NotFound):
        sign(world, ticked, by="stranger")


def test_an_opinion_of_another_meeting_is_not_found_and_nothing_is_signed(world: World) -> None:
    ready(world)
    stranger = validations.Read(uuid4(), 1, "x")
    with pytest.raises(NotFound):
        sign(world, read(world, world.presentation), stranger)
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED


def test_a_patient_who_opposes_after_the_page_was_shown_stops_no_other_signature(
    world: World,
) -> None:
    coordinator, chair = world.actors["coordinator"], world.actors["chair"]
    case = cases.open_case(coordinator, new_case(world, name="TEST-AUTRE"))
    other = presentation_of(case)
    meetings.put_on_agenda(coordinator, world.meeting, other, ONCE)
    ready(world)
    opinions.write(chair, other, replace(OPINION, outcome=Outcome.POSTPONED), 0, ONCE)
    gone, kept = read(world, world.presentation), read(world, other)
    with immediate():
        db.session.get_one(Presentation, world.presentation).opposed = True
    assert sign(world, gone, kept) == {world.presentation: ["shown_changed"]}
    assert row(Presentation, other).state is PresentationState.VALIDATED
    assert row(Presentation, world.presentation).state is not PresentationState.VALIDATED
