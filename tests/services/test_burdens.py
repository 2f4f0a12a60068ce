"""A typed burden is stored with who and when, moves the concordance, travels to the next board, and loses nothing."""

from __future__ import annotations

from uuid import UUID

import pytest

from app import clock
from app.domain.answers import Answer
from app.domain.burden import Basis
from app.domain.vocabulary import FitOutcome
from app.errors import NotAllowed, StaleVersion
from app.models import AuditEntry, Option
from app.services import burdens, preferences
from tests.services.board import ONCE, count, interview, option, record_of, refused

pytestmark = pytest.mark.usefixtures("app")
CODE = "immunotherapy-anti-pd1"


def typed(world, who="chair", **values):
    found = option(world.presentation, CODE)
    burdens.record(world.actors[who], found.id, values, found.version, ONCE)


def shown(world):
    record = record_of(world.actors["chair"], world.presentation)
    return next(o for o in record.options if o.entry.code == CODE)


def test_a_typed_value_wins_with_who_and_when_and_an_emptied_one_goes_back_to_the_rule(world):
    before = shown(world).burden.visits
    typed(world, visits_per_month="5")
    visits = shown(world).burden.visits
    assert (visits.value, visits.origin.basis) == (5, Basis.TYPED)
    assert (visits.origin.by, visits.origin.on) == (world.actors["chair"].name, clock.today())
    assert count(AuditEntry, AuditEntry.action == "burden.typed") == 1
    typed(world, visits_per_month="")
    assert shown(world).burden.visits == before


def test_the_stated_limits_are_compared_with_what_is_typed(world):
    said = interview(
        answers=(
            Answer("practical.max_visits", "3"),
            Answer("practical.travel", "40"),
            Answer("practical.journey", "35"),
        )
    )
    preferences.record(world.actors["physician"], world.case, said, ONCE)
    calm = {f.rule: f.outcome for f in shown(world).fits}
    assert (calm["practical.max_visits"], calm["practical.travel"]) == (FitOutcome.ALIGNED,) * 2
    typed(world, visits_per_month="4", travel_minutes="90")
    tense = {f.rule: f.outcome for f in shown(world).fits}
    assert (tense["practical.max_visits"], tense["practical.travel"]) == (FitOutcome.TENSION,) * 2


def test_a_number_out_of_range_changes_nothing(world):
    with refused("answer_range"):
        typed(world, visits_per_month="40")
    assert shown(world).burden.typed == ()


def test_somebody_elses_change_is_shown_never_overwritten(world):
    seen = option(world.presentation, CODE)
    typed(world, travel_minutes="20")
    with pytest.raises(StaleVersion) as caught:
        burdens.record(
            world.actors["physician"], seen.id, {"travel_minutes": "30"}, seen.version, ONCE
        )
    assert caught.value.current["travel_minutes"] == "20"
    assert shown(world).burden.travel.value == 20


def test_a_reader_of_the_board_types_nothing(world):
    found: Option = option(world.presentation, CODE)
    with pytest.raises(NotAllowed):
        burdens.record(world.actors["reader"], UUID(str(found.id)), {}, found.version, ONCE)
