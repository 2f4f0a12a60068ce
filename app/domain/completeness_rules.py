"""The rule of each item a board may ask for: takes what is known of a case, says where the item stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from .casefile import CaseFile, Treatment
from .markers import expected_markers, rows_about
from .partial_date import PartialDate
from .record import Informed
from .requirements import Needs
from .text import fold
from .vocabulary import ItemState, MarkerState, MeasureKind, Need, StatementStatus, Topic
from .vocabulary.health import SocialTopic

ELDERLY = 75
_SAID_OF_MORALE = frozenset({SocialTopic.DISTRESS, SocialTopic.FOLLOW_UP})


@dataclass(frozen=True)
class Item:
    """One thing the board needs.

    `section` is the part of the file where it is typed and `fact_id` the row to correct there, if any; `detail`
    names a marker; `on` is the day of an old result, or the day an awaited one is due; `age_days` is counted from `on`.
    """

    code: Need
    section: str
    state: ItemState
    detail: str = ""
    on: PartialDate | None = None
    age_days: int | None = None
    fact_id: str = ""

    @property
    def key(self) -> str:
        """What names the item in a store: its code, with the marker for one of the expected markers."""
        return f"{self.code.value}:{self.detail}" if self.detail else self.code.value

    @property
    def slug(self) -> str:
        """The key as a name of form fields."""
        return re.sub(r"[^a-z0-9]+", "-", fold(self.key)).strip("-")

    @property
    def is_answered(self) -> bool:
        """Whether something stands there, were it "not known yet"."""
        return self.state is not ItemState.MISSING


@dataclass(frozen=True)
class Known:
    """What the rules read; `day` is that of the meeting, failing that today."""

    file: CaseFile
    informed: Informed
    question: str
    requester: bool
    day: date
    needs: Needs


def _item(need: Need, section: str, present: bool, fact_id: str = "") -> Item:
    return Item(need, section, ItemState.PRESENT if present else ItemState.MISSING, fact_id=fact_id)


def _simple(need: Need, section: str, is_there: Callable[[Known], bool]) -> Rule:
    return lambda known: iter((_item(need, section, is_there(known)),))


def _measures(need: Need, *kinds: MeasureKind) -> Rule:
    """The most recent of these measures."""

    def rule(known: Known) -> Iterator[Item]:
        found = [m for kind in kinds if (m := known.file.latest(kind)) is not None]
        if not found:
            yield _item(need, "measures", False)
            return
        last = max(found, key=lambda m: m.measured_on.iso if m.measured_on else "")
        yield _dated(known, _item(need, "measures", True, last.id), last.measured_on)

    return rule


def _imaging(known: Known) -> Iterator[Item]:
    seen = known.file.imaging
    last = max(seen, key=lambda i: i.noted_on.iso if i.noted_on else "", default=None)
    if last is None:
        yield _item(Need.IMAGING, "imaging", False)
    else:
        yield _dated(known, _item(Need.IMAGING, "imaging", True), last.noted_on)


def _dated(known: Known, item: Item, on: PartialDate | None) -> Item:
    """A present item with its date, to be looked at when older than the local limit, or without date."""
    age = (known.day - on.earliest).days if on else None
    limit = known.needs.freshness_days
    state = ItemState.OLD if limit and (age is None or age > limit) else ItemState.PRESENT
    return replace(item, state=state, on=on, age_days=age)


def _g8(known: Known) -> Iterator[Item]:
    age = known.file.patient.age_on(known.day)
    if age is None or age < ELDERLY:
        return
    found = known.file.latest_g8
    if found is None:
        yield _item(Need.G8, "g8", False)
    else:
        yield _dated(known, _item(Need.G8, "g8", True), found.noted_on)


def _stop_reasons(known: Known) -> Iterator[Item]:
    ended = [t for t in known.file.treatments if t.ended_on is not None]
    silent = [t for t in ended if t.stop_reason is None]
    if ended:
        yield _item(Need.STOP_REASONS, "treatments", not silent, silent[0].id if silent else "")


def _best_response(known: Known) -> Iterator[Item]:
    if last := _last_line(known.file):
        there = last.best_response is not None
        yield _item(Need.BEST_RESPONSE, "treatments", there, last.id)


def _progression(known: Known) -> Iterator[Item]:
    there = any(t.progressed_on for t in known.file.treatments)
    last = _last_line(known.file)
    yield _item(Need.PROGRESSION, "treatments", there, last.id if last else "")


def _last_line(file: CaseFile) -> Treatment | None:
    lines = [t for t in file.treatments if t.kind.is_systemic and t.line is not None]
    return max(lines, key=lambda t: t.line or 0, default=None)


def _social(known: Known) -> Iterator[Item]:
    there = any(note.topic not in _SAID_OF_MORALE for note in known.file.social_notes)
    yield _item(Need.SOCIAL, "social_notes", there)


def _morale(known: Known) -> Iterator[Item]:
    there = any(note.topic in _SAID_OF_MORALE for note in known.file.social_notes)
    yield _item(Need.MORALE, "social_notes", there)


def _markers(known: Known) -> Iterator[Item]:
    asked = known.needs.markers
    expected = expected_markers(known.file.tumour.site) if asked is None else asked
    for marker in expected:
        yield _marker(known.file, marker)


def _marker(file: CaseFile, marker: str) -> Item:
    rows = rows_about(file, marker)
    done = [row for row in rows if row.state is not MarkerState.NOT_DONE]
    if not done:
        row_id = rows[0].id if rows else ""
        return Item(Need.MARKERS, "biomarkers", ItemState.MISSING, marker, fact_id=row_id)
    if all(row.state is MarkerState.PENDING for row in done):
        due = min((row.due_on for row in done if row.due_on), default=None)
        return Item(
            Need.MARKERS, "biomarkers", ItemState.PENDING, marker, on=due, fact_id=done[0].id
        )
    return Item(Need.MARKERS, "biomarkers", ItemState.PRESENT, marker, fact_id=done[0].id)


def _marker_dates(known: Known) -> Iterator[Item]:
    results = [row for row in known.file.biomarkers if row.is_settled]
    undated = [row for row in results if row.resulted_on is None]
    if results:
        first = undated[0].id if undated else ""
        yield _item(Need.MARKER_DATES, "biomarkers", not undated, first)


def _asked(topic: Topic) -> Callable[[Known], bool]:
    """Whether the patient was asked; not wishing to say is an answer (B20)."""

    def was_asked(known: Known) -> bool:
        return any(
            s.topic is topic and s.status is not StatementStatus.NOT_ASKED
            for s in known.file.statements
        )

    return was_asked


Rule = Callable[[Known], Iterator[Item]]
RULES: Mapping[Need, Rule] = {
    Need.BIRTH: _simple(Need.BIRTH, "identity", lambda k: k.file.patient.birth_on is not None),
    Need.QUESTION: _simple(Need.QUESTION, "ask", lambda k: bool(k.question.strip())),
    Need.REQUESTER: _simple(Need.REQUESTER, "ask", lambda k: k.requester),
    Need.INFORMED: _simple(Need.INFORMED, "ask", lambda k: k.informed.opposed is not None),
    Need.TOLD: _simple(Need.TOLD, "told", lambda k: bool(k.file.told.text.strip())),
    Need.DIAGNOSIS: _simple(
        Need.DIAGNOSIS, "tumour", lambda k: k.file.tumour.diagnosed_on is not None
    ),
    Need.HISTOLOGY: _simple(
        Need.HISTOLOGY, "tumour", lambda k: bool(k.file.tumour.histology.strip())
    ),
    Need.STAGE: _simple(
        Need.STAGE, "tumour", lambda k: bool((k.file.tumour.stage + k.file.tumour.tnm).strip())
    ),
    Need.METASTATIC_SITES: _simple(
        Need.METASTATIC_SITES, "tumour", lambda k: bool(k.file.tumour.metastatic_sites.strip())
    ),
    Need.IMAGING: _imaging,
    Need.PERFORMANCE_STATUS: _measures(Need.PERFORMANCE_STATUS, MeasureKind.PERFORMANCE_STATUS),
    Need.WEIGHT: _measures(Need.WEIGHT, MeasureKind.WEIGHT),
    Need.ALBUMIN: _measures(Need.ALBUMIN, MeasureKind.ALBUMIN),
    Need.PAIN: _measures(Need.PAIN, MeasureKind.PAIN),
    Need.G8: _g8,
    Need.KIDNEY: _measures(Need.KIDNEY, MeasureKind.CLEARANCE, MeasureKind.CREATININE),
    Need.LIVER: _measures(Need.LIVER, MeasureKind.BILIRUBIN, MeasureKind.AST, MeasureKind.ALT),
    Need.LVEF: _measures(Need.LVEF, MeasureKind.LVEF),
    Need.URACIL: _measures(Need.URACIL, MeasureKind.URACIL),
    Need.TREATMENTS: _simple(Need.TREATMENTS, "treatments", lambda k: bool(k.file.treatments)),
    Need.STOP_REASONS: _stop_reasons,
    Need.BEST_RESPONSE: _best_response,
    Need.PROGRESSION: _progression,
    Need.TEMPO: _simple(Need.TEMPO, "tempos", lambda k: bool(k.file.tempos)),
    Need.MEDICATIONS: _simple(Need.MEDICATIONS, "medications", lambda k: bool(k.file.medications)),
    Need.ALLERGIES: _simple(Need.ALLERGIES, "allergies", lambda k: bool(k.file.allergies)),
    Need.FAMILY: _simple(Need.FAMILY, "family_history", lambda k: bool(k.file.family_history)),
    Need.SOCIAL: _social,
    Need.MORALE: _morale,
    Need.CAUTIONS: _simple(Need.CAUTIONS, "cautions", lambda k: bool(k.file.cautions)),
    Need.MARKERS: _markers,
    Need.MARKER_DATES: _marker_dates,
    Need.WISHES: _simple(Need.WISHES, "wishes", _asked(Topic.WHAT_MATTERS)),
    Need.TRUSTED_PERSON: _simple(Need.TRUSTED_PERSON, "wishes", _asked(Topic.TRUSTED_PERSON)),
    Need.ADVANCE_DIRECTIVE: _simple(
        Need.ADVANCE_DIRECTIVE, "wishes", _asked(Topic.ADVANCE_DIRECTIVE)
    ),
}
