"""The burden on paper: on the fiche for the board, on the patient's page only from what was shared with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import fiche, patient_summary
from app.documents.blocks import text_of
from app.domain.burden import Typed, burden
from app.domain.casefile import Statement
from app.domain.record import Record
from app.domain.vocabulary import Family, Share, Topic
from tests.documents import sample
from tests.documents.reading import flat


def with_journey(share: Share, *typed: Typed) -> Record:
    """The sample record whose patient said a journey of 55 minutes, shared that far."""
    said = Statement(
        Topic.PRACTICAL, "practical.journey", value="55", stated_on=sample.MEETING_ON, share=share
    )
    file = replace(sample.CASE_FILE, statements=(*sample.CASE_FILE.statements, said))
    options = tuple(
        replace(o, burden=burden(o.entry, file.statements, typed, today=sample.MEETING_ON))
        for o in sample.DRAFT.options
    )
    return replace(sample.DRAFT, case_file=file, options=options)


def fiche_words(record: Record) -> str:
    return flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))


def page_words(record: Record) -> str:
    return flat(text_of(patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON)))


def test_the_fiche_says_visits_and_travel_where_practical_arrangements_stand() -> None:
    told = fiche_words(with_journey(Share.BOARD_ONLY))
    assert "Pour ce patient : 2 visites par mois, 55 min de trajet" in told


@pytest.mark.parametrize(
    ("share", "printed"), [(Share.BOARD_AND_PAGE, True), (Share.BOARD_ONLY, False)]
)
def test_the_patients_page_has_the_journey_only_when_it_was_shared_with_it(share, printed) -> None:
    told = page_words(with_journey(share))
    assert ("55 minutes de trajet à l’aller" in told) is printed


def test_a_value_typed_for_this_patient_is_printed_on_both() -> None:
    record = with_journey(
        Share.BOARD_ONLY, Typed("visits_per_month", "3", "Dr T", sample.MEETING_ON)
    )
    assert "3 visites par mois" in fiche_words(record)
    assert "environ 3 visites par mois" in page_words(record)


def test_what_was_signed_before_the_burden_was_kept_prints_as_before() -> None:
    assert all(option.burden is None for option in sample.DRAFT.options)
    assert "Pour ce patient :" not in fiche_words(sample.DRAFT)
    assert any(option.entry.family is Family.SUPPORTIVE for option in sample.DRAFT.options)
