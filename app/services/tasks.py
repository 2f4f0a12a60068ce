"""Turning an unknown criterion into a task, in one gesture: "à compléter" of its option, else a line of the presentation."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from app import clock
from app.domain import local_trial
from app.domain.findings import Finding
from app.domain.permissions import Action, Actor
from app.domain.record import Option as View
from app.domain.record import Record
from app.domain.trial_search import Task, settling
from app.domain.vocabulary import FindingOutcome, Verdict
from app.errors import NotFound, RuleViolation, Violation
from app.exchange import codec
from app.extensions import db
from app.models import Case, Option, Presentation
from app.queries import records, vocabularies
from app.queries import trials as trial_queries
from app.queries.trial_search import tasks_of
from app.wording.findings import finding_sentence

from . import _access, options
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect


def from_option(
    actor: Actor, presentation_id: UUID, option_id: UUID, rule: str, submitted: Submitted
) -> None:
    """Make a task of one unknown of an option.

    An option nobody discussed becomes "à compléter" with what, who and by when (before the meeting, as a proposal),
    undone like any verdict; otherwise the task is a line of the presentation.
    """
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        record = records.build(row)
        view = _view(record, option_id)
        task = _task(actor, _unknown(view.findings, rule), view.title)
        if view.verdict is Verdict.NOT_DISCUSSED:
            _complete(tx, row, option_id, task)
        else:
            _append(tx, row, record.tasks, task)
        tx.audit("task.made", row.case_id, presentation=row.id, option=option_id)


def from_trial(
    actor: Actor, presentation_id: UUID, trial_id: UUID, rule: str, submitted: Submitted
) -> None:
    """Make a line of the presentation of one unknown of a trial of the case's own hospital."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        record = records.build(row)
        hospital = db.session.get_one(Case, row.case_id).hospital_id
        trial = trial_queries.as_trial(trial_queries.of_hospital(hospital, trial_id))
        tree = vocabularies.tree()
        [looked] = local_trial.look([trial], record.case_file, today=clock.today(), tree=tree)
        task = _task(actor, _unknown(looked.findings, rule), f"{trial.title}, {trial.number}")
        _append(tx, row, record.tasks, task)
        tx.audit("task.made", row.case_id, presentation=row.id, trial=trial_id)


def add(actor: Actor, presentation_id: UUID, given: Task, submitted: Submitted) -> None:
    """Write down a task of the board's own: what, who and by when, all three."""
    _refuse_bare(given)
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        made = replace(given, id=str(uuid4()), made_by=actor.name, made_on=clock.today())
        assign(row, {"tasks": codec.to_plain([*tasks_of(row.tasks), made])}, tx)
        tx.audit("task.added", row.case_id, presentation=row.id)


def edit(actor: Actor, presentation_id: UUID, given: Task, seen: int, submitted: Submitted) -> None:
    """Change a line; StaleVersion when the presentation moved. The answer to a need keeps its plan, person and date."""
    if given.need:
        _refuse_bare(given)
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        known = tasks_of(row.tasks)
        if all(task.id != given.id for task in known):
            raise NotFound
        expect(row, seen, ())
        kept = [given if task.id == given.id else task for task in known]
        assign(row, {"tasks": codec.to_plain(kept)}, tx)
        tx.audit("task.edited", row.case_id, presentation=row.id)


def remove(actor: Actor, presentation_id: UUID, task_id: str, submitted: Submitted) -> None:
    """Take a line away, made by mistake or done; NotFound for one this presentation has not."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        kept = [task for task in tasks_of(row.tasks) if task.id != task_id]
        if len(kept) == len(row.tasks):
            raise NotFound
        assign(row, {"tasks": codec.to_plain(kept)}, tx)
        tx.audit("task.removed", row.case_id, presentation=row.id)


def _refuse_bare(given: Task) -> None:
    parts = (("what", given.what), ("who", given.who), ("by_on", given.by_on))
    if broken := [Violation("required", name) for name, value in parts if not value]:
        raise RuleViolation(*broken)


def _complete(tx: Unit, row: Presentation, option_id: UUID, task: Task) -> None:
    """The verdict "à compléter" with the task's lines; only a proposal until the board sits."""
    option = db.session.get_one(Option, option_id)
    sits = options.board_sits(row)
    values = {
        "verdict": Verdict.TO_COMPLETE if sits else Verdict.PROPOSED,
        "proposed": None if sits else Verdict.TO_COMPLETE,
        "complete_what": task.what,
        "complete_who": task.who,
        "complete_by": task.by_on,
    }
    options.change(tx, option, values)


def _append(tx: Unit, row: Presentation, known: tuple[Task, ...], task: Task) -> None:
    if any((one.about, one.rule) == (task.about, task.rule) for one in known):
        raise RuleViolation(Violation("task_known"))
    assign(row, {"tasks": codec.to_plain([*known, task])}, tx)


def _task(actor: Actor, finding: Finding, about: str) -> Task:
    who, by_on = settling(finding, clock.today())
    made = Task(str(uuid4()), _what(finding), who, by_on, about, finding.rule)
    return replace(made, made_by=actor.name, made_on=clock.today())


def _what(finding: Finding) -> str:
    """The sentence of a criterion without who settles it and in how long: the task says both on its own."""
    apart = {"asks", "days", "due_on"}
    kept = {k: "" if k.split(".")[-1] in apart else v for k, v in finding.params.items()}
    return finding_sentence(replace(finding, params=kept)).rstrip(" ,")


def _view(record: Record, option_id: UUID) -> View:
    found = next((view for view in record.options if view.id == str(option_id)), None)
    if found is None:
        raise NotFound
    return found


def _unknown(findings: tuple[Finding, ...], rule: str) -> Finding:
    """The finding of that criterion, refused once it is known: the datum came meanwhile."""
    found = next((finding for finding in findings if finding.rule == rule), None)
    if found is None:
        raise RuleViolation(Violation("unknown_choice"))
    if found.outcome is not FindingOutcome.UNKNOWN:
        raise RuleViolation(Violation("finding_settled"))
    return found
