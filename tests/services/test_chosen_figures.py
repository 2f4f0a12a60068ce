"""A clinician picks a figure for a patient who asked, and takes it off; everybody else is refused."""

from __future__ import annotations

import pytest

from app.documents import patient_summary
from app.domain.frequency import offers
from app.domain.vocabulary import InfoWish, PrognosisWish
from app.errors import NotAllowed, NotFound, StaleVersion
from app.models import Presentation
from app.services import chosen_figures as services
from app.services import preferences
from tests.services.board import ONCE, interview, record_of, refused
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")


def heard(world: World, prognosis: PrognosisWish) -> None:
    """The patient says what he or she wishes to know."""
    said = interview(info_wish=InfoWish.EVERYTHING, prognosis_wish=prognosis)
    preferences.record(world.actors["nurse"], world.case, said, ONCE)


def pick(world: World, by: str = "physician", whom: str = "Des personnes comme vous.") -> None:
    """Pick the first figure there is."""
    found = offers(record_of(world.actors["physician"], world.presentation))
    seen = version_of(Presentation, world.presentation)
    given = services.Picked(found[0].key, whom)
    services.choose(world.actors[by], world.presentation, given, seen, ONCE)


def chosen(world: World) -> int:
    """How many figures the page has."""
    return len(record_of(world.actors["physician"], world.presentation).figures)


def test_a_figure_is_picked_and_taken_off_again(world: World) -> None:
    heard(world, PrognosisWish.WITH_FIGURES)
    pick(world)
    assert chosen(world) == 1
    seen = version_of(Presentation, world.presentation)
    with pytest.raises(StaleVersion):
        services.take_off(world.actors["physician"], world.presentation, 0, seen - 1, ONCE)
    with pytest.raises(NotFound):
        services.take_off(world.actors["physician"], world.presentation, 1, seen, ONCE)
    services.take_off(world.actors["physician"], world.presentation, 0, seen, ONCE)
    assert chosen(world) == 0


def test_no_figure_for_who_did_not_ask_nor_without_whom_it_counts(world: World) -> None:
    with refused("figures_not_asked_for"):
        pick(world)
    heard(world, PrognosisWish.WITHOUT_FIGURES)
    with refused("figures_not_asked_for", "figure_without_whom"):
        pick(world, whom=" ")
    assert chosen(world) == 0


@pytest.mark.parametrize(("by", "why"), [("nurse", NotAllowed), ("other_coordinator", NotFound)])
def test_nobody_else_picks_a_figure(world: World, by: str, why: type[Exception]) -> None:
    heard(world, PrognosisWish.WITH_FIGURES)
    with pytest.raises(why):
        pick(world, by=by)


def test_a_figure_that_makes_the_page_too_long_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(world, PrognosisWish.WITH_FIGURES)
    monkeypatch.setattr(patient_summary, "MOST_PAGES", 0)
    with refused("figures_overflow"):
        pick(world)
    assert chosen(world) == 0
