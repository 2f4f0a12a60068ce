"""The fiche RCP, read back from its PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from app.documents import fiche
from app.documents.blocks import text_of
from app.domain.casefile import Statement
from app.domain.concordance import fits
from app.domain.record import Opinion, Person, Record
from app.domain.vocabulary import (
    MarkerState,
    PresentationState,
    Refusal,
    Share,
    Topic,
    Verdict,
)
from tests.documents import sample
from tests.documents.reading import flat, pages, text


def build(record: Record = sample.DRAFT) -> bytes:
    """The fiche of a record."""
    return fiche.build(record, printed_on=sample.PRINTED_ON)


def words(record: Record) -> str:
    """Its words without the PDF."""
    return flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))


def with_statements(*statements: Statement) -> Record:
    """The sample record with these statements only, and fits computed from them."""
    file = replace(sample.CASE_FILE, statements=statements)
    options = tuple(
        replace(o, fits=fits(o.entry, statements, today=sample.MEETING_ON))
        for o in sample.DRAFT.options
    )
    return replace(sample.DRAFT, case_file=file, options=options)


def test_an_ordinary_case_takes_two_pages_that_say_their_number() -> None:
    read = pages(build())
    assert len(read) == 2
    assert "Page 1 sur 2" in read[0]
    assert "Page 2 sur 2" in read[1]


def test_the_patient_is_named_on_every_page() -> None:
    for page in pages(build(sample.validated())):
        assert "TEST-BENALI Karim" in page
        assert "né le 03/05/1968, 58 ans" in page
        assert "R-2026-000123" in page


def test_meeting_members_and_quorum_are_stated() -> None:
    read = words(sample.DRAFT)
    assert "lundi 23 novembre 2026 à 14 h 00" in read
    assert "Dr Thị Nguyễn, radiologie : à distance" in read
    assert "président de séance" in read
    assert "Quorum : non atteint, manque : oncologie radiothérapie" in read
    assert "informé de la réunion le 20/11/2026 par Dr Morel, non opposé" in read


def test_a_full_page_groups_the_members_and_loses_none_of_them() -> None:
    close = fiche.blocks_of(sample.DRAFT, printed_on=sample.PRINTED_ON, density=fiche.Density.CLOSE)
    read = flat(text_of(close))
    assert "Présents : Dr Anne Vasseur, oncologie médicale (président de séance) ; Dr Hugo" in read
    assert "À distance : Dr Thị Nguyễn, radiologie. Avis écrit : Dr Łukasz Kowal" in read
    assert "Absents : Dr Inès Roux, oncologie radiothérapie. Quorum : non atteint" in read


def test_what_nobody_wrote_of_the_conclusion_is_said_in_one_line() -> None:
    bare = replace(sample.DRAFT, opinion=Opinion("", None))
    said = "issue, prise en compte de ses souhaits, évaluation des besoins de soins de support"
    assert f"Non renseigné : {said}, suites." in words(bare)


def test_markers_not_done_or_awaited_are_never_read_as_negative() -> None:
    read = text(build())
    assert "MSI/MMR En attente prévu le 30/11/2026" in read
    assert "NTRK Non fait" in read
    assert "Positif, de signification incertaine" in read


def test_lines_show_dates_response_stop_and_doses() -> None:
    read = text(build())
    assert "FOLFIRI-bévacizumab, 19 cures 08/09/2025 à 19/10/2026 Stabilité" in read
    assert "Progression le 28/10/2026, foie +38 %" in read
    assert "doses −25 % depuis mars 2026" in read


def test_the_patients_words_come_before_the_options() -> None:
    read = words(sample.DRAFT)
    said = read.index("« Rester debout pour le mariage de ma fille en mai. »")
    assert said < read.index("Possibilités examinées")
    assert "saisi par Mme Petit, infirmière" in read
    assert "1. Me sentir le mieux possible chaque jour" in read


def test_what_a_relative_said_stands_apart_and_fills_no_field_of_the_patient() -> None:
    read = words(sample.DRAFT)
    assert "À part, un proche (son épouse) : « Il se fatigue vite mais ne le dit pas. »" in read
    alone = with_statements(sample.STATEMENTS[-1])
    before, after = words(alone).split("À part, un proche")
    assert "Il se fatigue vite" not in before
    assert "Il se fatigue vite" in after


def test_absent_wishes_are_said_to_be_absent_in_their_place() -> None:
    read = words(with_statements())
    assert "Ce qui compte pour Monsieur TEST-BENALI non recueilli" in read
    assert "Refuse : non recueilli" in read


def test_what_is_for_the_doctor_only_is_marked_and_never_told() -> None:
    secret = Statement(
        topic=Topic.REFUSAL,
        item=Refusal.SKIN,
        verbatim="Mon secret de peau.",
        share=Share.DOCTOR_ONLY,
    )
    read = words(with_statements(secret, *sample.STATEMENTS[:1]))
    assert "secret" not in read
    assert "sur la peau" not in read
    assert "Refuse : non partagé" in read


def test_what_relatives_may_not_know_is_never_on_paper_nor_in_a_fit() -> None:
    secret = Statement(
        topic=Topic.REFUSAL,
        item=Refusal.INFUSIONS,
        verbatim="Ne le dites pas à ma fille.",
        not_to_relatives=True,
        stated_on=date(2026, 11, 12),
    )
    read = text(build(with_statements(secret, *sample.STATEMENTS[:2])))
    assert "Ne le dites pas" not in read
    assert "perfusions" not in read
    assert "pas de perfusion" not in read
    assert "Refuse : non partagé" in read


def test_every_verdict_shows_its_reasons() -> None:
    read = words(sample.DRAFT)
    assert "✓ Retenue, n° 1 Condition : tumeur MSS Sinon : immunothérapie" in read
    assert "Au regard des souhaits : Transport VSL prescrit" in read
    assert "× Écartée Motif : Réservée à l’après thérapie ciblée. À revoir si : progression" in read
    assert "Par : anatomopathologie Pour le : 30/11/2026" in read
    assert "– Sans objet Motif : Variant" in read


def test_an_option_not_discussed_is_printed_as_such_and_never_as_set_aside() -> None:
    quiet = tuple(
        replace(o, verdict=Verdict.NOT_DISCUSSED, reason="ancien motif", proposed=None)
        for o in sample.OPTIONS
    )
    read = words(replace(sample.DRAFT, options=quiet))
    assert read.count("Non discutée") == len(quiet)
    table = read[read.index("Possibilité Critères") : read.index("✓ rempli ou retenue")]
    assert "Écartée" not in table
    assert "ancien motif" not in read


def test_what_was_only_prepared_is_not_shown_as_the_boards() -> None:
    assert "Proposée avant la réunion, sans avis de la RCP" in words(sample.DRAFT)


def test_criteria_show_their_sign_and_the_datum_used() -> None:
    read = words(sample.DRAFT)
    assert "✓ BRAF V600E positif (14/01/2025)" in read
    assert "? BRCA2 c.9976A>T : signification incertaine" in read


def test_a_draft_says_projet_on_every_page_and_a_validated_one_never() -> None:
    for page in pages(build()):
        assert "PROJET, non validé" in page
    done = text(build(sample.validated()))
    assert "PROJET" not in done
    assert "Validé par Dr Anne Vasseur le 23/11/2026 à 17 h 12" in done


def test_a_demonstration_says_test_on_every_page() -> None:
    for page in pages(build(sample.validated())):
        assert "TEST, patient fictif" in page
    real = replace(sample.validated(), is_demonstration=False)
    assert "TEST, patient fictif" not in text(build(real))


def test_addenda_stand_dated_under_an_opinion_that_does_not_change() -> None:
    read = words(sample.validated())
    assert read.index("Validé par") < read.index("Ajouts après validation")
    assert "24/11/2026 à 9 h 30, Dr Claire Morel : MSS confirmé" in read
    assert sample.OPINION.text[:40] in read


def test_the_board_proposes_and_never_decides() -> None:
    read = words(sample.validated())
    assert "La RCP propose" in read
    assert "décision de la RCP" not in read
    assert "La RCP a décidé" not in read


def test_the_same_record_gives_the_same_bytes() -> None:
    assert build() == build()


def test_the_document_names_its_language_title_and_author() -> None:
    reader = PdfReader(io.BytesIO(build(sample.validated())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Fiche RCP R-2026-000123"
    assert reader.metadata.author == "Dr Anne Vasseur"
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"


def test_an_empty_case_still_prints_and_says_what_is_missing() -> None:
    file = replace(
        sample.CASE_FILE, biomarkers=(), treatments=(), measures=(), cautions=(), statements=()
    )
    bare = replace(
        sample.DRAFT,
        case_file=file,
        options=(),
        meeting=None,
        presenter=None,
        requester=None,
        question="",
        state=PresentationState.PREPARED,
    )
    read = text(build(bare))
    assert "Aucun marqueur renseigné" in read
    assert "Aucune réunion fixée" in read
    assert "OMS non renseigné" in read
    assert "Aucun traitement renseigné" in read


def test_the_drawing_has_sentences_for_those_who_do_not_see_it() -> None:
    read = words(sample.DRAFT)
    assert "Parcours : 1 FOLFOX, 12 cures : 20/01/2025 à 11/08/2025, réponse partielle" in read
    assert "Sans date : Radiothérapie antalgique L4" in read


def test_a_non_contributory_marker_is_named_so() -> None:
    marker = replace(sample.CASE_FILE.biomarkers[2], state=MarkerState.NON_CONTRIBUTORY)
    file = replace(sample.CASE_FILE, biomarkers=(marker,))
    assert "MSI/MMR Non contributif" in words(replace(sample.DRAFT, case_file=file))


def test_it_says_who_spoke_who_knows_the_patient_and_what_the_law_asks_of_the_room() -> None:
    presented = replace(
        sample.DRAFT,
        requester_there=False,
        presenter=Person("Dr Hugo Lemaire", "Chirurgie viscérale"),
        somebody_knows=False,
    )
    told = words(presented)
    assert "Présenté par : Dr Hugo Lemaire" in told
    assert "il reste responsable de la demande" in told
    assert "Une personne présente connaît le patient : non" in told
    assert "aucun oncologue médical ni onco-hématologue" in told
    unknown = words(replace(presented, presenter=None, somebody_knows=None))
    assert "Présenté par : non renseigné ; médecin référent absent" in unknown
    assert "connaît le patient" not in unknown
