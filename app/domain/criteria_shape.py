"""The shape of criteria written as data: takes an entry's nodes, gives what is malformed.

A node is `{rule, source, <kind>: …}`; a kind is a group (`all`, `any`, `none`: a list of nodes),
`caution_when` (one node, read as a caution when it is met) or a leaf. Inside a group, `rule` and
`source` may be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.errors import Violation

from .drugs import CANDIDACIES, DRUG_CLASSES
from .her2 import HER2, LOW, MUTATION, STRONG, ULTRALOW
from .vocabulary import CautionKind, MeasureKind, Response, Site

GROUPS = frozenset({"all", "any", "none"})
WRAPPER = "caution_when"
HER2_DEGREES = frozenset({"", LOW, ULTRALOW, STRONG, MUTATION})
MAX_DEPTH = 6

Check = Callable[[object], bool]


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(_text(v) for v in value)


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 200


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 10_000


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*allowed: str) -> Check:
    return lambda value: isinstance(value, str) and value in allowed


def _all_of(*allowed: str) -> Check:
    return lambda value: _texts(value) and set(value) <= set(allowed)  # type: ignore[call-overload]


# Leaf -> (keys that must be there, of each group at least one; every key with its check).
LEAVES: Mapping[str, tuple[tuple[frozenset[str], ...], Mapping[str, Check]]] = {
    "tumour": (
        (frozenset({"sites", "histology_contains"}),),
        {"sites": _all_of(*Site), "histology_contains": _texts},
    ),
    "biomarker": (
        (frozenset({"marker"}), frozenset({"is"})),
        {
            "marker": _text,
            "alteration": _text,
            "is": _one_of("positive", "negative"),
            "asks": _text,
            "days": _count,
        },
    ),
    "line": (
        (frozenset({"at_least", "at_most"}),),
        {"at_least": _count, "at_most": _count},
    ),
    "prior_drug": (
        (frozenset({"drug", "class"}), frozenset({"received"})),
        {"drug": _text, "class": _one_of(*DRUG_CLASSES), "received": _flag},
    ),
    "not_candidate": (
        (frozenset({"class"}), frozenset({"asks"})),
        {"class": _one_of(*CANDIDACIES), "asks": _text},
    ),
    "performance_status": (
        (frozenset({"at_most"}),),
        {"at_most": _count, "quote": _text},
    ),
    "age": (
        (frozenset({"at_least", "at_most"}),),
        {"at_least": _count, "at_most": _count, "quote": _text},
    ),
    "caution": ((frozenset({"kinds"}),), {"kinds": _all_of(*CautionKind), "asks": _text}),
    "medication": (
        (frozenset({"drugs"}),),
        {"drugs": _texts, "effect": _text, "asks": _text},
    ),
    "diagnosis": ((frozenset({"oncotree"}),), {"oncotree": _texts}),
    "stage": (
        (frozenset({"in", "metastatic"}),),
        {"in": _all_of("0", "I", "II", "III", "IV"), "metastatic": _flag},
    ),
    "response": (
        (frozenset({"in"}),),
        {"in": _all_of(*Response), "drug": _text, "class": _one_of(*DRUG_CLASSES)},
    ),
    "sex": ((frozenset({"is"}),), {"is": _one_of("female", "male")}),
    "expression": (
        (frozenset({"marker"}), frozenset({"at_least"})),
        {
            "marker": _text,
            "method": _text,
            "at_least": _number,
            "unit": _text,
            "asks": _text,
            "days": _count,
        },
    ),
    "organ_function": (
        (frozenset({"measure"}), frozenset({"at_least", "at_most"})),
        {
            "measure": _one_of(*MeasureKind),
            "at_least": _number,
            "at_most": _number,
            "within_days": _count,
            "asks": _text,
        },
    ),
    "open": ((), {}),
    "human": ((frozenset({"text"}),), {"text": _text}),
}
KINDS = GROUPS | {WRAPPER} | frozenset(LEAVES)
# The opposite of "to discuss" or "to judge" means nothing, so `none` takes facts only.
_NEGATABLE = GROUPS | frozenset(
    {
        "tumour",
        "biomarker",
        "prior_drug",
        "diagnosis",
        "stage",
        "response",
        "sex",
        "expression",
    }
)


def problems(criteria: object) -> tuple[Violation, ...]:
    """Every malformed node of an entry's criteria, as codes with rule and value; () when sound."""
    if not isinstance(criteria, list | tuple):
        return (Violation("criteria_not_a_list", params={"value": repr(criteria)[:80]}),)
    return tuple(_top_level(criteria))


def _top_level(nodes: list[Any] | tuple[Any, ...]) -> Iterator[Violation]:
    seen: set[str] = set()
    for number, node in enumerate(nodes, 1):
        fields = node if isinstance(node, Mapping) else {}
        name = str(fields["rule"]) if _text(fields.get("rule")) else f"#{number}"
        if not _text(fields.get("rule")):
            yield Violation("criterion_without_rule", params={"rule": name})
        elif name in seen:
            yield Violation("criterion_duplicate_rule", params={"rule": name})
        elif not _text(fields.get("source")):
            yield Violation("criterion_without_source", params={"rule": name})
        seen.add(name)
        yield from _node(node, name, depth=1, negated=False)


def _node(node: object, rule: str, *, depth: int, negated: bool) -> Iterator[Violation]:
    kind, problem = _kind_of(node, depth=depth, negated=negated)
    if problem or not isinstance(node, Mapping):
        yield Violation(problem, params={"rule": rule, "value": repr(node)[:80]})
        return
    content = node[kind]
    if kind in GROUPS:
        yield from _group(content, rule, depth=depth, negated=negated or kind == "none")
    elif kind == WRAPPER:
        yield from _node(content, rule, depth=depth + 1, negated=False)
    else:
        yield from _leaf(kind, content, rule)


def _kind_of(node: object, *, depth: int, negated: bool) -> tuple[str, str]:
    """The kind of a node and, when it has no sound one, the code that says so."""
    if not isinstance(node, Mapping):
        return "", "criterion_not_a_mapping"
    if depth > MAX_DEPTH:
        return "", "criterion_too_deep"
    kinds = [key for key in node if key in KINDS]
    if set(node) - KINDS - {"rule", "source"}:
        return "", "criterion_unknown_key"
    if len(kinds) != 1:
        return "", "criterion_needs_one_kind"
    if negated and kinds[0] not in _NEGATABLE:
        return "", "criterion_not_allowed_in_none"
    return kinds[0], ""


def _group(content: object, rule: str, *, depth: int, negated: bool) -> Iterator[Violation]:
    if not isinstance(content, list | tuple) or not content:
        yield Violation("criterion_empty_group", params={"rule": rule})
        return
    for child in content:
        yield from _node(child, rule, depth=depth + 1, negated=negated)


def _her2_degree(content: Mapping[str, Any]) -> bool:
    """Whether the degree asked of HER2 is one that can be read."""
    return content.get("marker") != HER2 or content.get("alteration", "") in HER2_DEGREES


def _leaf(kind: str, content: object, rule: str) -> Iterator[Violation]:
    where = {"rule": rule, "leaf": kind}
    if not isinstance(content, Mapping):
        yield Violation("criterion_not_a_mapping", params=where)
        return
    required, checks = LEAVES[kind]
    for key, value in content.items():
        if key not in checks:
            yield Violation("criterion_unknown_key", params={**where, "key": str(key)})
        elif not checks[key](value):
            yield Violation(
                "criterion_bad_value", params={**where, "key": key, "value": repr(value)[:80]}
            )
    if kind == "biomarker" and not _her2_degree(content):
        yield Violation("criterion_bad_value", params={**where, "key": "alteration"})
    for group in required:
        if not group & set(content):
            yield Violation(
                "criterion_missing_key", params={**where, "key": "|".join(sorted(group))}
            )
