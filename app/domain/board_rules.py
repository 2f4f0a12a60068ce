"""What the law asks of the people around one case, told as warnings that never block (rcp-france.md, 1.1).

Specialities are read by their label, as the quorum rule does. Which other physicians are qualified in systemic
treatment is not recorded: the warning says what is noted, not that the rule is broken.
"""

from __future__ import annotations

from datetime import date

from .record import Member, Record
from .vocabulary import Attendance, Family, MeetingState, Verdict

# CSP D. 6124-131-1: patients of 15 to 24 years have both expertises, present or by opinion.
YOUNG = range(15, 25)
ADULT = frozenset({"Oncologie médicale", "Onco-hématologie", "Oncologie radiothérapique"})
# CSP D. 6124-134: one physician qualified in systemic treatment, in the room or by video.
SYSTEMIC_BY = frozenset({"Oncologie médicale", "Onco-hématologie"})
SYSTEMIC = frozenset(
    {Family.IMMUNOTHERAPY, Family.TARGETED, Family.PARP, Family.HORMONE, Family.CHEMOTHERAPY}
)
_OUT = frozenset({Verdict.SET_ASIDE, Verdict.NOT_APPLICABLE})


def warnings(record: Record, day: date) -> tuple[str, ...]:
    """Codes of what to look at before the case is concluded: `young_adult`, `no_systemic`; none before the meeting opens."""
    meeting = record.meeting
    if meeting is None or meeting.state is MeetingState.PLANNED:
        return ()
    found = []
    if _is_young(record, day) and not _has_both(meeting.members):
        found.append("young_adult")
    if _may_be_systemic(record) and not _has_qualified(meeting.members):
        found.append("no_systemic")
    return tuple(found)


def _is_young(record: Record, day: date) -> bool:
    age = record.case_file.patient.age_on(day)
    return age is not None and age in YOUNG


def _has_both(members: tuple[Member, ...]) -> bool:
    heard = {m.person.speciality for m in members if m.counts_here}
    return bool(heard & ADULT) and any("pédiatr" in name.lower() for name in heard)


def _may_be_systemic(record: Record) -> bool:
    return any(o.entry.family in SYSTEMIC and o.verdict not in _OUT for o in record.options)


def _has_qualified(members: tuple[Member, ...]) -> bool:
    return any(
        m.person.speciality in SYSTEMIC_BY
        and m.counts_here
        and m.attendance is not Attendance.OPINION
        for m in members
    )
