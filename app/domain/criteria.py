"""Criteria of the alternatives: takes an entry and a case file, gives one finding a criterion.

Three-valued logic (met, not met, unknown) with two values that rules may not settle: caution and
human judgment. Pending, missing and uncertain data are unknown, never "not met" (docs/decisions/0003;
R05, R07). Nothing is concluded, ranked or hidden from these findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .casefile import CaseFile
from .catalogue import CatalogueEntry
from .criteria_leaves import CAUTION, HUMAN, MET, NOT_MET, READERS, UNKNOWN, Reading
from .criteria_shape import WRAPPER, problems
from .findings import Finding
from .markers import expected_markers, never_done
from .vocabulary import FindingOutcome

__all__ = ["evaluate", "expected_markers", "never_done", "problems"]

_OPPOSITE = {MET: NOT_MET, NOT_MET: MET}
_ALL_ORDER = (NOT_MET, UNKNOWN, HUMAN, CAUTION)
_ANY_ORDER = (CAUTION, UNKNOWN, HUMAN, NOT_MET)
_SITE_CODES = frozenset({"site", "site_unknown"})


@dataclass(frozen=True)
class _Result:
    """What a node says, and the leaves that decided it; no outcome means silence."""

    outcome: FindingOutcome | None
    parts: tuple[Reading, ...] = ()

    @property
    def is_about_site(self) -> bool:
        return bool(self.parts) and all(part.code in _SITE_CODES for part in self.parts)


def evaluate(entry: CatalogueEntry, case_file: CaseFile, *, today: date) -> tuple[Finding, ...]:
    """One finding a top-level criterion, in the order of the entry; silence gives none.

    The finding names the leaves that decided, the data used and their date. A malformed criterion
    raises ValueError: `problems` refuses it when the entry is read.
    """
    broken = problems(entry.criteria)
    if broken:
        raise ValueError(f"{entry.code}: {', '.join(v.code for v in broken)}")
    results = ((node, _read(node, case_file, today)) for node in entry.criteria)
    return tuple(_finding(node, r.outcome, r) for node, r in results if r.outcome)


def _read(node: Mapping[str, Any], case_file: CaseFile, today: date) -> _Result:
    kind = next(key for key in node if key not in {"rule", "source"})
    content = node[kind]
    if kind in READERS:
        reading = READERS[kind](content, case_file, today)
        return _Result(reading.outcome, (reading,))
    if kind == WRAPPER:
        return _as_caution(_read(content, case_file, today))
    children = [_read(child, case_file, today) for child in content]
    heard = [child for child in children if child.outcome]
    if kind == "all":
        return _all(heard)
    return _any(heard) if kind == "any" else _opposite(_any(heard))


def _all(children: list[_Result]) -> _Result:
    """Kleene's "and"; what is decided by the site alone is said by the site alone."""
    if not children:
        return _Result(None)
    for outcome in _ALL_ORDER:
        deciding = [child for child in children if child.outcome is outcome]
        if deciding:
            by_site = [child for child in deciding if child.is_about_site]
            return _Result(outcome, _parts(by_site or deciding))
    return _Result(MET, _parts(children))


def _any(children: list[_Result]) -> _Result:
    """Kleene's "or"; branches for other sites stay unsaid when one of this site decides."""
    if not children:
        return _Result(None)
    met = next((child for child in children if child.outcome is MET), None)
    if met:
        return met
    outcome = next(o for o in _ANY_ORDER if any(child.outcome is o for child in children))
    deciding = [child for child in children if child.outcome is outcome]
    here = [child for child in deciding if not child.is_about_site]
    return _Result(outcome, _parts(here or deciding))


def _opposite(result: _Result) -> _Result:
    if result.outcome is None:
        return result
    return _Result(_OPPOSITE.get(result.outcome, result.outcome), result.parts)


def _as_caution(result: _Result) -> _Result:
    """Met becomes a caution, not met is silent; an unknown stays one, but for the site alone."""
    if result.outcome is NOT_MET or result.is_about_site:
        return _Result(None)
    return _Result(CAUTION if result.outcome is MET else result.outcome, result.parts)


def _parts(children: Iterable[_Result]) -> tuple[Reading, ...]:
    """The deciding leaves, each once."""
    kept: list[Reading] = []
    for part in (part for child in children for part in child.parts):
        if part not in kept:
            kept.append(part)
    return tuple(kept)


def _finding(node: Mapping[str, Any], outcome: FindingOutcome, result: _Result) -> Finding:
    """The finding of a top-level node; several leaves are numbered in `params` (`1.code`…)."""
    parts = result.parts
    params = dict(parts[0].params)
    if len(parts) > 1:
        params = {
            f"{number}.{key}": value
            for number, part in enumerate(parts, 1)
            for key, value in {**part.params, "code": part.code}.items()
        }
    return Finding(
        rule=node["rule"],
        outcome=outcome,
        code=parts[0].code if len(parts) == 1 else "several",
        params=params,
        datum=_joined(part.datum for part in parts),
        datum_on=next((part.datum_on for part in parts if part.datum_on), ""),
        settled_by=_joined(part.settled_by for part in parts),
        source=node["source"],
    )


def _joined(texts: Iterable[str]) -> str:
    return "\u202f; ".join(dict.fromkeys(text for text in texts if text))
