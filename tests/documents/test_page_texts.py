"""A clinician's own words in the blocks of the patient page: what they replace, what they can never take away."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from app.documents import page_view, patient_summary
from app.documents._page_own import card_name
from app.documents._paper import openness_of
from app.documents.blocks import Card, Heading, KeepTogether, text_of
from app.domain.page_text import ADDED_TO, CARD, PARTS, BlockText, Openness, PageBlock, PageText
from app.domain.record import Record
from app.domain.vocabulary import PrognosisWish, Topic, Verdict
from app.wording.page_blocks import fit_sentences
from tests.documents import sample
from tests.documents.reading import flat, pages, text
from tests.documents.test_patient_summary import PROTECTED, lines_of, wishing

ON = sample.PRINTED_ON
RELEASED = sample.validated()
CARDS = [card_name(o) for o in RELEASED.options]
BLOCKS = [*(b.value for b in PageBlock), *CARDS]


def words(record: Record) -> str:
    """The page's words."""
    return flat(text_of(patient_summary.blocks_of(record, printed_on=ON)))


def text_in(block: str, said: str, now: Openness = Openness.NO_FUTURE) -> PageText:
    """The same words in each part of a block."""
    parts = PARTS if block.startswith(CARD) else PARTS[:1]
    return PageText(
        block,
        BlockText(**dict.fromkeys(parts, said)),
        now,
        "Dr Test",
        datetime(2026, 11, 24, tzinfo=UTC),
    )


def everywhere(record: Record, said: str, now: Openness) -> Record:
    """The record with the same words in every block, and in blocks that do not exist."""
    return replace(record, page_texts=tuple(text_in(b, said, now) for b in [*BLOCKS, "inconnu"]))


def shown(record: Record) -> set[str]:
    """The blocks a clinician may write in."""
    return {one.block for one in page_view.shown(record, ON) if one.writable}


@pytest.mark.parametrize("block", sorted(shown(RELEASED)))
def test_what_is_written_is_printed_and_nothing_that_must_stay_is_lost(block: str) -> None:
    read = words(replace(RELEASED, page_texts=(text_in(block, "Mots tout neufs."),)))
    assert "Mots tout neufs." in read or "mots tout neufs." in read
    for kept in (
        "38,3 °C", "01 00 00 00 00", "01 00 00 00 01", "En urgence : 15", "Transport :", "directives anticipées",
        "Rester debout pour le mariage", "dire oui, dire non", "Et sans traitement contre la maladie ?",
        "Une partie est écrite pour vous par Dr Test.", "Une pause, avec un suivi",
    ):  # fmt: skip
        assert kept in read
    ours = page_view.reviewed(RELEASED, block, ON)
    assert ours.is_empty is (block in ADDED_TO)
    back = words(replace(RELEASED, page_texts=(text_in(block, ""),)))
    assert back == words(RELEASED)


@pytest.mark.parametrize("large", [False, True])
def test_a_clinicians_lines_are_all_printed_and_what_gave_way_or_overflows_is_said(
    large: bool,
) -> None:
    lines = "\n".join(f"Ligne {n} du médecin." for n in range(1, 8))
    told = " ".join(f"Phrase {n} du médecin." for n in range(1, 13))
    words_ = BlockText(text=told, brings=lines, hard=lines, daily=told, unknown=told)
    full = tuple(
        replace(o, verdict=Verdict.RETAINED, id=str(n)) for n, o in enumerate(RELEASED.options)
    )
    written = replace(text_in(card_name(full[0]), "."), words=words_)
    record = replace(RELEASED, options=full, page_texts=(written,))
    pdf = patient_summary.build(record, printed_on=ON, unreviewed=False, large=large)
    read = flat(text(pdf))
    assert [read.count(f"Ligne {n} du médecin.") for n in range(1, 8)] == [2] * 7
    assert [read.casefold().count(f"phrase {n} du médecin.") for n in range(1, 13)] == [3] * 12
    fit = patient_summary.fit(record, printed_on=ON, large=large)
    assert fit.sheets == len(pages(pdf))
    assert fit.overflows
    assert fit.is_shortened
    said = fit_sentences(
        fit.sheets, fit.most, fit.facts, fit.all_facts, is_whole=fit.is_whole, large=large
    )
    assert f"{fit.sheets} feuilles au lieu de {fit.most}" in flat(" ".join(said))
    assert not patient_summary.fit(PROTECTED["not asked"], printed_on=ON, large=large).is_shortened


def prognosis(record: Record, item: str) -> Record:
    """The record with another wish about the future."""
    said = tuple(
        replace(s, item=item) if s.topic is Topic.PROGNOSIS_WISH else s
        for s in record.case_file.statements
    )
    return replace(record, case_file=replace(record.case_file, statements=said))


STATES = PROTECTED | {item.value: prognosis(RELEASED, item) for item in PrognosisWish}


@pytest.mark.parametrize(("state", "then"), list(product(STATES, Openness)))
def test_no_wish_to_know_less_is_undone_by_what_was_written_before(
    state: str, then: Openness
) -> None:
    record = STATES[state]
    now = openness_of(record, ON)
    read = words(everywhere(record, "Secret", then)).casefold()
    may = then is now or Openness.PROTECTED < then < now
    assert ("secret" in read) is may
    if now is Openness.PROTECTED:
        for hidden in ("possibilités", "propose", "thérapie", "maladie"):
            assert hidden not in read


@pytest.mark.parametrize("state", STATES)
def test_the_boards_free_text_is_in_no_form(state: str) -> None:
    secret = "Mots de réunion"
    record = STATES[state]
    typed = [
        f.name for f in fields(record.options[0]) if isinstance(getattr(record.options[0], f.name), str)
        and f.name not in {"id", "decided_by"}
    ]  # fmt: skip
    options = tuple(replace(o, **dict.fromkeys(typed, secret)) for o in record.options)
    opinion = replace(record.opinion, text=secret, next_steps=secret, wishes_account=secret)
    record = replace(record, options=options, opinion=opinion, question=secret, gp_note=secret)
    record = replace(record, changed_since=secret)
    for block in shown(record):
        assert secret not in str(page_view.present(record, block, ON))
    assert secret not in words(record)


def test_the_form_shows_what_is_printed() -> None:
    read = words(RELEASED)
    for block in shown(RELEASED) - set(CARDS):
        for line in page_view.present(RELEASED, block, ON).text.splitlines():
            assert flat(line.removeprefix("- ")) in read


def test_a_text_that_waits_is_named_and_kept() -> None:
    record = replace(
        PROTECTED["nothing now"], page_texts=(text_in("rights", "Mot.", Openness.FUTURE),)
    )
    (rights,) = (b for b in page_view.shown(record, ON) if b.block == "rights")
    assert (rights.written, rights.waiting is not None) == (None, True)


def test_the_sentence_being_typed_is_found_in_its_block_alone() -> None:
    found = page_view.judged(RELEASED, "situation", BlockText("L'asthénie vous gêne."), ON)
    assert [(r.word, r.plainer) for r in found.here] == [("asthénie", "fatigue")]
    assert page_view.judged(RELEASED, "why", page_view.reviewed(RELEASED, "why", ON), ON).here == ()


def test_cards_are_equal_in_whatever_order_the_options_come() -> None:
    def cards(record: Record) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        for block in patient_summary.blocks_of(record, printed_on=ON):
            inside = block.blocks if isinstance(block, KeepTogether) else (block,)
            for one in inside:
                if isinstance(one, Card):
                    found.append(tuple(type(b).__name__ for b in one.blocks))
                    assert isinstance(one.blocks[0], Heading)
        return found

    turned = replace(RELEASED, options=(*RELEASED.options[3:], *reversed(RELEASED.options[:3])))
    assert words(turned) == words(RELEASED)
    assert len(set(cards(turned))) == 1


@pytest.mark.parametrize("record", [RELEASED, PROTECTED["not asked"]], ids=["full", "protective"])
def test_large_print_has_18_points_five_sheets_and_all_that_may_not_shorten(record: Any) -> None:
    asked = patient_summary.Print(ON, large=True)
    pdf = patient_summary.build(record, printed_on=ON, unreviewed=False, large=True)
    read = pages(pdf)
    assert len(read) <= asked.most(record)
    whole = text(pdf)
    for kept in ("38,3 °C", "01 00 00 00 00", "En urgence : 15", "Transport :"):
        assert kept in whole
    _document, layout, _room = patient_summary._laid_out(record, asked)
    sizes = [size for page in layout.pages for piece in page for size, _w in lines_of(piece, 480)]
    assert min(sizes[:-6]) >= 18


def test_every_sheet_has_date_version_funding_review_and_sources_at_its_foot() -> None:
    for large in (False, True):
        for sheet in pages(
            patient_summary.build(RELEASED, printed_on=ON, unreviewed=False, large=large)
        ):
            for said in (
                "24/11/2026",
                "R-2026-000123",
                "Aucun financement",
                "relecture",
                "Sources :",
            ):
                assert said in flat(sheet)
    for sheet in pages(
        patient_summary.build(wishing(), printed_on=ON, unreviewed=False, large=False)
    ):
        assert "Sources" not in sheet
