"""What is doubtful in a national identity (told beside the field, never blocking), and when it may leave on paper."""

from __future__ import annotations

from app.errors import Violation

from . import ins as numbers
from .casefile import Patient
from .ins import Ins
from .partial_date import PartialDate
from .vocabulary import IdentityStatus, InsAuthority, Sex

# the numbers of somebody whose birth month is not known are above 12 (NIR)
_MONTHS = 12
_SEX_DIGITS = {"1": Sex.MALE, "2": Sex.FEMALE}


def warnings(ins: Ins, patient: Patient, *, is_demonstration: bool) -> list[Violation]:
    """Everything doubtful: key, authority, traits, status, agreement with sex and birth; nothing here refuses."""
    if not ins.number:
        return _without_number(ins)
    found = _number(ins)
    if ins.authority is None:
        found.append(Violation("ins_no_authority", "ins_authority"))
    elif ins.authority.is_fictitious is not is_demonstration:
        code = "ins_fictitious" if ins.authority.is_fictitious else "ins_real_in_demonstration"
        found.append(Violation(code, "ins_authority"))
    if missing_traits(ins, patient):
        found.append(Violation("ins_traits_missing", "ins_number"))
    return found + disagreements(ins, patient)


def missing_traits(ins: Ins, patient: Patient) -> tuple[str, ...]:
    """The strict traits that are not recorded, by field name (birth name, first names, birth, sex, birth place code)."""
    traits = {
        "birth_name": patient.birth_name.strip(),
        "given_names": patient.given_names.strip(),
        "birth_on": patient.birth_on and patient.birth_on.day,
        "sex": patient.sex is not Sex.UNKNOWN,
        "birth_place_code": ins.birth_place_code,
    }
    return tuple(name for name, value in traits.items() if not value)


def may_be_carried(ins: Ins, patient: Patient) -> bool:
    """Whether the number may stand on a document: qualified, known authority, right key, all traits (RNIV)."""
    return (
        ins.status is IdentityStatus.QUALIFIED
        and ins.authority is not None
        and numbers.key_is_valid(ins.number)
        and not missing_traits(ins, patient)
    )


def is_fictitious(ins: Ins) -> bool:
    """Whether the identity is a test one: every print is then marked TEST."""
    return bool(ins.number) and ins.authority is not None and ins.authority.is_fictitious


def _without_number(ins: Ins) -> list[Violation]:
    """A validated or qualified identity supposes a number (FR Core, Patient INS)."""
    if ins.status in {IdentityStatus.QUALIFIED, IdentityStatus.RETRIEVED}:
        return [Violation("ins_number_missing", "ins_number")]
    return []


def _number(ins: Ins) -> list[Violation]:
    if len(ins.number) != numbers.LENGTH:
        return [Violation("ins_length", "ins_number")]
    if not numbers.key_is_valid(ins.number):
        return [Violation("ins_key", "ins_number")]
    return []


def disagreements(ins: Ins, patient: Patient) -> list[Violation]:
    """Where the number does not say the sex, the year or the month recorded: to be checked by a person, no more.

    Only an INS-NIR of the ordinary series is read so (first digit 1 or 2).
    """
    if ins.authority is InsAuthority.NIA or not numbers.key_is_valid(ins.number):
        return []
    sex, born = _SEX_DIGITS.get(ins.number[0]), patient.birth_on
    if sex is None:
        return []
    found = []
    if patient.sex is not Sex.UNKNOWN and patient.sex is not sex:
        found.append(Violation("ins_other_sex", "ins_number"))
    if born is not None and _is_another_birth(born, int(ins.number[1:3]), int(ins.number[3:5])):
        found.append(Violation("ins_other_birth", "ins_number"))
    return found


def _is_another_birth(born: PartialDate, year: int, month: int) -> bool:
    """Whether two digits of a year and a month contradict a birth date; a month above 12 says nothing."""
    is_other_month = born.month is not None and 1 <= month <= _MONTHS and born.month != month
    return born.year % 100 != year or is_other_month
