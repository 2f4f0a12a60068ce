"""The national identity number: its key, what is doubtful beside it, and when it may stand on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import ins_rules
from app.domain.casefile import Patient
from app.domain.identity import luhn_is_valid
from app.domain.ins import Ins, compact, key_is_valid, spaced
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import IdentityStatus, InsAuthority, Sex

# public test numbers of the national agency
VALID = (
    "279035121518989", "277076322082910", "255081416802538", "260058815400233",
    "253072B07300470", "186022A21532523", "295109912611193",
)  # fmt: skip
WRONG = "221042545611404"
PATIENT = Patient("PAT-TROIS", "Dominique", "", Sex.FEMALE, PartialDate(1979, 3, 28))
WHOLE = Ins(VALID[0], InsAuthority.TEST, IdentityStatus.QUALIFIED, "51215")


@pytest.mark.parametrize("number", VALID)
def test_a_right_key_is_right_however_it_is_typed(number: str) -> None:
    assert key_is_valid(number)
    assert key_is_valid(spaced(number).lower())
    assert compact(spaced(number)) == number


@pytest.mark.parametrize("number", [WRONG, "", "1", VALID[0][:-1], "X" * 15, VALID[0] + "1"])
def test_a_wrong_key_is_wrong(number: str) -> None:
    assert not key_is_valid(number)


@given(st.sampled_from(VALID), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, more: int) -> None:
    if number[place].isdigit():
        digit = str((int(number[place]) + more) % 10)
        assert not key_is_valid(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("01234567897", True), ("10100997245", True), ("10002422979", True),
        ("01234567893", False), ("750712184", True), ("750100125", True), ("490000049", True),
        ("120456789", False), ("120459876", False), ("", False), ("75071218A", False),
    ],
)  # fmt: skip
def test_the_numbers_of_professionals_and_establishments(digits: str, expected: bool) -> None:
    assert luhn_is_valid(digits) is expected


def test_a_whole_qualified_identity_is_not_doubtful_where_it_belongs() -> None:
    assert ins_rules.warnings(WHOLE, PATIENT, is_demonstration=True) == []
    assert ins_rules.may_be_carried(WHOLE, PATIENT)


@pytest.mark.parametrize("status", [s for s in IdentityStatus if s is not IdentityStatus.QUALIFIED])
def test_only_a_qualified_identity_is_carried(status: IdentityStatus) -> None:
    assert not ins_rules.may_be_carried(replace(WHOLE, status=status), PATIENT)


@pytest.mark.parametrize(
    ("ins", "patient"),
    [
        (replace(WHOLE, number=WRONG), PATIENT),
        (replace(WHOLE, authority=None), PATIENT),
        (replace(WHOLE, birth_place_code=""), PATIENT),
        (WHOLE, replace(PATIENT, sex=Sex.UNKNOWN)),
        (WHOLE, replace(PATIENT, birth_on=PartialDate(1979))),
        (WHOLE, replace(PATIENT, given_names="")),
        (Ins(), PATIENT),
    ],
)
def test_a_qualified_identity_with_a_wrong_key_or_a_missing_trait_is_not_carried(
    ins: Ins, patient: Patient
) -> None:
    assert not ins_rules.may_be_carried(ins, patient)


@pytest.mark.parametrize(
    ("ins", "patient", "code", "field"),
    [
        (replace(WHOLE, number=WRONG), PATIENT, "ins_key", "ins_number"),
        (replace(WHOLE, number="123"), PATIENT, "ins_length", "ins_number"),
        (replace(WHOLE, authority=None), PATIENT, "ins_no_authority", "ins_authority"),
        (replace(WHOLE, authority=InsAuthority.NIR), PATIENT, "ins_real_in_demonstration", "ins_authority"),
        (replace(WHOLE, birth_place_code=""), PATIENT, "ins_traits_missing", "ins_number"),
        (WHOLE, replace(PATIENT, sex=Sex.MALE), "ins_other_sex", "ins_number"),
        (WHOLE, replace(PATIENT, birth_on=PartialDate(1980, 3, 28)), "ins_other_birth", "ins_number"),
        (WHOLE, replace(PATIENT, birth_on=PartialDate(1979, 4, 28)), "ins_other_birth", "ins_number"),
        (Ins(status=IdentityStatus.QUALIFIED), PATIENT, "ins_number_missing", "ins_number"),
    ],
)  # fmt: skip
def test_each_doubt_is_told_beside_its_field(
    ins: Ins, patient: Patient, code: str, field: str
) -> None:
    found = ins_rules.warnings(ins, patient, is_demonstration=True)
    assert (code, field) in [(v.code, v.field) for v in found]


def test_a_test_number_in_a_real_installation_is_told() -> None:
    found = ins_rules.warnings(WHOLE, PATIENT, is_demonstration=False)
    assert [v.code for v in found] == ["ins_fictitious"]
    assert ins_rules.is_fictitious(WHOLE)
    assert not ins_rules.is_fictitious(replace(WHOLE, authority=InsAuthority.NIR))
