"""What the preview of a file shows, a page at a time, and what was answered on the pages already seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from app.domain.second_file import Kind
from app.exchange.imported import Imported
from app.services._persons import Person
from app.services.imports import Checked
from app.services.second_files import Decided, Plan

from .identity_forms import answer_of

PER_PAGE = 50
_ANSWER = re.compile(r"(?:person|shown|mark)-\d+\Z|follow-\d+-\d+\Z")
_LONGEST = 600


@dataclass(frozen=True)
class Shown:
    """One patient of the file: its place in it, the case there already is, what the file makes of it, who resembles."""

    place: int
    one: Checked
    reference: str
    plan: Plan | None
    resembling: tuple[Any, ...]

    @property
    def waits(self) -> bool:
        """Whether somebody has something to choose."""
        return bool(self.resembling or (self.plan and self.plan.of(Kind.CONFLICT)))

    @property
    def rank(self) -> int:
        """What has to be chosen comes first, then what changes, then what is new, then what is already there."""
        if self.waits:
            return 0
        if self.plan is None and not self.reference:
            return 2
        return 1 if self.plan and self.plan.steps else 3


@dataclass(frozen=True)
class Page:
    """One page of the preview, how much of everything the whole file makes, and the answers of other pages."""

    rows: tuple[Shown, ...]
    number: int
    last: int
    counts: Mapping[str, int]
    carried: tuple[tuple[str, str], ...]


def page_of(rows: Iterable[Shown]) -> Page:
    """The page asked for; the answers given elsewhere travel with it."""
    every = sorted(rows, key=lambda row: (row.rank, row.place))
    last = max(1, -(-len(every) // PER_PAGE))
    number = min(max(1, _number(request.form.get("go", "1"))), last)
    seen = tuple(every[(number - 1) * PER_PAGE : number * PER_PAGE])
    return Page(seen, number, last, _counts(every), _carried(every, seen))


def persons(read: Imported) -> dict[int, Person]:
    """By place in the file, the answer about those who were shown beside a patient."""
    return {
        place: answer_of(request.form.get(f"person-{place}", ""), request.form[f"shown-{place}"])
        for place in range(len(read.cases))
        if f"shown-{place}" in request.form
    }


def decided(read: Imported) -> dict[int, Decided]:
    """By place in the file, what was answered to the conflicts that were shown."""
    return {
        place: Decided(request.form[f"mark-{place}"], _followed(place))
        for place in range(len(read.cases))
        if request.form.get(f"mark-{place}")
    }


def left_for_later(read: Imported) -> frozenset[int]:
    """The patients of a long file whose resemblance nobody has settled: they wait, the others are made."""
    if len(read.cases) == 1:
        return frozenset()
    unsettled = "bulk" in request.form
    return frozenset(
        place
        for place in range(len(read.cases))
        if f"shown-{place}" in request.form
        and (unsettled or not request.form.get(f"person-{place}"))
    )


def _followed(place: int) -> frozenset[int]:
    name = f"follow-{place}-"
    return frozenset(
        int(key.removeprefix(name))
        for key, value in request.form.items()
        if key.startswith(name) and _ANSWER.match(key) and value == "theirs"
    )


def _carried(every: list[Shown], seen: tuple[Shown, ...]) -> tuple[tuple[str, str], ...]:
    here = {row.place for row in seen}
    answered = {
        key: value[:_LONGEST]
        for key, value in request.form.items()
        if _ANSWER.match(key) and int(key.split("-")[1]) not in here
    }
    for row in every:
        if row.resembling and row.place not in here:
            ids = " ".join(one.patient_id for one in row.resembling)
            answered.setdefault(f"shown-{row.place}", ids)
    return tuple(sorted(answered.items()))


def _counts(rows: list[Shown]) -> dict[str, int]:
    plans = [row.plan for row in rows if row.plan]
    return {
        "new": sum(not row.reference for row in rows),
        "resembling": sum(bool(row.resembling) for row in rows),
        "completed": sum(bool(plan.steps) for plan in plans),
        "conflicts": sum(len(plan.of(Kind.CONFLICT)) for plan in plans),
        "same": sum(bool(row.reference) and not (row.plan and row.plan.steps) for row in rows),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
