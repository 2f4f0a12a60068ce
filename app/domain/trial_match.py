"""Trials matched to patients: takes trials and a patient, gives for each pair match or not, and why.

The trees are read by the same evaluator as the alternatives (logic.py), under the policy of CTML: what
is not recorded is absent. A pair that matches is "à regarder", never an indication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from .logic import MET, NOT_MET, ON_TRIALS, Node, Policy, Reading, Result, combine, settle
from .trial import Trial, TrialPatient
from .trial_leaves import PatientReader
from .tumour_tree import TumourTree

DECEASED = Reading(NOT_MET, "trial", {"criterion": "clinical.vital_status", "wanted": "alive"})
WITHOUT_CRITERIA = Reading(NOT_MET, "trial_without_criteria")


# What stands in the way, in order; of a choice, the alternatives that would each be enough.
Blockers = tuple[tuple[Reading, ...], ...]
_Weighed = tuple[Node, Result, Blockers]


@dataclass(frozen=True)
class MatchedPair:
    """One patient and one trial.

    `met` are the clauses fulfilled, by path, with the leaves that decided; `blockers` are what stands in
    the way of the nearest clause, the first first, each with its alternatives; `to_check` are criteria
    that the record says nothing of and that people judge.
    """

    trial: str
    met: tuple[tuple[str, tuple[Reading, ...]], ...] = ()
    blockers: Blockers = ()
    to_check: tuple[Reading, ...] = ()

    @property
    def is_match(self) -> bool:
        """Whether a clause is fulfilled."""
        return bool(self.met)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons of a match, each once, in alphabetical order (`BRAF p.V600E`, `clinical`)."""
        parts = (part for _path, parts in self.met for part in parts)
        return tuple(sorted({part.params["reason"] for part in parts}))


class Matcher:
    """Reads any number of trials on one patient; what two trials share is read once."""

    def __init__(
        self, patient: TrialPatient, *, tree: TumourTree, on: date, policy: Policy = ON_TRIALS
    ) -> None:
        self._patient, self._policy = patient, policy
        self._read = PatientReader(patient, tree=tree, on=on, policy=policy)
        # By identity, for the reader of files gives equal subtrees one object; the node is kept beside
        # its answer, so that its identity stays its own.
        self._known: dict[int, _Weighed] = {}

    def match(self, trial: Trial) -> MatchedPair:
        """One pair, with its reasons."""
        if self._patient.deceased:
            return MatchedPair(trial.id, blockers=((DECEASED,),))
        weighed = [self._weigh(clause.tree) for clause in trial.clauses]
        if any(result.outcome is MET for _node, result, _blockers in weighed):
            return self._matched(trial, weighed)
        nearest = min([blockers for _node, _result, blockers in weighed], key=len, default=())
        return MatchedPair(trial.id, blockers=nearest or ((WITHOUT_CRITERIA,),))

    def _matched(self, trial: Trial, weighed: list[_Weighed]) -> MatchedPair:
        told = tuple(
            (clause.path, result.parts)
            for clause, (_node, result, _blockers) in zip(trial.clauses, weighed, strict=True)
            if result.outcome is MET
        )
        return MatchedPair(trial.id, told, to_check=self._silent(trial, told))

    def _weigh(self, node: Node) -> _Weighed:
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = self._weighed_now(node)
        return found

    def _weighed_now(self, node: Node) -> _Weighed:
        """What a node says and what stands in its way, in the order of the trial."""
        if node.kind == "leaf":
            result = settle(self._read(node.leaf), self._policy)
            is_open = result.outcome is MET or result.outcome is None
            return node, result, () if is_open else (result.parts,)
        known = self._known
        below = [known.get(id(child)) or self._weigh(child) for child in node.children]
        result = combine(node.kind, [found for _node, found, _blockers in below], self._policy)
        if result.outcome is MET or result.outcome is None:
            return node, result, ()
        blocked = [blockers for _node, _result, blockers in below if blockers]
        if len(blocked) == 1:
            return node, result, blocked[0]
        if node.kind == "all":
            return node, result, tuple(chain.from_iterable(blocked))
        return node, result, _nearest(blocked)

    def _silent(
        self, trial: Trial, told: Iterable[tuple[str, tuple[Reading, ...]]]
    ) -> tuple[Reading, ...]:
        """The criteria of the met clauses that nothing recorded answers and that people judge."""
        paths = {path for path, _parts in told}
        trees = (clause.tree for clause in trial.clauses if clause.path in paths)
        silent = (
            part for tree in trees for leaf in _leaves(tree) for part in self._told_nothing(leaf)
        )
        return tuple({part.params["criterion"]: part for part in silent}.values())

    def _told_nothing(self, leaf: Node) -> tuple[Reading, ...]:
        _node, result, _blockers = self._weigh(leaf)
        return result.parts if result.outcome is None else ()


def _nearest(blocked: list[Blockers]) -> Blockers:
    """Of a choice, the branch with the least in its way; several with one thing each are alternatives."""
    best = min(blocked, key=len)
    nearest = [blockers for blockers in blocked if len(blockers) == 1]
    if len(nearest) < 2:
        return best
    # Equal criteria are one object, so identity tells them apart at little cost.
    readings = {id(reading): reading for blockers in nearest for reading in blockers[0]}
    return (tuple(readings.values()),)


def _leaves(node: Node) -> Iterator[Node]:
    if node.kind == "leaf":
        yield node
    for child in node.children:
        yield from _leaves(child)
