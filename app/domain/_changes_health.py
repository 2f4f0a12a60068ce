"""Changes of the patient's health: measures, emergencies, disease of the nervous system, tests before treatment, tempo."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Protocol, TypeVar

from .casefile import CaseFile, Measure
from .change import Change, Kind, Subject
from .health import RedFlag
from .measured import series
from .partial_date import PartialDate
from .text import fold


class _Dated(Protocol):
    @property
    def noted_on(self) -> PartialDate | None:
        """When it was seen."""


D = TypeVar("D", bound=_Dated)


def emergency_changes(before: CaseFile, now: CaseFile) -> list[Change]:
    """Emergencies that are new, and those that were resolved."""
    was = {_flag(f) for f in before.open_red_flags}
    still = {_flag(f) for f in now.open_red_flags}
    found = [
        Change(Subject.EMERGENCY, Kind.ADDED, f.kind.value, on=f.noted_on, note=f.detail)
        for f in now.open_red_flags
        if _flag(f) not in was
    ]
    closed = [f for f in now.red_flags if f.resolved and _flag(f) in was - still]
    return found + [
        Change(Subject.EMERGENCY, Kind.ENDED, f.kind.value, on=f.resolved_on, note=f.detail)
        for f in closed
    ]


def measure_changes(before: CaseFile, now: CaseFile) -> list[Change]:
    """The measures whose latest value is new or other; a value in another unit is compared with nothing."""
    known = {_measured(s.latest): s.latest for s in series(before)}
    found = []
    for is_now in (s.latest for s in series(now)):
        was = known.get(_measured(is_now))
        if was is None or (was.value, was.unit) != (is_now.value, is_now.unit):
            comparable = was is not None and was.unit == is_now.unit
            found.append(_measure(was if comparable else None, is_now))
    return found


def imaging_changes(before: CaseFile, now: CaseFile) -> list[Change]:
    """The imaging nobody had written before."""
    rows = {i.id for i in before.imaging if i.id}
    return [
        Change(
            Subject.IMAGING,
            Kind.ADDED,
            i.kind.value,
            after=i.conclusion.value if i.conclusion else "",
            on=i.noted_on,
            note=i.finding,
            unit=i.region,
        )
        for i in now.imaging
        if i.id not in rows and i not in before.imaging
    ]


def health_changes(before: CaseFile, now: CaseFile) -> list[Change]:
    """What else a board asks again: frailty, tempo, nervous system, tests made before some treatments."""
    known = _answers(before)
    return [
        Change(
            Subject.STATE,
            Kind.CHANGED if what in known else Kind.ADDED,
            what,
            known[what][0] if what in known else "",
            answer,
            on,
        )
        for what, (answer, on) in _answers(now).items()
        if what not in known or known[what][0] != answer
    ]


def _answers(file: CaseFile) -> dict[str, tuple[str, PartialDate | None]]:
    """The latest answer to each question, as its code, with its date."""
    g8 = file.latest_g8
    found = {"g8": (str(g8.score), g8.noted_on)} if g8 else {}
    for tempo in _oldest_first(file.tempos):
        found["tempo"] = (tempo.pace.value, tempo.noted_on)
    for disease in _oldest_first(file.nervous_diseases):
        found[disease.site.value] = (disease.state.value, disease.noted_on)
    for check in _oldest_first(file.checks):
        found[check.kind.value] = (check.result.value, check.noted_on)
    return found


def _oldest_first(rows: Iterable[D]) -> list[D]:
    return sorted(rows, key=lambda row: row.noted_on.iso if row.noted_on else "")


def _flag(flag: RedFlag) -> Hashable:
    return flag.id or (flag.kind, fold(flag.detail))


def _measured(measure: Measure) -> Hashable:
    return measure.kind, fold(measure.name)


def _measure(was: Measure | None, now: Measure) -> Change:
    return Change(
        Subject.STATE,
        Kind.CHANGED if was else Kind.ADDED,
        now.kind.value,
        str(was.value) if was else "",
        str(now.value),
        now.measured_on,
        now.name,
        unit=now.unit,
    )
