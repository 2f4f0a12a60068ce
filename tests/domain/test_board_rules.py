"""What the law asks of the people around one case, by table: patients of 15 to 24, and systemic treatments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.board_rules import warnings
from app.domain.partial_date import PartialDate
from app.domain.record import Member, Person, Record
from app.domain.vocabulary import Attendance, Family, Function, MeetingState, Verdict
from tests.documents import sample

DAY = date(2026, 11, 23)
HERE, VIDEO, WRITTEN = Attendance.PRESENT, Attendance.REMOTE, Attendance.OPINION
ONCO, BLOOD, SURGEON = "Oncologie médicale", "Onco-hématologie", "Chirurgie viscérale"
CHILDREN = "Hématologie pédiatrique"
NOBODY: tuple[tuple[str, Attendance], ...] = ()


def case(*room: tuple[str, Attendance], born: PartialDate, **more: object) -> Record:
    """The sample with these people in the room and that date of birth."""
    seats = tuple(Member(Person("Dr Test", what), Function.MEMBER, how) for what, how in room)
    meeting = replace(sample.MEETING, members=seats, **more)
    patient = replace(sample.CASE_FILE.patient, birth_on=born)
    file = replace(sample.CASE_FILE, patient=patient)
    return replace(sample.DRAFT, meeting=meeting, case_file=file)


AGES = {
    "fifteen that day": (PartialDate(2011, 11, 23), True),
    "fifteen the day after": (PartialDate(2011, 11, 24), False),
    "twenty-four for one more day": (PartialDate(2001, 11, 24), True),
    "twenty-five that day": (PartialDate(2001, 11, 23), False),
}
YOUNG = PartialDate(2008)
EXPERTISES = {
    "nobody": (NOBODY, True),
    "adult only": (((ONCO, HERE),), True),
    "children only": (((CHILDREN, HERE),), True),
    "both in the room": (((ONCO, HERE), (CHILDREN, HERE)), False),
    "one by a written opinion": (((ONCO, HERE), (CHILDREN, WRITTEN)), False),
    "one absent": (((ONCO, HERE), (CHILDREN, Attendance.ABSENT)), True),
}
QUALIFIED = {
    "in the room": (((ONCO, HERE),), False),
    "by video": (((BLOOD, VIDEO),), False),
    "only by a written opinion": (((ONCO, WRITTEN),), True),
    "another speciality": (((SURGEON, HERE),), True),
    "expected and not come": (((ONCO, Attendance.EXPECTED),), True),
}


@pytest.mark.parametrize(("born", "asked"), AGES.values(), ids=AGES)
def test_both_expertises_are_asked_from_fifteen_to_twenty_four(born, asked):
    assert ("young_adult" in warnings(case(born=born), DAY)) is asked


@pytest.mark.parametrize(("room", "missing"), EXPERTISES.values(), ids=EXPERTISES)
def test_adult_and_children_expertise_are_present_or_written(room, missing):
    assert ("young_adult" in warnings(case(*room, born=YOUNG), DAY)) is missing


@pytest.mark.parametrize(("room", "missing"), QUALIFIED.values(), ids=QUALIFIED)
def test_a_systemic_treatment_asks_a_qualified_physician_who_takes_part(room, missing):
    found = warnings(case(*room, born=PartialDate(1968)), DAY)
    assert ("no_systemic" in found) is missing


def test_nothing_is_said_before_the_meeting_opens_nor_once_no_systemic_treatment_is_left():
    planned = case(born=YOUNG, state=MeetingState.PLANNED)
    opened = case(born=PartialDate(1968))
    support = {Family.SUPPORTIVE, Family.PALLIATIVE, Family.PAUSE}
    out = tuple(
        o if o.entry.family in support else replace(o, verdict=Verdict.SET_ASIDE)
        for o in opened.options
    )
    assert warnings(planned, DAY) == ()
    assert warnings(opened, DAY) == ("no_systemic",)
    assert warnings(replace(opened, options=out), DAY) == ()
