"""The patient page, read back from its PDF: plain, whole when wished, silent when not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.documents import _patient_words as fixed
from app.documents import patient_summary
from app.documents._boxes import Box, Row
from app.documents._layout import Piece, Text
from app.documents._patient_room import ROOMS
from app.documents._style import METRICS, PAGE_WIDTH
from app.documents.blocks import Card, Heading, KeepTogether, text_of
from app.documents.render import paginate
from app.domain.casefile import Statement
from app.domain.catalogue import Fact
from app.domain.preferences import PageMode
from app.domain.record import Option, Record
from app.domain.vocabulary import (
    InfoWish,
    Outcome,
    PresentationState,
    PrognosisWish,
    Refusal,
    Sex,
    Share,
    Speaker,
    StatementStatus,
    Topic,
    Verdict,
)
from tests.documents import sample, sample_catalogue
from tests.documents.reading import flat, pages, text

RELEASED = sample.validated()


def build(record: Record = RELEASED, *, unreviewed: bool = False) -> bytes:
    """The page of a record."""
    return patient_summary.build(record, printed_on=sample.PRINTED_ON, unreviewed=unreviewed)


def words(record: Record = RELEASED) -> str:
    """Its words without the PDF, with all the room it may have."""
    return flat(text_of(patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON)))


def wishing(record: Record = RELEASED, **change: Any) -> Record:
    """The record with its wish to know changed, or without any when nothing is given."""
    kept = [s for s in record.case_file.statements if s.topic is not Topic.INFO_WISH]
    if change:
        wish = next(s for s in record.case_file.statements if s.topic is Topic.INFO_WISH)
        kept.append(replace(wish, **change))
    return replace(record, case_file=replace(record.case_file, statements=tuple(kept)))


def with_verdict(code: str, **change: Any) -> Record:
    """The record with one option changed."""
    options = tuple(replace(o, **change) if o.entry.code == code else o for o in RELEASED.options)
    return replace(RELEASED, options=options)


def cards(record: Record = RELEASED) -> list[Card]:
    """The cards of the page in order."""
    found: list[Card] = []
    for block in patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON):
        inside = block.blocks if isinstance(block, KeepTogether) else (block,)
        found += [b for b in inside if isinstance(b, Card)]
    return found


def test_the_full_page_keeps_the_order_of_its_blocks() -> None:
    read = words()
    marks = [
        "Monsieur TEST-BENALI, voici ce que l’équipe vous propose",
        "Pourquoi ce document ?",
        "Que se passe-t-il ?",
        "Qu’est-ce qui compte pour vous ?",
        "Quelles sont les possibilités ?",
        "Que propose l’équipe ?",
        "Et sans traitement contre la maladie ?",
        "Qui m’aide au quotidien ?",
        "Quand appeler, et qui ?",
        "Quelles sont mes questions ?",
        "Quelle est ma prochaine étape ?",
        "Quels sont mes droits ?",
        "Que veulent dire ces mots ?",
        "Aucun financement industriel",
    ]
    places = [read.index(mark) for mark in marks]
    assert places == sorted(places)


def test_it_takes_three_pages_at_most_with_signs_numbers_and_next_step_whole() -> None:
    read = pages(build())
    assert len(read) <= 3
    whole = " ".join(read)
    for flag in ("38,3 °C", "Sang dans les selles", "Vomissements qui durent", "Diarrhée nouvelle"):
        assert flag in whole
    for number in ("01 00 00 00 00", "01 00 00 00 01", "En urgence : 15"):
        assert number in whole
    assert "Transport :" in whole
    assert f"Page {len(read)} sur {len(read)}" in read[-1]


def test_retained_awaited_pause_and_support_have_equal_cards() -> None:
    titles = [b.text for card in cards() for b in card.blocks if isinstance(b, Heading)]
    assert titles == [
        "Des soins pour mieux vivre",
        "Une immunothérapie, si une analyse le permet",
        "Une thérapie ciblée",
        "Une pause, avec un suivi",
    ]
    shapes = {tuple(type(b) for b in card.blocks) for card in cards()}
    assert len(shapes) == 1


@pytest.mark.parametrize("room", ROOMS)
def test_both_sides_of_a_card_keep_as_many_facts_however_little_room_there_is(room: Any) -> None:
    three = tuple(Fact(f"Fait {n}.") for n in range(3))
    option = sample.OPTIONS[0]
    patient = replace(option.entry.patient, brings=three, hard=three)
    one = replace(option, entry=replace(option.entry, patient=patient))
    record = replace(RELEASED, options=(one,))
    blocks = patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON, room=room)
    read = text_of(blocks)
    assert read.count("Fait 0.") == 2
    assert read.count("Fait 2.") in {0, 2}


def test_an_awaited_result_is_told_by_its_name_and_date_and_nothing_typed() -> None:
    read = words()
    assert "L’analyse s’appelle MSI/MMR. La réponse est attendue le 30 novembre." in read
    assert "pièce de colectomie" not in read
    assert "anatomopathologie" not in read


def test_what_is_missing_is_not_named_when_no_marker_of_the_file_answers_to_it() -> None:
    read = words(with_verdict("immuno", complete_what="avis du Pr Inconnu, pronostic sombre"))
    assert "Une immunothérapie, si cela se confirme" in read
    assert "Inconnu" not in read
    assert "sombre" not in read


def test_other_discussed_options_have_one_sentence_and_none_is_called_set_aside_unspoken() -> None:
    read = words()
    assert "Une autre chimiothérapie : l’équipe ne la propose pas en ce moment." in read
    assert "Un inhibiteur de PARP : cela ne correspond pas à votre situation." in read
    assert "Un essai clinique : l’équipe n’a pas encore donné son avis." in read
    assert (
        "L’équipe n’a pas encore parlé de ces possibilités : "
        "Traitement local : un soin qui vise un seul endroit du corps." in read
    )


def test_the_boards_own_words_never_reach_the_page() -> None:
    secret = "Pronostic réservé"
    opinion = replace(RELEASED.opinion, text=secret, next_steps=secret, wishes_account=secret)
    typed = [
        "specifics",
        "practical_note",
        "condition",
        "fallback",
        "with_option",
        "reason",
        "reconsider_if",
        "complete_what",
        "complete_who",
        "wish_note",
    ]
    options = tuple(replace(o, **dict.fromkeys(typed, secret)) for o in RELEASED.options)
    record = replace(
        RELEASED, opinion=opinion, options=options, question=secret, changed_since=secret
    )
    assert secret not in text(build(record))


def test_the_clinicians_note_for_the_patient_is_printed() -> None:
    assert "Un mot de votre médecin : Nous nous voyons le 27 novembre" in words()


def test_the_team_proposes_and_never_decides() -> None:
    read = words()
    assert "Une thérapie ciblée, à une condition." in read
    assert "Vous pouvez dire oui, dire non ou demander du temps." in read
    assert "a décidé" not in read


def test_a_meeting_still_to_come_is_said_to_be_so() -> None:
    before = patient_summary.blocks_of(RELEASED, printed_on=date(2026, 11, 20))
    assert "vont parler de votre situation le 23 novembre" in flat(text_of(before))
    assert "ont parlé de votre situation le 23 novembre" in words()


@pytest.mark.parametrize("days", [0, 5])
def test_a_case_not_discussed_is_never_said_to_have_been(days: int) -> None:
    record = replace(RELEASED, state=PresentationState.PREPARED)
    on = sample.MEETING_ON + timedelta(days=days)
    read = flat(text_of(patient_summary.blocks_of(record, printed_on=on)))
    assert "ont parlé" not in read
    assert ("vont parler" in read) is (days == 0)


def test_without_proposal_the_page_says_so() -> None:
    options = tuple(replace(o, verdict=Verdict.NOT_DISCUSSED) for o in RELEASED.options)
    opinion = replace(RELEASED.opinion, outcome=Outcome.NO_CONSENSUS)
    read = words(replace(RELEASED, options=options, opinion=opinion))
    assert "voici où nous en sommes" in read
    assert "L’équipe n’a pas encore fait de proposition." in read
    assert "Vous pourrez dire oui" in read
    assert "Vous pouvez dire oui" not in read
    assert "leurs propositions" not in read
    assert "Les médecins n’ont pas tous le même avis." in read


def test_what_happens_without_treatment_is_always_there_and_tells_the_future_only_if_wished() -> (
    None
):
    assert "La maladie peut avancer. Personne ne sait à quelle vitesse." in words()
    statements = tuple(
        replace(s, item=PrognosisWish.NO) if s.topic is Topic.PROGNOSIS_WISH else s
        for s in sample.STATEMENTS
    )
    quiet = replace(RELEASED, case_file=replace(sample.CASE_FILE, statements=statements))
    read = words(quiet)
    assert "Et sans traitement contre la maladie ?" in read
    assert "Personne ne sait à quelle vitesse" not in read
    assert "Les soins qui soulagent continuent." in read


PROTECTED: dict[str, Record] = {
    "not asked": wishing(),
    "nothing now": wishing(item=InfoWish.NOTHING_NOW),
    "rather a relative": wishing(item=InfoWish.RATHER_RELATIVE),
    "unknown": wishing(item="", status=StatementStatus.UNKNOWN),
    "withdrawn": wishing(status=StatementStatus.WITHDRAWN),
    "expired before printing": wishing(valid_until=sample.MEETING_ON),
    "said by a relative": wishing(speaker=Speaker.RELATIVE),
    "for the doctor only": wishing(share=Share.DOCTOR_ONLY),
}


@pytest.mark.parametrize("why", PROTECTED)
def test_the_protective_page_leaks_nothing(why: str) -> None:
    read = text(build(PROTECTED[why])).casefold()
    file = sample.CASE_FILE
    told = [o.entry.patient.title for o in sample.OPTIONS] + [o.title for o in sample.OPTIONS]
    told += [o.entry.title for o in sample.OPTIONS] + [t.label for t in file.treatments]
    told += [m.marker for m in file.biomarkers if len(m.marker) > 3]
    told += ["adénocarcinome", "côlon", "cancer", "tumeur", "maladie", "oncologie", "métasta"]
    told += ["chimio", "immuno", "ciblée", "essai", "propose", "beacon", "27 novembre"]
    leaked = [word for word in told if word.casefold() in read]
    assert leaked == []
    assert re.findall(r"\d+ ?%|sur 100|\d+ mois", read) == []


def test_the_protective_page_keeps_words_help_signs_questions_and_rights() -> None:
    read = text(build(PROTECTED["not asked"]))
    assert "Monsieur TEST-BENALI, voici vos repères et vos contacts" in read
    assert "Rester debout pour le mariage" in read
    assert "Cette feuille ne remplace pas l’échange avec votre médecin." in read
    assert "Fièvre de 38,3 °C une fois, ou 38 °C qui dure." in read
    assert "01 00 00 00 01" in read
    assert "prochaine étape" in read
    assert "Quels sont mes droits ?" in read
    assert "Aucun financement industriel." in read


def test_mode_follows_the_later_of_meeting_and_printing() -> None:
    from app.documents._paper import mode_of

    alive = wishing(valid_until=date(2026, 11, 24))
    assert mode_of(alive, sample.PRINTED_ON) is PageMode.FULL
    assert mode_of(alive, date(2026, 11, 25)) is PageMode.PROTECTIVE


@pytest.mark.parametrize(
    "kept_off",
    [
        {"share": Share.BOARD_ONLY},
        {"share": Share.DOCTOR_ONLY},
        {"not_to_relatives": True},
        {"speaker": Speaker.RELATIVE},
    ],
)
def test_only_what_the_patient_shares_with_the_page_is_on_it(kept_off: dict[str, Any]) -> None:
    secret = Statement(
        topic=Topic.REFUSAL, item=Refusal.SKIN, verbatim="Mes mots gardés.", **kept_off
    )
    file = replace(sample.CASE_FILE, statements=(*sample.STATEMENTS, secret))
    read = text(build(replace(RELEASED, case_file=file)))
    assert "Mes mots gardés" not in read
    assert "visibles sur la peau" not in read
    assert "Il se fatigue vite" not in read


def test_a_page_not_released_may_not_be_handed_over() -> None:
    for page in pages(build(sample.DRAFT, unreviewed=True)):
        assert "PROJET, ne pas remettre" in page
        assert "contenu non relu" in page
        assert "TEST, patient fictif" in page
    done = text(build())
    assert "PROJET" not in done
    assert "contenu non relu" not in done


@pytest.mark.parametrize(
    ("sex", "expected"),
    [
        (Sex.FEMALE, "Madame TEST-BENALI, voici"),
        (Sex.MALE, "Monsieur TEST-BENALI, voici"),
        (Sex.UNKNOWN, "TEST-BENALI Karim, voici"),
    ],
)
def test_the_patient_is_addressed_politely(sex: Sex, expected: str) -> None:
    patient = replace(sample.CASE_FILE.patient, sex=sex)
    record = replace(RELEASED, case_file=replace(sample.CASE_FILE, patient=patient))
    assert words(record).startswith(expected)


def test_signs_are_printed_once_each_and_only_those_of_retained_or_awaited_options() -> None:
    read = words()
    assert read.count("38,3 °C") == 1
    alone = tuple(
        replace(o, verdict=Verdict.SET_ASIDE) if o.entry.code != "supportive" else o
        for o in RELEASED.options
    )
    assert "Sang dans les selles" not in words(replace(RELEASED, options=alone))


def test_missing_numbers_leave_a_line_to_write_on() -> None:
    hospital = replace(RELEASED.hospital, day_phone="", night_phone="")
    read = text(build(replace(RELEASED, hospital=hospital)))
    assert "La nuit" in read
    assert "En urgence : 15" in read


def test_no_study_figure_is_ever_on_the_page() -> None:
    assert re.findall(r"\d+ ?%|sur 100", text(build())) == []


def test_the_foot_says_date_review_sources_and_version() -> None:
    read = words()
    assert "Feuille imprimée le 24 novembre 2026." in read
    assert "Textes relus le 04/09/2026." in read
    assert "BEACON, 2019" in read
    assert "Version : R-2026-000123, présentation 2, état 7." in read


def test_unreviewed_texts_are_said_to_be_so() -> None:
    entry = replace(sample_catalogue.TARGETED, patient_review=None)
    option = replace(
        next(o for o in sample.OPTIONS if o.entry.code == "targeted-braf"), entry=entry
    )
    options: tuple[Option, ...] = (*sample.OPTIONS[:2], option)
    assert "Une partie des textes n’est pas encore relue." in words(
        replace(RELEASED, options=options)
    )


def test_the_same_record_gives_the_same_bytes() -> None:
    assert build() == build()


def lines_of(piece: Piece, width: float) -> list[tuple[float, str]]:
    """Size and text of every line of a piece, as it was wrapped."""
    if isinstance(piece, Text):
        piece.measure(width)
        size = piece.paragraph.style.fontSize
        broken = piece.paragraph.blPara
        if broken.kind == 0:
            return [(size, " ".join(words)) for _space, words in broken.lines]
        return [(size, "".join(w.text for w in line.words)) for line in broken.lines]
    if isinstance(piece, Box):
        return [found for inner in piece.pieces for found in lines_of(inner, piece._inner(width))]
    if isinstance(piece, Row):
        spans = piece._spans(width)
        both = zip(piece.cells, spans, strict=True)
        return [f for cell, (_x, w) in both for inner in cell for f in lines_of(inner, w)]
    return []


@pytest.mark.parametrize("record", [RELEASED, PROTECTED["not asked"]])
def test_letters_are_14_points_and_lines_have_about_70_characters(record: Record) -> None:
    for room in ROOMS:
        document = patient_summary._document(record, patient_summary.Print(sample.PRINTED_ON), room)
        width = PAGE_WIDTH - 2 * METRICS[document.theme].margin
        lines = [
            f for page in paginate(document).pages for piece in page for f in lines_of(piece, width)
        ]
        last = max(n for n, (size, _words) in enumerate(lines) if size >= 14)
        assert all(size >= 14 for size, _words in lines[: last + 1])
        lengths = [len(words) for size, words in lines if size == 14]
        assert max(lengths) <= 76
        assert sum(length <= 70 for length in lengths) >= 0.8 * len(lengths)


def our_sentences() -> list[str]:
    """Every fixed sentence of the page."""
    read = words()
    for record in PROTECTED.values():
        read += " " + words(record)
    lists = [*fixed.PRIORITIES.values(), *fixed.OUTCOMES.values(), *fixed.STOPS.values()]
    lists += [*fixed.RIGHTS, fixed.RIGHTS_SHORT, *fixed.RED_FLAGS]
    return [s for text in lists for s in re.split(r"(?<=[.?!])\s+", text)]


def test_our_sentences_are_short() -> None:
    counts = [len(s.split()) for s in our_sentences()]
    assert max(counts) <= 20
    assert sum(counts) / len(counts) <= 12


def test_headings_are_questions() -> None:
    blocks = patient_summary.blocks_of(RELEASED, printed_on=sample.PRINTED_ON)
    flatter = [b for block in blocks for b in getattr(block, "blocks", (block,))]
    headings = [b.text for b in flatter if isinstance(b, Heading) and b.level == 2]
    assert len(headings) >= 10
    assert all(heading.endswith("?") for heading in headings)
    assert all(len(heading.split()) <= 10 for heading in headings)
