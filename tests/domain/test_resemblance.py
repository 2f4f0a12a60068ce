"""Who may be the same person: a number, a name and a birth date, or a name only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.casefile import Patient
from app.domain.ins import Ins
from app.domain.partial_date import PartialDate
from app.domain.resemblance import Likeness, resemblance, same_name

BORN = PartialDate(1961, 4, 12)
NUMBER = "279035121518989"
names = st.sampled_from(["Durand", "Le Goff", "Saint-Éloi", "Müller", "Ben Ali", "X"])
people = st.builds(
    Patient,
    birth_name=names,
    given_names=st.sampled_from(["Lucie", "Anne-Marie", "Jean Pierre", ""]),
    used_name=st.one_of(st.just(""), names),
    birth_on=st.sampled_from([None, BORN, PartialDate(1961), PartialDate(1970, 1, 1)]),
)


def how(one: Patient, other: Patient, mine: str = "", theirs: str = "") -> Likeness | None:
    """The likeness alone."""
    found = resemblance(one, Ins(mine), other, Ins(theirs))
    return found.likeness if found else None


@given(people, people)
def test_resemblance_goes_both_ways(one: Patient, other: Patient) -> None:
    assert how(one, other) == how(other, one)


@given(people)
def test_everybody_resembles_himself_with_nothing_that_differs(one: Patient) -> None:
    found = resemblance(one, Ins(), one, Ins())
    assert found is not None
    assert found.differences == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Durand", "Lucie"), ("DURAND", "LUCIE")),
        (("Durand", "Lucie"), ("Lucie", "Durand")),
        (("Saint-Éloi", "Anne"), ("Saint Eloi", "Anne")),
        (("Le Goff", "Anne"), ("Legoff", "Anne")),
        (("Durand", "Anne-Marie"), ("Durand", "Anne Marie")),
        (("Durand", "Anne Marie Jeanne"), ("Durand", "Anne")),
        (("Lœwe", "Zoé"), ("Loewe", "Zoe")),
    ],
)
def test_accents_hyphens_and_order_are_ignored(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert same_name(Patient(*one), Patient(*other))


def test_the_birth_name_of_one_may_be_the_used_name_of_the_other() -> None:
    assert same_name(Patient("Durand", "Lucie", "Martin"), Patient("Martin", "Lucie"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Durand", "Lucie"), ("Durand", "Paul")),
        (("Durand", "Lucie"), ("Martin", "Lucie")),
        (("Durand", ""), ("Durand", "Lucie")),
        (("", ""), ("Durand", "Lucie")),
    ],
)
def test_other_names_are_not_alike(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert how(Patient(*one), Patient(*other)) is None


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (BORN, BORN, Likeness.SAME_NAME_AND_BIRTH),
        (BORN, PartialDate(1961), Likeness.SAME_NAME_AND_BIRTH),
        (BORN, PartialDate(1961, 4), Likeness.SAME_NAME_AND_BIRTH),
        (BORN, PartialDate(1962), Likeness.HOMONYM),
        (BORN, None, Likeness.HOMONYM),
        (None, None, Likeness.HOMONYM),
    ],
)
def test_the_birth_date_tells_a_double_from_a_homonym(
    mine: PartialDate | None, theirs: PartialDate | None, expected: Likeness
) -> None:
    one = Patient("Durand", "Lucie", birth_on=mine)
    assert how(one, Patient("Durand", "Lucie", birth_on=theirs)) is expected


def test_the_same_number_resembles_whatever_the_name_and_says_what_differs() -> None:
    one, other = Patient("Durand", "Lucie", birth_on=BORN), Patient("Martin", "Paul")
    found = resemblance(one, Ins(NUMBER), other, Ins("2 79 03 51 215 189 89"))
    assert found is not None
    assert found.likeness is Likeness.SAME_NUMBER
    assert [d.field for d in found.differences] == ["birth_name", "given_names", "birth_on"]
    assert found.differences[2].here == "1961-04-12"
