"""What a presentation keeps of trials and tasks, from its stored columns; no database of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.trial_search import Task, TrialSearch
from app.exchange import codec


def search_of(stored: Mapping[str, Any] | None) -> TrialSearch:
    """The search as it was kept; an empty one when nothing was."""
    return codec.from_plain(dict(stored), TrialSearch) if stored else TrialSearch()


def tasks_of(stored: list[Any] | None) -> tuple[Task, ...]:
    """The tasks in the order they were made."""
    return tuple(codec.from_plain(one, Task) for one in stored or ())
