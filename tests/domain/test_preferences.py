"""What stands today of what was said: superseding, who may read it, and the page that protects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.casefile import Statement
from app.domain.preferences import (
    CORE_TOPICS,
    PageMode,
    at_board_level,
    current,
    for_patient_page,
    item_label,
    page_mode,
    wishes,
)
from app.domain.questionnaire import QUESTIONS
from app.domain.vocabulary import InfoWish, Share, Speaker, StatementStatus, Topic

TODAY = date(2026, 11, 23)
SAID_ON = date(2026, 11, 12)


@dataclass(frozen=True)
class Row:
    """A stored statement as far as superseding looks at it."""

    topic: Topic
    item: str
    batch: int
    speaker: Speaker = Speaker.PATIENT
    value: str = ""


def answer(code: str, value: str = "", **more) -> Statement:
    return Statement(QUESTIONS[code].topic, code, value=value, **{"stated_on": SAID_ON, **more})


def test_a_core_topic_is_replaced_whole_and_a_question_alone():
    rows = [
        Row(Topic.REFUSAL, "trial", 1),
        Row(Topic.REFUSAL, "fatigue", 1),
        Row(Topic.SIDE_EFFECT, "side_effect.skin", 1),
        Row(Topic.SIDE_EFFECT, "side_effect.hair", 1),
        Row(Topic.REFUSAL, "infusions", 2),
        Row(Topic.SIDE_EFFECT, "side_effect.skin", 2),
    ]
    assert [(r.item, r.batch) for r in current(rows)] == [
        ("side_effect.hair", 1),
        ("infusions", 2),
        ("side_effect.skin", 2),
    ]


def test_a_new_trusted_person_never_keeps_the_telephone_of_the_old_one():
    first = [Row(Topic.TRUSTED_PERSON, f"trusted_person.{x}", 1) for x in ("name", "phone", "date")]
    corrected = Row(Topic.TRUSTED_PERSON, "trusted_person.phone", 2)
    assert [(r.item, r.batch) for r in current([*first, corrected])] == [
        ("trusted_person.name", 1),
        ("trusted_person.date", 1),
        ("trusted_person.phone", 2),
    ]
    renamed = Row(Topic.TRUSTED_PERSON, "trusted_person.name", 3)
    assert current([*first, corrected, renamed]) == (renamed,)


ROWS = st.lists(
    st.builds(
        lambda code, batch, speaker: Row(QUESTIONS[code].topic, code, batch, speaker),
        st.sampled_from(sorted(QUESTIONS)),
        st.integers(1, 4),
        st.sampled_from([Speaker.PATIENT, Speaker.RELATIVE]),
    ),
    unique=True,
).map(lambda rows: sorted(rows, key=lambda r: r.batch))


@given(ROWS)
def test_each_speaker_has_one_current_answer_a_question_and_nobody_replaces_another(rows):
    standing = current(rows)
    keys = [(r.item, r.speaker) for r in standing]
    assert len(keys) == len(set(keys))
    for speaker in (Speaker.PATIENT, Speaker.RELATIVE):
        own = [r for r in rows if r.speaker is speaker]
        assert current(own) == tuple(r for r in standing if r.speaker is speaker)
    if rows:
        assert [r for r in rows if r.batch == rows[-1].batch] == [
            r for r in standing if r.batch == rows[-1].batch
        ]


def test_the_card_is_dated_by_the_core_questions_not_by_a_later_detail():
    core = Statement(Topic.WHAT_MATTERS, verbatim="Mon jardin.", stated_on=SAID_ON)
    later = answer("place.now", "home", stated_on=date(2026, 11, 20))
    known = wishes((core, later), TODAY)
    assert known.stated_on == SAID_ON
    assert known.beyond == (later,)
    assert known.is_recorded


UNABLE = (
    answer("capacity.state", "unable", speaker=Speaker.CLINICIAN, speaker_name="Dr Roy"),
    answer("capacity.since", "2026-11", speaker=Speaker.CLINICIAN, speaker_name="Dr Roy"),
    answer("capacity.reason", "coma", speaker=Speaker.CLINICIAN, speaker_name="Dr Roy"),
)
KNOWS = Statement(Topic.INFO_WISH, InfoWish.EVERYTHING, stated_on=SAID_ON)
TESTIMONY = (
    Statement(Topic.WHAT_MATTERS, verbatim="Elle veut rentrer.", speaker=Speaker.TRUSTED_PERSON),
    Statement(Topic.INFO_WISH, InfoWish.EVERYTHING, speaker=Speaker.TRUSTED_PERSON),
)


def test_who_cannot_speak_is_said_with_since_and_because_and_the_testimony_stands_apart():
    known = wishes((*UNABLE, *TESTIMONY), TODAY)
    assert known.incapacity is not None
    assert (str(known.incapacity.since), known.incapacity.reason) == ("11/2026", "coma")
    assert [s.verbatim for s in known.testimony] == ["Elle veut rentrer.", ""]
    assert (known.what_matters, known.info_wish, known.from_others) == (None, None, ())
    assert not known.is_recorded


def test_without_incapacity_the_trusted_person_is_one_of_the_others():
    able = replace(UNABLE[0], value="able")
    known = wishes((able, *UNABLE[1:], *TESTIMONY), TODAY)
    assert known.incapacity is None
    assert known.testimony == ()
    assert len(known.from_others) == len(TESTIMONY)


def test_no_testimony_lifts_the_protective_page():
    assert page_mode((KNOWS,), TODAY) is PageMode.FULL
    assert page_mode(TESTIMONY, TODAY) is PageMode.PROTECTIVE
    assert page_mode((*UNABLE, *TESTIMONY), TODAY) is PageMode.PROTECTIVE
    assert page_mode((KNOWS, *UNABLE, *TESTIMONY), TODAY) is PageMode.PROTECTIVE


STATEMENTS = st.lists(
    st.builds(
        answer,
        st.sampled_from(sorted(QUESTIONS)),
        st.sampled_from(["yes", "no", "home", "5", ""]),
        verbatim=st.just("SECRET"),
        share=st.sampled_from(Share),
        not_to_relatives=st.booleans(),
        status=st.sampled_from(StatementStatus),
        speaker=st.sampled_from(Speaker),
    ),
    max_size=8,
)


@given(STATEMENTS)
def test_the_board_is_told_that_something_is_kept_for_the_doctor_and_nothing_of_it(given_ones):
    for seen in at_board_level(given_ones):
        if seen.share is Share.DOCTOR_ONLY:
            assert seen == Statement(seen.topic, share=Share.DOCTOR_ONLY, withheld=True)
    assert {s.topic for s in at_board_level(given_ones)} == {s.topic for s in given_ones}


@given(STATEMENTS)
def test_only_what_may_be_on_paper_reaches_the_patients_page(given_ones):
    for seen in for_patient_page(at_board_level(given_ones)):
        assert seen.share is Share.BOARD_AND_PAGE
        assert not seen.not_to_relatives


@given(STATEMENTS)
def test_nobody_elses_words_become_the_patients(given_ones):
    known = wishes(given_ones, TODAY)
    assert all(s.speaker is Speaker.PATIENT for s in known.beyond)
    assert all(s.speaker is not Speaker.PATIENT for s in (*known.from_others, *known.testimony))


@given(STATEMENTS)
def test_the_questionnaire_never_lifts_the_protective_page(given_ones):
    assert page_mode(given_ones, TODAY) is PageMode.PROTECTIVE


@pytest.mark.parametrize("code", sorted(QUESTIONS))
def test_every_question_has_a_name_beside_its_answer(code):
    assert QUESTIONS[code].topic not in CORE_TOPICS
    assert item_label(answer(code)) == QUESTIONS[code].brief
