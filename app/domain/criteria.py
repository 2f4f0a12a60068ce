"""Criteria of the alternatives: takes an entry and a case file, gives one finding a criterion.

Three-valued logic (met, not met, unknown) with two values that rules may not settle: caution and
human judgment. Pending, missing and uncertain data are unknown, never "not met" (docs/decisions/0003;
R05, R07). Nothing is concluded, ranked or hidden from these findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .casefile import CaseFile
from .catalogue import CatalogueEntry
from .criteria_disease import DISEASE_READERS, diagnosis
from .criteria_leaves import READERS
from .criteria_measures import MEASURE_READERS
from .criteria_shape import WRAPPER, problems
from .current_drugs import medication
from .findings import Finding
from .logic import ON_CASES, Node, Policy, Result, decide
from .markers import expected_markers, never_done
from .tumour_tree import NO_TREE, TumourTree
from .vocabulary import FindingOutcome

__all__ = ["evaluate", "expected_markers", "findings", "never_done", "problems"]

_READERS = {**READERS, **DISEASE_READERS, **MEASURE_READERS, "medication": medication}


def evaluate(
    entry: CatalogueEntry,
    case_file: CaseFile,
    *,
    today: date,
    tree: TumourTree = NO_TREE,
    policy: Policy = ON_CASES,
) -> tuple[Finding, ...]:
    """One finding a top-level criterion, in the order of the entry; silence gives none.

    The finding names the leaves that decided, the data used and their date. The criteria are sound:
    `problems` refused any other when the entry was read. Without the tree of tumour
    types, a criterion that asks for descent is unknown.
    """
    return findings(entry.criteria, case_file, today=today, tree=tree, policy=policy)


def findings(
    criteria: Iterable[Mapping[str, Any]],
    case_file: CaseFile,
    *,
    today: date,
    tree: TumourTree = NO_TREE,
    policy: Policy = ON_CASES,
) -> tuple[Finding, ...]:
    """The same for criteria that `problems` found sound, whatever holds them: an entry or a trial."""

    def read(leaf: tuple[str, Mapping[str, Any]]) -> Result:
        kind, content = leaf
        if kind == "diagnosis":
            reading = diagnosis(content, case_file, tree)
        else:
            reading = _READERS[kind](content, case_file, today)
        return Result(reading.outcome, (reading,))

    results = ((node, decide(_tree(node), read, policy)) for node in criteria)
    return tuple(_finding(node, r.outcome, r) for node, r in results if r.outcome)


def _tree(node: Mapping[str, Any]) -> Node:
    """The node that a criterion written as data describes."""
    kind = next(key for key in node if key not in {"rule", "source"})
    content = node[kind]
    if kind == WRAPPER:
        return Node(kind, (_tree(content),))
    if isinstance(content, list | tuple):
        return Node(kind, tuple(_tree(child) for child in content))
    return Node("leaf", leaf=(kind, content))


def _finding(node: Mapping[str, Any], outcome: FindingOutcome, result: Result) -> Finding:
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
