"""What the patient said: superseded by topic and speaker, never rewritten, never filled by somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app import clock
from app.domain import preferences as rules
from app.domain.vocabulary import (
    InfoWish,
    Priority,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
    Topic,
)
from app.errors import NotAllowed, NotFound
from app.models import AuditEntry, Statement
from app.queries import cases as case_queries
from app.services import preferences
from tests.services.board import ONCE, count, interview, one, record_of, refused
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")
NOT_ASKED = StatementStatus.NOT_ASKED


def record(world: World, by: str = "nurse", **given: Any) -> None:
    """Record one conversation."""
    preferences.record(world.actors[by], world.case, interview(**given), ONCE)


def wishes(world: World, by: str = "chair") -> rules.Wishes:
    """What the board reads today."""
    file = record_of(world.actors[by], world.presentation).case_file
    return rules.wishes(file.statements, clock.today())


def test_what_was_said_is_read_with_who_spoke_and_who_typed(world: World) -> None:
    record(world, present="son épouse")
    said = wishes(world).what_matters
    assert said is not None
    assert (said.verbatim, said.speaker, said.recorded_by, said.present, said.stated_on) == (
        "Voir mes petits-enfants.",
        Speaker.PATIENT,
        world.actors["nurse"].name,
        "son épouse",
        clock.today(),
    )


def test_a_later_answer_supersedes_its_topic_only_and_nothing_is_erased(world: World) -> None:
    record(world)
    before = count(Statement)
    record(
        world,
        by="physician",
        what_matters="Finir ma maison.",
        info_status=NOT_ASKED,
        priorities=(),
        refusals=(),
        refusal_status=NOT_ASKED,
    )
    now = wishes(world)
    assert now.what_matters is not None
    assert now.what_matters.verbatim == "Finir ma maison."
    assert now.info_wish is not None
    assert now.info_wish.item == InfoWish.ESSENTIAL
    assert [s.item for s in now.refusals] == [Refusal.CHEMOTHERAPY]
    assert count(Statement) == before + 1


def test_a_new_list_of_refusals_replaces_the_whole_earlier_list(world: World) -> None:
    record(world, refusals=(Refusal.CHEMOTHERAPY, Refusal.TRIAL))
    record(world, refusals=(Refusal.HOSPITAL_STAY,), refusal_words="Pas la nuit.")
    assert {(s.item, s.verbatim) for s in wishes(world).refusals} == {
        (Refusal.HOSPITAL_STAY, ""),
        ("", "Pas la nuit."),
    }


def test_a_relatives_words_never_fill_the_patients_answers(world: World) -> None:
    record(
        world,
        speaker=Speaker.RELATIVE,
        speaker_name="Sa fille",
        what_matters="Qu'il se batte.",
        info_wish=InfoWish.NOTHING_NOW,
    )
    now = wishes(world)
    assert (now.what_matters, now.info_wish, now.priorities, now.refusals) == (None, None, (), ())
    assert {s.speaker_name for s in now.from_others} == {"Sa fille"}
    assert not now.is_recorded


def test_a_relatives_later_words_do_not_push_the_patients_away(world: World) -> None:
    record(world)
    record(
        world, speaker=Speaker.TRUSTED_PERSON, speaker_name="Mme B.", what_matters="Autre chose."
    )
    now = wishes(world)
    assert now.what_matters is not None
    assert now.what_matters.verbatim == "Voir mes petits-enfants."
    assert "Autre chose." in {s.verbatim for s in now.from_others}


def test_somebody_else_who_speaks_is_named(world: World) -> None:
    with refused("required"):
        record(world, speaker=Speaker.GUARDIAN, speaker_name="  ")


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"stated_on": clock.today() + timedelta(days=1)}, ["date_in_future"]),
        ({"priorities": (Priority.STAY_HOME, Priority.STAY_HOME)}, ["priority_twice"]),
        ({"priorities": tuple(Priority)[:4]}, ["too_many_priorities"]),
        ({"what_matters": " "}, ["required"]),
        ({"info_wish": None}, ["required"]),
    ],
)
def test_an_interview_that_says_nothing_or_too_much_is_refused(
    world: World, given: dict[str, Any], codes: list[str]
) -> None:
    with refused(*codes):
        record(world, **given)
    assert count(Statement) == 0


def test_three_questions_left_unasked_are_no_interview(world: World) -> None:
    with refused("nothing_said"):
        record(
            world,
            what_matters_status=NOT_ASKED,
            info_status=NOT_ASKED,
            refusal_status=NOT_ASKED,
            refusals=(),
            priorities=(),
        )


def test_rather_not_answer_is_an_answer_and_no_refusal(world: World) -> None:
    record(
        world,
        what_matters="",
        what_matters_status=StatementStatus.DECLINED,
        info_status=NOT_ASKED,
        refusals=(),
        refusal_status=StatementStatus.DECLINED,
        priorities=(),
    )
    now = wishes(world)
    assert now.refusals == ()
    assert now.what_matters is not None
    assert now.what_matters.status is StatementStatus.DECLINED


def test_what_is_for_the_doctor_only_reaches_the_doctor_only(world: World) -> None:
    record(
        world, share=Share.DOCTOR_ONLY, what_matters="Un secret.", refusal_words="Un autre secret."
    )
    for name in ("chair", "member", "invited", "coordinator", "nurse"):
        file = record_of(world.actors[name], world.presentation).case_file
        assert all(s.withheld for s in file.statements), name
        assert "secret" not in str(file)
    seen = wishes(world)
    assert set(seen.withheld) == {
        Topic.WHAT_MATTERS,
        Topic.INFO_WISH,
        Topic.PRIORITY,
        Topic.REFUSAL,
    }
    assert not seen.is_recorded
    own = case_queries.file(world.actors["physician"], world.case).file.statements
    assert "Un secret." in {s.verbatim for s in own}
    shared = case_queries.file(world.actors["coordinator"], world.case).file.statements
    assert "Un secret." not in {s.verbatim for s in shared}


def test_what_is_for_the_doctor_only_weighs_on_no_option_of_the_board(world: World) -> None:
    record(world, share=Share.DOCTOR_ONLY, refusals=(Refusal.STOPPING, Refusal.CHEMOTHERAPY))
    shown = record_of(world.actors["physician"], world.presentation).options
    assert not [fit for o in shown for fit in o.fits if fit.outcome == "tension"]


def test_a_withdrawn_wish_to_know_protects_again(world: World) -> None:
    record(world, info_wish=InfoWish.EVERYTHING)
    file = record_of(world.actors["chair"], world.presentation).case_file
    assert rules.page_mode(file.statements, clock.today()) is rules.PageMode.FULL
    record(world, info_wish=None, info_status=StatementStatus.WITHDRAWN)
    file = record_of(world.actors["chair"], world.presentation).case_file
    assert rules.page_mode(file.statements, clock.today()) is rules.PageMode.PROTECTIVE


def test_who_may_not_read_the_file_records_nothing_in_it(world: World) -> None:
    for name in ("outsider", "stranger", "other_coordinator", "admin"):
        with pytest.raises(NotFound):
            record(world, by=name)
    with pytest.raises((NotAllowed, NotFound)):
        record(world, by="invited")
    with pytest.raises(NotAllowed):
        record(world, by="reader")
    assert count(Statement) == 0


def test_the_trace_of_an_interview_holds_none_of_its_words(world: World) -> None:
    record(world, what_matters="Des mots très personnels.")
    body = one(sa.select(AuditEntry.body).order_by(AuditEntry.seq.desc()))
    assert "preferences.recorded" in body
    assert "personnels" not in body
