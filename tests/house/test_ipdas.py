"""The checklist of the patient page is walked: twelve criteria, and every file and test it names exists."""

from __future__ import annotations

import re

import pytest

from tests.house.reading import ROOT
from tests.house.test_requirements import STATES, held_in, named, rows

ROWS = rows(ROOT / "docs" / "ipdas.md")
PROTOCOL = (ROOT / "docs" / "lay-readers.md").read_text(encoding="utf-8")


def test_the_six_qualifying_and_six_certifying_criteria_stand_once() -> None:
    assert [row[0] for row in ROWS] == [f"{kind}{n}" for kind in "QC" for n in range(1, 7)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_criterion_names_its_place_its_test_and_how_far_it_is(row: list[str]) -> None:
    _id, _asked, lives, held, state = row
    assert [path for path in named(lives) if not (ROOT / path).is_file()] == []
    assert named(held)
    for path, _colons, name in (place.partition("::") for place in named(held)):
        assert name in held_in(path), (path, name)
    assert STATES.match(state)


def test_the_readers_protocol_claims_nothing_until_it_was_done() -> None:
    status = re.search(r"\*\*Status: ([^*]+)\*\*", PROTOCOL)
    assert status
    assert status[1] == "non réalisé."
