"""Needs beside their answers, and the question about the palliative care team (R22, R26 to R28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain import care_needs, palliative
from app.domain.casefile import CaseFile, Measure, Patient, Statement, Tumour
from app.domain.palliative import PalliativeCall
from app.domain.trial_search import Task
from app.domain.vocabulary import (
    CareNeed,
    MeasureKind,
    Share,
    Site,
    Speaker,
    TeamCall,
    Topic,
)

FOOD = Statement(Topic.NEEDS, item="needs.food", value="help")
ANSWER = Task("1", "Diététicienne", "Mme TEST", date(2026, 12, 1), need=CareNeed.FOOD, phone="01")
DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "is_shown"),
    [
        (FOOD, True),
        (replace(FOOD, value="fine"), False),
        (replace(FOOD, value="not_wished"), False),
        (replace(FOOD, speaker=Speaker.TRUSTED_PERSON), False),
    ],
)
def test_a_need_is_open_when_the_patient_says_that_it_weighs(
    said: Statement, is_shown: bool
) -> None:
    assert bool(care_needs.lines((said,), ())) is is_shown


def test_an_answer_closes_the_need_and_one_without_a_word_of_the_patient_is_shown_too() -> None:
    [line] = care_needs.lines((FOOD,), (ANSWER,))
    assert not line.is_open and line.answers == (ANSWER,)
    [alone] = care_needs.lines((), (ANSWER, Task("2", "Scanner")))
    assert alone.said is None and alone.answers == (ANSWER,)


@pytest.mark.parametrize(
    "said",
    [
        replace(FOOD, share=Share.BOARD_ONLY),
        replace(FOOD, not_to_relatives=True),
        Statement(Topic.NEEDS, share=Share.DOCTOR_ONLY, withheld=True),
    ],
)
def test_a_need_said_for_other_ears_names_nobody_on_the_patients_page(said: Statement) -> None:
    assert care_needs.for_page((said,), (ANSWER,)) == {}
    assert care_needs.for_page((FOOD,), (ANSWER,)) == {CareNeed.FOOD: ANSWER}


@pytest.mark.parametrize(
    ("call", "broken"),
    [
        (PalliativeCall(TeamCall.CALLED), ["on"]),
        (PalliativeCall(TeamCall.CALLED, date(2026, 11, 30)), ["on"]),
        (PalliativeCall(TeamCall.NO), ["reason"]),
        (PalliativeCall(TeamCall.NO, reason="déjà suivie"), []),
        (PalliativeCall(TeamCall.PROPOSED), []),
    ],
)
def test_a_call_has_its_day_and_a_no_its_reason(call: PalliativeCall, broken: list[str]) -> None:
    assert [v.field for v in palliative.violations(call, DAY)] == broken


def test_the_question_waits_above_the_threshold_or_once_palliative_care_is_retained() -> None:
    file = CaseFile(Patient("TEST", "A"), (Tumour("x", Site.LUNG),))

    def scored(value: int) -> CaseFile:
        kind = MeasureKind.INSTRUMENT
        return replace(file, measures=(Measure(kind, Decimal(value), name="PALLIA-10"),))

    assert not palliative.is_due(None, scored(3), (False,))
    assert palliative.is_due(None, scored(4), ())
    assert palliative.is_due(None, file, (False, True))
    assert not palliative.is_due(PalliativeCall(TeamCall.PROPOSED), scored(9), (True,))
