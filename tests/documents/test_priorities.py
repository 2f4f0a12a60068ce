"""What matters to the patient is printed in the patient's own order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import fiche, patient_summary
from app.documents.blocks import text_of
from app.domain.casefile import Statement
from app.domain.record import Record
from app.domain.vocabulary import Priority, Topic
from tests.documents import sample
from tests.documents.reading import flat


def ordered(first: Priority, second: Priority) -> Record:
    """The sample with two priorities, given to the product in the other order."""
    record = sample.validated()
    kept = [s for s in record.case_file.statements if s.topic is not Topic.PRIORITY]
    said = [
        Statement(Topic.PRIORITY, item, rank, stated_on=sample.MEETING_ON)
        for rank, item in ((2, second), (1, first))
    ]
    return replace(record, case_file=replace(record.case_file, statements=(*said, *kept)))


@pytest.mark.parametrize(
    "order",
    [(Priority.STAY_HOME, Priority.PAIN_RELIEF), (Priority.PAIN_RELIEF, Priority.STAY_HOME)],
)
def test_both_prints_keep_the_order_of_the_patient(order: tuple[Priority, Priority]) -> None:
    record = ordered(*order)
    board = flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))
    page = flat(text_of(patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON)))
    plain = {
        Priority.STAY_HOME: "Vous voulez rester chez vous.",
        Priority.PAIN_RELIEF: "Vous voulez avoir moins mal.",
    }
    for read, words in ((board, [p.label for p in order]), (page, [plain[p] for p in order])):
        folded = read.lower()
        assert folded.index(words[0].lower()) < folded.index(words[1].lower())
