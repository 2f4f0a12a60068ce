"""Needs of the patient beside what answers them: takes statements and tasks, gives one line a need (R26 to R28, R32)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .casefile import Statement
from .preferences import for_patient_page
from .trial_search import Task
from .vocabulary import CareNeed, Speaker, Topic

# What a patient answers when something weighs; "fine" and "does not wish to speak of it" ask for nothing.
_WEIGHS = frozenset({"difficult", "help"})


@dataclass(frozen=True)
class NeedLine:
    """One need: what the patient answered ("" when not asked), and the tasks that answer it."""

    need: CareNeed
    said: Statement | None
    answers: tuple[Task, ...]

    @property
    def is_open(self) -> bool:
        """Whether the patient said that it weighs and nobody answers it yet."""
        return self.said is not None and self.said.value in _WEIGHS and not self.answers


def lines(statements: Iterable[Statement], tasks: Iterable[Task]) -> tuple[NeedLine, ...]:
    """The needs that weigh or are answered, in a fixed order; the others are not shown."""
    known, given = tuple(statements), tuple(tasks)
    found = (
        NeedLine(need, _said(need, known), tuple(t for t in given if t.need is need))
        for need in CareNeed
    )
    return tuple(line for line in found if line.answers or line.is_open)


def for_page(statements: Iterable[Statement], tasks: Iterable[Task]) -> dict[CareNeed, Task]:
    """Who answers each need, for the patient's own paper: none of a need that was said for other ears."""
    known = tuple(statements)
    shared = {s.item for s in for_patient_page(known)}
    hidden = {s.item for s in known} - shared
    withheld = any(s.withheld and s.topic is Topic.NEEDS for s in known)
    return {
        task.need: task
        for task in reversed(tuple(tasks))
        if task.need and task.who and not withheld and f"needs.{task.need.value}" not in hidden
    }


def _said(need: CareNeed, statements: tuple[Statement, ...]) -> Statement | None:
    """The patient's own answer; a relative's never stands for it."""
    own = (s for s in statements if s.speaker is Speaker.PATIENT)
    return next((s for s in own if s.item == f"needs.{need.value}"), None)
