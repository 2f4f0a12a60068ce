"""A published instrument is kept as a dated result with its name, never as its items."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.casefile import CaseFile, Measure, Patient, Tumour
from app.domain.fact_rules import violations
from app.domain.measured import series
from app.domain.partial_date import PartialDate
from app.domain.questionnaire import QUESTIONS
from app.domain.vocabulary import MeasureKind
from app.wording import facts

DAY = PartialDate(2026, 11, 3)
LICENSED = ("QLQ-C30", "FACT-G", "ESAS", "PALLIA-10", "Control Preferences", "OPDG")


def result(name: str = "QLQ-C30, santé globale", on: PartialDate | None = DAY) -> Measure:
    """One result of a published questionnaire."""
    return Measure(MeasureKind.INSTRUMENT, Decimal("58.3"), on, name=name)


@pytest.mark.parametrize(
    ("given", "fields"),
    [(result(), []), (result(name=" "), ["name"]), (result(on=None), ["measured_on"])],
)
def test_a_result_needs_its_name_and_its_day(given: Measure, fields: list[str]) -> None:
    found = violations(given, birth=None, today=date(2026, 11, 24))
    assert [v.field for v in found] == fields


def test_each_instrument_has_its_own_series_and_says_its_name() -> None:
    file = CaseFile(Patient("TEST", "Un"), (Tumour("t"),), measures=(result(), result("IPOS")))
    assert sorted(s.latest.name for s in series(file)) == ["IPOS", "QLQ-C30, santé globale"]
    assert facts.measure(result()).startswith("QLQ-C30, santé globale 58,3 (03/11/2026)")


def test_no_licensed_instrument_is_asked_item_by_item() -> None:
    for question in QUESTIONS.values():
        told = " ".join((question.label, question.brief, question.hint))
        assert not any(name in told for name in LICENSED)
