"""What changed between two case files of one patient, by subject: what a board reads first when a case comes back.

Both files are read at board level, whatever the caller holds: what is shared with the doctor only is no change here
(docs/decisions/0005). Sentences are made in `wording.changes`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from ._changes_health import (
    emergency_changes,
    health_changes,
    imaging_changes,
    measure_changes,
)
from ._changes_said import said_changes
from ._changes_treatments import treatment_changes
from .casefile import Biomarker, CaseFile, Caution, Tumour
from .change import Change, Kind, Subject
from .text import fold
from .vocabulary import MarkerState, MeasureKind

__all__ = ["Change", "Kind", "Subject", "changes", "percent"]


class _Part(StrEnum):
    """The parts of a tumour's description a board asks again, in the order it says them."""

    LABEL = "label"
    STAGE = "stage"
    TNM = "tnm"
    METASTATIC_SITES = "metastatic_sites"


def changes(before: CaseFile, now: CaseFile) -> tuple[Change, ...]:
    """Every difference a board should hear, in the order it is told: emergencies, disease, treatments, results, state, words."""
    return (
        *emergency_changes(before, now),
        *_tumour_changes(before.tumour, now.tumour),
        *treatment_changes(before.treatments, now.treatments),
        *imaging_changes(before, now),
        *_marker_changes(before.biomarkers, now.biomarkers),
        *measure_changes(before, now),
        *health_changes(before, now),
        *_caution_changes(before.cautions, now.cautions),
        *_told_changes(before, now),
        *said_changes(before.statements, now.statements),
    )


def percent(change: Change) -> int | None:
    """By how much a weight moved, in whole percent; None when it is no weight, or nothing is known of before."""
    if change.what != MeasureKind.WEIGHT or not change.before or not Decimal(change.before):
        return None
    was, is_now = Decimal(change.before), Decimal(change.after)
    return round((is_now - was) * 100 / was)


def _tumour_changes(before: Tumour, now: Tumour) -> list[Change]:
    found = []
    for part in _Part:
        was, is_now = getattr(before, part), getattr(now, part)
        if was.strip() != is_now.strip():
            found.append(Change(Subject.DISEASE, Kind.CHANGED, part.value, was, is_now))
    return found


def _marker_changes(before: tuple[Biomarker, ...], now: tuple[Biomarker, ...]) -> list[Change]:
    found = []
    for marker in now:
        was = _same_marker(marker, before)
        if was is None:
            found.append(_marker(Kind.ADDED, None, marker))
        elif _result(was) != _result(marker):
            arrived = marker.is_settled and not was.is_settled
            found.append(_marker(Kind.ARRIVED if arrived else Kind.CHANGED, was, marker))
    kept = {id(_same_marker(marker, before)) for marker in now}
    found += [_marker(Kind.WITHDRAWN, m, m) for m in before if id(m) not in kept]
    return found


def _same_marker(marker: Biomarker, before: tuple[Biomarker, ...]) -> Biomarker | None:
    """The same row; failing that the same alteration; failing that the same test, which had no result yet."""
    named = [m for m in before if fold(m.marker) == fold(marker.marker)]
    by_row = [m for m in before if m.id and m.id == marker.id]
    exact = [m for m in named if fold(m.alteration) == fold(marker.alteration)]
    awaited = [m for m in named if not m.is_settled and not m.alteration]
    return next(iter([*by_row, *exact, *awaited]), None)


def _marker(kind: Kind, was: Biomarker | None, now: Biomarker) -> Change:
    name = f"{now.marker} {now.alteration}".strip()
    on = now.resulted_on or (now.due_on if now.state is MarkerState.PENDING else None)
    return Change(
        Subject.RESULT,
        kind,
        name,
        was.state.value if was and kind is not Kind.WITHDRAWN else "",
        now.state.value,
        on,
        now.value,
        uncertain=now.uncertain,
    )


def _result(marker: Biomarker) -> tuple[object, ...]:
    return marker.state, fold(marker.alteration), marker.uncertain, fold(marker.value)


def _caution_changes(before: tuple[Caution, ...], now: tuple[Caution, ...]) -> list[Change]:
    rows = {c.id: c for c in before if c.id}
    alike = {(c.kind, fold(c.detail)): c for c in before}
    found = []
    for caution in now:
        was = rows.get(caution.id) or alike.get((caution.kind, fold(caution.detail)))
        if was is None or (was.presence, was.detail) != (caution.presence, caution.detail):
            found.append(
                Change(
                    Subject.CAUTION,
                    Kind.CHANGED if was else Kind.ADDED,
                    caution.kind.value,
                    was.presence.value if was else "",
                    caution.presence.value,
                    caution.noted_on,
                    caution.detail,
                )
            )
    return found


def _told_changes(before: CaseFile, now: CaseFile) -> list[Change]:
    if not now.told.text.strip() or now.told.text == before.told.text:
        return []
    return [
        Change(Subject.TOLD, Kind.CHANGED, after=now.told.text, on=now.told.on, note=now.told.by)
    ]
