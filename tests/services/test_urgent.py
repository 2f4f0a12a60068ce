"""An opinion given between two meetings, and its regularisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app import clock
from app.documents._fiche_meeting import urgent as printed
from app.domain.urgent import Consulted, UrgentOpinion
from app.domain.vocabulary import Regularised
from app.models import Presentation
from app.services import meetings, urgent
from tests.services.board import ONCE, open_meeting, record_of, refused
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")


def given() -> UrgentOpinion:
    """An opinion of yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    who = (Consulted("Dr Test Membre", "radiothérapie"),)
    return UrgentOpinion(yesterday, "Compression médullaire", "Irradier sans attendre.", who)


def keep(world: World, opinion: UrgentOpinion) -> None:
    """The requesting physician keeps it."""
    version = version_of(Presentation, world.presentation)
    urgent.record(world.actors["physician"], world.presentation, opinion, version, ONCE)


def test_an_urgent_opinion_is_to_regularise_then_listed_then_regularised_and_says_so(
    world: World,
) -> None:
    coordinator = world.actors["coordinator"]
    meetings.take_off_agenda(coordinator, world.meeting, world.presentation, ONCE)
    keep(world, given())
    read = record_of(coordinator, world.presentation)
    assert read.regularised is Regularised.TO_LIST
    meetings.put_on_agenda(coordinator, world.meeting, world.presentation, ONCE)
    assert record_of(coordinator, world.presentation).regularised is Regularised.LISTED
    open_meeting(world)
    read = record_of(coordinator, world.presentation)
    assert read.regularised is Regularised.DONE
    assert read.urgent is not None
    words = printed(read.urgent, read.regularised)
    for word in ("régularisé", "Dr Test Membre (radiothérapie)", "Compression", "Irradier"):
        assert word in words
    with refused("urgent_meeting_began"):
        keep(world, given())


def test_an_urgent_opinion_names_somebody_and_is_not_of_tomorrow(world: World) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with refused("urgent_nobody", "date_in_future"):
        keep(world, replace(given(), consulted=(), given_on=tomorrow))
