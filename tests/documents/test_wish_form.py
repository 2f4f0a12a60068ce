"""The questionnaire on paper: the same questions as the screen, large, tagged, and without any answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from app.documents import wish_form
from app.documents._form_questions import asked_as, asked_of_patient, section_blocks
from app.documents._style import METRICS, Role, Theme
from app.documents.blocks import text_of
from app.domain.casefile import Statement
from app.domain.patient_questions import LISTED
from app.domain.questionnaire import ASKED
from app.domain.vocabulary import InfoWish, Priority, PrognosisWish, Refusal, Topic
from tests.documents import reading, sample

SECRET = "Je n’ai rien dit à mon fils."


def words() -> str:
    """The form of the sample patient, with plain spaces."""
    blocks = wish_form.blocks_of(sample.DRAFT, printed_on=sample.PRINTED_ON)
    return reading.flat(text_of(blocks))


def test_every_question_of_the_screen_that_paper_may_carry_is_on_the_form() -> None:
    form = words()
    on_paper = {q.code for section in asked_of_patient() for q in section.questions}
    left = {q.code for q in ASKED} - on_paper
    assert left == {
        "confidentiality.not_inform",
        "capacity.state",
        "capacity.since",
        "capacity.reason",
    }
    for question in (q for q in ASKED if q.code in on_paper):
        assert reading.flat(asked_as(question)) in form, question.code


@pytest.mark.parametrize("kind", [InfoWish, PrognosisWish, Priority, Refusal])
def test_the_core_questions_offer_every_answer_of_the_screen(kind: type) -> None:
    for member in kind:  # type: ignore[attr-defined]
        assert reading.flat(member.label) in words()


def test_the_list_of_questions_to_ask_is_on_the_form() -> None:
    for listed in LISTED:
        assert reading.flat(listed.text) in words()


def test_the_form_names_its_patient_and_asks_the_day_who_answers_who_helps_and_who_may_read() -> (
    None
):
    form = words()
    patient = sample.DRAFT.case_file.patient
    assert patient.birth_name in form
    assert sample.DRAFT.reference in form
    for asked in ("Rempli le :", "Qui a aidé, qui était là :", "Interprète :", "Qui répond"):
        assert asked in form
    assert "Qui peut lire mes réponses ?" in form
    assert "Mon médecin seulement" in form


def test_nothing_the_patient_said_before_stands_on_the_blank_form() -> None:
    said = Statement(Topic.WHAT_MATTERS, verbatim=SECRET, stated_on=sample.PRINTED_ON)
    file = replace(sample.DRAFT.case_file, statements=(said,))
    record = replace(sample.DRAFT, case_file=file)
    with_words = wish_form.build(record, printed_on=sample.PRINTED_ON)
    without = wish_form.build(sample.DRAFT, printed_on=sample.PRINTED_ON)
    assert with_words == without
    assert SECRET not in reading.text(with_words)


def test_the_form_is_set_in_14_points_and_its_glyphs_are_all_drawn() -> None:
    assert METRICS[Theme.PATIENT].sizes[Role.BODY][0] == 14
    text = reading.text(wish_form.build(sample.DRAFT, printed_on=sample.PRINTED_ON))
    assert text.count("☐") > 150
    assert "\ufffd" not in text


def test_no_question_offers_the_same_answer_twice() -> None:
    for section in asked_of_patient():
        for block in section_blocks(section):
            said = reading.flat(text_of((block,))).split("☐")
            ticks = [one.strip() for one in said if one.strip()]
            assert "Je ne sais pas" not in {a for a, b in pairwise(ticks) if a == b}
