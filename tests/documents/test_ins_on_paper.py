"""The national identity on paper: the number of a qualified identity only, and TEST wherever it stands for nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import fiche, gp_letter, patient_summary
from app.domain.casefile import Patient
from app.domain.ins import Ins
from app.domain.partial_date import PartialDate
from app.domain.record import Record
from app.domain.vocabulary import IdentityStatus, InsAuthority, Sex
from tests.documents import sample
from tests.documents.reading import flat, text

NUMBER = "279035121518989"
PATIENT = Patient("PAT-TROIS", "Dominique", "", Sex.FEMALE, PartialDate(1979, 3, 28))
WHOLE = Ins(NUMBER, InsAuthority.NIR, IdentityStatus.QUALIFIED, "51215")


def record(ins: Ins) -> Record:
    """A real record with that identity."""
    file = replace(sample.CASE_FILE, patient=PATIENT, ins=ins)
    return replace(sample.DRAFT, case_file=file, is_demonstration=False)


def prints(ins: Ins) -> dict[str, str]:
    """What a reader sees of each print, spaces aside."""
    given, day = record(ins), sample.PRINTED_ON
    made = {
        "fiche": fiche.build(given, printed_on=day),
        "letter": gp_letter.build(given, printed_on=day, family_doctor=None),
        "patient": patient_summary.build(given, printed_on=day, unreviewed=False),
    }
    return {name: flat(text(pdf)) for name, pdf in made.items()}


def test_a_qualified_identity_is_on_the_fiche_and_the_letter_and_not_on_the_patients_page() -> None:
    seen = prints(WHOLE)
    assert "2 79 03 51 215 189 89" in seen["fiche"]
    assert "2 79 03 51 215 189 89" in seen["letter"]
    assert "2 79 03" not in seen["patient"]
    assert not any("TEST, patient fictif" in words for words in seen.values())


@pytest.mark.parametrize(
    "ins",
    [
        *(replace(WHOLE, status=s) for s in IdentityStatus if s is not IdentityStatus.QUALIFIED),
        replace(WHOLE, number=NUMBER[:-1] + "8"),
        replace(WHOLE, birth_place_code=""),
        replace(WHOLE, authority=None),
    ],
)
def test_any_other_identity_is_printed_by_its_traits_alone(ins: Ins) -> None:
    for words in prints(ins).values():
        assert "79 03 51" not in words
        assert NUMBER[:13] not in words.replace(" ", "")


@pytest.mark.parametrize("authority", [InsAuthority.TEST, InsAuthority.DEMONSTRATION])
@pytest.mark.parametrize("status", list(IdentityStatus))
def test_a_test_identity_marks_every_print(authority: InsAuthority, status: IdentityStatus) -> None:
    seen = prints(replace(WHOLE, authority=authority, status=status))
    assert all("TEST, patient fictif" in words for words in seen.values())
