"""The activity of boards in the browser: counted from signed presentations, small numbers hidden where they leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.domain.vocabulary import WishesEffect
from app.extensions import db
from app.models import Presentation
from app.queries import indicators
from app.services import preferences
from tests.counting import statements
from tests.documents.reading import flat
from tests.documents.reading import text as pdf_text
from tests.judge import JudgingClient
from tests.services.board import ONCE, interview, one, ready, row, validate
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")
Login = Callable[[str], JudgingClient]


@pytest.fixture
def signed(world: World) -> World:
    """One presentation, heard and validated, whose wishes changed the proposal."""
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    ready(world, wishes_effect=WishesEffect.CHANGED)
    validate(world)
    return world


def words(page: Any) -> str:
    """The words of a page, spaces made plain."""
    return flat(BeautifulSoup(page.text, "html.parser").get_text(" "))


def line(page: str, name: str) -> str:
    """The line of one indicator: its figures."""
    found = re.search(re.escape(name) + r"(.{0,160})", page)
    assert found, name
    return found[1]


def test_a_signed_presentation_is_counted_with_its_denominators(
    signed: World, login: Login
) -> None:
    page = words(login("coordinator").get("/activity?small=1&until=01/01/2040"))
    assert "100 % 1 1 0" in line(page, "Souhaits du patient connus")
    assert "100 % 1 1 0" in line(page, "Souhaits qui ont changé la proposition")
    assert "– 0 0 0" in line(page, "G8 fait")


def test_small_numbers_are_hidden_unless_asked_for_and_always_where_they_leave(
    signed: World, login: Login
) -> None:
    client = login("coordinator")
    assert "– moins de 5 moins de 5 0" in line(
        words(client.get("/activity?until=01/01/2040")), "Patient informé avant la réunion"
    )
    table = client.get("/activity/activite.csv?small=1&until=01/01/2040").get_data(as_text=True)
    assert (
        "Parts;Souhaits du patient connus;parmi les avis validés;moins de 5;moins de 5;0" in table
    )
    assert "moins de 5" in pdf_text(
        client.get("/activity/activite.pdf?small=1&until=01/01/2040").get_data()
    )


def test_what_was_signed_before_anything_was_counted_is_read_from_its_snapshot(
    signed: World, login: Login
) -> None:
    kept = row(Presentation, signed.presentation).counted
    with db.session.begin():
        db.session.execute(sa.update(Presentation).values(counted=None))
    assert one(sa.select(Presentation.counted)) is None
    page = words(login("coordinator").get("/activity?small=1&until=01/01/2040"))
    assert "100 % 1 1 0" in line(page, "Souhaits du patient connus")
    assert kept.wishes_known


def test_another_hospital_counts_nothing_of_it(signed: World, login: Login) -> None:
    page = words(login("other_coordinator").get("/activity?small=1&until=01/01/2040"))
    assert "Aucun dossier n’a été inscrit" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=demain", "Jour non compris"),
        ("since=03/2026", "Jour non compris"),
        ("since=01/01/2026&until=01/01/2020", "La fin de la période est avant son début"),
        ("until=01/01/1850", "La fin de la période est avant son début"),
    ],
)
def test_a_wrong_period_is_said_beside_its_field(login: Login, query: str, said: str) -> None:
    response = login("coordinator").get(f"/activity?{query}")
    assert response.status_code == 200
    assert said in words(response)
    assert 'aria-invalid="true"' in response.get_data(as_text=True)


def test_the_number_of_statements_does_not_depend_on_the_period(signed: World) -> None:
    actor = signed.actors["coordinator"]
    period = indicators.Period(date(2020, 1, 1), date(2040, 1, 1))
    with statements(db.engine) as seen:
        assert len(indicators.of_period(actor, period).counted) == 1
    assert len(seen) == 1
