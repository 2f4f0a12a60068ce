"""Both prints under hostile and endless text: nothing is interpreted, lost or slow."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from app.documents import fiche, patient_summary
from app.domain.findings import Finding, Fit
from app.domain.record import Record
from tests.documents import sample
from tests.documents.reading import fill, text

HOSTILE = "<b <img src=/etc/passwd> {{7*7}} \u202e\x00<font color=white>blanc</font> &lt; ☃ Nguyễn"
CODES = {"item", "rule", "code", "params", "id", "case_id", "professional_id", "said"}
LONG = {
    "question", "changed_since", "text", "next_steps", "wishes_account", "reason", "condition",
    "fallback", "reconsider_if", "complete_what", "wish_note", "practical_note", "verbatim",
    "dose_note", "note", "detail", "quorum_note", "patient_note", "histology", "metastatic_sites",
}  # fmt: skip


def build_fiche(record: Record) -> bytes:
    """The fiche."""
    return fiche.build(record, printed_on=sample.PRINTED_ON)


def build_page(record: Record) -> bytes:
    """The patient page."""
    return patient_summary.build(record, printed_on=date(2026, 11, 24), unreviewed=False)


BUILDS = [build_fiche, build_page]


def poisoned(change: Callable[[str, str], str]) -> Record:
    """The sample record with every text field replaced, codes of rules and closed lists kept."""

    def safe(name: str, value: str) -> str:
        return value if name in CODES else change(name, value)

    record: Any = fill(sample.validated(), safe)
    assert isinstance(record, Record)
    assert isinstance(record.options[0].findings[0], Finding)
    assert isinstance(record.options[0].fits[0], Fit)
    return record


@pytest.mark.parametrize("build", BUILDS)
def test_hostile_text_in_every_field_is_printed_letter_for_letter(
    build: Callable[[Record], bytes],
) -> None:
    read = text(build(poisoned(lambda _name, _value: HOSTILE)))
    assert "<img src=/etc/passwd>" in read
    assert "{{7*7}}" in read
    assert "<font color=white>blanc</font> &lt; ■ Nguyễn" in read
    assert "root:" not in read
    assert "\u202e" not in read


@pytest.mark.parametrize("build", BUILDS)
def test_no_picture_or_link_is_ever_embedded(build: Callable[[Record], bytes]) -> None:
    reader = PdfReader(io.BytesIO(build(poisoned(lambda _name, _value: HOSTILE))))
    for page in reader.pages:
        assert not page.images
        assert "/Annots" not in page


@pytest.mark.parametrize(
    "long",
    [
        "mot de vingt lettres ; " * 900,
        "x" * 20_000,
        "a-b " * 5_000,
        "a\n" * 10_000,
        "\u00a0é" * 9_999,
    ],
    ids=["prose", "one word", "hyphens", "line breaks", "no-break spaces"],
)
@pytest.mark.parametrize("build", BUILDS)
def test_20000_characters_in_every_long_field_are_printed(
    build: Callable[[Record], bytes], long: str
) -> None:
    record = poisoned(lambda name, value: long[:20_000] if name in LONG else value)
    reader = PdfReader(io.BytesIO(build(record)))
    assert len(reader.pages) > 5
    assert reader.pages[-1].extract_text().strip()


@pytest.mark.parametrize("build", BUILDS)
def test_every_character_drawn_exists_in_the_font(build: Callable[[Record], bytes]) -> None:
    from app.documents._style import glyphs

    record = poisoned(lambda _name, value: value + " Łódź ễ ≥ α → ☐ ✓ × − 漢字 ☃ 🎗 ① ﬁ")
    seen = set(text(build(record)))
    assert {ord(c) for c in seen if not c.isspace()} <= glyphs()
    assert "■" in seen
    assert set(pdfmetrics.getRegisteredFontNames()) >= {"Relais", "Relais-Semibold", "Relais-Bold"}


@pytest.mark.parametrize("build", BUILDS)
def test_only_our_typeface_is_used(build: Callable[[Record], bytes]) -> None:
    reader = PdfReader(io.BytesIO(build(sample.validated())))
    names = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    used = {name for name in names if "SourceSansPro" in name}
    assert used
    assert names == used
