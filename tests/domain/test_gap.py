"""What is noted beside a missing item: lines in order, what is done, what is late, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.completeness import Completeness, Item
from app.domain.gap import Gap, Line, lines, violations
from app.domain.vocabulary import GapState, ItemState, Need

DAY = date(2026, 11, 24)
WEIGHT = Item(Need.WEIGHT, "measures", ItemState.MISSING)
STAGE = Item(Need.STAGE, "tumour", ItemState.OLD)
BIRTH = Item(Need.BIRTH, "identity", ItemState.PRESENT)


def test_what_is_missing_comes_first_and_what_was_noted_stays_once_it_is_there() -> None:
    asked = Completeness((BIRTH, STAGE, WEIGHT))
    noted = (Gap("birth", bearer="la famille"),)
    assert [line.item.key for line in lines(asked, ())] == ["weight", "stage"]
    assert [line.item.key for line in lines(asked, noted)] == ["weight", "stage", "birth"]


def test_only_what_stands_in_the_file_or_is_not_known_yet_is_done() -> None:
    brought = Gap("weight", GapState.BROUGHT)
    assert not Line(WEIGHT, brought).is_done, "said to be brought, not yet typed"
    assert Line(replace(WEIGHT, state=ItemState.NOT_KNOWN)).is_done
    assert Line(BIRTH).is_done


def test_what_should_have_come_is_late_until_it_is_brought() -> None:
    due = Gap("weight", due_on=date(2026, 11, 23))
    assert due.is_late(DAY)
    assert not replace(due, state=GapState.BROUGHT).is_late(DAY)
    assert not replace(due, due_on=DAY).is_late(DAY)


def test_not_known_yet_is_said_with_a_word() -> None:
    bare = Gap("weight", GapState.NOT_KNOWN)
    assert [(v.code, v.field) for v in violations(bare, "weight")] == [
        ("unknown_without_word", "weight.word")
    ]
    assert not list(violations(replace(bare, word="balance en panne"), "weight"))
