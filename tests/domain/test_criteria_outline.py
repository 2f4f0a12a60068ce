"""Criteria as rows: every entry comes back the same, gestures move whole branches, and each fault names its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.criteria_gestures import gesture
from app.domain.criteria_outline import MOST, Row, criteria_of, rows_of
from app.domain.criteria_shape import MAX_DEPTH, problems
from app.exchange.marked_yaml import loaded

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
MARKER = {"marker": "BRAF", "is": "positive"}
TREE = (
    Row(0, "any", rule="a", source="libellé"),
    Row(1, "all"),
    Row(2, "biomarker", MARKER),
    Row(2, "sex", {"is": "female"}),
    Row(1, "stage", {"in": "III, IV"}),
    Row(0, "open", rule="b", source="libellé"),
)


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_entry_comes_back_from_its_rows_as_it_was(path: Path) -> None:
    given = loaded(path.read_text(encoding="utf-8"))["criteria"]
    made, faults = criteria_of(rows_of(given), path.stem)
    assert faults == ()
    assert list(made) == given


def faults(*rows: Row) -> list[tuple[int, str, str]]:
    """Row, key and code of what is malformed."""
    return [(f.row, f.key, f.violation.code) for f in criteria_of(rows, "x")[1]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((Row(0, "", source="s"),), (0, "kind", "criterion_needs_one_kind")),
        ((Row(0, "contains", source="s"),), (0, "kind", "criterion_needs_one_kind")),
        ((Row(0, "open"),), (0, "source", "required")),
        ((Row(0, "any", source="s"),), (0, "", "criterion_empty_group")),
        ((Row(1, "open", source="s"),), (0, "", "criterion_orphan")),
        ((Row(-1, "open", source="s"),), (0, "", "criterion_orphan")),
        ((Row(0, "open", source="s"), Row(1, "open")), (1, "", "criterion_under_leaf")),
        ((Row(0, "age", {"at_most": "vieux"}, "", "s"),), (0, "at_most", "criterion_bad_value")),
        ((Row(0, "biomarker", {"marker": "X"}, "", "s"),), (0, "is", "criterion_missing_key")),
        ((Row(0, "none", source="s"), Row(1, "age", {"at_most": "5"})), (1, "", "criterion_not_allowed_in_none")),
        ((Row(0, "caution_when", source="s"), Row(1, "open"), Row(1, "open")), (0, "", "criterion_one_inside")),
        (tuple(Row(n, "all", source="s") for n in range(MAX_DEPTH + 1)), (MAX_DEPTH, "", "criterion_too_deep")),
        (tuple(Row(0, "open", source="s") for _ in range(MOST + 1)), (MOST, "", "criterion_too_many")),
    ],
)  # fmt: skip
def test_what_is_malformed_is_named_with_its_row_and_its_key(rows, said) -> None:
    assert said in faults(*rows)


@pytest.mark.parametrize("name", ["after", "inside", "remove", "up", "down", "inward", "outward"])
@pytest.mark.parametrize("at", range(-1, len(TREE) + 1))
def test_no_gesture_breaks_the_nesting_or_loses_a_row_but_the_ones_removed(name, at) -> None:
    made, where = gesture(TREE, name, at)
    assert 0 <= where < len(made)
    codes = {code for _row, _key, code in faults(*made)}
    assert not codes & {"criterion_orphan", "criterion_under_leaf", "criterion_too_deep"}
    if name != "remove":
        kept = [(row.kind, row.values) for row in made if row.kind]
        assert sorted(map(str, kept)) == sorted(str((r.kind, r.values)) for r in TREE)


def test_a_branch_moves_with_all_it_holds_and_back() -> None:
    down, where = gesture(TREE, "down", 1)
    assert [row.kind for row in down[1:5]] == ["stage", "all", "biomarker", "sex"]
    assert gesture(down, "up", where)[0] == TREE
    out, where = gesture(TREE, "outward", 2)
    assert [(r.depth, r.kind) for r in out[1:5]] == [(1, "all"), (2, "sex"), (1, "biomarker"), (1, "stage")]  # fmt: skip
    assert out[where].kind == "biomarker"
    assert gesture(out, "inward", where)[0][where].depth == 2
    assert len(gesture(TREE, "remove", 0)[0]) == 1


def test_a_tree_that_holds_itself_is_refused_and_never_walked_for_ever() -> None:
    node: dict[str, object] = {"rule": "r", "source": "s"}
    node["all"] = [node]
    assert "criterion_too_deep" in {violation.code for violation in problems([node])}
