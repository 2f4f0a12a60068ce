"""Answers to needs, the palliative care team, the bridge and the molecular board, on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.documents import fiche, patient_summary
from app.documents.blocks import text_of
from app.domain.palliative import PalliativeCall
from app.domain.partial_date import PartialDate
from app.domain.record import Record
from app.domain.trial_search import Task
from app.domain.vocabulary import CareNeed, TeamCall, Verdict
from tests.documents import sample
from tests.documents.reading import flat
from tests.documents.test_patient_summary import PROTECTED

ANSWER = Task(
    "1", "Bilan TEST-PLAN", "Mme TEST", date(2026, 12, 1), need=CareNeed.FOOD, phone="01 02 03"
)


def told(document: Any, record: Record) -> str:
    """What a document says of a record."""
    return flat(text_of(document.blocks_of(record, printed_on=sample.PRINTED_ON)))


def test_the_fiche_carries_answers_the_team_the_bridge_and_the_molecular_board() -> None:
    option = replace(sample.OPTIONS[0], verdict=Verdict.TO_COMPLETE, meanwhile="dexaméthasone")
    file = sample.CASE_FILE
    marker = replace(
        file.biomarkers[0], board_seen_on=PartialDate(2026, 3, 14), board_conclusion="TEST-AVIS"
    )
    record = replace(
        sample.DRAFT,
        tasks=(ANSWER, Task("2", "Scanner")),
        palliative=PalliativeCall(TeamCall.NO, reason="déjà suivie"),
        options=(option, *sample.OPTIONS[1:]),
        case_file=replace(file, biomarkers=(marker, *file.biomarkers[1:])),
    )
    said = told(fiche, record)
    for phrase in (
        "Alimentation, Bilan TEST-PLAN : Mme TEST (01 02 03), pour le 01/12/2026",
        "Équipe de soins palliatifs : non appelée : déjà suivie",
        "En attendant : dexaméthasone",
        "RCP moléculaire : vue le 14/03/2026, TEST-AVIS",
    ):
        assert phrase in said, phrase


def test_who_answers_a_need_stands_on_its_line_of_the_patients_page_and_the_plan_does_not() -> None:
    said = told(patient_summary, replace(sample.DRAFT, tasks=(ANSWER,)))
    assert "Les repas : Mme TEST, 01 02 03" in said and "TEST-PLAN" not in said
    protected = told(patient_summary, replace(PROTECTED["not asked"], tasks=(ANSWER,)))
    assert "Mme TEST" not in protected and "Les repas :" in protected
