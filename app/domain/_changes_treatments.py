"""Changes of the treatments: a new line, one that stopped, a progression, another response."""

from __future__ import annotations

from .casefile import Treatment
from .change import Change, Kind, Subject
from .text import fold


def treatment_changes(before: tuple[Treatment, ...], now: tuple[Treatment, ...]) -> list[Change]:
    """Every difference between two lists of treatments, in the order of the present one."""
    known = {id(t): _same(t, before) for t in now}
    found = [change for t in now for change in _of(known[id(t)], t)]
    kept = {id(was) for was in known.values() if was}
    found += [
        Change(Subject.LINE, Kind.WITHDRAWN, _name(was)) for was in before if id(was) not in kept
    ]
    return found


def _same(treatment: Treatment, before: tuple[Treatment, ...]) -> Treatment | None:
    """The same row; failing that the same treatment of the same line."""
    by_row = [t for t in before if t.id and t.id == treatment.id]
    alike = [t for t in before if _key(t) == _key(treatment)]
    return next(iter([*by_row, *alike]), None)


def _key(treatment: Treatment) -> tuple[object, ...]:
    return treatment.kind, treatment.line, fold(treatment.label)


def _of(was: Treatment | None, now: Treatment) -> list[Change]:
    name, found = _name(now), []
    if was is None:
        found.append(Change(Subject.LINE, Kind.ADDED, name, on=now.started_on or now.ended_on))
    if _stopped(now) and not (was and _stopped(was)) and not _progressed(was, now):
        reason = now.stop_reason.value if now.stop_reason else ""
        found.append(Change(Subject.LINE, Kind.ENDED, name, after=reason, on=now.ended_on))
    if _progressed(was, now):
        found.append(
            Change(
                Subject.PROGRESSION,
                Kind.ADDED,
                name,
                after=now.progression_sites,
                on=now.progressed_on,
            )
        )
    if was and was.best_response is not now.best_response and now.best_response:
        before = was.best_response.value if was.best_response else ""
        found.append(Change(Subject.RESPONSE, Kind.CHANGED, name, before, now.best_response.value))
    return found + _endured(was, now)


def _endured(was: Treatment | None, now: Treatment) -> list[Change]:
    """The reductions of dose and the toxicities nobody had written before, of a treatment that was known."""
    if was is None:
        return []
    doses = [
        Change(Subject.LINE, Kind.CHANGED, _name(now), after=d.what, on=d.on, note=d.drug)
        for d in now.dose_reductions
        if d not in was.dose_reductions
    ]
    events = {(fold(t.term), t.grade) for t in was.toxicities}
    return doses + [
        Change(
            Subject.TOXICITY,
            Kind.ADDED,
            _name(now),
            after=str(t.grade) if t.grade is not None else "",
            on=t.on,
            note=t.term,
        )
        for t in now.toxicities
        if (fold(t.term), t.grade) not in events
    ]


def _progressed(was: Treatment | None, now: Treatment) -> bool:
    """Whether a progression is known now that was not."""
    if now.progressed_on is None and not now.progression_sites:
        return False
    if was is None:
        return True
    return (was.progressed_on, was.progression_sites) != (
        now.progressed_on,
        now.progression_sites,
    )


def _stopped(treatment: Treatment) -> bool:
    return treatment.kind.is_systemic and bool(treatment.ended_on or treatment.stop_reason)


def _name(treatment: Treatment) -> str:
    return treatment.label if treatment.line is None else f"L{treatment.line} {treatment.label}"
