"""A case made for teaching: no identity, dates moved together by a secret number of days, only texts somebody read.

Takes a record, what a person confirmed text by text, and a shift; gives a `TeachingCase`. Nothing unreviewed leaves, nor
ever what the patient told the doctor only or marked not to relatives, who may not be informed, or the trusted person. Sources: B55; decisions.md
(levels of sharing).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from . import answers
from ._teaching_fields import GENES, LEAVES, SHAPES, Way
from .casefile import CaseFile, Patient, Statement
from .partial_date import PartialDate
from .patient_questions import BY_CODE, EARLIER_CODES
from .questionnaire import QUESTIONS, Kind
from .record import Addendum, Opinion, Option, Record
from .vocabulary import (
    Family,
    InfoWish,
    Priority,
    PrognosisWish,
    Refusal,
    Sex,
    Share,
    Topic,
    Track,
    Verdict,
)

SMALL_CELL = 5
OLDEST = 90
# Past days only, and more than one month so that a date known to the month moves too.
LEAST, MOST = 60, 1_500
_TRIES = 200
_NOBODY = ""

_ITEMS = {str(code) for kind in (InfoWish, PrognosisWish, Priority, Refusal) for code in kind}
_NEVER = frozenset({Topic.TRUSTED_PERSON, Topic.CONFIDENTIALITY})
_CODED = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.STEP})
_NUMBERS = frozenset({Kind.SCALE, Kind.MINUTES, Kind.NUMBER})
T = TypeVar("T")


@dataclass(frozen=True)
class FreeText:
    """One text of a case: where it stands (`key` is its path, `place` shape and field), and whether it was shared in part.

    `about` says of what (an option's title, a marker); `caution` is "" or why the default is even stricter.
    """

    key: str
    place: str
    text: str
    about: str = ""
    caution: str = ""

    @property
    def digest(self) -> str:
        """What names this very wording: a review of another one does not count."""
        return hashlib.sha256(f"{self.key}\n{self.text}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Reviewed:
    """A text as somebody left it after reading, and the wording that was read."""

    text: str
    digest: str


@dataclass(frozen=True)
class TeachingOption:
    """An alternative with the board's verdict, as `record.Option` names its parts."""

    family: Family
    title: str
    verdict: Verdict
    rank: int | None = None
    specifics: str = ""
    condition: str = ""
    fallback: str = ""
    with_option: str = ""
    reason: str = ""
    reconsider_if: str = ""
    complete_what: str = ""
    wish_note: str = ""
    meanwhile: str = ""
    complete_by: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class TeachingAddendum:
    """A dated addition to the opinion."""

    text: str
    on: date | None


@dataclass(frozen=True)
class TeachingCase:
    """What leaves of one presentation. `file` holds no identity; `held_on` and every date are moved.

    `left_out` counts what stayed, by kind: `texts`, `statements`, `attachments`.
    """

    sex: Sex
    age_band: str
    held_on: date | None
    requested_by: str
    specialities: tuple[str, ...]
    track: Track
    question: str
    changed_since: str
    file: CaseFile
    options: tuple[TeachingOption, ...]
    opinion: Opinion
    addenda: tuple[TeachingAddendum, ...]
    left_out: Mapping[str, int]


def age_band(age: int | None) -> str:
    """`60-69`; `0-17` for children and `90+` from ninety, who are few; "" when not known."""
    if age is None or age < 0:
        return ""
    if age < 18:
        return "0-17"
    if age >= OLDEST:
        return f"{OLDEST}+"
    return f"{max(18, age // 10 * 10)}-{age // 10 * 10 + 9}"


def day_of(record: Record) -> date | None:
    """The day of the meeting, failing that of the signature: the one an age is counted on."""
    at = record.meeting.starts_at if record.meeting else record.validated_at
    return at.date() if at else None


def band_of(record: Record) -> str:
    """The age band of the patient on that day."""
    day = day_of(record)
    return age_band(record.case_file.patient.age_on(day)) if day else ""


def draw_shift(days: Iterable[date], draw: Callable[[int], int]) -> int:
    """How many days back everything moves; `draw(n)` is a secret number below n.

    Drawn again while a moved day would fall on another real day of the case: no true date may stand in an export.
    """
    real = frozenset(days)
    for _again in range(_TRIES):
        shift = LEAST + draw(MOST - LEAST)
        if not any(day + timedelta(days=shift) in real for day in real if day.year < 9000):
            return shift
    # days too dense for any of these: beyond their whole span none can meet another
    return LEAST + (max(real) - min(real)).days + draw(MOST)


def moved(value: Any, shift: int) -> Any:
    """A date that many days earlier, as precise as it was; a month moves by its middle. None when it is no date."""
    if isinstance(value, datetime):
        value = value.date()
    try:
        if isinstance(value, date):
            return value - timedelta(days=shift)
        if isinstance(value, PartialDate):
            return _moved_partial(value, shift)
    except (ValueError, OverflowError):
        return None  # before every date we can write
    return None


def _moved_partial(value: PartialDate, shift: int) -> PartialDate:
    middle = date(
        value.year, value.month or 7, value.day or (15 if value.month else 1)
    ) - timedelta(days=shift)
    return PartialDate(
        middle.year, middle.month if value.month else None, middle.day if value.day else None
    )


def free_texts(record: Record) -> tuple[FreeText, ...]:
    """Every text that somebody must read before it leaves, in the order of the case."""
    found: list[FreeText] = []

    def listed(one: FreeText) -> str | None:
        found.append(one)
        return one.text

    _build(record, listed, lambda value: value)
    return tuple(found)


def days_of(value: Any) -> tuple[date, ...]:
    """Every exact day in a record, wherever it stands: none of them may be read in what leaves."""
    if isinstance(value, datetime):
        return (value.date(),)
    if isinstance(value, date):
        return (value,)
    if isinstance(value, PartialDate):
        return (value.earliest,) if value.day else ()
    if isinstance(value, tuple):
        return tuple(day for one in value for day in days_of(one))
    if is_dataclass(value):
        return tuple(day for f in fields(value) for day in days_of(getattr(value, f.name)))
    return ()


def anonymised(record: Record, review: Mapping[str, Reviewed], shift: int) -> TeachingCase:
    """The teaching case: confirmed texts as they were left, all others empty, every date `shift` days earlier."""
    return _build(record, lambda one: confirmed(one, review), lambda value: moved(value, shift))


def confirmed(one: FreeText, review: Mapping[str, Reviewed]) -> str | None:
    """The text as reviewed; None when nobody confirmed it, or it was another wording."""
    given = review.get(one.key)
    return given.text if given and given.digest == one.digest else None


@dataclass
class _Maker:
    """One walk over a record: what to do with a text, and with a date."""

    on_text: Callable[[FreeText], str | None]
    on_date: Callable[[Any], Any]
    unread: int = 0

    def text(self, key: str, place: str, value: str, about: str = "", caution: str = "") -> str:
        """What leaves of a text; "" when it does not."""
        if not value:
            return ""
        given = self.on_text(FreeText(key, place, value, about, caution))
        self.unread += given is None
        return given or ""

    def part(self, value: T, key: str, about: str = "") -> T:
        """The same shape with only what may leave in it; fields that stay have their default."""
        kind = type(value)
        given = {
            name: self.field(getattr(value, name), way, f"{key}.{name}", kind.__name__, about)
            for name, way in LEAVES[kind].items()
        }
        return kind(**given)

    def field(self, value: Any, way: Way, key: str, shape: str, about: str) -> Any:
        """One field by its way out."""
        name = key.rpartition(".")[2]
        match way:
            case Way.KEPT:
                return value
            case Way.MOVED:
                return self.on_date(value)
            case Way.PARTS:
                return tuple(self.part(one, f"{key}{n}", about) for n, one in enumerate(value))
            case Way.CODE if _is_code(name, value):
                return value
        place = f"{shape}.{name}"
        if isinstance(value, tuple):
            text = self.text(key, place, ", ".join(value), about)
            return tuple(part.strip() for part in text.split(",") if part.strip())
        return self.text(key, place, value, about)

    def parts(self, values: Iterable[T], key: str) -> tuple[T, ...]:
        """Each of a list."""
        return tuple(self.part(one, f"{key}{n}", _about(one)) for n, one in enumerate(values))


def _is_code(name: str, value: str) -> bool:
    if name == "marker":
        return value in GENES
    return SHAPES[name].fullmatch(value) is not None


def _about(value: Any) -> str:
    """What a part is recognised by on the page of review."""
    for name in ("marker", "label", "name", "kind", "topic"):
        found = getattr(value, name, None)
        if found:
            return getattr(found, "label", None) or str(found)
    return ""


def _build(
    record: Record, on_text: Callable[[FreeText], str | None], on_date: Callable[[Any], Any]
) -> TeachingCase:
    make, patient = _Maker(on_text, on_date), record.case_file.patient
    question = make.text("question", "Record.question", record.question)
    since = make.text("changed_since", "Record.changed_since", record.changed_since)
    file, kept_back = _file(record.case_file, make)
    options = tuple(_option(one, n, make) for n, one in enumerate(record.options))
    opinion = make.part(record.opinion, "opinion")
    addenda = tuple(_addendum(one, n, make) for n, one in enumerate(record.addenda))
    counts = {
        "texts": make.unread,
        "statements": kept_back,
        "attachments": len(record.attached),
    }
    return TeachingCase(
        sex=patient.sex,
        age_band=band_of(record),
        held_on=on_date(day_of(record)),
        requested_by=record.requester.speciality if record.requester else "",
        specialities=_specialities(record),
        track=record.track,
        question=question,
        changed_since=since,
        file=file,
        options=options,
        opinion=opinion,
        addenda=addenda,
        left_out={kind: n for kind, n in counts.items() if n},
    )


def _file(file: CaseFile, make: _Maker) -> tuple[CaseFile, int]:
    said = [_statement(one, f"statement{n}", make) for n, one in enumerate(file.statements)]
    lists: dict[str, Any] = {
        f.name: make.parts(getattr(file, f.name), f.name)
        for f in fields(CaseFile)
        if f.name not in {"patient", "statements", "told", "ins", "about"}
    }
    kept = CaseFile(
        patient=Patient(_NOBODY, _NOBODY, sex=file.patient.sex),
        statements=tuple(one for one in said if one),
        told=make.part(file.told, "told"),
        about=file.about,
        **lists,
    )
    return kept, sum(one is None for one in said)


def _statement(said: Statement, key: str, make: _Maker) -> Statement | None:
    """What may leave of one thing said; None when all of it stays. One shared in part leaves by a confirmation only."""
    if _stays(said):
        return None
    item = said.item if said.item in _ITEMS or said.item in QUESTIONS or _is_listed(said) else ""
    about = answers.label(said) or said.topic.label
    caution = "board_only" if said.share is Share.BOARD_ONLY else ""
    words = said.verbatim or (said.topic.label if caution else "")
    text = make.text(f"{key}.verbatim", "Statement.verbatim", words, about, caution)
    if caution and not text:
        return None
    kept = Statement(
        **{name: _plain(getattr(said, name), way, make) for name, way in LEAVES[Statement].items() if way is not Way.TEXT}
    )  # fmt: skip
    return replace(
        kept, item=item, value=_value(said, make), verbatim=text if said.verbatim else ""
    )


def _plain(value: Any, way: Way, make: _Maker) -> Any:
    return make.on_date(value) if way is Way.MOVED else value


def _stays(said: Statement) -> bool:
    """What is never on paper, nor in any export: the levels of sharing win over a review."""
    return (
        said.withheld
        or said.not_to_relatives
        or said.share is Share.DOCTOR_ONLY
        or said.topic in _NEVER
    )


def _is_listed(said: Statement) -> bool:
    return said.item in BY_CODE or said.item in EARLIER_CODES


def _value(said: Statement, make: _Maker) -> str:
    """The coded answer when it is one; a date moves; words of another kind stay."""
    question = QUESTIONS.get(said.item)
    if question is None or not said.value:
        return ""
    if question.kind in _CODED:
        known = {code for code, _label in question.choices}
        return said.value if set(said.value.split(",")) <= known else ""
    if question.kind in _NUMBERS:
        return said.value if said.value.isdecimal() and len(said.value) < 5 else ""
    if question.kind is Kind.DATE and (day := answers.day(said.value)):
        given = make.on_date(day)
        return given.iso if given else ""
    return ""


def _option(option: Option, number: int, make: _Maker) -> TeachingOption:
    """The catalogue's title is nobody's words; that of a free option is a text like another."""
    entry, key = option.entry, f"option{number}"
    own = "" if entry.code else make.text(f"{key}.title", "Option.title", entry.title)
    about = _catalogue_title(option) if entry.code else ""
    given = {
        name: make.field(getattr(option, name), way, f"{key}.{name}", "Option", about)
        for name, way in LEAVES[Option].items()
    }
    return TeachingOption(family=entry.family, title=own or about, **given)


def _catalogue_title(option: Option) -> str:
    """The entry's title; with its detail where several entries share one and nothing more precise was chosen."""
    entry = option.entry
    precise = entry.detail if entry.sites and not option.specifics else ""
    return f"{entry.title} ({precise})" if precise else entry.title


def _addendum(one: Addendum, number: int, make: _Maker) -> TeachingAddendum:
    text = make.text(f"addendum{number}.text", "Addendum.text", one.text)
    return TeachingAddendum(text, make.on_date(one.at.date()) if text else None)


def _specialities(record: Record) -> tuple[str, ...]:
    """The specialities that were there for the case, each once: what is said instead of names."""
    members = record.meeting.members if record.meeting else ()
    found = {m.person.speciality for m in members if m.counts_here and m.person.speciality}
    return tuple(sorted(found))
