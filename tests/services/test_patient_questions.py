"""The patient's questions: ticked or in free words, followed until answered, and leaking nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from app import clock
from app.documents import fiche, gp_letter, patient_summary
from app.documents.blocks import text_of
from app.domain import patient_questions as rules
from app.domain.casefile import Statement
from app.domain.partial_date import PartialDate
from app.domain.patient_questions import LISTED, Asked, Category
from app.domain.preferences import at_board_level
from app.domain.question_progress import Progress, QuestionState
from app.domain.vocabulary import InfoWish, Means, Share, Speaker, Topic
from app.errors import NotFound, StaleVersion
from app.exchange.case_json import read_case, write_case
from app.models import QuestionProgress
from app.models import Statement as Row
from app.queries import cases as case_queries
from app.services import patient_questions as services
from tests.documents import sample
from tests.documents.reading import flat
from tests.services.board import ONCE, count, one, record_of, refused
from tests.world import World

SECRET = "Combien de temps me reste-t-il vraiment, docteur ?"
APP = pytest.mark.usefixtures("app")


def ask(world: World, by: str = "nurse", **told: Any) -> None:
    """Note questions of today."""
    services.ask(world.actors[by], world.case, asking(**told), ONCE)


def asking(**told: Any) -> services.Asking:
    """Two ticked questions unless said otherwise."""
    frame = {
        "stated_on": clock.today(),
        "ticked": ("question.care.purpose", "question.daily.night"),
    }
    return services.Asking(**{**frame, **told})


def known(world: World, by: str = "chair") -> tuple[Asked, ...]:
    """The questions the board reads."""
    return rules.asked(record_of(world.actors[by], world.presentation).case_file.statements)


def stored(words: str) -> UUID:
    """The row of a free question."""
    found = one(sa.select(Row.id).where(Row.verbatim == words))
    assert isinstance(found, UUID)
    return found


def note(world: World, question: UUID, by: str = "nurse", seen: int = 0, **news: Any) -> None:
    """Note what became of a question."""
    told = Progress(**{"state": QuestionState.ASKED, **news})
    services.note(world.actors[by], world.case, question, told, seen, ONCE)


@APP
def test_ticked_and_free_questions_are_listed_by_category_with_who_asked_and_who_typed(
    world: World,
) -> None:
    ask(world, free={Category.DAILY: "Qui garde le chien ?\n\nEt le jardin ?"}, present="sa fille")
    listed = known(world)
    assert [(q.category, q.text) for q in listed] == [
        (Category.CARE, "À quoi sert ce traitement pour moi ?"),
        (Category.DAILY, "Qui appeler la nuit ?"),
        (Category.DAILY, "Qui garde le chien ?"),
        (Category.DAILY, "Et le jardin ?"),
    ]
    said = listed[0].statement
    assert (said.stated_on, said.present) == (clock.today(), "sa fille")
    assert said.recorded_by == world.actors["nurse"].name
    assert {q.progress.state for q in listed} == {QuestionState.TO_ASK}


@APP
def test_a_question_is_followed_until_it_is_answered_and_every_news_is_kept(world: World) -> None:
    ask(world, ticked=(), free={Category.CARE: "Aurai-je mal ?"})
    question = stored("Aurai-je mal ?")
    today = PartialDate.of(clock.today())
    note(world, question, on=today)
    answered = Progress(QuestionState.ANSWERED, today, "Dr Blanc", "Non.")
    services.note(world.actors["physician"], world.case, question, answered, 1, ONCE)
    (asked,) = known(world)
    assert not asked.is_open
    assert (asked.progress.state, asked.progress.answer) == (QuestionState.ANSWERED, "Non.")
    assert asked.progress.noted_by == world.actors["physician"].name
    assert count(QuestionProgress) == 2


@APP
def test_an_answer_says_when_and_by_whom(world: World) -> None:
    ask(world, ticked=(), free={Category.CARE: "Aurai-je mal ?"})
    with refused("required", "required"):
        note(world, stored("Aurai-je mal ?"), state=QuestionState.ANSWERED, answer="Non.")
    tomorrow = PartialDate.of(clock.today() + timedelta(days=1))
    with refused("date_in_future"):
        note(world, stored("Aurai-je mal ?"), on=tomorrow)


@APP
def test_two_people_who_follow_the_same_question_do_not_overwrite_each_other(world: World) -> None:
    ask(world, ticked=(), free={Category.CARE: "Aurai-je mal ?"})
    question = stored("Aurai-je mal ?")
    note(world, question)
    with pytest.raises(StaleVersion):
        note(world, question, state=QuestionState.NO_LONGER)


@APP
def test_a_question_ticked_again_is_open_again(world: World) -> None:
    ask(world, ticked=("question.daily.night",))
    first = one(sa.select(Row.id).where(Row.item == "question.daily.night"))
    note(world, first, state=QuestionState.NO_LONGER)
    assert not rules.open_ones(q.statement for q in known(world))
    ask(world, ticked=("question.daily.night",))
    assert [q.text for q in known(world) if q.is_open] == ["Qui appeler la nuit ?"]


@APP
def test_what_cannot_be_asked_is_refused(world: World) -> None:
    with refused("nothing_asked"):
        ask(world, ticked=(), free={Category.CARE: "  \n "})
    with refused("unknown_choice"):
        ask(world, ticked=("question.care.invented",))
    with refused("required"):
        ask(world, speaker=Speaker.RELATIVE)
    with refused("date_in_future"):
        ask(world, stated_on=clock.today() + timedelta(days=1))


@APP
def test_a_question_for_the_doctor_is_read_by_the_referring_physician_alone(world: World) -> None:
    ask(world, by="nurse", ticked=(), free={Category.FUTURE: SECRET}, share=Share.DOCTOR_ONLY)
    mine = case_queries.file(world.actors["physician"], world.case).file.statements
    assert [q.text for q in rules.asked(mine)] == [SECRET]
    for reader in ("coordinator", "chair", "nurse", "member", "secretary"):
        theirs = case_queries.file(world.actors[reader], world.case).file.statements
        assert not rules.asked(theirs)
        assert rules.is_withheld(theirs)
        assert SECRET not in repr(theirs)


@APP
def test_nobody_else_follows_a_question_kept_for_the_doctor_or_one_of_another_patient(
    world: World,
) -> None:
    ask(world, ticked=(), free={Category.FUTURE: SECRET}, share=Share.DOCTOR_ONLY)
    with pytest.raises(NotFound):
        note(world, stored(SECRET))
    with pytest.raises(NotFound):
        services.note(
            world.actors["other_coordinator"],
            world.other_case,
            stored(SECRET),
            Progress(QuestionState.ASKED),
            0,
            ONCE,
        )
    note(world, stored(SECRET), by="physician")
    assert count(QuestionProgress) == 1


@APP
def test_paper_and_screen_store_the_same_questions(world: World) -> None:
    ask(world, means=Means.PAPER_FORM)
    ask(world, means=Means.INTERVIEW)
    paper, screen = (
        one(sa.select(sa.func.group_concat(Row.item)).where(Row.means == means))
        for means in (Means.PAPER_FORM, Means.INTERVIEW)
    )
    assert paper == screen == "question.care.purpose,question.daily.night"


def test_earlier_free_words_of_the_questionnaire_are_still_read_as_questions() -> None:
    said = Statement(Topic.UNDERSTANDING, "understanding.ask_daily", verbatim="Et mon chien ?")
    (asked,) = rules.asked([said])
    assert (asked.category, asked.text, asked.is_open) == (Category.DAILY, "Et mon chien ?", True)


def test_a_relatives_question_is_named_and_never_printed_as_the_patients() -> None:
    said = question("Va-t-il souffrir ?", speaker=Speaker.RELATIVE, speaker_name="sa fille")
    assert rules.asked([said])
    assert not rules.for_page([said], protective=False)


def question(words: str, **more: Any) -> Statement:
    """A free question about the future."""
    told = {"stated_on": sample.PRINTED_ON, **more}
    return Statement(Topic.QUESTION, "question.future.abc", verbatim=words, **told)


def printed(statement: Statement, wish: InfoWish = InfoWish.EVERYTHING) -> str:
    """The patient's page with this statement beside a wish to know."""
    record = with_statements(statement, wish)
    return text_of(patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON))


def with_statements(statement: Statement, wish: InfoWish) -> Any:
    """A sample record whose patient wants to know, and asks."""
    record = sample.DRAFT
    told = Statement(Topic.INFO_WISH, wish, stated_on=sample.PRINTED_ON)
    file = replace(record.case_file, statements=(told, statement))
    return replace(record, case_file=file)


def test_own_questions_come_first_on_the_patients_page() -> None:
    page = flat(printed(question("Verrai-je le printemps ?")))
    start = page.index("Quelles sont mes questions ?")
    assert page[start:].startswith("Quelles sont mes questions ? Verrai-je le printemps ?")


def test_the_protective_page_prints_listed_questions_that_name_no_treatment_and_no_free_one() -> (
    None
):
    page = printed(question("Verrai-je le printemps ?"), InfoWish.NOTHING_NOW)
    assert "printemps" not in page
    for listed in LISTED:
        said = Statement(Topic.QUESTION, listed.code, stated_on=sample.PRINTED_ON)
        assert bool(rules.for_page([said], protective=True)) is listed.is_safe
    assert {q.category for q in LISTED if q.is_safe} == {Category.DAILY, Category.RIGHTS}


def test_an_answered_question_leaves_the_page() -> None:
    done = question("Verrai-je le printemps ?", progress=Progress(QuestionState.ANSWERED))
    assert "printemps" not in printed(done)


@given(
    share=st.sampled_from(Share),
    relatives=st.booleans(),
    state=st.sampled_from(QuestionState),
    speaker=st.sampled_from(Speaker),
    wish=st.sampled_from(InfoWish),
)
@settings(max_examples=60, deadline=None)
def test_no_print_or_export_carries_a_question_further_than_it_is_shared(
    share: Share, relatives: bool, state: QuestionState, speaker: Speaker, wish: InfoWish
) -> None:
    progress = Progress(state, answer="Réponse très secrète", by="Dr Confident")
    said = question(
        SECRET,
        share=share,
        not_to_relatives=relatives,
        speaker=speaker,
        speaker_name="Marthe",
        progress=progress,
    )
    record = with_statements(said, wish)
    page = text_of(patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON))
    letter = text_of(
        gp_letter.blocks_of(
            record, printed_on=sample.PRINTED_ON, family_doctor=None, follow_up=gp_letter.UNKNOWN
        )
    )
    paper = text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON))
    full = wish in {InfoWish.ESSENTIAL, InfoWish.EVERYTHING}
    may = share is Share.BOARD_AND_PAGE and not relatives and speaker is Speaker.PATIENT
    assert (SECRET in page) is (may and full and state.is_open)
    assert "très secrète" not in page + letter + paper
    if share is not Share.BOARD_AND_PAGE or relatives:
        assert SECRET not in letter
    own = state.is_open and speaker is Speaker.PATIENT
    assert (SECRET in paper) is (own and share is not Share.DOCTOR_ONLY and not relatives)
    exported = write_case(record.case_file, reference="R-1", left_out={})
    assert (SECRET in exported) is (share is not Share.DOCTOR_ONLY)
    assert ("très secrète" in exported) is (share is not Share.DOCTOR_ONLY)
    hidden = repr(at_board_level([said]))
    assert (SECRET in hidden) is (share is not Share.DOCTOR_ONLY)


def test_an_export_brings_a_question_back_with_its_answer() -> None:
    progress = Progress(QuestionState.ANSWERED, PartialDate(2026, 3), "Dr Blanc", "Oui.")
    record = with_statements(
        question("Verrai-je le printemps ?", progress=progress), InfoWish.ESSENTIAL
    )
    back = read_case(write_case(record.case_file, reference="R-1", left_out={}).encode())
    assert [s.progress for s in back.case_file.statements if s.topic is Topic.QUESTION] == [
        progress
    ]
