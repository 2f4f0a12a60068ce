"""The tree of an entry's criteria as numbered rows, which people edit one gesture at a time.

A row holds a node's depth, kind and values as text; rows read in order give the tree again, with the row and the key
of whatever is malformed. Rows nest by their depth alone, so that no tree written here can hold itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.errors import Violation

from .criteria_shape import GROUPS, KINDS, LEAVES, MAX_DEPTH, WRAPPER, problems
from .drugs import CANDIDACIES, DRUG_CLASSES
from .vocabulary import CautionKind, MeasureKind, Response, Site

MOST = 200
_HOLDERS = GROUPS | {WRAPPER}
_STAGES = ("0", "I", "II", "III", "IV")
_WHOLE = frozenset({"days", "within_days"})
_LISTS = frozenset(
    {"sites", "histology_contains", "kinds", "oncotree", "in", "drugs"}
)  # several values, parted by commas
_FLAGS = frozenset({"received", "metastatic"})
_NUMBERS = frozenset({"at_least", "at_most", *_WHOLE})
_YES_NO = ("yes", "no")
# The closed list of a key, by kind and key; any other key is free text or a number.
CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("tumour", "sites"): tuple(Site),
    ("biomarker", "is"): ("positive", "negative"),
    ("prior_drug", "class"): tuple(DRUG_CLASSES),
    ("prior_drug", "received"): _YES_NO,
    ("not_candidate", "class"): tuple(CANDIDACIES),
    ("caution", "kinds"): tuple(CautionKind),
    ("stage", "in"): _STAGES,
    ("stage", "metastatic"): _YES_NO,
    ("response", "in"): tuple(Response),
    ("response", "class"): tuple(DRUG_CLASSES),
    ("sex", "is"): ("female", "male"),
    ("organ_function", "measure"): tuple(MeasureKind),
}


@dataclass(frozen=True)
class Row:
    """One node: how deep it stands, its kind ("" while not chosen), its values as text; a top one has rule and source."""

    depth: int
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    source: str = ""

    @property
    def holds(self) -> bool:
        """Whether other rows may stand under it."""
        return self.kind in _HOLDERS


@dataclass(frozen=True)
class Fault:
    """What is malformed: the row, its key ("" for the row itself), and the rule broken."""

    row: int
    key: str
    violation: Violation


def keys_of(kind: str) -> tuple[str, ...]:
    """The keys a kind of leaf may carry, in the order they are asked."""
    return tuple(LEAVES[kind][1]) if kind in LEAVES else ()


def is_list(key: str) -> bool:
    """Whether a key takes several values, parted by commas."""
    return key in _LISTS


def rows_of(criteria: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    """The rows of sound criteria, in reading order."""
    return tuple(row for node in criteria for row in _rows(node, 0))


def _rows(node: Mapping[str, Any], depth: int) -> Iterator[Row]:
    kind = next(key for key in node if key in KINDS)
    content = node[kind]
    top = Row(depth, kind, rule=str(node.get("rule", "")), source=str(node.get("source", "")))
    if kind in GROUPS:
        yield top
        for child in content:
            yield from _rows(child, depth + 1)
    elif kind == WRAPPER:
        yield top
        yield from _rows(content, depth + 1)
    else:
        yield replace(top, values={key: _text(value) for key, value in content.items()})


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(getattr(each, "value", each)) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def criteria_of(
    rows: Sequence[Row], prefix: str
) -> tuple[tuple[dict[str, Any], ...], tuple[Fault, ...]]:
    """The criteria that the rows make, and everything malformed in them; only criteria without fault may be kept.

    A top row without a rule of its own is given one after `prefix`, the entry's code.
    """
    faults = [*_misplaced(rows)]
    if faults:
        return (), tuple(faults)
    taken = {row.rule for row in rows if row.rule}
    nodes = []
    for start in _children(rows, -1):
        row = rows[start]
        rule = row.rule or _free_rule(prefix, taken)
        taken.add(rule)
        if not row.source.strip():
            faults.append(Fault(start, "source", Violation("required")))
        made = _node(rows, start, faults, negated=False)
        nodes.append({"rule": rule, "source": row.source, **made})
    if not faults:
        faults += [Fault(0, "", violation) for violation in problems(nodes)]
    return tuple(nodes), tuple(faults)


def _free_rule(prefix: str, taken: set[str]) -> str:
    return next(name for n in range(1, MOST * 2) if (name := f"{prefix}.c{n}") not in taken)


def _misplaced(rows: Sequence[Row]) -> Iterator[Fault]:
    """Rows that stand under nothing, too deep, or under a row that can hold none."""
    above: list[int] = []
    if len(rows) > MOST:
        yield Fault(MOST, "", Violation("criterion_too_many", params={"n": str(MOST)}))
    for number, row in enumerate(rows):
        if row.depth < 0 or row.depth > len(above):
            yield Fault(number, "", Violation("criterion_orphan"))
            return
        del above[row.depth :]
        if above and not rows[above[-1]].holds:
            yield Fault(number, "", Violation("criterion_under_leaf"))
        if row.depth >= MAX_DEPTH:
            yield Fault(number, "", Violation("criterion_too_deep"))
        above.append(number)


def _children(rows: Sequence[Row], parent: int) -> list[int]:
    depth = rows[parent].depth + 1 if parent >= 0 else 0
    found = []
    for number in range(parent + 1, len(rows)):
        if rows[number].depth < depth:
            break
        if rows[number].depth == depth:
            found.append(number)
    return found


def _node(rows: Sequence[Row], at: int, faults: list[Fault], *, negated: bool) -> dict[str, Any]:
    row = rows[at]
    if not row.kind or row.kind not in KINDS:
        faults.append(Fault(at, "kind", Violation("criterion_needs_one_kind")))
        return {}
    if not row.holds:
        return {row.kind: _leaf(rows, at, faults, negated=negated)}
    below = _children(rows, at)
    inside = negated or row.kind == "none"
    made = [_inner(rows, child, faults, negated=inside) for child in below]
    if row.kind == WRAPPER:
        if negated:
            faults.append(Fault(at, "", Violation("criterion_not_allowed_in_none")))
        if len(made) != 1:
            faults.append(Fault(at, "", Violation("criterion_one_inside")))
        return {WRAPPER: made[0] if made else {}}
    if not made:
        faults.append(Fault(at, "", Violation("criterion_empty_group")))
    return {row.kind: made}


def _inner(rows: Sequence[Row], at: int, faults: list[Fault], *, negated: bool) -> dict[str, Any]:
    """A node inside another: its rule and source stay where a file gave them."""
    row = rows[at]
    told = {name: value for name in ("rule", "source") if (value := getattr(row, name))}
    return {**told, **_node(rows, at, faults, negated=negated)}


def _leaf(rows: Sequence[Row], at: int, faults: list[Fault], *, negated: bool) -> dict[str, Any]:
    row = rows[at]
    known = keys_of(row.kind)
    content = {
        key: _value(row.kind, key, text.strip())
        for key, text in row.values.items()
        if key in known and text.strip()
    }
    node = {row.kind: content}
    if negated:
        node = {"none": [node]}  # type: ignore[dict-item]
    for broken in problems([{"rule": "x", "source": "x", **node}]):
        key = str(broken.params.get("key", "")).split("|")[0]
        where = key if key in known else ""
        faults.append(Fault(at, where, broken))
    return content


def _value(kind: str, key: str, text: str) -> Any:
    """The value of a typed text; one that is no number stays a text, which the shape then refuses."""
    if key in _LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    if key in _FLAGS:
        return {"yes": True, "no": False}.get(text, text)
    if key not in _NUMBERS:
        return text
    try:
        number = float(text.replace(",", ".").replace("\u00a0", ""))
    except ValueError:
        return text
    return int(number) if number == int(number) else number
