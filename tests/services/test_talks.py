"""Talks with the patient: a dated log, the steps towards a shared decision, and what is kept for the doctor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.follow_up import FollowUp
from app.domain.interview import Step, Talk, Understood, at_board_level, steps
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import DocumentKind, PatientAnswer, Share
from app.errors import NotAllowed, NotFound
from app.models import AuditEntry
from app.models import Talk as Row
from app.queries import talks as queries
from app.services import documents
from app.services import talks as services
from tests.documents.reading import text as text_of
from tests.services.board import ONCE, count, every, ready, record_of, refused, validate
from tests.world import World

SECRET = "Il ne veut pas que sa femme le sache."
APP = pytest.mark.usefixtures("app")


def talk(**told: Any) -> Talk:
    """A talk of today before the patient alone."""
    return Talk(
        **{
            "held_on": clock.today(),
            "persons": "le patient",
            "said": "La maladie a repris.",
            "share": Share.BOARD_ONLY,
            **told,
        }
    )


def record(world: World, by: str = "nurse", **told: Any) -> None:
    """Note a talk."""
    services.record(world.actors[by], world.case, talk(**told), ONCE)


@APP
def test_a_talk_keeps_who_was_there_what_was_said_and_what_was_understood(world: World) -> None:
    record(world, understood=Understood.PARTLY, words="Le traitement ne marche plus.")
    (known,) = queries.of_case(world.actors["chair"], world.case)
    assert (known.persons, known.said) == ("le patient", "La maladie a repris.")
    assert (known.understood, known.words) == (Understood.PARTLY, "Le traitement ne marche plus.")
    assert known.recorded_by == world.actors["nurse"].name
    said = every(sa.select(AuditEntry.body).where(AuditEntry.action == "talk.recorded"))
    assert len(said) == 1
    assert "repris" not in said[0]


@APP
def test_a_talk_needs_its_past_day_its_persons_and_something_said(world: World) -> None:
    with refused("required", "required"):
        record(world, persons=" ", said="")
    with refused("date_in_future"):
        record(world, held_on=clock.today() + timedelta(days=1))
    assert count(Row) == 0


@APP
def test_a_talk_for_the_doctor_shows_its_day_alone_to_everybody_else(world: World) -> None:
    record(world, said=SECRET, words=SECRET, persons=SECRET, share=Share.DOCTOR_ONLY)
    assert queries.of_case(world.actors["physician"], world.case)[0].said == SECRET
    for reader in ("coordinator", "secretary", "chair", "member", "nurse", "reader"):
        theirs = queries.of_case(world.actors[reader], world.case)
        assert [t.withheld for t in theirs] == [True]
        assert SECRET not in repr(theirs)


@APP
def test_who_may_not_read_the_file_reads_no_talk_and_notes_none(world: World) -> None:
    for who in ("stranger", "outsider", "other_coordinator"):
        with pytest.raises(NotFound):
            queries.of_case(world.actors[who], world.case)
        with pytest.raises(NotFound):
            record(world, by=who)
    with pytest.raises(NotAllowed):
        record(world, by="reader")


@APP
def test_the_steps_of_a_presentation_follow_what_is_stored(world: World) -> None:
    record(world, options_shown=True)
    said = record_of(world.actors["chair"], world.presentation).case_file.statements
    taken = {t.step: t.on for t in queries.steps_of(world.presentation, said)}
    assert taken[Step.SHOWN] == PartialDate.of(clock.today())
    assert taken[Step.PROPOSAL] is None
    assert taken[Step.DECISION] is None


def test_the_five_steps_are_dated_from_talks_wishes_proposal_and_follow_up() -> None:
    shown, proposed, after = date(2026, 11, 2), date(2026, 11, 12), date(2026, 11, 16)
    log = (
        Talk(after, persons="le patient", said="La proposition."),
        Talk(shown, persons="le patient", said="Les possibilités.", options_shown=True),
    )
    known = FollowUp(answer=PatientAnswer.ACCEPTS, answered_on=PartialDate(2026, 11, 20))
    taken = steps(log, known, wishes_on=date(2026, 11, 3), proposed_on=proposed)
    assert [str(t.on) for t in taken] == [
        "02/11/2026",
        "03/11/2026",
        "12/11/2026",
        "16/11/2026",
        "20/11/2026",
    ]


def test_a_patient_who_asks_for_time_has_decided_nothing() -> None:
    known = FollowUp(answer=PatientAnswer.WANTS_TIME, answered_on=PartialDate(2026, 11, 20))
    taken = steps((), known, wishes_on=None, proposed_on=date(2026, 11, 12))
    assert [t.step for t in taken if t.on] == [Step.PROPOSAL]


def test_a_talk_before_the_proposal_explains_nothing_and_one_for_the_doctor_takes_no_step() -> None:
    day = date(2026, 11, 2)
    early = Talk(day, persons="le patient", said="Avant.")
    hidden = at_board_level([Talk(day, said="x", options_shown=True, share=Share.DOCTOR_ONLY)])
    taken = steps((early, *hidden), FollowUp(), wishes_on=None, proposed_on=day + timedelta(days=5))
    assert [t.step for t in taken if t.on] == [Step.PROPOSAL]


@APP
def test_the_fiche_lists_talks_by_their_day_and_never_one_kept_for_the_doctor(world: World) -> None:
    record(world, understood=Understood.PARTLY, persons="le patient et sa fille")
    record(world, said=SECRET, persons="sa femme absente", share=Share.DOCTOR_ONLY)
    chair = world.actors["chair"]
    drawn = text_of(documents.produce(chair, world.presentation, DocumentKind.FICHE))
    assert "avec le patient et sa fille, redit : en partie." in drawn
    assert "sa femme" not in drawn
    assert "La maladie a repris" not in drawn
    ready(world)
    validate(world)
    assert [t.persons for t in record_of(chair, world.presentation).talks] == [
        "le patient et sa fille"
    ]
