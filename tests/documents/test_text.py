"""The one door to paragraphs: what people typed stands on paper letter for letter."""

from __future__ import annotations

import pytest
from reportlab.platypus import Paragraph as RlParagraph

from app.documents import _style, _text
from app.documents._style import Role, Theme
from app.documents.blocks import Document, PageFrame, Paragraph, labelled, plain
from app.documents.render import render
from tests.documents.reading import flat, text

BODY = _style.style(Theme.FICHE, Role.BODY)


def printed(value: str) -> str:
    """What is read on a page that holds this text alone."""
    blocks = (Paragraph(plain(value)),)
    return text(render(Document("", "", "", Theme.FICHE, PageFrame(head=""), blocks)))


@pytest.mark.parametrize(
    "typed",
    [
        "<b",
        "<img src=/etc/passwd>",
        "<font color=white>caché</font>",
        "<a href=javascript:alert(1)>ici</a>",
        "<para fontSize=60>grand</para>",
        "{{7*7}}",
        "a & b &amp; c &#60;",
        "]]>",
        "%(name)s %s {0}",
    ],
)
def test_markup_that_was_typed_is_printed_as_it_was_typed(typed: str) -> None:
    assert flat(typed) in printed(typed)


def test_typed_markup_never_changes_colour_or_font() -> None:
    paragraph = _text.text("<font color=white>caché</font><b>gras</b>", BODY)
    assert {(f.fontName, f.textColor) for f in paragraph.frags} == {("Relais", BODY.textColor)}


def test_our_own_label_is_heavier_and_its_value_is_escaped() -> None:
    paragraph = _text.label(labelled("Motif :", "<b>non</b>"), BODY)
    heavy = [f.text for f in paragraph.frags if f.fontName == "Relais-Semibold"]
    rest = [f.text for f in paragraph.frags if f.fontName == "Relais"]
    assert "".join(heavy) == "Motif\u00a0: "
    assert "".join(rest) == "<b>non</b>"


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Hồng", "Łukasz Żółć", "≥ 75 %", "α β → ☐ ✓ × −", "Ștefan Đorđe œuvre"]
)
def test_names_and_clinical_signs_are_printed_whole(name: str) -> None:
    assert flat(name) in printed(name)


def test_a_glyph_that_the_font_lacks_is_replaced_visibly() -> None:
    assert "avant ■ après" in printed("avant 漢 après")
    assert "fi ①".replace("①", "1") in printed("fi ①")


def test_direction_overrides_and_control_characters_are_removed() -> None:
    assert _text.printable("ab\u202ecd\x00ef\u2066") == "abcdef"


def test_every_kind_of_no_break_space_keeps_a_sign_on_its_line() -> None:
    narrow = 80
    for space in ("\u00a0", "\u202f", " "):
        words = f"Le jour{space}: " * 12
        paragraph = _text.text(words, BODY)
        paragraph.wrap(narrow, 1000)
        firsts = [line[1][0] for line in paragraph.blPara.lines]
        assert not any(first.startswith(":") for first in firsts)


def test_a_field_is_capped_at_20000_characters_and_says_so() -> None:
    kept = _text.printable("mot " * 10_000)
    assert len(kept) <= 21_000
    assert kept.endswith("…")


def test_a_token_longer_than_200_characters_is_broken() -> None:
    kept = _text.printable("x" * 1_000 + "\u00a0" * 3 + "y" * 300)
    assert max(len(token) for token in kept.split(" ")) <= 200


def test_thousands_of_line_breaks_do_not_make_thousands_of_lines() -> None:
    assert _text.printable("a\n" * 9_000).count("\n") <= 80


def test_a_space_at_the_edge_of_a_run_is_kept() -> None:
    paragraph = _text.label(labelled("Motif :", "bref"), BODY)
    assert isinstance(paragraph, RlParagraph)
    assert "".join(f.text for f in paragraph.frags) == "Motif\u00a0: bref"
