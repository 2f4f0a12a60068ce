"""The record of one presentation to a board: the frozen picture that the meeting screen and both prints read.

Before validation it is composed from the tables; at validation its JSON is stored and read back ever after.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from .attachment import Attached
from .burden import Burden
from .casefile import CaseFile
from .catalogue import AskedAction, CatalogueEntry, ChosenFigure, LocalPractical
from .change import Change
from .findings import Finding, Fit
from .interview import TalkHeld
from .national import BoardIds, National
from .page_text import PageText
from .palliative import PalliativeCall
from .partial_date import PartialDate
from .previous import Previous
from .requirements import Needs
from .trial_search import Task, TrialSearch
from .urgent import UrgentOpinion, regularised
from .vocabulary import (
    Attendance,
    Family,
    Function,
    MeetingState,
    Outcome,
    PresentationState,
    Quorum,
    Regularised,
    Track,
    Verdict,
    WishesEffect,
)


@dataclass(frozen=True)
class Person:
    """A professional as printed: name with title, speciality or profession, RPPS if known."""

    name: str
    speciality: str = ""
    rpps: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Hospital:
    """Where the case belongs, with the numbers the patient calls day and night."""

    name: str
    unit: str = ""
    day_phone: str = ""
    night_phone: str = ""


@dataclass(frozen=True)
class Member:
    """One person of the meeting; `there` is whether he or she was there for this case, None when no move was noted."""

    person: Person
    function: Function
    attendance: Attendance
    professional_id: str = field(default="", compare=False)
    there: bool | None = None

    @property
    def counts_here(self) -> bool:
        """Whether he or she counts for this case: takes part in the meeting, and had not left for it."""
        return self.attendance.counts and self.there is not False


@dataclass(frozen=True)
class Meeting:
    """The meeting where the case is on the agenda."""

    title: str
    starts_at: datetime
    place: str
    state: MeetingState
    members: tuple[Member, ...]
    quorum: Quorum
    missing_specialities: tuple[str, ...] = ()
    quorum_note: str = ""
    id: str = field(default="", compare=False)
    kind: str = ""
    ids: BoardIds = BoardIds()
    recommended_specialities: tuple[str, ...] = ()
    specialities_short: int = 0
    minutes: int = 120
    moved_from: datetime | None = None
    reason: str = ""

    @property
    def chair(self) -> Person | None:
        """The chair, once named."""
        return next((m.person for m in self.members if m.function is Function.CHAIR), None)


@dataclass(frozen=True)
class Option:
    """One alternative before the board, with its reasons for this file and the board's verdict.

    `complete_*` say what is missing, who brings it and by when; `with_options` names those it goes with;
    `wish_note` is the sentence a retained option in tension with a wish must carry. `local` is how the case's own
    hospital organises it; `newer` the version of the entry that new cases take by now, when it is another one;
    `burden` what it asks of this patient, None in what was signed before it was kept. `review_on` is the day a retained
    option is looked at again (R18); `meanwhile` what is done while something of an option to complete is awaited (R43).
    """

    entry: CatalogueEntry
    findings: tuple[Finding, ...]
    fits: tuple[Fit, ...]
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
    id: str = field(default="", compare=False)
    version: int = field(default=0, compare=False)
    local: LocalPractical | None = None
    newer: int | None = field(default=None, compare=False)
    burden: Burden | None = None
    review_on: date | None = None
    meanwhile: str = ""

    @property
    def title(self) -> str:
        """Its name on every screen and print, with the specific drugs or trial when there are some."""
        precise = self.specifics or (self.entry.detail if self.entry.sites else "")
        return f"{self.entry.title} ({precise})" if precise else self.entry.title

    @property
    def has_card(self) -> bool:
        """Whether the patient's page presents it whole: retained or awaited, and always pause and supportive care."""
        presented = {Verdict.RETAINED, Verdict.TO_COMPLETE}
        return self.verdict in presented or self.entry.family in {Family.SUPPORTIVE, Family.PAUSE}


@dataclass(frozen=True)
class Opinion:
    """The board's opinion in its latest revision.

    `departs_*` name the guideline it departs from and why (B36); `dissent_*` who disagreed, on what, how it was
    settled, `dissent_settled` None when nobody said (B35); `trial` whether one is proposed, with its identifiers
    (D. 6124-131-2); `supportive` whether the needs of supportive care were assessed, and where they lead (D. 6124-131-3).
    """

    text: str
    outcome: Outcome | None
    next_steps: str = ""
    wishes_account: str = ""
    revision: int = 0
    by: str = ""
    at: datetime | None = None
    wishes_effect: WishesEffect | None = None
    departs_from: str = ""
    departs_because: str = ""
    dissent_who: str = ""
    dissent_on: str = ""
    dissent_how: str = ""
    dissent_settled: bool | None = None
    trial: bool | None = None
    trial_ids: str = ""
    supportive: bool | None = None
    supportive_note: str = ""


@dataclass(frozen=True)
class Addendum:
    """A dated addition after validation; the original never changes."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Preliminary:
    """What a convened member thought before the meeting; it counts for nothing, `taken_in` puts it on the fiche."""

    text: str
    by: str
    at: datetime
    taken_in: bool = False
    id: str = field(default="", compare=False)
    professional_id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Informed:
    """That the patient was informed of the meeting, by whom, and whether he or she is opposed (None: not recorded)."""

    on: PartialDate | None = None
    by: str = ""
    opposed: bool | None = None


@dataclass(frozen=True)
class Record:
    """One presentation of one case, whole.

    `somebody_knows` is whether a person present knows the patient (B28), `requester_there` whether the requester took
    part (B27); None when that is not recorded. `palliative` is whether the palliative care team was called (R22).
    `talks` are read for prints alone, and kept in what is signed.
    """

    reference: str
    number: int
    state: PresentationState
    track: Track
    question: str
    changed_since: str
    hospital: Hospital
    requester: Person | None
    informed: Informed
    case_file: CaseFile
    options: tuple[Option, ...]
    opinion: Opinion
    meeting: Meeting | None = None
    presenter: Person | None = None
    addenda: tuple[Addendum, ...] = ()
    validated_by: str = ""
    validated_at: datetime | None = None
    released_by: str = ""
    released_at: datetime | None = None
    patient_note: str = ""
    is_demonstration: bool = False
    id: str = field(default="", compare=False)
    case_id: str = field(default="", compare=False)
    version: int = field(default=0, compare=False)
    replaced_at: datetime | None = None
    gp_note: str = ""
    needs: Needs = Needs()
    actions: tuple[AskedAction, ...] = ()
    previous: Previous | None = None
    changes: tuple[Change, ...] = ()
    attached: tuple[Attached, ...] = ()
    national: National = National()
    family_doctor: Person | None = None
    trials: TrialSearch = TrialSearch()
    tasks: tuple[Task, ...] = ()
    somebody_knows: bool | None = None
    requester_there: bool | None = None
    page_texts: tuple[PageText, ...] = ()
    preliminary: tuple[Preliminary, ...] = ()
    urgent: UrgentOpinion | None = None
    figures: tuple[ChosenFigure, ...] = ()
    palliative: PalliativeCall | None = None
    talks: tuple[TalkHeld, ...] = ()

    @property
    def regularised(self) -> Regularised | None:
        """Where the regularisation of an urgent opinion stands, None without one."""
        return regularised(self.urgent, self.meeting.state if self.meeting else None)
