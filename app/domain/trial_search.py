"""What was done about trials for one case, and the tasks of a presentation: frozen, kept with it and in its snapshot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.errors import Violation

from .findings import Finding
from .vocabulary import CareNeed, TrialStatus, TrialStep


@dataclass(frozen=True)
class TrialNote:
    """One trial that was asked for one case, with what the list said of it that day.

    `whom` is who was asked; `reason` why not, in the centre's or the board's words; `by` who noted it.
    """

    trial_id: str
    number: str
    title: str
    step: TrialStep
    on: date
    whom: str = ""
    reason: str = ""
    by: str = ""
    phase: str = ""
    centre: str = ""
    status: TrialStatus = TrialStatus.UNKNOWN
    verified_on: date | None = None
    verified_by: str = ""


@dataclass(frozen=True)
class TrialSearch:
    """The search of trials for one case: what was asked, and when somebody looked and found none (D. 6124-131-2)."""

    notes: tuple[TrialNote, ...] = ()
    none_found_on: date | None = None
    none_found_by: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was recorded."""
        return not self.notes and self.none_found_on is None

    def note(self, trial_id: str) -> TrialNote | None:
        """What is noted of one trial, None when nothing is."""
        return next((n for n in self.notes if n.trial_id == trial_id), None)

    def with_note(self, note: TrialNote) -> TrialSearch:
        """The search with this note in the place of an earlier one; a trial that was asked says that some were found."""
        kept = tuple(n for n in self.notes if n.trial_id != note.trial_id)
        return replace(self, notes=(*kept, note))

    def without(self, trial_id: str) -> TrialSearch:
        """The search without what was noted of one trial."""
        return replace(self, notes=tuple(n for n in self.notes if n.trial_id != trial_id))


@dataclass(frozen=True)
class Task:
    """One thing to do: what, who, by when. `rule` names the unknown criterion it was made from.

    `need` is the need of the patient it answers (R26 to R28), `phone` the number of the person who answers it.
    """

    id: str
    what: str
    who: str = ""
    by_on: date | None = None
    about: str = ""
    rule: str = ""
    made_by: str = ""
    made_on: date | None = None
    need: CareNeed | None = None
    phone: str = ""


def settling(finding: Finding, today: date) -> tuple[str, date | None]:
    """Who settles an unknown and by when: a due date given to the day, else today and the longest usual time.

    "" and None are what the criterion does not say: they are left for people to write.
    """
    who = list(dict.fromkeys(v for v in _values(finding, "asks") if v))
    due = [day for day in map(_full_day, _values(finding, "due_on")) if day]
    days = [int(value) for value in _values(finding, "days") if value.isdigit()]
    by_on = max(due) if due else today + timedelta(days=max(days)) if days else None
    if by_on is not None and by_on < today:
        by_on = None
    return ", ".join(who), by_on


def violations(
    step: TrialStep, on: date | None, whom: str, reason: str, today: date
) -> list[Violation]:
    """What is missing from a note; `field` is that of its form."""
    broken = []
    if on is None:
        broken.append(Violation("required", "on"))
    elif on > today:
        broken.append(Violation("date_in_future", "on"))
    if step is TrialStep.ASKED and not whom:
        broken.append(Violation("trial_whom_missing", "whom"))
    if step is TrialStep.NOT_ELIGIBLE and not reason:
        broken.append(Violation("trial_reason_missing", "reason"))
    return broken


def _values(finding: Finding, name: str) -> list[str]:
    """The values of one parameter, of every leaf when several decided."""
    return [
        value
        for key, value in finding.params.items()
        if key == name or key.split(".", 1)[-1] == name
    ]


def _full_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
