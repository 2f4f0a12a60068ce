"""What the open form of a case holds beside its case file: talks, documents, and an archive of its presentations.

Talks and documents are facts of the patient, read back by an import. The archive is there to be read: what a board
signed was signed in one installation, and no file makes a signed record in another.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from .attachment import AttachmentKind
from .catalogue import ChosenFigure
from .follow_up import FollowUp
from .interview import Talk
from .national import National
from .palliative import PalliativeCall
from .partial_date import PartialDate
from .record import Addendum, Informed, Meeting, Member, Opinion, Option, Record
from .trial_search import Task
from .vocabulary import (
    Attendance,
    CareNeed,
    Family,
    Function,
    MeetingState,
    PresentationState,
    Quorum,
    Sending,
    Share,
    Track,
    TrialStep,
    Verdict,
)


@dataclass(frozen=True)
class Enclosed:
    """One document that stands in the case; `file` is its name beside the JSON, `size` in bytes."""

    kind: AttachmentKind
    title: str
    dated_on: PartialDate | None
    media_type: str
    pages: int
    size: int
    sha256: str
    file: str


@dataclass(frozen=True)
class Weighed:
    """One option as the board left it; `code` and `entry_version` name its catalogue text, "" and 0 for a free one."""

    family: Family
    title: str
    code: str = ""
    entry_version: int = 0
    specifics: str = ""
    practical_note: str = ""
    verdict: Verdict = Verdict.NOT_DISCUSSED
    proposed: Verdict | None = None
    rank: int | None = None
    condition: str = ""
    fallback: str = ""
    with_option: str = ""
    reason: str = ""
    reconsider_if: str = ""
    complete_what: str = ""
    complete_who: str = ""
    complete_by: date | None = None
    wish_note: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    review_on: date | None = None
    meanwhile: str = ""


WEIGHED = tuple(
    name
    for name in Weighed.__dataclass_fields__
    if name not in {"family", "title", "code", "entry_version"}
)


@dataclass(frozen=True)
class Seated:
    """One person of the meeting as the fiche names him or her; `there` is whether he or she was there for this case."""

    name: str
    speciality: str
    rpps: str
    function: Function
    attendance: Attendance
    there: bool | None = None


@dataclass(frozen=True)
class Sitting:
    """The meeting; people and quorum as the fiche states them, so none before it is signed."""

    title: str
    starts_at: datetime
    place: str
    state: MeetingState
    members: tuple[Seated, ...] = ()
    quorum: Quorum | None = None
    missing_specialities: tuple[str, ...] = ()
    quorum_note: str = ""


@dataclass(frozen=True)
class TakenIn:
    """An opinion left before the meeting that the board took in."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ToDo:
    """One task of the presentation: what, who, by when, about which option."""

    what: str
    who: str = ""
    by_on: date | None = None
    about: str = ""
    made_by: str = ""
    made_on: date | None = None
    need: CareNeed | None = None
    phone: str = ""


@dataclass(frozen=True)
class Requested:
    """One action asked for besides any option."""

    title: str
    by: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class TrialAsked:
    """What was done about one trial."""

    number: str
    title: str
    step: TrialStep
    on: date
    whom: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class Urgent:
    """What was advised outside a meeting; the people consulted by name."""

    given_on: date
    reason: str
    text: str
    consulted: tuple[str, ...]
    started_on: date | None = None
    recorded_by: str = ""


@dataclass(frozen=True)
class OwnWords:
    """One revision of what a clinician wrote on the patient page; `openness` is that of app/domain/page_text.py."""

    block: str
    revision: int
    text: str
    brings: str
    hard: str
    daily: str
    unknown: str
    openness: int
    by: str
    at: datetime


@dataclass(frozen=True)
class LetterLeft:
    """One letter that left."""

    addressee: str
    sent_on: date
    means: Sending
    sent_by: str


@dataclass(frozen=True)
class Presented:
    """One presentation, whole but for the case file it was made on; `national` and `opinions` hold the conclusion."""

    number: int
    state: PresentationState
    track: Track
    question: str
    changed_since: str = ""
    requester: str = ""
    presenter: str = ""
    informed: Informed = field(default_factory=Informed)
    meeting: Sitting | None = None
    somebody_knows: bool | None = None
    requester_there: bool | None = None
    options: tuple[Weighed, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    national: National = National()
    validated_by: str = ""
    validated_at: datetime | None = None
    addenda: tuple[Addendum, ...] = ()
    preliminary: tuple[TakenIn, ...] = ()
    urgent: Urgent | None = None
    trials: tuple[TrialAsked, ...] = ()
    trials_none_found_on: date | None = None
    trials_none_found_by: str = ""
    actions: tuple[Requested, ...] = ()
    tasks: tuple[ToDo, ...] = ()
    page_texts: tuple[OwnWords, ...] = ()
    figures: tuple[ChosenFigure, ...] = ()
    patient_note: str = ""
    gp_note: str = ""
    released_by: str = ""
    released_at: datetime | None = None
    replaced_at: datetime | None = None
    letters: tuple[LetterLeft, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    palliative: PalliativeCall | None = None


@dataclass(frozen=True)
class Archive:
    """The presentations of the case, for reading only."""

    presentations: tuple[Presented, ...] = ()


@dataclass(frozen=True)
class Beside:
    """Everything beside the case file. `archive` is never imported."""

    talks: tuple[Talk, ...] = ()
    attachments: tuple[Enclosed, ...] = ()
    archive: Archive = Archive()


def signed(shown: Presented, record: Record) -> Presented:
    """A presentation with its options, meeting and people as the record that was signed states them."""
    return replace(
        shown,
        question=record.question,
        changed_since=record.changed_since,
        track=record.track,
        informed=record.informed,
        requester=record.requester.name if record.requester else "",
        presenter=record.presenter.name if record.presenter else "",
        meeting=_sitting(record.meeting) if record.meeting else None,
        somebody_knows=record.somebody_knows,
        requester_there=record.requester_there,
        options=tuple(map(weighed, record.options)),
        national=record.national,
        tasks=tuple(map(to_do, record.tasks)),
        palliative=record.palliative,
    )


def weighed(option: Option) -> Weighed:
    """An option as the archive holds it."""
    entry = option.entry
    values = {name: getattr(option, name) for name in WEIGHED}
    return Weighed(entry.family, entry.title, entry.code, entry.version, **values)


def to_do(task: Task) -> ToDo:
    """A task as the archive holds it."""
    return ToDo(**{name: getattr(task, name) for name in ToDo.__dataclass_fields__})


def may_leave(talk: Talk) -> bool:
    """Whether a talk may be exported: never one kept for the doctor."""
    return talk.share is not Share.DOCTOR_ONLY and not talk.withheld


def _sitting(meeting: Meeting) -> Sitting:
    return Sitting(
        meeting.title,
        meeting.starts_at,
        meeting.place,
        meeting.state,
        tuple(map(_seated, meeting.members)),
        meeting.quorum,
        meeting.missing_specialities,
        meeting.quorum_note,
    )


def _seated(member: Member) -> Seated:
    person = member.person
    return Seated(
        person.name,
        person.speciality,
        person.rpps,
        member.function,
        member.attendance,
        member.there,
    )
