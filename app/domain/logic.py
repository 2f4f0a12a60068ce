"""Three-valued trees, read one way for alternatives and trials: takes nodes and a reader of leaves.

Kleene's strong logic over met, not met and unknown, with two values that rules may not settle: caution
and human judgment. What a missing datum means is said by the policy, never by a leaf: `unknown` on
cases (docs/decisions/0003), `absent` on trials in CTML, as MatchMiner's engine reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from .vocabulary import FindingOutcome

MET, NOT_MET = FindingOutcome.MET, FindingOutcome.NOT_MET
UNKNOWN, CAUTION, HUMAN = FindingOutcome.UNKNOWN, FindingOutcome.CAUTION, FindingOutcome.HUMAN

OPPOSITE = {MET: NOT_MET, NOT_MET: MET}
_ALL_ORDER = (NOT_MET, UNKNOWN, HUMAN, CAUTION)
_ANY_ORDER = (CAUTION, UNKNOWN, HUMAN, NOT_MET)
_SITE_CODES = frozenset({"site", "site_unknown"})


@dataclass(frozen=True)
class Reading:
    """One leaf read on one file; no outcome says nothing (a caution looked for and absent)."""

    outcome: FindingOutcome | None
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    datum: str = ""
    datum_on: str = ""
    settled_by: str = ""


class Missing(Enum):
    """What a datum that nobody recorded means."""

    UNKNOWN = "unknown"
    ABSENT = "absent"


@dataclass(frozen=True)
class Policy:
    """How a tree is read: what a missing datum means, and what is told.

    A trial tells every branch that is met; what stands in its way is told elsewhere (trial_match.py).
    """

    missing: Missing
    every_branch: bool = False
    tells_refusals: bool = True


ON_CASES = Policy(Missing.UNKNOWN)
ON_TRIALS = Policy(Missing.ABSENT, every_branch=True, tells_refusals=False)


@dataclass(frozen=True)
class Node:
    """`all`, `any`, `none` or `caution_when` over children, or a `leaf` for the reader."""

    kind: str
    children: tuple[Node, ...] = ()
    leaf: Any = None


@dataclass(frozen=True)
class Result:
    """What a node says, and the leaves that decided it; no outcome means silence."""

    outcome: FindingOutcome | None
    parts: tuple[Reading, ...] = ()

    @cached_property
    def as_absent(self) -> Result:
        """The same leaves, not met: what a missing datum comes to where missing means absent."""
        return Result(NOT_MET, self.parts)

    @property
    def is_about_site(self) -> bool:
        """Whether nothing but the primary site decided."""
        return bool(self.parts) and all(part.code in _SITE_CODES for part in self.parts)


_SILENT = Result(None)


def decide(node: Node, read: Callable[[Any], Result], policy: Policy) -> Result:
    """What the tree says; `read` gives the result of one leaf, unknown where a datum is missing."""
    if node.kind == "leaf":
        return settle(read(node.leaf), policy)
    children = [decide(child, read, policy) for child in node.children]
    if node.kind == "caution_when":
        return _as_caution(children[0])
    return combine(node.kind, children, policy)


def settle(result: Result, policy: Policy) -> Result:
    """The result of a leaf under the policy: an absent datum does not meet what it was asked for."""
    if policy.missing is Missing.ABSENT and result.outcome is UNKNOWN:
        return result.as_absent
    return result


def combine(kind: str, children: Sequence[Result], policy: Policy) -> Result:
    """A group over the results of its children; a group that hears nothing is silent."""
    if not policy.tells_refusals and _is_plainly_refused(kind, children):
        return _REFUSED
    heard = [child for child in children if child.outcome]
    if not heard:
        return _SILENT
    if kind == "all":
        return _all(heard, policy)
    return _any(heard, policy) if kind == "any" else opposite(_any(heard, policy))


def _is_plainly_refused(kind: str, children: Sequence[Result]) -> bool:
    """The usual case of trials, seen at a glance; the tables below say the same."""
    outcomes = [child.outcome for child in children]
    if kind == "all":
        return NOT_MET in outcomes
    return kind == "any" and bool(outcomes) and outcomes.count(NOT_MET) == len(outcomes)


def opposite(result: Result) -> Result:
    """Kleene's "not": the unknown stays unknown."""
    if result.outcome is None:
        return result
    return Result(OPPOSITE.get(result.outcome, result.outcome), result.parts)


def _all(children: list[Result], policy: Policy) -> Result:
    """Kleene's "and"; what is decided by the site alone is said by the site alone."""
    outcome = _first(_ALL_ORDER, children, MET)
    if outcome is not MET and not policy.tells_refusals:
        return _untold(outcome)
    deciding = [child for child in children if child.outcome is outcome]
    if outcome is not MET and len(deciding) > 1:
        deciding = [child for child in deciding if child.is_about_site] or deciding
    return Result(outcome, _parts(deciding))


def _any(children: list[Result], policy: Policy) -> Result:
    """Kleene's "or"; branches for other sites stay unsaid when one of this site decides."""
    met = [child for child in children if child.outcome is MET]
    if met:
        return Result(MET, _parts(met)) if policy.every_branch else met[0]
    outcome = _first(_ANY_ORDER, children, NOT_MET)
    if not policy.tells_refusals:
        return _untold(outcome)
    deciding = [child for child in children if child.outcome is outcome]
    if len(deciding) > 1:
        deciding = [child for child in deciding if not child.is_about_site] or deciding
    return Result(outcome, _parts(deciding))


def _first(
    order: Iterable[FindingOutcome], children: list[Result], otherwise: FindingOutcome
) -> FindingOutcome:
    # A list: hashing a member of an enumeration costs more than comparing a few.
    said = [child.outcome for child in children]
    for outcome in order:
        if outcome in said:
            return outcome
    return otherwise


def _untold(outcome: FindingOutcome) -> Result:
    return _REFUSED if outcome is NOT_MET else Result(outcome)


_REFUSED = Result(NOT_MET)


def _as_caution(result: Result) -> Result:
    """Met becomes a caution, not met is silent; an unknown stays one, but for the site alone."""
    if result.outcome is NOT_MET or result.is_about_site:
        return _SILENT
    return Result(CAUTION if result.outcome is MET else result.outcome, result.parts)


def _parts(children: Sequence[Result]) -> tuple[Reading, ...]:
    """The deciding leaves, each once."""
    if len(children) == 1:
        return children[0].parts
    kept: list[Reading] = []
    for part in (part for child in children for part in child.parts):
        if part not in kept:
            kept.append(part)
    return tuple(kept)
