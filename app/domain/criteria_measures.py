"""Leaves about numbers: how strongly a marker is expressed, how well an organ works.

As every leaf: takes its data and a case file, gives a reading. A number read by another method, or too
old for the question, is unknown; beyond a limit an organ is a caution, never a refusal (R07).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .casefile import Biomarker, CaseFile
from .logic import CAUTION, MET, NOT_MET, UNKNOWN, Reading
from .markers import rows_about
from .text import fold
from .vocabulary import MarkerState, MeasureKind

FROM_FILE = "dossier à compléter"
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_RANGE = re.compile(rf"{_NUMBER}\s?(?:-|–|à)\s?{_NUMBER}")
_BOUND = re.compile(rf"(<=|>=|≤|≥|<|>)\s?{_NUMBER}")
_ONE = re.compile(_NUMBER)
_TOP = Decimal(1_000_000)


@dataclass(frozen=True)
class Interval:
    """What a written value can be, both ends included unless open."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def reaches(self, limit: Decimal) -> bool | None:
        """Whether the value is at least `limit`; None when it may be either."""
        if self.low >= limit:
            return True
        if self.high < limit or (self.high == limit and self.high_open):
            return False
        return None


def interval(text: str, method: str = "") -> Interval | None:
    """The value a text gives (`60 %`, `< 1 %`, `1-49 %`, `TPS ≥ 50`); None when it gives none, or two.

    With a method, only what stands after its name counts when the name is there: `CPS 12, TPS 3`.
    """
    said = fold(text).replace(" ", " ")
    if method and fold(method) in said:
        said = re.split(r"[;,]\s|\b(?:et)\b", said.split(fold(method), 1)[1])[0]
    # "PD-L1", "22C3", "HER2" and the like hold digits that are no value.
    said = re.sub(r"\b[a-z]+-?[a-z]*\d\w*|\b\d+[a-z]\w*", " ", said)
    if found := _RANGE.search(said):
        return Interval(_decimal(found[1]), _decimal(found[2]))
    if found := _BOUND.search(said):
        sign, limit = found[1], _decimal(found[2])
        if sign in {"<", "<=", "≤"}:
            return Interval(Decimal(0), limit, high_open=sign == "<")
        return Interval(limit, _TOP, low_open=sign == ">")
    numbers = {_decimal(number) for number in _ONE.findall(said)}
    if len(numbers) != 1:
        return None
    value = numbers.pop()
    return Interval(value, value)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def expression(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """How strongly a marker is expressed, by the method asked for (TPS, CPS, IHC…)."""
    marker, method = content["marker"], content.get("method", "")
    limit = Decimal(str(content["at_least"]))
    rows = rows_about(case_file, marker)
    params = {
        "marker": marker,
        "method": method,
        "at_least": f"{limit.normalize():f}",
        "unit": content.get("unit", ""),
        "asks": content.get("asks", ""),
        "days": str(content.get("days", "") or ""),
    }
    settled = [row for row in rows if row.state in _RESULTS and not row.uncertain]
    read = [(_reaches(row, method, limit), row) for row in settled]
    known = [(answer, row) for answer, row in read if answer is not None]
    answers = {answer for answer, _row in known}
    if len(answers) == 1:
        row = known[0][1]
        params |= {"value": row.value}
        dated = str(row.resulted_on or row.ordered_on or "")
        outcome = MET if answers == {True} else NOT_MET
        return Reading(outcome, "expression", params, _datum(row), dated)
    return _unread(rows, bool(answers), params)


_RESULTS = frozenset({MarkerState.POSITIVE, MarkerState.NEGATIVE})


def _reaches(row: Biomarker, method: str, limit: Decimal) -> bool | None:
    """None when the row gives no number, or does not say that it is by the method."""
    said = f"{row.value} {row.alteration} {row.method} {row.marker}"
    if method and not re.search(rf"\b{re.escape(fold(method))}\b", fold(said)):
        return None
    found = interval(row.value, method) or interval(row.alteration, method)
    return found.reaches(limit) if found else None


def _datum(row: Biomarker) -> str:
    return ", ".join(filter(None, (f"{row.marker} {row.value}".strip(), row.method)))


def _unread(rows: tuple[Biomarker, ...], is_discordant: bool, params: dict[str, str]) -> Reading:
    """Why the number is not known, and who brings it."""
    told = [params["asks"], f"environ {params['days']} jours" if params["days"] else ""]
    settled_by = ", ".join(filter(None, told)) or FROM_FILE
    datum = " ; ".join(_datum(row) for row in rows)
    states = {row.state for row in rows}
    done = states - {MarkerState.NOT_DONE}
    code = "expression_to_state"
    if is_discordant:
        code = "marker_discordant"
    elif not done:
        code = "marker_never_done"
    elif states <= {MarkerState.PENDING, MarkerState.NOT_DONE}:
        code = "marker_pending"
    elif states <= {MarkerState.NON_CONTRIBUTORY, MarkerState.NOT_DONE}:
        code = "marker_non_contributory"
    more = {"alteration": "", "due_on": "", "late": ""}
    return Reading(UNKNOWN, code, {**params, **more}, datum, "", settled_by)


def organ_function(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """A dated measure against limits; too old for `within_days`, it is to be done again."""
    kind = MeasureKind(content["measure"])
    low, high = content.get("at_least"), content.get("at_most")
    measure = case_file.latest(kind)
    asks = content.get("asks", "") or FROM_FILE
    params = {
        "measure": kind.label,
        "asks": asks,
        "at_least": "" if low is None else str(low),
        "at_most": "" if high is None else str(high),
    }
    if measure is None:
        return Reading(UNKNOWN, "organ_unknown", params, settled_by=asks)
    value, dated = f"{measure.value.normalize():f}", str(measure.measured_on or "")
    params |= {"value": value, "on": dated}
    datum = f"{kind.label} : {value}"
    within = content.get("within_days")
    if within is not None and not _is_recent(measure.measured_on, today, within):
        return Reading(UNKNOWN, "organ_old", params, datum, dated, asks)
    inside = (low is None or measure.value >= Decimal(str(low))) and (
        high is None or measure.value <= Decimal(str(high))
    )
    return Reading(MET if inside else CAUTION, "organ", params, datum, dated)


def _is_recent(measured_on: Any, today: date, days: int) -> bool:
    return measured_on is not None and measured_on.earliest >= today - timedelta(days=days)


MEASURE_READERS: Mapping[str, Callable[[Mapping[str, Any], CaseFile, date], Reading]] = {
    "expression": expression,
    "organ_function": organ_function,
}
