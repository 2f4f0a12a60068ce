"""The patient pages of the demonstration, read back from their PDF as a screen reader would: each keeps every limit."""

from __future__ import annotations

import io
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader

from app.cli._base import operator
from app.documents._patient_reading import kept_out, passages
from app.domain.preferences import PageMode
from app.domain.readability import read
from app.domain.readability_shape import Part
from app.domain.vocabulary import DocumentKind
from app.extensions import db
from app.queries import cases, records
from app.services import documents
from app.wording.readability import remark_sentence
from tests.documents.patient_lines import lines
from tests.house.test_demonstration import demonstration  # noqa: F401 - a fixture

REFERENCES = [f"R-2026-{number:06d}" for number in range(1, 10)]


@pytest.fixture(params=REFERENCES)
def page(
    request: pytest.FixtureRequest,
    demonstration: Flask,  # noqa: F811
) -> tuple[bytes, tuple[str, ...], bool]:
    """The page of one case, the names in it, and whether it is the full one."""
    actor = operator()
    line = cases.by_reference(actor, request.param)
    record = records.of_presentation(actor, UUID(line.presentation_id)).record
    pdf = documents.produce(actor, UUID(line.presentation_id), DocumentKind.PATIENT)
    full = documents.mode(record) is PageMode.FULL
    db.session.rollback()
    return pdf, kept_out(record), full


def test_it_keeps_every_limit_of_readability(page: tuple[bytes, tuple[str, ...], bool]) -> None:
    pdf, names, _full = page
    reading = read(passages(lines(pdf)), kept_out=names)
    broken = [f"{r.block} | {r.sentence} | {remark_sentence(r)}" for r in reading.remarks]
    assert broken == []
    assert reading.words > 100


def test_it_keeps_within_its_pages_and_says_where_it_comes_from(
    page: tuple[bytes, tuple[str, ...], bool],
) -> None:
    pdf, _names, full = page
    assert len(PdfReader(io.BytesIO(pdf)).pages) <= (3 if full else 1)
    (note,) = (p.text for p in passages(lines(pdf)) if p.part is Part.NOTE)
    for said in ("Feuille imprimée le", "Aucun financement industriel", "Version : R-2026-"):
        assert said in note
    if full:
        assert "relecture" in note.lower()
        assert "Sources : " in note
        assert "Textes relus le" in note or "pas encore relue" in note


@pytest.mark.parametrize("reference", REFERENCES)
def test_it_keeps_within_five_sheets_in_large_print_with_what_may_never_shorten(
    reference: str,
    demonstration: Flask,  # noqa: F811
) -> None:
    actor = operator()
    line = cases.by_reference(actor, reference)
    presentation = UUID(line.presentation_id)
    small, large = (
        documents.produce(actor, presentation, DocumentKind.PATIENT, large=size)
        for size in (False, True)
    )
    db.session.rollback()
    assert len(PdfReader(io.BytesIO(large)).pages) <= 5
    said = [
        [p.text for p in passages(lines(pdf)) if p.block.startswith("Quand")]
        for pdf in (small, large)
    ]
    assert said[0] == said[1]
    assert "a décidé" not in " ".join(p.text for p in passages(lines(large)))
