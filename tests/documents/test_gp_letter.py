"""The letter to the family doctor, read back from its PDF: the content of B48, and nothing the patient keeps back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.documents import gp_letter
from app.documents.blocks import text_of
from app.domain.casefile import Statement, Told
from app.domain.concordance import fits
from app.domain.follow_up import FollowUp
from app.domain.partial_date import PartialDate
from app.domain.record import Person, Record
from app.domain.vocabulary import (
    MeetingState,
    PatientAnswer,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
    Topic,
    Verdict,
)
from tests.documents import sample
from tests.documents.reading import flat, pages, text

DOCTOR = Person("Dr Paul Martin", "médecine générale")
NOTE = "Surveiller le poids chaque semaine. Renouveler la prescription de transport."
DRAFT = replace(
    sample.DRAFT,
    gp_note=NOTE,
    requester=replace(sample.DRAFT.requester or DOCTOR, phone="01 00 00 00 02"),
)


def build(
    record: Record = DRAFT, doctor: Person | None = DOCTOR, follow_up: FollowUp = gp_letter.UNKNOWN
) -> bytes:
    """The letter of a record."""
    return gp_letter.build(
        record, printed_on=sample.PRINTED_ON, family_doctor=doctor, follow_up=follow_up
    )


def words(record: Record) -> str:
    """Its words without the PDF."""
    blocks = gp_letter.blocks_of(
        record, printed_on=sample.PRINTED_ON, family_doctor=DOCTOR, follow_up=FollowUp()
    )
    return flat(text_of(blocks))


def with_statements(*statements: Statement) -> Record:
    """The record with these statements only, and fits computed from them."""
    options = tuple(
        replace(o, fits=fits(o.entry, statements, today=sample.MEETING_ON)) for o in DRAFT.options
    )
    return replace(
        DRAFT, case_file=replace(DRAFT.case_file, statements=statements), options=options
    )


def test_an_ordinary_letter_takes_one_page_and_names_its_reader() -> None:
    (page,) = pages(build(sample.validated(DRAFT)))
    assert "Page 1 sur 1" in page
    assert "Dr Paul Martin médecine générale" in page
    assert "TEST-BENALI Karim" in page
    assert "R-2026-000123" in page


def test_without_a_family_doctor_the_letter_says_so() -> None:
    assert "Aucun médecin traitant déclaré" in text(build(doctor=None))


def test_it_says_diagnosis_question_and_opinion() -> None:
    read = words(DRAFT)
    assert "Adénocarcinome du côlon gauche. Diagnostic : décembre 2024. Stade : IVC." in read
    assert "Question posée : Progression hépatique sous FOLFIRI-bévacizumab" in read
    assert "La RCP propose l’association encorafénib-cétuximab si la tumeur est MSS" in read


def test_every_possibility_is_there_under_its_verdict() -> None:
    read = text(build())
    assert "1. Thérapie ciblée (encorafénib-cétuximab) ; à condition : tumeur MSS" in read
    assert (
        "Immunothérapie (anti-PD-1) : statut MSI/MMR sur la pièce de colectomie, "
        "par anatomopathologie, pour le 30/11/2026"
    ) in read
    assert "Réservée à l’après thérapie ciblée. À revoir si : progression ou intolérance" in read
    assert "Inhibiteur de PARP : Variant de signification incertaine, hors indication." in read
    for option in DRAFT.options:
        assert option.entry.title in read


def test_a_proposed_verdict_is_never_shown_as_the_board_s() -> None:
    prepared = [o for o in DRAFT.options if o.verdict is Verdict.PROPOSED]
    assert prepared
    listed = text(build()).split("Non discutées :")[1]
    assert all(o.entry.title in listed for o in prepared)


def test_it_says_what_the_family_doctor_is_asked_to_do() -> None:
    assert f"Ce qui vous est demandé {NOTE}" in text(build())
    assert "Ce qui vous est demandé Pas encore rédigé." in text(build(replace(DRAFT, gp_note="")))


def test_it_says_what_the_patient_knows_and_asks_to_leave_the_rest() -> None:
    read = text(build())
    assert "Avant la réunion : Sait que le foie a progressé" in read
    assert "nous n’avons pas noté que la proposition lui ait été expliquée" in read


def test_it_says_when_the_proposal_was_told_and_the_answer_without_the_words() -> None:
    known = FollowUp(
        told_on=PartialDate(2026, 11, 27),
        told_by="Dr Morel",
        answer=PatientAnswer.CHOOSES_OTHER,
        chosen="Pause avec suivi",
        answer_words="MOTDUPATIENT",
        pps_on=date(2026, 11, 27),
        comment="MOTDUSUIVI",
    )
    read = text(build(follow_up=known))
    assert "la proposition lui a été expliquée par Dr Morel (27/11/2026)." in read
    assert "Sa réponse : choisit une autre possibilité (Pause avec suivi)." in read
    assert "Programme personnalisé de soins remis le 27/11/2026." in read
    assert "MOTDU" not in read


def test_it_gives_the_numbers_to_call() -> None:
    read = text(build())
    assert "Dr Claire Morel : 01 00 00 00 02" in read
    assert "Le jour : 01 00 00 00 00, La nuit : 01 00 00 00 01" in read


def test_it_is_a_project_until_validated_and_a_test_in_a_demonstration() -> None:
    draft, signed = text(build()), text(build(sample.validated(DRAFT)))
    assert "PROJET, non validé" in draft
    assert "PROJET" not in signed
    assert "Avis validé par Dr Anne Vasseur le 23/11/2026 à 17 h 12." in signed
    assert "TEST, patient fictif" in signed
    real = text(build(replace(sample.validated(DRAFT), is_demonstration=False)))
    assert "TEST, patient fictif" not in real


def test_an_addition_after_validation_is_in_the_letter() -> None:
    read = text(build(sample.validated(DRAFT)))
    assert "Ajout du 24/11/2026 à 9 h 30 : MSS confirmé en immunohistochimie." in read


def test_a_case_not_yet_discussed_is_not_said_to_be() -> None:
    assert DRAFT.meeting is not None
    planned = replace(DRAFT, meeting=replace(DRAFT.meeting, state=MeetingState.PLANNED))
    assert "est inscrit à la réunion" in text(build(planned))
    assert "va être présenté en RCP" in text(build(replace(DRAFT, meeting=None)))


def test_the_patient_s_own_words_are_there_and_those_of_others_are_not() -> None:
    read = text(build())
    assert "« Rester debout pour le mariage de ma fille en mai. »" in read
    assert "Refuse : Dormir à l’hôpital" in read
    assert "Il se fatigue vite" not in read


KEPT_BACK = [
    (share, flag)
    for share in Share
    for flag in (False, True)
    if flag or share is not Share.BOARD_AND_PAGE
]


@pytest.mark.parametrize(("share", "not_to_relatives"), KEPT_BACK)
@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("speaker", [Speaker.PATIENT, Speaker.TRUSTED_PERSON])
def test_nothing_kept_for_the_board_the_doctor_or_from_relatives_is_in_the_letter(
    share: Share, not_to_relatives: bool, topic: Topic, speaker: Speaker
) -> None:
    said = Statement(
        topic=topic,
        item=Refusal.HOSPITAL_STAY if topic is Topic.REFUSAL else "",
        verbatim="MOTGARDE",
        speaker=speaker,
        stated_on=date(2026, 11, 12),
        share=share,
        not_to_relatives=not_to_relatives,
    )
    without, kept = words(with_statements()), words(with_statements(said))
    assert kept == without


def test_an_answer_that_was_withdrawn_or_not_given_is_not_repeated() -> None:
    for status in set(StatementStatus) - {StatementStatus.STATED}:
        said = Statement(topic=Topic.WHAT_MATTERS, verbatim="MOTANCIEN", status=status)
        assert "MOTANCIEN" not in words(with_statements(said))


def test_how_the_board_took_wishes_into_account_stays_with_the_board() -> None:
    options = tuple(replace(o, wish_note="MOTRESERVE") for o in DRAFT.options)
    opinion = replace(DRAFT.opinion, wishes_account="MOTRESERVE", next_steps="MOTRESERVE")
    assert "MOTRESERVE" not in text(build(replace(DRAFT, options=options, opinion=opinion)))


def test_two_builds_are_the_same_bytes() -> None:
    assert build() == build()


def test_a_very_long_letter_goes_on_over_pages_without_losing_a_word() -> None:
    told = Told("Sait tout. " * 300 + "MOTFINAL", "Dr Morel", None)
    long = replace(
        DRAFT,
        gp_note="Surveiller. " * 900 + "MOTDERNIER",
        case_file=replace(DRAFT.case_file, told=told),
    )
    read = pages(build(long))
    assert len(read) > 1
    assert "MOTDERNIER" in " ".join(read)
    assert "MOTFINAL" in " ".join(read)
    assert all("TEST-BENALI" in page for page in read)
