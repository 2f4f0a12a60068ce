"""Systemic lines derived by dates (no FHIR profile carries a line number).

The rules are ours, and a note tells the reader that they were applied:
1. one drug on one day counts once, whether requested, administered or stated;
2. one drug stays one course however often it is prescribed again, unless more than 183 days pass
   during which another drug is given;
3. drugs started within 28 days of each other make one line, with those of the line before that are
   given again in that same time;
4. lines are numbered by start date;
5. hormone therapy alone, after a line of another kind and with no worsening recorded in between, is
   adjuvant or maintenance: it keeps no number. As first treatment, after a hormone line or after a
   worsening, it is a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from app.domain.casefile import Treatment
from app.domain.partial_date import PartialDate
from app.domain.text import LONG
from app.domain.vocabulary import Intent, StopReason, TreatmentKind
from app.i18n import _

from .bag import Bag, DrugEvent
from .values import cut

_TOGETHER = timedelta(days=28)
_PAUSE = timedelta(days=183)


@dataclass(frozen=True)
class _Course:
    """One drug from its first to its last known day."""

    events: tuple[DrugEvent, ...]

    @property
    def drug(self) -> str:
        return self.events[0].drug

    @property
    def start(self) -> PartialDate | None:
        return self.events[0].start

    def split_at(self, first: date) -> tuple[_Course, _Course]:
        before = tuple(e for e in self.events if _day(e) < first)
        return _Course(before), _Course(self.events[len(before) :])

    def is_given_again(self, first: date, last: date) -> bool:
        is_older = _day(self.events[0]) < first
        return is_older and any(first <= _day(e) <= last for e in self.events)


@dataclass
class _Line:
    courses: list[_Course]

    @property
    def start(self) -> date:
        return _day(self.courses[0].events[0])

    @property
    def kind(self) -> TreatmentKind:
        kinds = {c.events[0].kind for c in self.courses}
        return kinds.pop() if len(kinds) == 1 else TreatmentKind.COMBINATION


def systemic_treatments(bag: Bag) -> list[Treatment]:
    """The gathered drugs as treatments, numbered by date; undated or unknown ones are not."""
    dated = [e for e in bag.drugs if e.start and e.kind.is_systemic]
    lines = _group(_courses(sorted(dated, key=_day)))
    made = _numbered(lines, bag)
    loose = [e for e in bag.drugs if not (e.start and e.kind.is_systemic)]
    for drug in dict.fromkeys(e.drug for e in loose):
        events = tuple(e for e in loose if e.drug == drug)
        bag.note("treatment_not_numbered", drug=drug)
        made.append(_treatment([_Course(events)], events[0].kind, None))
    return made


def _day(event: DrugEvent) -> date:
    return event.start.earliest if event.start else date.min


def _courses(events: list[DrugEvent]) -> list[_Course]:
    """Rules 1 and 2."""
    courses: list[_Course] = []
    for drug in dict.fromkeys(e.drug for e in events):
        others = [_day(e) for e in events if e.drug != drug]
        run: list[DrugEvent] = []
        for event in (e for e in events if e.drug == drug):
            if run and _is_rechallenge(run[-1], event, others):
                courses.append(_Course(tuple(run)))
                run = []
            run.append(event)
        courses.append(_Course(tuple(run)))
    return sorted(courses, key=lambda c: _day(c.events[0]))


def _is_rechallenge(last: DrugEvent, event: DrugEvent, others: list[date]) -> bool:
    since = last.end.earliest if last.end else _day(last)
    return _day(event) - since > _PAUSE and any(since < o < _day(event) for o in others)


def _group(courses: list[_Course]) -> list[_Line]:
    """Rule 3."""
    lines: list[_Line] = []
    for course in courses:
        if lines and _day(course.events[0]) - lines[-1].start <= _TOGETHER:
            lines[-1].courses.append(course)
        else:
            lines.append(_Line([course]))
    for before, line in pairwise(lines):
        _carry_over(before, line)
    return lines


def _carry_over(before: _Line, line: _Line) -> None:
    """A drug given again at the start of the next line ends its part in this one."""
    start, until = line.start, line.start + _TOGETHER
    for i, course in enumerate(before.courses):
        if course.is_given_again(start, until):
            before.courses[i], again = course.split_at(start)
            line.courses.append(again)


def _numbered(lines: list[_Line], bag: Bag) -> list[Treatment]:
    """Rules 4 and 5."""
    made: list[Treatment] = []
    number = 0
    before: _Line | None = None
    for line in lines:
        if before is not None and _is_maintenance(line, before, bag):
            treatment = _treatment(line.courses, line.kind, None)
            bag.note("hormone_not_counted", label=treatment.label)
        else:
            number += 1
            before = line
            treatment = _treatment(line.courses, line.kind, number)
        made.append(treatment)
    if number:
        bag.note("lines_derived", count=str(number))
    return made


def _is_maintenance(line: _Line, before: _Line, bag: Bag) -> bool:
    if line.kind is not TreatmentKind.HORMONE or before.kind is TreatmentKind.HORMONE:
        return False
    return not any(before.start <= on.earliest <= line.start for on in bag.worsened_on)


def _treatment(courses: list[_Course], kind: TreatmentKind, line: int | None) -> Treatment:
    events = [e for c in courses for e in c.events]
    drugs = tuple(dict.fromkeys(c.drug for c in courses))
    intents = {e.intent for e in events} - {Intent.UNKNOWN}
    return Treatment(
        label=cut(" + ".join(drugs)),
        kind=kind,
        line=line,
        line_is_derived=line is not None,
        drugs=drugs,
        intent=intents.pop() if len(intents) == 1 else Intent.UNKNOWN,
        started_on=courses[0].start,
        ended_on=_end(courses),
        stop_reason=_stop_reason(courses),
        dose_note=cut(" ; ".join(dict.fromkeys(filter(None, (e.dose for e in events)))), LONG),
        note=cut(f"{_note(events)} {_partial_stop(courses)}", LONG),
    )


def _end(courses: list[_Course]) -> PartialDate | None:
    """The last day, when every drug of the line has one: an end, or finished occasions."""
    ends = [_course_end(c) for c in courses]
    known = [e for e in ends if e is not None]
    return max(known) if known and len(known) == len(ends) else None


def _course_end(course: _Course) -> PartialDate | None:
    last = course.events[-1]
    if last.end or not all(e.is_over for e in course.events):
        return last.end
    return last.start if len(course.events) > 1 else None


def _stop_reason(courses: list[_Course]) -> StopReason | None:
    """A reason that holds for every drug of the line."""
    reasons = {next((e.stop_reason for e in c.events if e.stop_reason), None) for c in courses}
    return reasons.pop() if len(reasons) == 1 else None


def _note(events: list[DrugEvent]) -> str:
    said = []
    if all(e.is_request for e in events):
        said.append(
            _("D'après des prescriptions ; le fichier ne dit pas si elles ont été suivies.")
        )
    for drug in dict.fromkeys(e.drug for e in events):
        days = len({e.start for e in events if e.drug == drug})
        if days > 1:
            said.append(_("%(drug)s : %(n)s dates dans le fichier.", drug=drug, n=days))
    said += dict.fromkeys(e.stop_text for e in events if e.stop_text)
    return " ".join(said)


def _partial_stop(courses: list[_Course]) -> str:
    """Why some drugs of the line stopped, when that is not so of all."""
    stopped = [(c.drug, e.stop_reason) for c in courses for e in c.events if e.stop_reason]
    if not stopped or _stop_reason(courses):
        return ""
    return " ".join(
        _("%(drug)s : arrêt, motif « %(reason)s ».", drug=drug, reason=reason.label.lower())
        for drug, reason in dict.fromkeys(stopped)
    )
