"""A hospital's list of trials: added, edited, verified, closed, brought in by file; who last asked the centre is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID, uuid4

from app import clock
from app.domain import local_trial
from app.domain.local_trial import LocalTrial
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import TrialStatus
from app.errors import RuleViolation, Violation
from app.exchange import codec, trial_files
from app.exchange.trial_files import ReadTrials
from app.extensions import db
from app.models import Trial
from app.queries import trials as queries
from app.queries import vocabularies

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect

SIMPLE = tuple(f.name for f in fields(local_trial.SimpleCriteria))
TYPED = (
    "number",
    "title",
    "status",
    "sponsor",
    "phase",
    "centre",
    "contact",
    "distance_km",
    "travel_minutes",
    "main_criteria",
    "notes",
    "verified_on",
    "verified_by",
)


@dataclass(frozen=True)
class Change:
    """One line of a file beside the list: what it would become, and the names of what would change ("" if new)."""

    after: LocalTrial
    before: LocalTrial | None
    changed: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the list has no such number yet."""
        return self.before is None


class RefusedTrials(RuleViolation):
    """Lines of a file that the list cannot hold: nothing of the file was stored."""

    def __init__(self, *by_trial: tuple[str, tuple[Violation, ...]]) -> None:
        super().__init__(*(violation for _number, broken in by_trial for violation in broken))
        self.by_trial = by_trial


def add(actor: Actor, given: LocalTrial, submitted: Submitted) -> UUID:
    """Add a line to the list of the actor's hospital; RuleViolation when the number is already there."""
    _access.everywhere(actor, Action.EDIT_TRIALS)
    with transaction(actor, submitted) as tx:
        _refuse(given)
        if queries.by_number(actor, [given.number]):
            raise RuleViolation(Violation("trial_known", "number", {"number": given.number}))
        row = _insert(tx, actor, given)
        tx.audit("trial.added", row.id)
        return row.id


def edit(actor: Actor, trial_id: UUID, given: LocalTrial, seen: int, submitted: Submitted) -> None:
    """Change a line of the actor's hospital; NotFound for another's, StaleVersion when it moved."""
    _access.everywhere(actor, Action.EDIT_TRIALS)
    with transaction(actor, submitted) as tx:
        row = queries.of_hospital(UUID(actor.hospital_id), trial_id)
        expect(row, seen, TYPED)
        _refuse(given)
        known = queries.by_number(actor, [given.number]).get(given.number)
        if known and known.id != str(trial_id):
            raise RuleViolation(Violation("trial_known", "number", {"number": given.number}))
        changed = assign(row, _values(replace(given, source=row.source)), tx)
        tx.audit("trial.edited", row.id, fields=",".join(changed))


def verify(actor: Actor, trial_id: UUID, submitted: Submitted) -> None:
    """Say that the centre was asked today and that the line is right."""
    _access.everywhere(actor, Action.EDIT_TRIALS)
    with transaction(actor, submitted) as tx:
        row = queries.of_hospital(UUID(actor.hospital_id), trial_id)
        assign(row, {"verified_on": clock.today(), "verified_by": actor.name}, tx)
        tx.audit("trial.verified", row.id)


def close(actor: Actor, trial_id: UUID, submitted: Submitted) -> None:
    """Say that the trial includes nobody any more; the line stays, and a form opens it again."""
    _access.everywhere(actor, Action.EDIT_TRIALS)
    with transaction(actor, submitted) as tx:
        row = queries.of_hospital(UUID(actor.hospital_id), trial_id)
        values = {
            "status": TrialStatus.CLOSED,
            "verified_on": clock.today(),
            "verified_by": actor.name,
        }
        assign(row, values, tx)
        tx.audit("trial.closed", row.id)


def read_file(name: str, content: bytes) -> ReadTrials:
    """The trials of a file; UnreadableFile names the line and the reason."""
    return trial_files.read(content, name, vocabularies.tree())


def changes(actor: Actor, read: ReadTrials) -> tuple[Change, ...]:
    """What each line of a file would do to the list of the actor's hospital, in the order of the file."""
    given = [offered.trial for offered in read.offered]
    known = queries.by_number(actor, [trial.number for trial in given])
    return tuple(_change(trial, known.get(trial.number)) for trial in given)


def check(actor: Actor, read: ReadTrials) -> tuple[Change, ...]:
    """The same, RefusedTrials naming every line that could not be stored; those that cannot be taken are told apart."""
    made = changes(actor, read)
    takeable = {offered.trial.number for offered in read.offered if offered.can_be_taken}
    _refuse_file(change for change in made if change.after.number in takeable)
    return made


def bring_in(
    actor: Actor, name: str, read: ReadTrials, wanted: Iterable[str], submitted: Submitted
) -> int:
    """Write the chosen lines of a file, all or none; the number of those that are new or changed.

    What a file is silent about stays as it was; a status that changes is to be verified again.
    """
    _access.everywhere(actor, Action.EDIT_TRIALS)
    chosen = set(wanted)
    with transaction(actor, submitted) as tx:
        made = [c for c in changes(actor, read) if c.after.number in chosen]
        if not made:
            raise RuleViolation(Violation("trials_none_chosen"))
        _refuse_file(made)
        moved = [change for change in made if change.is_new or change.changed]
        for change in moved:
            _write(tx, actor, name, change)
        tx.audit("trials.imported", actor.hospital_id, kind=read.kind, count=len(moved))
        return len(moved)


def _write(tx: Unit, actor: Actor, name: str, change: Change) -> None:
    after = replace(change.after, source=name[:200])
    if change.before is None:
        _insert(tx, actor, after)
        return
    row = queries.of_hospital(UUID(actor.hospital_id), UUID(change.before.id))
    assign(row, _values(after), tx)


def _change(given: LocalTrial, before: LocalTrial | None) -> Change:
    if before is None:
        return Change(given, None, ())
    after = _merged(given, before)
    names = (*TYPED, "simple", "computed")
    changed = tuple(n for n in names if getattr(after, n) != getattr(before, n))
    return Change(after, before, changed)


def _merged(given: LocalTrial, before: LocalTrial) -> LocalTrial:
    """The stored line with what the file says; an empty cell and an unknown status say nothing."""
    said: dict[str, Any] = {n: v for n in TYPED if (v := getattr(given, n)) not in {"", None}}
    if given.status is TrialStatus.UNKNOWN:
        said.pop("status")
    if said.get("status", before.status) is not before.status and given.verified_on is None:
        said |= {"verified_on": None, "verified_by": ""}
    simple = {n: v for n in SIMPLE if (v := getattr(given.simple, n)) not in {"", None}}
    return replace(
        before,
        **said,
        simple=replace(before.simple, **simple),
        computed=given.computed or before.computed,
    )


def _insert(tx: Unit, actor: Actor, given: LocalTrial) -> Trial:
    row = Trial(
        id=uuid4(),
        hospital_id=UUID(actor.hospital_id),
        updated_at=tx.now,
        updated_by=actor.name,
        **_values(given),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _values(given: LocalTrial) -> dict[str, Any]:
    return {
        **{name: getattr(given, name) for name in TYPED},
        "simple": codec.to_plain(given.simple),
        "computed": [dict(node) for node in given.computed],
        "source": given.source,
    }


def _refuse(given: LocalTrial) -> None:
    """Refuse a line with everything wrong in it."""
    if broken := _wrong(given):
        raise RuleViolation(*broken)


def _refuse_file(made: Iterable[Change]) -> None:
    by_trial = tuple((c.after.number, wrong) for c in made if (wrong := _wrong(c.after)))
    if by_trial:
        raise RefusedTrials(*by_trial)


def _wrong(given: LocalTrial) -> tuple[Violation, ...]:
    return local_trial.violations(given, vocabularies.tree(), clock.today())
