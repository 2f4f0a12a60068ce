"""The quorum of a meeting, by table: who takes part, what the rule asks, what is answered."""

from __future__ import annotations

import pytest

from app.domain.quorum import QuorumRule, QuorumStatus, RequiredSpeciality, Seat, quorum
from app.domain.vocabulary import Attendance, MeetingState, Quorum, QuorumMode

ONCO, RADIO, SURGERY, THORAX, IMAGING, PHARMACY = "SM36", "SM37", "SM14", "SM11", "SM44", "H"
HERE, VIDEO, WRITTEN = Attendance.PRESENT, Attendance.REMOTE, Attendance.OPINION
EXPECTED, ABSENT = Attendance.EXPECTED, Attendance.ABSENT
PLANNED, OPEN = MeetingState.PLANNED, MeetingState.OPEN


def asks(label: str, mode: QuorumMode, *codes: str) -> RequiredSpeciality:
    """One line of a rule."""
    return RequiredSpeciality(label, mode, codes)


SURGEON = asks("chirurgie", QuorumMode.PRESENT, SURGERY, THORAX)
ONCOLOGIST = asks("oncologie", QuorumMode.PRESENT_OR_OPINION, ONCO)
RADIOTHERAPIST = asks("radiothérapie", QuorumMode.PRESENT_OR_OPINION, RADIO)
PHARMACIST = asks("pharmacie", QuorumMode.RECOMMENDED, PHARMACY)
STANDARD = QuorumRule(3, (ONCOLOGIST, RADIOTHERAPIST, SURGEON))
ADVISED = QuorumRule(3, (*STANDARD.required, PHARMACIST))
REACHED = Quorum.REACHED, (), (), 3, 0


def who(*codes: str, how: Attendance = HERE, medical: bool = True) -> Seat:
    """One person with his or her specialities."""
    return Seat(codes, how, medical)


def answer(status: QuorumStatus) -> tuple[object, ...]:
    """The value, what is missing, what is only advised, how many specialities, how many short."""
    return (status.value, status.missing, status.recommended, status.distinct, status.short)


BOTH = (who(ONCO), who(RADIO))
CASES = {
    "three specialities in the room": (STANDARD, (*BOTH, who(SURGERY)), OPEN, REACHED),
    "any surgeon is a surgeon": (STANDARD, (*BOTH, who(THORAX)), OPEN, REACHED),
    "by video counts as in the room": (STANDARD, (*BOTH, who(SURGERY, how=VIDEO)), OPEN, REACHED),
    "the surgeon is away": (
        STANDARD, (*BOTH, who(IMAGING), who(SURGERY, how=ABSENT)), OPEN,
        (Quorum.NOT_REACHED, ("chirurgie",), (), 3, 0),
    ),
    "a written opinion where presence is asked": (
        STANDARD, (*BOTH, who(SURGERY, how=WRITTEN)), OPEN,
        (Quorum.NOT_REACHED, ("chirurgie",), (), 3, 0),
    ),
    "a written opinion where one is accepted": (
        STANDARD, (who(ONCO, how=WRITTEN), who(RADIO), who(SURGERY)), OPEN, REACHED,
    ),
    "two specialities in one person count once": (
        STANDARD, (who(ONCO, RADIO), who(SURGERY)), OPEN,
        (Quorum.NOT_REACHED, ("radiothérapie",), (), 2, 1),
    ),
    "a person of two serves where one is needed": (
        STANDARD, (who(ONCO, RADIO), who(ONCO), who(SURGERY)), OPEN, REACHED,
    ),
    "ten people of two specialities": (
        STANDARD, (*[who(ONCO, RADIO)] * 10, who(SURGERY)), OPEN, REACHED,
    ),
    "only the recommended one is missing": (
        ADVISED, (*BOTH, who(SURGERY)), OPEN, (Quorum.REACHED, (), ("pharmacie",), 3, 0),
    ),
    "a pharmacist is no medical speciality": (
        ADVISED, (*BOTH, who(PHARMACY, medical=False)), OPEN,
        (Quorum.NOT_REACHED, ("chirurgie",), (), 2, 1),
    ),
    "every one named, too few of them": (
        QuorumRule(3, (ONCOLOGIST,)), BOTH, OPEN, (Quorum.NOT_REACHED, (), (), 2, 1),
    ),
    "three people of one speciality": (
        QuorumRule(2), (who(ONCO),) * 3, OPEN, (Quorum.NOT_REACHED, (), (), 1, 1),
    ),
    "who is only expected does not count once it is open": (
        STANDARD, (*BOTH, who(SURGERY, how=EXPECTED)), OPEN,
        (Quorum.NOT_REACHED, ("chirurgie",), (), 2, 1),
    ),
    "before it opens nothing is known, and what is not announced is named": (
        STANDARD, (who(ONCO, how=EXPECTED), who(RADIO, how=EXPECTED)), PLANNED,
        (Quorum.UNKNOWN, ("chirurgie",), (), 2, 1),
    ),
    "announced whole, still not known": (
        STANDARD, [who(code, how=EXPECTED) for code in (ONCO, RADIO, SURGERY)], PLANNED,
        (Quorum.UNKNOWN, (), (), 3, 0),
    ),
    "cancelled, never known": (
        STANDARD, (*BOTH, who(SURGERY)), MeetingState.CANCELLED, (Quorum.UNKNOWN, (), (), 3, 0),
    ),
    "nobody": (QuorumRule(1), (), OPEN, (Quorum.NOT_REACHED, (), (), 0, 1)),
    "somebody without speciality": (
        QuorumRule(1), (who(),), OPEN, (Quorum.NOT_REACHED, (), (), 0, 1),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "seats", "state", "expected"), CASES.values(), ids=CASES)
def test_the_quorum_is_what_the_table_says(
    rule: QuorumRule, seats: tuple[Seat, ...], state: MeetingState, expected: tuple[object, ...]
) -> None:
    assert answer(quorum(seats, rule, state)) == expected
