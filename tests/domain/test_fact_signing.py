"""Facts to check of a patient's wording: named, signed one by one, kept out of a page that leaves until then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.catalogue import Fact
from app.domain.fact_signing import blocks, digest, marked, signed_only
from app.domain.vocabulary import Mark
from app.exchange.catalogue import read_entry

SEED = Path(__file__).resolve().parents[2] / "seed" / "catalogue" / "clinical-trial.yaml"
ENTRY = read_entry(SEED.read_text(encoding="utf-8"))
ALL = {one.digest: one for one in marked(ENTRY)}


def without(part: str) -> set[str]:
    """Every signature but those of one part."""
    return {name for name, one in ALL.items() if one.part != part}


def test_every_fact_to_check_is_named_once_and_verified_ones_need_no_signature() -> None:
    texts = [f.text for f in (*ENTRY.patient.brings, *ENTRY.patient.hard, *ENTRY.patient.red_flags)]
    assert {one.text for one in ALL.values()} == {*texts, ENTRY.patient.daily.text}
    sure = replace(ENTRY, patient=replace(ENTRY.patient, brings=(Fact("Sûr.", Mark.VERIFIED),)))
    assert "Sûr." not in {one.text for one in marked(sure)}
    assert signed_only(sure, without("brings")).patient.brings == (Fact("Sûr.", Mark.VERIFIED),)


@pytest.mark.parametrize("part", ["brings", "hard", "daily"])
def test_a_card_waits_when_a_side_or_daily_life_would_be_empty(part: str) -> None:
    assert blocks(ENTRY, without(part), card=True, flags=False)
    assert not blocks(ENTRY, without(part), card=False, flags=True)


def test_a_red_flag_unsigned_holds_the_page_and_is_never_dropped() -> None:
    kept = set(ALL) - {next(name for name, one in ALL.items() if one.part == "red_flags")}
    assert blocks(ENTRY, kept, card=True, flags=True)
    assert signed_only(ENTRY, kept).patient.red_flags == ENTRY.patient.red_flags


def test_an_unsigned_fact_takes_one_of_the_other_side_with_it() -> None:
    kept = set(ALL) - {digest(ENTRY.code, ENTRY.patient.hard[0].text)}
    left = signed_only(ENTRY, kept).patient
    assert left.hard == ENTRY.patient.hard[1:]
    assert left.brings == ENTRY.patient.brings[:2]
    assert not blocks(ENTRY, kept, card=True, flags=True)
    assert signed_only(ENTRY, set(ALL)) == ENTRY


def test_the_same_words_of_another_entry_are_another_fact() -> None:
    assert digest("a", "Mot.") != digest("b", "Mot.")
