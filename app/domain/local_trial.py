"""A hospital's own list of trials: what a line holds, when it is stale, and its criteria in the catalogue's language.

A trial is never said to suit a patient: its criteria are read on the file by `criteria.findings`, and what is unknown
stays unknown (docs/decisions/0013).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.errors import Violation

from . import criteria as engine
from .casefile import CaseFile
from .criteria_shape import problems
from .findings import Finding
from .text import fold
from .tumour_tree import TumourTree
from .vocabulary import FindingOutcome, TrialStatus

# A line nobody verified for longer than this is shown in amber (users.md B38: lists go out of date silently).
FRESH_FOR = timedelta(days=30)
Shape = Mapping[str, Any]
_SOURCE = "Essai %s, liste de l'établissement"
_SEPARATORS = re.compile(r"[,;|\n]+")
_SEXES = frozenset({"female", "male"})
_NEGATIVE = frozenset({"negatif", "negative", "-", "absent", "absente", "sauvage", "wt"})
_POSITIVE = frozenset({"positif", "positive", "+", "present", "presente", "mute", "mutee"})
# ClinicalTrials.gov, EU-CT (with or without its last part), EudraCT and the French ID-RCB.
_KNOWN_NUMBER = re.compile(
    r"NCT\d{8}\Z|20\d\d-5\d{5}-\d\d(-\d\d)?\Z|20\d\d-\d{6}-\d\d\Z|20\d\d-A\d{5}-\d\d\Z"
)


@dataclass(frozen=True)
class SimpleCriteria:
    """The few criteria typed on a screen or in a table; "" and None ask nothing.

    `tumours` and `markers` are lists as people type them: `CBNPC, LUAD`; `EGFR L858R, HER2 négatif`.
    """

    tumours: str = ""
    markers: str = ""
    lines_at_least: int | None = None
    lines_at_most: int | None = None
    performance_at_most: int | None = None
    age_at_least: int | None = None
    age_at_most: int | None = None
    sex: str = ""


@dataclass(frozen=True)
class LocalTrial:
    """One line of the list. `computed` are criteria read from a CTML file, in the catalogue's language.

    `verified_on` and `verified_by` say who last asked the centre; `source` names the file a line came from.
    """

    number: str
    title: str
    status: TrialStatus = TrialStatus.UNKNOWN
    sponsor: str = ""
    phase: str = ""
    centre: str = ""
    contact: str = ""
    distance_km: int | None = None
    travel_minutes: int | None = None
    main_criteria: str = ""
    notes: str = ""
    verified_on: date | None = None
    verified_by: str = ""
    simple: SimpleCriteria = SimpleCriteria()
    computed: tuple[Shape, ...] = ()
    source: str = ""
    id: str = field(default="", compare=False)
    version: int = field(default=0, compare=False)

    def is_stale(self, today: date) -> bool:
        """Whether nobody verified it for more than 30 days, or ever; a closed one needs no verification."""
        if self.status is TrialStatus.CLOSED:
            return False
        return self.verified_on is None or today - self.verified_on > FRESH_FOR

    @property
    def is_shut(self) -> bool:
        """Whether it includes nobody now, as far as the list knows."""
        return self.status in {TrialStatus.CLOSED, TrialStatus.SUSPENDED}


@dataclass(frozen=True)
class LookedAt:
    """One trial beside one file: the engine's findings, in the order of its criteria."""

    trial: LocalTrial
    findings: tuple[Finding, ...]

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """What is plainly not met."""
        return tuple(f for f in self.findings if f.outcome is FindingOutcome.NOT_MET)

    @property
    def unknowns(self) -> tuple[Finding, ...]:
        """What a datum could settle."""
        return tuple(f for f in self.findings if f.outcome is FindingOutcome.UNKNOWN)

    @property
    def is_readable(self) -> bool:
        """Whether at least one criterion could be put to the file."""
        return any(f.outcome is not FindingOutcome.HUMAN for f in self.findings)


def look(
    trials: Iterable[LocalTrial], file: CaseFile, *, today: date, tree: TumourTree
) -> tuple[LookedAt, ...]:
    """Every trial beside the file, in the order given; criteria that cannot be read are left to people."""
    return tuple(
        LookedAt(trial, engine.findings(nodes(trial, tree), file, today=today, tree=tree))
        for trial in trials
    )


def nodes(trial: LocalTrial, tree: TumourTree) -> tuple[Shape, ...]:
    """The criteria of a trial as the engine reads them, each named by the trial's number."""
    source = _SOURCE % trial.number
    simple = [
        {"rule": f"trial.{trial.number}.{name}", "source": source, **shape}
        for name, shape in _simple(trial.simple, tree)
    ]
    return tuple(simple + [dict(node) for node in trial.computed])


def apart(number: str, shapes: Iterable[Shape], source: str) -> tuple[Shape, ...]:
    """Criteria of a file with each part of a whole told apart; those too deep for the engine are left to people."""
    parts = [part for shape in shapes for part in _parts(shape)]
    named: tuple[Shape, ...] = tuple(
        {"rule": f"trial.{number}.{place}", "source": source, **part}
        for place, part in enumerate(parts, 1)
    )
    if problems(named):
        text = "critères calculables trop emboîtés : à lire dans l'essai"
        return ({"rule": f"trial.{number}.1", "source": source, "human": {"text": text}},)
    return named


def violations(trial: LocalTrial, tree: TumourTree, today: date) -> tuple[Violation, ...]:
    """What is wrong with a line; `field` is that of its form."""
    needed = [
        Violation("required", name) for name in ("number", "title") if not getattr(trial, name)
    ]
    words = [
        Violation("trial_tumour_unknown", "tumours", {"name": name})
        for name in split(trial.simple.tumours)
        if not tree.codes(name)
    ]
    future = trial.verified_on is not None and trial.verified_on > today
    found = [*needed, *words, *_bounds(trial), *_markers_wrong(trial.simple.markers)]
    return (*found, *((Violation("date_in_future", "verified_on"),) if future else ()))


def is_known_number(number: str) -> bool:
    """Whether the number has the form of a register: NCT, EU-CT, EudraCT or ID-RCB."""
    return bool(_KNOWN_NUMBER.match(number.upper()))


def split(text: str) -> tuple[str, ...]:
    """The items of a list typed with commas, semicolons, bars or line breaks."""
    return tuple(item.strip() for item in _SEPARATORS.split(text) if item.strip())


def _simple(given: SimpleCriteria, tree: TumourTree) -> list[tuple[str, Shape]]:
    found: list[tuple[str, Shape]] = []
    codes = sorted(code for name in split(given.tumours) for code in tree.codes(name))
    if codes:
        found.append(("tumour", {"diagnosis": {"oncotree": codes}}))
    found += [
        (f"marker-{place}", {"biomarker": _marker(item)})
        for place, item in enumerate(split(given.markers), 1)
    ]
    if given.lines_at_least is not None or given.lines_at_most is not None:
        found.append(("line", {"line": _between(given.lines_at_least, given.lines_at_most)}))
    if given.performance_at_most is not None:
        found.append(
            ("performance", {"performance_status": {"at_most": given.performance_at_most}})
        )
    if given.age_at_least is not None or given.age_at_most is not None:
        found.append(("age", {"age": _between(given.age_at_least, given.age_at_most)}))
    if given.sex in _SEXES:
        found.append(("sex", {"sex": {"is": given.sex}}))
    return found


def _between(low: int | None, high: int | None) -> dict[str, int]:
    bounds = {"at_least": low, "at_most": high}
    return {name: value for name, value in bounds.items() if value is not None}


def _marker(text: str) -> dict[str, str]:
    """`EGFR L858R`, `HER2 négatif`, `MSI/MMR +`: the marker, its alteration if any, and its state (else positive)."""
    words = text.split()
    said = fold(words[-1]) if len(words) > 1 else ""
    state = "negative" if said in _NEGATIVE else "positive"
    if said in _NEGATIVE | _POSITIVE:
        words = words[:-1]
    shape = {"marker": words[0], "is": state}
    alteration = " ".join(words[1:])
    return {**shape, "alteration": alteration} if alteration else shape


def _markers_wrong(text: str) -> list[Violation]:
    return [
        Violation("trial_marker_unknown", "markers", {"name": item})
        for item in split(text)
        if problems(({"rule": "marker", "source": "x", "biomarker": _marker(item)},))
    ]


_RANGES = (
    ("lines_at_least", 0, 20),
    ("lines_at_most", 0, 20),
    ("performance_at_most", 0, 4),
    ("age_at_least", 0, 120),
    ("age_at_most", 0, 120),
)


def _bounds(trial: LocalTrial) -> list[Violation]:
    simple, found = trial.simple, []
    values = [(name, getattr(simple, name), low, high) for name, low, high in _RANGES]
    values += [("distance_km", trial.distance_km, 0, 20_000)]
    values += [("travel_minutes", trial.travel_minutes, 0, 2_880)]
    for name, value, low, high in values:
        if value is not None and not low <= value <= high:
            params = {"low": str(low), "high": str(high)}
            found.append(Violation("trial_range", name, params))
    for name in ("lines", "age"):
        low_value, high_value = (getattr(simple, f"{name}_at_{end}") for end in ("least", "most"))
        if low_value is not None and high_value is not None and low_value > high_value:
            found.append(Violation("trial_bounds", f"{name}_at_most"))
    return found


def _parts(shape: Shape) -> list[Shape]:
    """The parts of a whole that must all hold, however they are nested; anything else is one part."""
    bare = {key: value for key, value in shape.items() if key not in {"rule", "source"}}
    if set(bare) != {"all"}:
        return [bare]
    return [part for child in bare["all"] for part in _parts(child)]
