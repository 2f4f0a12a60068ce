"""What the readability engine is given: the same lines from the blocks and from the PDF, each in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import _patient_words as words
from app.documents import patient_summary
from app.documents._patient_reading import SpokenLine, kept_out, passages, spoken
from app.documents._patient_room import ROOMS
from app.domain.plain_words import LEXICON
from app.domain.readability import read
from app.domain.readability_shape import Measure, Part, Passage, Remark, Side
from app.domain.record import Record
from app.domain.vocabulary import Verdict
from app.wording.readability import remark_sentence
from tests.documents import sample
from tests.documents.patient_lines import lines
from tests.documents.test_patient_summary import PROTECTED, with_verdict
from tests.documents.test_structure import squeezed

RELEASED = sample.validated()


def from_blocks(record: Record) -> list[tuple[Passage, ...]]:
    """The passages of a record, for each room it may be printed in."""
    return [
        passages(spoken(patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON, room=room)))
        for room in ROOMS
    ]


def alike(found: tuple[Passage, ...]) -> list[tuple[str, ...]]:
    """Passages without the hyphens that pdfium takes away."""
    return [
        (p.part, squeezed(p.text), squeezed(p.block), squeezed(p.card), str(p.side)) for p in found
    ]


@pytest.mark.parametrize(
    "record", [RELEASED, PROTECTED["not asked"]], ids=["full page", "protective page"]
)
def test_a_print_reads_as_the_blocks_it_was_made_from(record: Record) -> None:
    pdf = patient_summary.build(record, printed_on=sample.PRINTED_ON, unreviewed=False)
    assert alike(passages(lines(pdf))) in [alike(found) for found in from_blocks(record)]


@pytest.mark.parametrize("room", range(len(ROOMS)))
def test_every_card_tells_both_sides_whatever_the_room(room: int) -> None:
    found = from_blocks(RELEASED)[room]
    cards = {p.card for p in found if p.card}
    assert cards == {
        "Des soins pour mieux vivre",
        "Une immunothérapie, si une analyse le permet",
        "Une thérapie ciblée",
        "Une pause, avec un suivi",
    }
    for card in cards:
        sides = {p.side for p in found if p.card == card and p.side}
        assert sides >= {Side.BRINGS, Side.HARD, Side.DAILY}
        texts = [p.text for p in found if p.card == card and p.side is Side.BRINGS]
        assert not any("apporter" in text for text in texts)
    assert all(p.card == "" for p in found if p.block.startswith("Que propose"))


@pytest.mark.parametrize("room", range(len(ROOMS)))
def test_no_difficult_word_is_left_unexplained_however_little_room_there_is(room: int) -> None:
    reading = read(from_blocks(RELEASED)[room], kept_out=kept_out(RELEASED))
    assert [r.word for r in reading.remarks if r.measure is Measure.GLOSSARY] == []


def test_the_glossary_explains_what_only_a_set_aside_option_names() -> None:
    record = with_verdict("immuno", verdict=Verdict.SET_ASIDE)
    told = [p.text for p in from_blocks(record)[0] if p.part is Part.GLOSSARY]
    assert "Immunothérapie : un médicament qui aide vos défenses." in told


def test_a_family_already_spoken_of_is_called_another_one() -> None:
    targeted = next(o for o in RELEASED.options if o.entry.code == "targeted-braf")
    silent = replace(targeted, verdict=Verdict.NOT_DISCUSSED)
    record = replace(RELEASED, options=(*RELEASED.options, silent))
    assert "Autre thérapie ciblée." in [p.text for p in from_blocks(record)[0]]


def test_every_term_of_the_lexicon_has_a_meaning_that_is_plain_itself() -> None:
    assert list(words.GLOSSARY) == list(LEXICON)
    told = [
        Passage(f"{term} : {meaning}", Part.GLOSSARY) for term, meaning in words.GLOSSARY.items()
    ]
    assert [r.measure for r in read(told).remarks] == []
    assert set(words.FAMILIES.values()) <= set(words.GLOSSARY)


def test_names_and_addresses_of_the_page_are_kept_out() -> None:
    names = kept_out(RELEASED)
    assert {"Monsieur TEST-BENALI", "Dr Claire Morel", "01 00 00 00 00"} <= set(names)
    assert "" not in names


def test_labels_to_fill_in_are_not_measured_and_a_table_has_no_place_there() -> None:
    found = passages(
        [SpokenLine("Qui ?", 2), SpokenLine("La douleur :"), SpokenLine("Vous venez.")]
    )
    assert [p.text for p in found] == ["Qui ?", "Vous venez."]


@pytest.mark.parametrize("measure", Measure)
def test_each_remark_is_a_sentence_that_says_what_to_do(measure: Measure) -> None:
    word = Side.DAILY if measure is Measure.FIELDS else "échec"
    remark = Remark(measure, "Bloc", "Une phrase.", word, "le traitement n’agit plus", 0.0612, 0.05)
    told = remark_sentence(remark)
    assert told.endswith(".")
    assert "%(" not in told
    assert "%%" not in told
    assert "'" not in told


def test_an_avoided_word_comes_with_its_plainer_one_or_a_wish_to_say_it_otherwise() -> None:
    with_one = Remark(Measure.AVOIDED, word="asthénie", plainer="fatigue")
    assert "fatigue" in remark_sentence(with_one)
    without = Remark(Measure.AVOIDED, word="incurable")
    assert "autrement" in remark_sentence(without)


def test_the_page_can_be_measured_before_it_is_printed_and_the_clinicians_note_with_it() -> None:
    quiet = patient_summary.reading(RELEASED, printed_on=sample.PRINTED_ON)
    assert quiet.index > 70
    noted = replace(RELEASED, patient_note="La toxicité hépatique impose une surveillance.")
    told = patient_summary.reading(noted, printed_on=sample.PRINTED_ON)
    avoided = [(r.word, r.plainer) for r in told.remarks if r.measure is Measure.AVOIDED]
    assert avoided == [("toxicité", "effets gênants"), ("hépatique", "du foie")]
    assert all("toxicité hépatique" in r.sentence for r in told.remarks if r.word == "toxicité")
