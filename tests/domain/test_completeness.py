"""What a board needs of a case is named, and nothing of it blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.casefile import Biomarker, CaseFile, Measure, Patient, Statement, Tumour
from app.domain.completeness import completeness
from app.domain.partial_date import PartialDate
from app.domain.record import Informed
from app.domain.vocabulary import MarkerState, MeasureKind, Site, StatementStatus, Topic
from app.wording.completeness import item_name

TODAY = date(2026, 11, 24)
FILE = CaseFile(Patient("TEST", "A", birth_on=PartialDate(1950, 3)), (Tumour("Côlon", Site.COLORECTAL),))


def missing(file: CaseFile, informed: Informed | None = None) -> set[str]:
    found = completeness(file, informed or Informed(), question="Que faire ?", requester=True, today=TODAY)
    return {item.code for item in found.missing}


def test_an_almost_empty_file_names_each_missing_item() -> None:
    assert {"informed", "told", "stage", "performance_status", "markers", "wishes"} <= missing(FILE)
    assert "question" not in missing(FILE)


def test_a_frailty_score_is_asked_from_75_only() -> None:
    younger = replace(FILE, patient=replace(FILE.patient, birth_on=PartialDate(1961)))
    assert "g8" in missing(FILE)
    assert "g8" not in missing(younger)
    scored = replace(FILE, measures=(Measure(MeasureKind.G8, Decimal(15)),))
    assert "g8" not in missing(scored)


def test_a_marker_never_done_is_named() -> None:
    marked = replace(FILE, biomarkers=(Biomarker("BRAF", MarkerState.POSITIVE, "V600E"),))
    found = completeness(marked, Informed(), question="?", requester=True, today=TODAY)
    item = next(i for i in found.missing if i.code == "markers")
    assert "BRAF" not in item.detail
    assert "MSI" in item_name(item)


def test_a_patient_who_prefers_not_to_answer_was_asked() -> None:
    declined = Statement(Topic.WHAT_MATTERS, status=StatementStatus.DECLINED)
    assert "wishes" not in missing(replace(FILE, statements=(declined,)))


def test_the_count_is_of_items_present_among_those_that_apply() -> None:
    found = completeness(FILE, Informed(opposed=False), question="?", requester=True, today=TODAY)
    assert found.present + len(found.missing) == len(found.items)
