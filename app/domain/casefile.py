"""The case file: the one frozen picture of a patient's facts that everything reads.

Importers produce it, criteria and concordance read it, documents print it. `id` fields name the stored row
(empty when there is none yet) and take no part in comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .health import (
    G8,
    Allergy,
    Check,
    DoseReduction,
    FamilyHistory,
    Imaging,
    Medication,
    NervousDisease,
    NotGiven,
    RedFlag,
    Report,
    SocialNote,
    Tempo,
    Toxicity,
)
from .ins import Ins
from .partial_date import PartialDate
from .question_progress import Progress
from .tumour import Tumour
from .value_sets import Coded
from .vocabulary import (
    CautionKind,
    Certainty,
    Considered,
    Intent,
    MarkerState,
    Means,
    MeasureKind,
    Mechanism,
    Presence,
    Response,
    Sex,
    Share,
    Speaker,
    StatementStatus,
    StopReason,
    Topic,
    TreatmentKind,
)
from .vocabulary.health import Escat, Extent, ResponseMethod, SampleKind

__all__ = [
    "G8", "Allergy", "Biomarker", "CaseFile", "Caution", "Check", "FamilyHistory", "Imaging", "Measure",
    "Medication", "NervousDisease", "NotGiven", "Patient", "RedFlag", "Report", "SocialNote", "Statement", "Tempo",
    "Told", "Treatment", "Tumour",
]  # fmt: skip


@dataclass(frozen=True)
class Patient:
    """Identity, as recorded; no identity number is raised to a verified one here."""

    birth_name: str
    given_names: str
    used_name: str = ""
    sex: Sex = Sex.UNKNOWN
    birth_on: PartialDate | None = None
    birth_place: str = ""
    local_id: str = ""
    phone: str = ""
    id: str = field(default="", compare=False)
    deceased_on: PartialDate | None = None
    no_contact_on: PartialDate | None = None
    address: str = ""
    emergency_contact: str = ""

    @property
    def family_name(self) -> str:
        """The name used every day, failing that the birth name."""
        return self.used_name or self.birth_name

    def age_on(self, day: date) -> int | None:
        """Age in whole years on `day`; None when the birth date is unknown."""
        if self.birth_on is None:
            return None
        born = self.birth_on.earliest
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True)
class Biomarker:
    """One marker: gene or test, alteration if any, and its state.

    `board_*` follow it to the molecular board: asked on, seen on, what that board concluded (R42).
    """

    marker: str
    state: MarkerState
    alteration: str = ""
    uncertain: bool = False
    value: str = ""
    method: str = ""
    sample: str = ""
    laboratory: str = ""
    resulted_on: PartialDate | None = None
    ordered_on: PartialDate | None = None
    due_on: PartialDate | None = None
    id: str = field(default="", compare=False)
    sample_kind: SampleKind | None = None
    sample_site: str = ""
    sample_on: PartialDate | None = None
    escat: Escat | None = None
    note: str = ""
    board_asked_on: PartialDate | None = None
    board_seen_on: PartialDate | None = None
    board_conclusion: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it answers a question: a certain positive or negative result (docs/decisions/0003)."""
        return self.state in {MarkerState.POSITIVE, MarkerState.NEGATIVE} and not self.uncertain


@dataclass(frozen=True)
class Treatment:
    """One past or current treatment; `line` numbers systemic lines, local treatments have none.

    `dose_intensity` is the relative dose intensity in percent; `ongoing` is None when nobody said.
    """

    label: str
    kind: TreatmentKind
    line: int | None = None
    line_is_derived: bool = False
    drugs: tuple[str, ...] = ()
    intent: Intent = Intent.UNKNOWN
    started_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    cycles: int | None = None
    best_response: Response | None = None
    progressed_on: PartialDate | None = None
    progression_sites: str = ""
    stop_reason: StopReason | None = None
    dose_note: str = ""
    note: str = ""
    id: str = field(default="", compare=False)
    confirmed_by: str = ""
    considered: tuple[Considered, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    mechanism_certainty: Certainty | None = None
    dose_reductions: tuple[DoseReduction, ...] = ()
    dose_intensity: Decimal | None = None
    toxicities: tuple[Toxicity, ...] = ()
    response_method: ResponseMethod | None = None
    progression_extent: tuple[Extent, ...] = ()
    ongoing: bool | None = None
    official_type: Coded | None = None


@dataclass(frozen=True)
class Measure:
    """One dated measure; `value` is in `unit` as typed, failing that in the unit of its kind.

    `method` names the formula of a clearance or the way of measuring; `name` is that of a symptom.
    """

    kind: MeasureKind
    value: Decimal
    measured_on: PartialDate | None = None
    note: str = ""
    id: str = field(default="", compare=False)
    unit: str = ""
    method: str = ""
    name: str = ""


@dataclass(frozen=True)
class Caution:
    """A condition that some alternative must reckon with, and whether it is there."""

    kind: CautionKind
    presence: Presence
    detail: str = ""
    noted_on: PartialDate | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Statement:
    """One dated thing the patient (or somebody else, then said so) said; never overwritten.

    `item` is the code chosen (an InfoWish, PrognosisWish, Priority or Refusal value, or ""), `rank` orders
    priorities; beyond these topics `item` is the question (see questionnaire.py) and `value` its coded answer.
    `withheld` marks a topic shared with the doctor only: then nothing else is filled. `progress` is what became of a
    question; `outdated_on` the day of a progression known of since, set where statements are read (preferences.py).
    """

    topic: Topic
    item: str = ""
    rank: int | None = None
    verbatim: str = ""
    status: StatementStatus = StatementStatus.STATED
    speaker: Speaker = Speaker.PATIENT
    speaker_name: str = ""
    recorded_by: str = ""
    means: Means = Means.INTERVIEW
    present: str = ""
    stated_on: date | None = None
    valid_until: date | None = None
    share: Share = Share.BOARD_AND_PAGE
    not_to_relatives: bool = False
    withheld: bool = False
    id: str = field(default="", compare=False)
    value: str = ""
    interpreter: str = ""
    progress: Progress | None = None
    outdated_on: date | None = None


@dataclass(frozen=True)
class Told:
    """What the patient has been told so far, by whom and when."""

    text: str = ""
    by: str = ""
    on: PartialDate | None = None


@dataclass(frozen=True)
class CaseFile:
    """Everything known of the patient for one case, at one instant. The case's tumour comes first.

    `about` is how many tumours, from the first, the case is about; criteria read the first alone.
    """

    patient: Patient
    tumours: tuple[Tumour, ...]
    biomarkers: tuple[Biomarker, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    measures: tuple[Measure, ...] = ()
    cautions: tuple[Caution, ...] = ()
    statements: tuple[Statement, ...] = ()
    told: Told = Told()
    g8: tuple[G8, ...] = ()
    family_history: tuple[FamilyHistory, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    nervous_diseases: tuple[NervousDisease, ...] = ()
    tempos: tuple[Tempo, ...] = ()
    medications: tuple[Medication, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    checks: tuple[Check, ...] = ()
    social_notes: tuple[SocialNote, ...] = ()
    ins: Ins = Ins()
    imaging: tuple[Imaging, ...] = ()
    reports: tuple[Report, ...] = ()
    not_given: tuple[NotGiven, ...] = ()
    about: int = 1

    @property
    def tumour(self) -> Tumour:
        """The tumour this case is about."""
        return self.tumours[0]

    @property
    def own_tumours(self) -> tuple[Tumour, ...]:
        """Every tumour this case is about, the one criteria read first."""
        return self.tumours[: max(1, self.about)]

    @property
    def other_tumours(self) -> tuple[Tumour, ...]:
        """The patient's tumours that this case is not about."""
        return self.tumours[max(1, self.about) :]

    def latest(self, kind: MeasureKind) -> Measure | None:
        """The most recent measure of that kind; undated ones are the oldest."""
        found = [m for m in self.measures if m.kind is kind]
        return max(found, key=lambda m: m.measured_on.iso if m.measured_on else "", default=None)

    @property
    def latest_g8(self) -> G8 | None:
        """The most recent G8, those kept as measures by earlier files included: the one place that reads them."""
        old = (
            G8(m.value, m.measured_on, note=m.note)
            for m in self.measures
            if m.kind is MeasureKind.G8
        )
        return max(
            (*old, *self.g8), key=lambda g: g.noted_on.iso if g.noted_on else "", default=None
        )

    @property
    def open_red_flags(self) -> tuple[RedFlag, ...]:
        """The emergencies nobody has called resolved."""
        return tuple(flag for flag in self.red_flags if not flag.resolved)

    @property
    def systemic_lines(self) -> int:
        """How many lines of systemic treatment were given."""
        numbers = [t.line for t in self.treatments if t.kind.is_systemic and t.line is not None]
        return max(numbers, default=0)
