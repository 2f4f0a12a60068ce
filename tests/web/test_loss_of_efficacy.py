"""Typing why a treatment no longer works: what was considered first, the mechanism only if somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from app.domain.vocabulary import Certainty, Considered, Mechanism
from app.queries import cases as queries
from tests.documents.reading import flat
from tests.world import World

Login = Callable[[str], Any]


def first_line(world: World) -> Any:
    """The world's one line of treatment as stored."""
    return queries.file(world.actors["coordinator"], world.case).file.treatments[0]


@pytest.fixture
def path(world: World) -> str:
    """The address of that line's form."""
    return f"/cases/{world.case}/treatments/{first_line(world).id}"


def test_what_was_considered_and_the_mechanism_are_typed_and_shown(
    login: Login, world: World, path: str
) -> None:
    browser = login("coordinator")
    browser.submit(
        path,
        confirmed_by="scanner à 8 semaines",
        considered=["pseudo_progression", "adherence"],
        mechanisms=["mutation"],
        mechanism_certainty="suspected",
    )
    kept = first_line(world)
    assert kept.considered == (Considered.PSEUDO_PROGRESSION, Considered.ADHERENCE)
    assert (kept.mechanisms, kept.mechanism_certainty) == (
        (Mechanism.MUTATION,),
        Certainty.SUSPECTED,
    )
    shown = flat(
        BeautifulSoup(browser.get(f"/cases/{world.case}").text, "html.parser").get_text(" ")
    )
    assert "confirmée par : scanner à 8 semaines" in shown
    assert "envisagé : pseudo-progression, prise du traitement" in shown
    assert "mécanisme (suspecté) : mutation" in shown


def test_a_mechanism_is_not_known_unless_somebody_ticks_one(
    login: Login, world: World, path: str
) -> None:
    form = BeautifulSoup(login("coordinator").get(path).text, "html.parser")
    boxes = form.find_all("input", {"name": "mechanisms"})
    assert {box["value"] for box in boxes} == {member.value for member in Mechanism}
    assert not [box for box in boxes if box.has_attr("checked")]
    assert "inconnu si rien n’est coché" in form.get_text()
