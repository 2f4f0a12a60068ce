"""Where each item a board needs is typed: takes an item and its case, gives the address of the very field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from app.domain.completeness import Item
from app.domain.vocabulary import MeasureKind, Need

# The field of a section's form; a fact that stands already is corrected at that field.
_FIELDS: Mapping[Need, str] = {
    Need.BIRTH: "birth_on",
    Need.QUESTION: "question",
    Need.REQUESTER: "requester_id",
    Need.INFORMED: "opposed-0",
    Need.TOLD: "told_text",
    Need.DIAGNOSIS: "diagnosed_on",
    Need.HISTOLOGY: "histology",
    Need.STAGE: "stage",
    Need.METASTATIC_SITES: "metastatic_sites",
    Need.IMAGING: "kind",
    Need.TREATMENTS: "label",
    Need.STOP_REASONS: "stop_reason",
    Need.BEST_RESPONSE: "best_response",
    Need.PROGRESSION: "progressed_on",
    Need.TEMPO: "pace",
    Need.CAUTIONS: "kind",
    Need.MEDICATIONS: "name",
    Need.ALLERGIES: "presence",
    Need.FAMILY: "relation",
    Need.SOCIAL: "topic",
    Need.MORALE: "topic",
    Need.G8: "score",
    Need.MARKERS: "state",
    Need.MARKER_DATES: "resulted_on",
    Need.WISHES: "what_matters",
    Need.TRUSTED_PERSON: "section-trusted_person",
    Need.ADVANCE_DIRECTIVE: "section-advance_directive",
}
_MEASURES: Mapping[Need, MeasureKind] = {
    Need.PERFORMANCE_STATUS: MeasureKind.PERFORMANCE_STATUS,
    Need.WEIGHT: MeasureKind.WEIGHT,
    Need.ALBUMIN: MeasureKind.ALBUMIN,
    Need.PAIN: MeasureKind.PAIN,
    Need.KIDNEY: MeasureKind.CLEARANCE,
    Need.LIVER: MeasureKind.BILIRUBIN,
    Need.LVEF: MeasureKind.LVEF,
    Need.URACIL: MeasureKind.URACIL,
}
_PAGES = {
    "identity": "cases.identity",
    "ask": "cases.ask",
    "told": "cases.told",
    "tumour": "cases.tumour",
    "wishes": "cases.record_preferences",
}


def place(item: Item, case_id: str) -> str:
    """The address of the field where the item is typed."""
    if item.section in _PAGES:
        return url_for(_PAGES[item.section], case_id=case_id, _anchor=_FIELDS[item.code])
    if item.section == "measures":
        kind = _MEASURES[item.code].value
        return _new(item, case_id, "value", measure=kind)
    if item.fact_id:
        return url_for(
            "cases.edit_fact",
            case_id=case_id,
            kind=item.section,
            fact_id=item.fact_id,
            _anchor=_FIELDS[item.code],
        )
    chosen = {"marker": item.detail} if item.detail else {}
    return _new(item, case_id, _FIELDS[item.code], **chosen)


def _new(item: Item, case_id: str, field: str, **chosen: Any) -> str:
    return url_for("cases.add_fact", case_id=case_id, kind=item.section, _anchor=field, **chosen)
