"""The questionnaire as data: complete, in our words, and checked."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.answers import Answer, label, said, unassessed_needs, violations
from app.domain.casefile import Statement
from app.domain.questionnaire import HEADS, QUESTIONS, REQUIRED_NEEDS, SECTIONS, Kind
from app.domain.vocabulary import StatementStatus, Topic
from app.wording.rules import violation_sentence

TODAY = date(2026, 11, 23)
CORE = {"what_matters", "info_wish", "prognosis_wish", "refusal", "priority"}


def stated(code: str, value: str = "", words: str = "") -> Statement:
    return Statement(QUESTIONS[code].topic, code, value=value, verbatim=words)


def codes(*answers: Answer) -> list[tuple[str, str]]:
    return [(v.code, v.field) for v in violations(answers, TODAY)]


def test_every_topic_of_the_form_has_its_questions():
    own_page = {Topic.QUESTION.value}
    assert {q.topic.value for q in QUESTIONS.values()} == {t.value for t in Topic} - CORE - own_page


def test_no_question_is_asked_twice_and_every_code_fits_its_column():
    everything = [q.code for section in SECTIONS for q in section.questions]
    assert len(everything) == len(set(everything))
    assert max(map(len, everything)) <= 40
    assert set().union(*HEADS.values()) | set(REQUIRED_NEEDS) <= set(everything)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.code)
def test_a_question_with_choices_offers_some_and_the_others_none(question):
    coded = {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.STEP}
    assert bool(question.choices) == (question.kind in coded)
    assert all(
        code and text and "-" not in code and "," not in code for code, text in question.choices
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer("side_effect.fatigue", "maybe"), "unknown_choice"),
        (Answer("trial.why", "others,money"), "unknown_choice"),
        (Answer("symptom.pain", "11"), "answer_range"),
        (Answer("symptom.pain", "-1"), "answer_range"),
        (Answer("practical.travel", "2000"), "answer_range"),
        (Answer("time.by", "hier"), "bad_date"),
        (Answer("advance_directive.date", "2027-01"), "date_in_future"),
        (Answer("fears.words", words="x" * 1001), "text_long"),
    ],
)
def test_a_wrong_answer_is_refused_beside_its_question_with_a_sentence(answer, expected):
    [broken] = violations([answer], TODAY)
    assert (broken.code, broken.field) == (expected, answer.code)
    assert len(violation_sentence(broken)) > 10


def test_a_question_that_does_not_exist_is_refused():
    assert codes(Answer("trial.price", "yes")) == [("unknown_choice", "")]


def test_a_date_to_come_may_matter():
    assert codes(Answer("time.by", "2027-05-15")) == []


def test_who_cannot_speak_cannot_be_noted_without_since_and_because():
    assert codes(Answer("capacity.state", "unable")) == [
        ("required", "capacity.since"),
        ("required", "capacity.reason"),
    ]
    assert codes(Answer("capacity.reason", "coma")) == [("required", "capacity.state")]
    assert codes(Answer("capacity.state", "able")) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (stated("side_effect.fatigue", "no"), "Fatigue\u00a0: non"),
        (stated("practical.travel", "60"), "Trajet\u00a0: 60\u00a0min au plus"),
        (stated("symptom.pain", "0"), "Douleur\u00a0: 0 sur 10"),
        (
            stated("trial.why", "own_chance,others"),
            "Participer pour\u00a0: une chance pour moi, aider les autres",
        ),
        (stated("advance_directive.date", "2024-03"), "Datées du\u00a0: 03/2024"),
        (stated("trusted_person.name", "Mme B."), "Nom\u00a0: Mme B."),
        (stated("fears.words", words="La douleur."), "Craint"),
    ],
)
def test_a_stored_answer_is_said_in_french(statement, expected):
    assert label(statement) == expected


def test_an_answer_of_a_list_that_has_changed_since_is_still_readable():
    assert said(stated("place.now", "hospice")) == "hospice"


def test_nothing_typed_stores_nothing_and_no_answer_is_an_answer():
    assert not Answer("fears.words").is_given
    assert not Answer("fears.words", status=StatementStatus.NOT_ASKED).is_given
    assert Answer("fears.words", status=StatementStatus.DECLINED).is_given


def test_the_three_needs_are_asked_until_somebody_assessed_them():
    assert unassessed_needs(()) == REQUIRED_NEEDS
    known = (stated("needs.balance", "not_wished"), stated("needs.symptoms", "fine"))
    assert unassessed_needs(known) == ("needs.psychological",)
