"""What a name, a number or a date is found by, whatever the accents, hyphens, capitals and order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.casefile import Patient
from app.domain.naming import LONGEST, glued, name_tokens, plain, terms, tokens, words

letters = st.text(alphabet="abcéèêïôûçœæÉÀÙŒ ñßłøÅJ", min_size=1, max_size=30)
anything = st.text(max_size=60)
MARKS = "\u0301\u0300\u0302\u0308\u0327"


@given(anything)
def test_the_plain_form_is_stable_and_knows_no_accent_nor_capital(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not any(unicodedata.combining(c) for c in once)


@given(letters)
def test_accents_and_capitals_change_nothing(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    assert (
        words(text)
        == words(bare)
        == words(text.upper())
        == words(unicodedata.normalize("NFD", text))
    )


@given(anything)
def test_every_word_of_a_text_finds_it(text: str) -> None:
    found = tokens(text)
    assert set(words(text)) <= found
    assert all(0 < len(token) <= LONGEST for token in found)


@given(st.lists(st.sampled_from(["jean", "pierre", "le", "goff", "marie"]), min_size=2, max_size=4))
def test_hyphens_apostrophes_and_spaces_are_alike(parts: list[str]) -> None:
    assert len({words(mark.join(parts)) for mark in (" ", "-", "'", "’", "\u2011")}) == 1
    assert len({glued(mark.join(parts)) for mark in ("", " ", "-", "'")}) == 1


@given(anything)
def test_what_is_asked_is_never_more_than_what_is_typed(text: str) -> None:
    asked = terms(text)
    assert len(asked) == len(set(asked))
    assert not any(a != b and b.startswith(a) for a in asked for b in asked)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("DURAND Lucie", ("durand", "lucie")),
        ("Jean-Pierre", ("jean", "pierre")),
        ("R-2026-000123", ("r2026000123",)),
        ("r2026-123", ("r2026000123",)),
        ("12/04/1961", ("19610412",)),
        ("1/4/1961 durand", ("19610401", "durand")),
        ("2 79 03 51 215 189 89", ("279035121518989",)),
        ("1 86 02 2a 215 325 23", ("186022a21532523",)),
        ("p.V600E", ("v600e",)),
        ("L'Haÿ", ("hay",)),
        ("123", ("123",)),
        ("", ()),
        ("?!", ()),
    ],
)
def test_what_a_typed_search_asks_for(typed: str, asked: tuple[str, ...]) -> None:
    assert terms(typed) == asked


def test_a_compound_is_also_asked_for_as_one_word() -> None:
    assert terms("Jean-Pierre PD-L1", as_one=True) == ("jeanpierre", "pdl1")


def test_a_person_is_found_by_birth_and_used_names_with_or_without_spaces() -> None:
    found = name_tokens(Patient("Le Goff", "Anne-Marie", "D'Été"))
    assert {"le", "goff", "legoff", "anne", "marie", "annemarie", "ete", "dete"} <= found
