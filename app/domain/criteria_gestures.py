"""One gesture on the rows of criteria: takes rows and a place, gives the rows after it and the place to go back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .criteria_outline import Row
from .criteria_shape import MAX_DEPTH


def gesture(rows: Sequence[Row], name: str, at: int) -> tuple[tuple[Row, ...], int]:
    """The rows after one gesture on the row `at` and the row to go back to; an impossible gesture changes nothing.

    `after` and `inside` add an empty row, `first` adds one at the end of the top level, `remove` takes a row with what
    it holds, `up` and `down` change places with a sibling, `inward` and `outward` change what holds it.
    """
    given = list(rows)
    if name == "first":
        return (*given, Row(0, "")), len(given)
    if not 0 <= at < len(given) or name not in _GESTURES:
        return tuple(given), max(0, min(at, len(given) - 1))
    made, where = _GESTURES[name](given, at)
    return tuple(made), max(0, min(where, len(made) - 1))


def _end(rows: Sequence[Row], at: int) -> int:
    """The row after all that a row holds."""
    end = at + 1
    while end < len(rows) and rows[end].depth > rows[at].depth:
        end += 1
    return end


def _after(rows: list[Row], at: int) -> tuple[list[Row], int]:
    end = _end(rows, at)
    return [*rows[:end], Row(rows[at].depth, ""), *rows[end:]], end


def _inside(rows: list[Row], at: int) -> tuple[list[Row], int]:
    if not rows[at].holds or rows[at].depth + 1 >= MAX_DEPTH:
        return rows, at
    end = _end(rows, at)
    return [*rows[:end], Row(rows[at].depth + 1, ""), *rows[end:]], end


def _remove(rows: list[Row], at: int) -> tuple[list[Row], int]:
    return [*rows[:at], *rows[_end(rows, at) :]], at


def _before(rows: Sequence[Row], at: int) -> int | None:
    """The sibling just before a row."""
    for number in range(at - 1, -1, -1):
        if rows[number].depth == rows[at].depth:
            return number
        if rows[number].depth < rows[at].depth:
            return None
    return None


def _up(rows: list[Row], at: int) -> tuple[list[Row], int]:
    other, end = _before(rows, at), _end(rows, at)
    if other is None:
        return rows, at
    return [*rows[:other], *rows[at:end], *rows[other:at], *rows[end:]], other


def _down(rows: list[Row], at: int) -> tuple[list[Row], int]:
    end = _end(rows, at)
    if end >= len(rows) or rows[end].depth != rows[at].depth:
        return rows, at
    after = _end(rows, end)
    moved = [*rows[:at], *rows[end:after], *rows[at:end], *rows[after:]]
    return moved, at + (after - end)


def _deeper(rows: Sequence[Row], by: int) -> list[Row]:
    return [replace(row, depth=row.depth + by) for row in rows]


def _inward(rows: list[Row], at: int) -> tuple[list[Row], int]:
    """Under the sibling before, when that one holds others."""
    other, end = _before(rows, at), _end(rows, at)
    deepest = max(row.depth for row in rows[at:end])
    if other is None or not rows[other].holds or deepest + 1 >= MAX_DEPTH:
        return rows, at
    return [*rows[:at], *_deeper(rows[at:end], 1), *rows[end:]], at


def _outward(rows: list[Row], at: int) -> tuple[list[Row], int]:
    """Out of what holds it, and after it."""
    depth, end = rows[at].depth, _end(rows, at)
    if depth == 0:
        return rows, at
    parent = next(n for n in range(at - 1, -1, -1) if rows[n].depth == depth - 1)
    out = _end(rows, parent)
    moved = [*rows[:at], *rows[end:out], *_deeper(rows[at:end], -1), *rows[out:]]
    return moved, out - (end - at)


_GESTURES = {
    "after": _after,
    "inside": _inside,
    "remove": _remove,
    "up": _up,
    "down": _down,
    "inward": _inward,
    "outward": _outward,
}
