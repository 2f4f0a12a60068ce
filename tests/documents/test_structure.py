"""What a screen reader meets in each print: everything once, in the order it is seen (PDF/UA-1, ISO 32000-1 § 14.7)."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PdfReader

from app.documents import activity, agenda, fiche, gp_letter, patient_summary, wish_form
from app.documents._fiche_density import Density
from app.documents._patient_room import ROOMS
from app.documents._style import PAGE_HEIGHT, PAGE_WIDTH, Theme
from app.documents._text import printable
from app.documents.blocks import (
    Block,
    BulletList,
    Card,
    Document,
    Heading,
    PageFrame,
    Paragraph,
    Table,
    plain,
    text_of,
)
from app.documents.render import render
from app.domain.board_facts import board_facts
from app.domain.follow_up import FollowUp
from app.domain.indicators import Counted
from app.domain.indicators import activity as counted
from app.domain.record import Record
from app.domain.vocabulary import PrognosisWish
from tests.documents import sample
from tests.documents.structure import Node, blocks, drawn, marks_and_kids, tree
from tests.documents.test_agenda import LINE
from tests.documents.test_gp_letter import DOCTOR, DRAFT
from tests.documents.test_patient_figures import asking
from tests.documents.test_patient_summary import wishing

DAY = sample.PRINTED_ON
LINES = tuple(replace(LINE, reference=f"R-2026-{n:06d}") for n in range(1, 61))


def page(record: Record) -> bytes:
    """The patient page of a record."""
    return patient_summary.build(record, printed_on=DAY, unreviewed=True)


def page_blocks(record: Record) -> list[tuple[Block, ...]]:
    """Its blocks, however much room they took."""
    return [patient_summary.blocks_of(record, printed_on=DAY, room=room) for room in ROOMS]


def fiche_blocks(record: Record) -> list[tuple[Block, ...]]:
    """The blocks of a fiche, however dense."""
    return [fiche.blocks_of(record, printed_on=DAY, density=density) for density in Density]


RELEASED = sample.validated()
UNKNOWN = FollowUp()
FIGURES = asking(PrognosisWish.WITH_FIGURES)
COUNTED = counted([Counted("p", "m", DAY, facts=board_facts(RELEASED, DAY))])
SCOPE = activity.Scope("TEST Hôpital", DAY, DAY)
PRINTS: dict[str, tuple[Callable[[], bytes], Callable[[], list[tuple[Block, ...]]]]] = {
    "fiche, draft": (
        lambda: fiche.build(sample.DRAFT, printed_on=DAY),
        lambda: fiche_blocks(sample.DRAFT),
    ),
    "fiche, validated": (
        lambda: fiche.build(RELEASED, printed_on=DAY),
        lambda: fiche_blocks(RELEASED),
    ),
    "letter": (
        lambda: gp_letter.build(DRAFT, printed_on=DAY, family_doctor=DOCTOR),
        lambda: [
            gp_letter.blocks_of(DRAFT, printed_on=DAY, family_doctor=DOCTOR, follow_up=UNKNOWN)
        ],
    ),
    "agenda": (
        lambda: agenda.build(sample.MEETING, LINES, printed_on=DAY, is_demonstration=True),
        lambda: [agenda.blocks_of(sample.MEETING, LINES)],
    ),
    "patient page": (lambda: page(RELEASED), lambda: page_blocks(RELEASED)),
    "patient page, draft": (lambda: page(sample.DRAFT), lambda: page_blocks(sample.DRAFT)),
    "questionnaire": (
        lambda: wish_form.build(sample.DRAFT, printed_on=DAY),
        lambda: [wish_form.blocks_of(sample.DRAFT, printed_on=DAY)],
    ),
    "protective page": (lambda: page(wishing()), lambda: page_blocks(wishing())),
    "patient page, figures": (lambda: page(FIGURES), lambda: page_blocks(FIGURES)),
    "activity": (
        lambda: activity.build(COUNTED, SCOPE, printed_on=DAY, is_demonstration=True),
        lambda: [activity.blocks_of(COUNTED)],
    ),
}
every_print = pytest.mark.parametrize("name", PRINTS)


@cache
def pdf(name: str) -> bytes:
    """One of the prints."""
    return PRINTS[name][0]()


def squeezed(value: str) -> str:
    """The text without any space, nor the hyphens that pdfium takes away at the end of a line."""
    return "".join(printable(value).split()).replace("-", "")


def one_theme(*content: Block, theme: Theme = Theme.FICHE) -> bytes:
    """A document of these blocks alone."""
    frame = PageFrame(head="Tête", name="Nom", marks=("TEST",), watermark="PROJET", foot="Pied")
    return render(Document("Titre", "", "", theme, frame, content))


@every_print
def test_everything_on_the_page_is_content_of_an_element_or_decoration(name: str) -> None:
    found = drawn(pdf(name))
    assert [d for d in found if d.mark < 0 and not d.artifact] == []
    assert [d for d in found if d.mark >= 0 and d.artifact] == []
    assert sum(d.mark >= 0 and bool(d.words.strip()) for d in found) > 20


@every_print
def test_each_mark_finds_its_element_through_the_parent_tree(name: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(name)))
    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    drawn_marks = {(d.page, d.mark) for d in drawn(pdf(name)) if d.mark >= 0}
    told = set()
    for number, sheet in enumerate(reader.pages):
        assert sheet["/Tabs"] == "/S"
        assert numbers[2 * number] == sheet["/StructParents"] == number
        for mark, parent in enumerate(numbers[2 * number + 1]):
            assert mark in held_on(parent.get_object(), sheet.indirect_reference.idnum)
            told.add((number, mark))
    assert drawn_marks <= told


def held_on(entry: dict[str, object], page_number: int) -> list[object]:
    """The marks of one page that an element holds itself."""
    own = entry.raw_get("/Pg").idnum if "/Pg" in entry else None  # type: ignore[attr-defined]
    found = []
    for kid in marks_and_kids(entry):  # type: ignore[arg-type]
        if isinstance(kid, int) and own == page_number:
            found.append(kid)
        elif not isinstance(kid, int) and kid.get_object().get("/Type") == "/MCR":
            mark = kid.get_object()
            if mark.raw_get("/Pg").idnum == page_number:
                found.append(mark["/MCID"])
    return found


@every_print
def test_what_is_read_aloud_is_the_blocks_word_for_word_in_their_order(name: str) -> None:
    head, *rest = tree(pdf(name)).kids
    said = squeezed(
        " ".join(n.words for kid in rest for n in kid.walk() if n.kind != "Lbl" and n.words)
    )
    assert said in [squeezed(text_of(content)) for content in PRINTS[name][1]()]
    assert head.text


@every_print
def test_the_order_read_is_the_order_seen(name: str) -> None:
    """Down the page, and up again only to a column or a cell at the right."""
    places = [n.places[0] for n in blocks(pdf(name))[1:] if n.kind != "Figure" and n.places]
    for before, after in pairwise(places):
        if before.page == after.page and before.top < PAGE_HEIGHT - 60:
            assert after.top < before.top + 4 or after.left > before.left + 20


@every_print
def test_headings_go_down_without_a_gap_and_are_the_bookmarks(name: str) -> None:
    headings = [n for n in tree(pdf(name)).walk() if n.kind in {"H1", "H2", "H3"}]
    levels = [int(n.kind[1]) for n in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert bookmarks(pdf(name)) == [(n.kind, squeezed(n.words)) for n in headings]


def bookmarks(content: bytes) -> list[tuple[str, str]]:
    """Level and title of each bookmark."""
    found: list[tuple[str, str]] = []

    def walk(entries: list[object], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                found.append((f"H{level}", squeezed(str(entry["/Title"]))))  # type: ignore[index]

    walk(PdfReader(io.BytesIO(content)).outline, 1)
    return found


@every_print
def test_the_file_says_its_language_its_title_and_its_standard(name: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(name)))
    root = reader.root_object
    assert reader.pdf_header == "%PDF-1.7"
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert reader.metadata is not None
    title = reader.metadata.title
    assert title
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert title in metadata
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title["x-default"] == title


@every_print
def test_every_face_is_in_the_file_and_tells_its_characters(name: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(name)))
    for sheet in reader.pages:
        for face in sheet["/Resources"]["/Font"].values():
            assert "/ToUnicode" in face.get_object()
            assert "/FontFile2" in face.get_object()["/FontDescriptor"]


@every_print
def test_tables_are_regular_and_their_headers_say_what_they_head(name: str) -> None:
    for table in (n for n in tree(pdf(name)).walk() if n.kind == "Table"):
        assert {row.kind for row in table.kids} == {"TR"}
        assert len({len(row.kids) for row in table.kids}) == 1
        assert {cell.kind for cell in table.kids[0].kids} == {"TH"}
        assert [scope(cell) for cell in table.kids[0].kids] == ["/Column"] * len(table.kids[0].kids)
        for row in table.kids[1:]:
            assert {cell.kind for cell in row.kids[1:]} <= {"TD"}
            if row.kids[0].kind == "TH":
                assert scope(row.kids[0]) == "/Row"
                assert row.kids[0].text


def scope(cell: Node) -> str:
    """What a header cell heads."""
    return str(cell.entry["/A"]["/Scope"])


@every_print
def test_lists_hold_items_with_a_sign_and_a_body(name: str) -> None:
    found = [n for n in tree(pdf(name)).walk() if n.kind == "L"]
    for listed in found:
        assert {item.kind for item in listed.kids} == {"LI"}
        for item in listed.kids:
            assert [part.kind for part in item.kids] == ["Lbl", "LBody"]
            assert item.kids[0].words
            assert item.kids[1].text


def test_the_drawing_of_treatments_is_a_figure_with_its_sentences_and_its_place() -> None:
    figures = [n for n in tree(pdf("fiche, draft")).walk() if n.kind == "Figure"]
    assert len(figures) == 1
    assert "FOLFIRI-bévacizumab, 19 cures : 08/09/2025 à 19/10/2026" in figures[0].words
    left, bottom, right, top = figures[0].entry["/A"]["/BBox"]
    assert 0 < left < right < PAGE_WIDTH
    assert 0 < bottom < top < PAGE_HEIGHT
    for place in figures[0].places:
        assert left - 1 <= place.left <= right
        assert bottom <= place.top <= top + 1


def test_whose_paper_it_is_and_what_it_is_not_yet_is_said_once() -> None:
    content = pdf("fiche, draft")
    said = [n.words for n in tree(content).kids[0].kids]
    assert said[1:] == [
        "TEST, patient fictif",
        "PROJET, non validé",
        "TEST-BENALI Karim",
        "né le 03/05/1968, 58 ans, masculin, identifiant IPP 0004512",
        "R-2026-000123, présentation 2",
    ]
    silent = Counter(d.words.strip() for d in drawn(content) if d.artifact)
    assert silent["TEST-BENALI Karim"] == 1
    assert silent["PROJET"] == 2
    assert "Page 1 sur 2" in silent
    assert "Page 2 sur 2" in silent


def test_a_paragraph_cut_by_the_end_of_a_page_stays_one_element_on_both() -> None:
    sentence = "Une phrase qui se répète pour remplir deux pages. "
    content = one_theme(Heading(1, "Titre"), Paragraph(plain(sentence * 20)), *FILLING)
    cut = [n for n in tree(content).walk() if {p.page for p in n.places} == {0, 1}]
    assert len(cut) == 1
    assert squeezed(cut[0].words) == squeezed(FILLING[-1].line[0].text)
    assert [kid.get_object()["/Type"] for kid in marks_and_kids(cut[0].entry)] == ["/MCR"] * 2


FILLING = (
    *(Paragraph(plain(f"Ligne {n}.")) for n in range(44)),
    Paragraph(plain("mot à mot " * 90)),
)


def test_items_rows_and_cards_cut_by_a_page_stay_themselves() -> None:
    items = BulletList(tuple(plain(f"Point {n} " + "et la suite " * 30) for n in range(40)))
    rows = tuple(((plain(f"Nom {n}"),), (plain("valeur " * 40),)) for n in range(40))
    table = Table(("Nom", "Valeur"), rows, (1, 3), "Des valeurs")
    card = Card((Heading(2, "Carte"), items, table), may_split=True)
    content = one_theme(Heading(1, "Titre"), card)
    listed = [n for n in tree(content).walk() if n.kind == "L"]
    assert [len(n.kids) for n in listed] == [40]
    tables = [n for n in tree(content).walk() if n.kind == "Table"]
    assert [len(n.kids) for n in tables] == [41]
    assert [n.text for n in tables[0].kids[0].kids] == ["Nom", "Valeur"]
    repeated = [d.words.strip() for d in drawn(content) if d.artifact and "Valeur" in d.words]
    assert repeated
    assert [d for d in drawn(content) if d.mark < 0 and not d.artifact] == []


def test_an_empty_cell_keeps_its_place_and_heads_nothing() -> None:
    rows = tuple(((plain(name),), (plain("b"),), ()) for name in ("", "c", "d"))
    content = one_theme(Heading(1, "T"), Table(("A", "B", "C"), rows, (1, 1, 1), ""))
    table = next(n for n in tree(content).walk() if n.kind == "Table")
    assert [row.kids[0].kind for row in table.kids] == ["TH", "TD", "TH", "TH"]
    assert [len(row.kids) for row in table.kids] == [3, 3, 3, 3]


def test_the_rows_of_a_table_of_one_or_two_are_not_named() -> None:
    rows = tuple(((plain(f"a{n}"),), (plain("b"),), (plain("c"),)) for n in range(2))
    content = one_theme(Heading(1, "T"), Table(("A", "B", "C"), rows, (1, 1, 1), ""))
    table = next(n for n in tree(content).walk() if n.kind == "Table")
    assert {cell.kind for row in table.kids[1:] for cell in row.kids} == {"TD"}


def test_hostile_words_reach_titles_bookmarks_and_metadata_whole() -> None:
    words = "Fin) endobj (<b>&amp; \\051 Łódź ≥ 3"
    frame = PageFrame(head=words, name=words)
    document = Document(words, words, words, Theme.LETTER, frame, (Heading(1, words),))
    content = render(document)
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == words
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title["x-default"] == words
    assert bookmarks(content) == [("H1", squeezed(words))]
    assert [n.words for n in tree(content).walk() if n.kind == "H1"] == [words]


def test_words_broken_over_two_lines_are_not_read_as_one() -> None:
    words = " ".join(f"mot{n}" for n in range(150))
    content = one_theme(Heading(1, "T"), Paragraph(plain(words)))
    assert next(n.words for n in tree(content).walk() if n.words.startswith("mot0")) == words
