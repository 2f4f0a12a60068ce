"""Old drafts and ids of received forms go; a younger one never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

import config
from app import clock
from app.extensions import db
from app.models import Draft, Submission
from app.queries import drafts as draft_queries
from app.services import drafts, jobs, purging
from app.services._transaction import immediate
from tests.world import World

LIMITS = {"drafts_days": 30, "submissions_days": 3}


@pytest.fixture
def aged(app, world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A draft and an id just past their limit, and one of each just short of it."""
    monkeypatch.setitem(app.config, "RELAIS", replace(app.config["RELAIS"], **LIMITS))
    actor = world.actors["coordinator"]
    for key in ("/old", "/young"):
        drafts.keep(actor, key, {"text": ["mots"]})
    hour, now = timedelta(hours=1), clock.now()
    with immediate():
        for row in db.session.query(Draft):
            row.saved_at = now - timedelta(days=30) + (hour if row.key == "/young" else -hour)
        for key, shift in (("old", -hour), ("young", hour)):
            at = now - timedelta(days=3) + shift
            made = {"account_id": UUID(actor.account_id), "result": "", "received_at": at}
            db.session.add(Submission(id=key, **made))
    return world


def left(world: World) -> tuple[list[bool], list[bool]]:
    """Whether the old then the young one is still there: of drafts, of ids."""
    actor = world.actors["coordinator"]
    kept = [draft_queries.of_form(actor, key) is not None for key in ("/old", "/young")]
    ids = [db.session.get(Submission, key) is not None for key in ("old", "young")]
    db.session.remove()
    return kept, ids


def test_what_is_past_its_limit_goes_and_nothing_younger(aged: World) -> None:
    assert purging.purge(remove=False) == purging.Old(1, 1)
    assert left(aged) == ([True, True], [True, True])
    assert purging.purge(remove=True) == purging.Old(1, 1)
    assert left(aged) == ([False, True], [False, True])
    assert purging.purge(remove=True) == purging.Old(0, 0)


def test_the_thread_that_works_purges_once_a_day(aged: World, monkeypatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(purging, "purge", lambda *, remove: asked.append(remove))
    day = jobs._tidy(None)
    assert jobs._tidy(day) == day == clock.today()
    jobs._tidy(day - timedelta(days=1))
    assert asked == [True, True]


@pytest.mark.parametrize("given", ["", "0", "6", "-9", "9,5", "un mois", "99999999"])
def test_a_limit_that_would_lose_living_text_is_refused(given: str, tmp_path) -> None:
    if given:
        with pytest.raises(config.BadSetting, match="RELAIS_DRAFTS_DAYS"):
            config.load({"RELAIS_DRAFTS_DAYS": given}, home=tmp_path)
    else:
        assert config.load({"RELAIS_DRAFTS_DAYS": given}, home=tmp_path).drafts_days == 90
