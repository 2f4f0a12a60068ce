"""The table of the national minimum data set is walked: each item has its field, its screen, its place on the fiche."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from flask import Flask

from app.documents import fiche
from app.documents.blocks import text_of
from app.domain.partial_date import PartialDate
from app.domain.record import Record
from app.domain.value_sets import Coded
from app.domain.vocabulary import Labelled
from app.queries import vocabularies
from app.web.cases import fact_forms, health_forms, tumour_forms
from app.web.cases import forms as case_forms
from app.web.meetings import forms as meeting_forms
from app.web.meetings import kind_forms, quorum_forms
from app.web.presentations import forms as presentation_forms
from app.web.presentations import national_forms
from app.wording.dates import partial
from tests.documents import national_sample, sample
from tests.documents.reading import flat

TABLE = Path(__file__).parents[2] / "docs" / "minimum-data-set.md"
MODULES = (
    *(case_forms, fact_forms, health_forms, tumour_forms),
    *(meeting_forms, kind_forms, quorum_forms, presentation_forms, national_forms),
)
ROWS = [
    [cell.strip().strip("`") for cell in line.strip("|").split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Item")
]
NAMES = [row[0] for row in ROWS]


@cache
def printed() -> str:
    """The words of the fiche of the full sample, its identity line included, without case."""
    document = fiche.document_of(national_sample.whole(), printed_on=sample.PRINTED_ON)
    frame = document.frame
    return flat(f"{frame.name} {frame.details} {text_of(document.blocks)}").casefold()


def kind_at(path: str) -> Any:
    """The type of a field of the record, through tuples and optional ones; AttributeError when it is not there."""
    kind: Any = Record
    for name in path.split(".")[1:]:
        hints = get_type_hints(_plain(kind))
        if name not in hints:
            raise AttributeError(path)
        kind = hints[name]
    return kind


def _plain(kind: Any) -> Any:
    if isinstance(kind, UnionType):
        return _plain(next(k for k in get_args(kind) if k is not type(None)))
    return _plain(get_args(kind)[0]) if get_origin(kind) is tuple else kind


def words_of(value: Any, names: list[str]) -> list[str]:
    """What a reader would look for of the value at the end of the path; nothing for a yes or no."""
    if isinstance(value, tuple):
        return next((found for one in value if (found := words_of(one, names))), [])
    if names:
        return words_of(getattr(value, names[0]), names[1:])
    match value:
        case Coded():
            return [value.label]
        case Labelled():
            return [value.label]
        case PartialDate():
            return [partial(value)]
        case str():
            return [value] if value else []
    return []


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_field_of_an_item_exists(row: list[str]) -> None:
    assert kind_at(row[1]) is not None


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_item_is_typed_on_a_form_of_a_page(app: Flask, row: list[str]) -> None:
    assert row[2] in app.view_functions
    if row[3] != "–":
        form, field = row[3].split(".")
        (found,) = {getattr(m, form) for m in MODULES if hasattr(m, form)}
        assert hasattr(found, field)


# What paper says in other words: the number with spaces, the side in the name, the state in the masculine.
OTHERWISE = {"INS et cinq traits", "Sexe", "Personne de confiance", "Statut de la fiche", "Quorum"}


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_value_of_the_item_is_on_the_fiche_of_a_full_sample(row: list[str]) -> None:
    if row[4] != "–":
        assert flat(row[4]).casefold() in printed().replace("\u00a0", " ")
    for word in words_of(national_sample.whole(), row[1].split(".")[1:]):
        if row[0] not in OTHERWISE:
            assert flat(word).casefold() in printed()


@pytest.mark.parametrize("name", sorted({row[5] for row in ROWS} - {"–"}))
def test_every_value_set_has_its_source_its_date_and_its_own_labels(name: str) -> None:
    found = vocabularies.value_set(name)
    assert found.source
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", found.dated)
    codes = [concept.code for concept in found.concepts]
    assert len(codes) == len(set(codes))
    assert all(concept.label for concept in found.concepts)


def test_the_official_lists_have_their_official_sizes() -> None:
    sizes = {"system": 14, "organ": 57, "theme": 10, "nature": 2, "treatment_type": 18, "phase": 2}
    sizes |= {"progression": 3, "performance_status": 5, "quorum": 3, "laterality": 4}
    sizes |= {"case_status": 2, "document_status": 4}
    assert {n: len(vocabularies.value_set(n).concepts) for n in sizes} == sizes


def test_every_field_of_the_national_items_is_in_the_table() -> None:
    kept = {row[1].removeprefix("Record.national.") for row in ROWS if "national." in row[1]}
    assert kept == {field.name for field in fields(national_sample.NATIONAL)}
