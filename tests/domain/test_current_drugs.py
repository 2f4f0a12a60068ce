"""Allergies and current drugs beside the alternatives: a caution with its datum, and never a refusal (R06)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain import coverage
from app.domain.casefile import Allergy, Medication
from app.domain.findings import Finding
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import FindingOutcome, Presence
from app.wording.findings import finding_detail, finding_sentence

from .test_criteria import TODAY, case, entry, one

YES = Presence.YES
TAKEN = {"medication": {"drugs": ["amiodarone"], "effect": "allonge le QT", "asks": "pharmacien"}}


def allergies_of(code: str, allergy: Allergy, specifics: str = "") -> list[Finding]:
    """The allergy findings of one entry."""
    file = replace(case(), allergies=(allergy,))
    found = coverage.findings(entry(code), file, today=TODAY, specifics=specifics)
    return [one for one in found if one.code.startswith("allergy")]


def test_an_allergy_to_a_drug_of_the_option_is_a_caution_with_its_datum() -> None:
    allergy = Allergy(YES, "Osimertinib", "éruption", PartialDate(2025, 3))
    [found] = allergies_of("targeted-lung-egfr", allergy)
    assert found.outcome is FindingOutcome.CAUTION
    assert finding_sentence(found) == "allergie à regarder\u00a0: Osimertinib"
    assert finding_detail(found) == "Osimertinib, éruption (03/2025)"


def test_an_allergy_to_a_near_relative_names_the_class() -> None:
    [found] = allergies_of("chemotherapy-other", Allergy(YES, "oxaliplatine"), "carboplatine")
    assert "même classe, sel de platine" in finding_sentence(found)


@pytest.mark.parametrize(
    ("allergy", "specifics"),
    [
        (Allergy(YES, "pénicilline"), "carboplatine"),
        (Allergy(Presence.NO, "carboplatine"), "carboplatine"),
        (Allergy(YES, ""), "carboplatine"),
        (Allergy(YES, "oxaliplatine"), "paclitaxel après oxaliplatine"),
        (Allergy(YES, "oxaliplatine"), "gemcitabine"),
    ],
)
def test_what_the_option_does_not_give_says_nothing(allergy: Allergy, specifics: str) -> None:
    assert allergies_of("chemotherapy-other", allergy, specifics) == []


def test_an_allergy_changes_no_other_finding() -> None:
    plain = coverage.findings(entry("targeted-lung-egfr"), case(), today=TODAY)
    file = replace(case(), allergies=(Allergy(YES, "osimertinib"),))
    assert coverage.findings(entry("targeted-lung-egfr"), file, today=TODAY)[:-1] == plain


def test_a_current_drug_that_the_entry_names_is_a_caution_and_silence_is_a_question() -> None:
    taken = one(TAKEN, replace(case(), medications=(Medication("Amiodarone", "200 mg"),)))
    assert taken is not None and taken.outcome is FindingOutcome.CAUTION
    assert finding_sentence(taken) == "prend Amiodarone\u00a0: allonge le QT"
    assert taken.datum == "Amiodarone 200 mg"
    unknown = one(TAKEN, case())
    assert unknown is not None and unknown.outcome is FindingOutcome.UNKNOWN
    assert unknown.settled_by == "pharmacien"
    assert one(TAKEN, replace(case(), medications=(Medication("aucun"),))) is None
