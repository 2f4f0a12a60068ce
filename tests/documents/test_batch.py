"""Several fiches as one file: each patient on a new sheet, under his or her bookmark, read as when alone."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from app.documents import batch, fiche
from app.documents._style import Theme
from app.documents.blocks import Document, Heading, PageFrame, Paragraph, plain
from app.documents.render import paginate
from tests.documents import sample
from tests.documents.reading import pages
from tests.documents.structure import drawn, tree

DAY = sample.PRINTED_ON
ABOUT = Document("Dossiers", "RCP", "Dr Fictif", Theme.FICHE, PageFrame(head=""), ())


def short(name: str, lines: int = 1) -> batch.Part:
    """A part of one page for a line, of several for many."""
    text = (Paragraph(plain(f"{name}, ligne {n}.")) for n in range(lines))
    frame = PageFrame(head="Fiche", name=name)
    document = Document(name, "", "", Theme.FICHE, frame, (Heading(1, f"Titre {name}"), *text))
    return batch.Part(name, document, paginate(document))


def of(reference: str) -> batch.Part:
    """The fiche of the sample under another reference."""
    record = replace(sample.DRAFT, reference=reference)
    return batch.Part(reference, *fiche.laid_out(record, printed_on=DAY))


@cache
def pdf() -> bytes:
    """One page, two pages, one page."""
    return batch.bind((short("Anne"), of("R-2026-000123"), short("Zoé")), ABOUT)


def outline(entries: list[Any], reader: PdfReader) -> list[tuple[str, int]]:
    """Title and page, from one, of each entry of the first level."""
    return [
        (str(entry["/Title"]), (reader.get_destination_page_number(entry) or 0) + 1)
        for entry in entries
        if not isinstance(entry, list)
    ]


def test_each_patient_begins_on_a_new_sheet_under_a_bookmark() -> None:
    reader = PdfReader(io.BytesIO(pdf()))
    named = outline(reader.outline, reader)
    assert [name for name, _page in named] == ["Anne", "R-2026-000123", "Zoé"]
    assert all(page % 2 == 1 for _name, page in named)
    assert [page for _name, page in named] == [1, 3, 5]
    assert "Page laissée blanche" in pages(pdf())[1]
    assert len(reader.pages) == 5


def test_the_headings_of_each_patient_lie_below_the_bookmark() -> None:
    below = [entry for entry in PdfReader(io.BytesIO(pdf())).outline if isinstance(entry, list)]
    assert len(below) == 3
    assert [str(entry["/Title"]) for entry in below[2]] == ["Titre Zoé"]


def test_each_fiche_says_what_it_says_alone_with_its_own_page_numbers() -> None:
    alone = fiche.build(sample.DRAFT, printed_on=DAY)
    assert pages(pdf())[2:4] == pages(alone)


def test_a_reader_aloud_meets_each_fiche_as_a_part_and_nothing_untold() -> None:
    parts = tree(pdf()).kids
    assert [part.kind for part in parts] == ["Part"] * 3
    assert [n.words for n in parts[2].walk() if n.kind == "H1"] == ["Titre Zoé"]
    assert [d for d in drawn(pdf()) if d.mark < 0 and not d.artifact] == []


def test_the_same_parts_make_the_same_bytes_and_no_part_makes_none() -> None:
    twice = [batch.bind((short("Anne", 80), short("Zoé")), ABOUT) for _n in range(2)]
    assert twice[0] == twice[1]
    with pytest.raises(ValueError, match="nothing"):
        batch.bind((), ABOUT)
