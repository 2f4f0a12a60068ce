"""What is done about trials for one presentation: asked, not eligible, included, or searched and none found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app import clock
from app.domain.permissions import Action, Actor
from app.domain.trial_search import TrialNote, TrialSearch, violations
from app.domain.vocabulary import TrialStep
from app.errors import RuleViolation, Violation
from app.exchange import codec
from app.extensions import db
from app.models import Case, Presentation, Trial
from app.queries import trials as queries
from app.queries.trial_search import search_of

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class Noting:
    """What is typed of one trial; no step takes the note away."""

    step: TrialStep | None
    on: date | None = None
    whom: str = ""
    reason: str = ""


def note(
    actor: Actor,
    presentation_id: UUID,
    trial_id: UUID,
    given: Noting,
    seen: int,
    submitted: Submitted,
) -> None:
    """Keep what was done of a trial of the case's own hospital, with what its list says of it today."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        hospital = db.session.get_one(Case, row.case_id).hospital_id
        trial = queries.of_hospital(hospital, trial_id)
        expect(row, seen, ())
        before = search_of(row.trial_search)
        if given.step is None:
            after = before.without(str(trial_id))
        else:
            _refuse(given)
            after = before.with_note(_made(actor, trial, given))
        _keep(tx, row, before, after)
        step = given.step.value if given.step else ""
        tx.audit("trial.noted", row.case_id, presentation=row.id, trial=trial_id, step=step)


def none_found(actor: Actor, presentation_id: UUID, submitted: Submitted) -> None:
    """Say that somebody searched today and found no trial (D. 6124-131-2)."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        before = search_of(row.trial_search)
        today = clock.today()
        after = replace(before, none_found_on=today, none_found_by=actor.name)
        _keep(tx, row, before, after)
        tx.audit("trial.none_found", row.case_id, presentation=row.id)


def forget_none_found(actor: Actor, presentation_id: UUID, submitted: Submitted) -> None:
    """Take back that nothing was found."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        before = search_of(row.trial_search)
        if before.none_found_on is None:
            raise RuleViolation(Violation("nothing_changed"))
        _keep(tx, row, before, replace(before, none_found_on=None, none_found_by=""))
        tx.audit("trial.search_undone", row.case_id, presentation=row.id)


def _keep(tx: Unit, row: Presentation, before: TrialSearch, after: TrialSearch) -> None:
    if after != before:
        assign(row, {"trial_search": codec.to_plain(after)}, tx)


def _made(actor: Actor, trial: Trial, given: Noting) -> TrialNote:
    return TrialNote(
        trial_id=str(trial.id),
        number=trial.number,
        title=trial.title,
        step=given.step or TrialStep.ASKED,
        on=given.on or clock.today(),
        whom=given.whom,
        reason=given.reason,
        by=actor.name,
        phase=trial.phase,
        centre=trial.centre,
        status=trial.status,
        verified_on=trial.verified_on,
        verified_by=trial.verified_by,
    )


def _refuse(given: Noting) -> None:
    if given.step is None:
        return
    broken = violations(given.step, given.on, given.whom, given.reason, clock.today())
    if broken:
        raise RuleViolation(*broken)
