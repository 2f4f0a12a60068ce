"""No total, score or ranking of options anywhere outside the screen either: prints, and the record as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.documents import fiche, gp_letter, patient_summary
from app.domain.burden import burden
from app.exchange import codec
from app.exchange.case_json import write_case
from tests.documents.reading import text
from tests.documents.sample import DRAFT, validated

TODAY = date(2026, 11, 23)
RECORD = validated(
    replace(
        DRAFT,
        options=tuple(replace(o, burden=burden(o.entry, today=TODAY)) for o in DRAFT.options),
    )
)
COUNTED = re.compile(
    r"score total|note globale|\btotal\b|\bpoints\b|étoiles?\b|classée? (?:premi|deuxi)",
    re.IGNORECASE,
)
PRINTS = {
    "fiche": lambda: fiche.build(RECORD, printed_on=TODAY),
    "patient": lambda: patient_summary.build(RECORD, printed_on=TODAY, unreviewed=False),
    "letter": lambda: gp_letter.build(RECORD, printed_on=TODAY, family_doctor=None),
}
# Numbers of an option that are facts or the board's own words: a count of visits, a rank the board gave.
FACTS = {"rank", "version", "visits_per_month", "hours_per_visit", "revision"}


def numbers(plain: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where a number stands in plain data."""
    if isinstance(plain, bool):
        return
    if isinstance(plain, int | float):
        yield path
    elif isinstance(plain, dict):
        for key, value in plain.items():
            yield from numbers(value, (*path, str(key)))
    elif isinstance(plain, list):
        for value in plain:
            yield from numbers(value, path)


def keys(plain: Any) -> Iterator[str]:
    """Every key of plain data."""
    if isinstance(plain, dict):
        yield from plain
    for value in (
        plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    ):
        yield from keys(value)


@pytest.mark.parametrize("name", PRINTS)
def test_no_print_adds_options_up(name: str) -> None:
    assert not COUNTED.findall(text(PRINTS[name]()))


def test_every_number_of_an_option_as_data_is_a_fact_or_the_rank_the_board_gave() -> None:
    plain = codec.to_plain(RECORD)
    assert len(plain["options"]) > 3
    found = {path[-1] for option in plain["options"] for path in numbers(option)}
    assert found <= FACTS
    assert "rank" in found


def test_the_exported_file_holds_no_option_no_score_and_no_rank_of_them() -> None:
    case = json.loads(write_case(RECORD.case_file, reference="R-TEST", left_out={}))
    assert not {"options", "score", "total", "concordance", "fits"} & set(keys(case))
