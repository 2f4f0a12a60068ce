"""The opinion: revisions, validation by the chair or a delegate, addenda."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import opinion as rules
from app.domain import record as shapes
from app.domain import signing
from app.domain.board_facts import board_facts
from app.domain.permissions import Action, Actor
from app.domain.record import Record
from app.domain.vocabulary import (
    DocumentKind,
    MeetingState,
    Outcome,
    PresentationState,
    WishesEffect,
)
from app.errors import RuleViolation, StaleVersion, Violation
from app.exchange import codec
from app.extensions import db
from app.models import Addendum, Meeting, OpinionRevision, Presentation
from app.queries import records, talks
from app.queries._reading import reading

from . import _access, documents, files, releases
from ._transaction import Submitted, Unit, transaction
from ._versions import as_text, assign, expect


@dataclass(frozen=True)
class Draft:
    """The opinion as typed."""

    text: str
    outcome: Outcome | None
    next_steps: str = ""
    wishes_account: str = ""
    wishes_effect: WishesEffect | None = None
    departs_from: str = ""
    departs_because: str = ""
    dissent_who: str = ""
    dissent_on: str = ""
    dissent_how: str = ""
    dissent_settled: bool | None = None
    trial: bool | None = None
    trial_ids: str = ""
    supportive: bool | None = None
    supportive_note: str = ""


def write(
    actor: Actor, presentation_id: UUID, given: Draft, seen_revision: int, submitted: Submitted
) -> None:
    """Append a revision; StaleVersion when another was written since; identical text makes none."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.WRITE_OPINION)
        last = _last(presentation_id)
        revision = last.revision if last else 0
        typed = asdict(given)
        if revision != seen_revision:
            current = {name: as_text(getattr(last, name)) for name in typed} if last else {}
            raise StaleVersion(
                version=revision,
                current=current,
                by=last.by if last else "",
                at=last.at if last else None,
            )
        if last is None or any(getattr(last, name) != value for name, value in typed.items()):
            db.session.add(
                OpinionRevision(
                    presentation_id=presentation_id,
                    revision=revision + 1,
                    by=actor.name,
                    at=tx.now,
                    **typed,
                )
            )
        _mark_discussed(row, tx)
        tx.audit("opinion.written", row.case_id, presentation=row.id, revision=revision + 1)


def validate(
    actor: Actor, presentation_id: UUID, seen: int, submitted: Submitted, *, shown: str
) -> None:
    """Lock the record: snapshot, signature with name and time, fiche stored with its hash.

    `shown` is the mark of what the page showed (`signing.mark`). Raises RuleViolation with every rule still broken, or
    when identity, outcome and conclusion are not those that were shown. Only the chair or a delegate of that meeting may.
    """
    prepared = _prepare(actor, presentation_id, shown)
    pdf = documents.build(prepared, DocumentKind.FICHE)
    digest = files.store(pdf)
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.VALIDATE)
        expect(row, seen, ())
        record = _signed(talks.beside(records.build(row)), prepared)
        if codec.dumps(record) != codec.dumps(prepared):
            raise StaleVersion(
                version=row.version, current={}, by=row.updated_by, at=row.updated_at
            )
        assign(
            row,
            {
                "state": PresentationState.VALIDATED,
                "validated_by": prepared.validated_by,
                "validated_at": prepared.validated_at,
                "snapshot": codec.dumps(prepared),
                "counted": board_facts(prepared, _held_on(prepared)),
            },
            tx,
        )
        documents.keep(actor, row.id, DocumentKind.FICHE, digest, len(pdf))
        tx.audit("opinion.validated", row.case_id, presentation=row.id, fiche=digest)


def add_addendum(
    actor: Actor,
    presentation_id: UUID,
    text: str,
    submitted: Submitted,
    *,
    changes_proposal: bool = False,
) -> None:
    """Add a dated, signed text under a validated opinion, together with the fiche that carries it.

    The earlier prints stay in the store. One that changes the proposal replaces a patient page already released. StaleVersion when another addendum came while the fiche was built.
    """
    record = records.of_presentation(actor, presentation_id).record
    _refuse_addendum(actor, presentation_id, text)
    at = clock.now()
    addenda = (*record.addenda, shapes.Addendum(text, actor.name, at))
    pdf = documents.build(replace(record, addenda=addenda), DocumentKind.FICHE)
    digest = files.store(pdf)
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.ADD_ADDENDUM, editable=False)
        known = records.build(row).addenda
        if known != record.addenda:
            raise StaleVersion(version=row.version, current={}, by=known[-1].by, at=known[-1].at)
        db.session.add(Addendum(presentation_id=row.id, text=text, by=actor.name, at=at))
        documents.keep(actor, row.id, DocumentKind.FICHE, digest, len(pdf))
        if changes_proposal:
            releases.replace_page(tx, row, "addendum")
        tx.audit("addendum.added", row.case_id, presentation=row.id, fiche=digest)


@reading
def _refuse_addendum(actor: Actor, presentation_id: UUID, text: str) -> None:
    row = _access.presentation(actor, presentation_id, Action.ADD_ADDENDUM, editable=False)
    if row.state is not PresentationState.VALIDATED:
        raise RuleViolation(Violation("not_validated"))
    if not text.strip():
        raise RuleViolation(Violation("required", "text"))


@reading
def missing(actor: Actor, presentation_id: UUID) -> tuple[Violation, ...]:
    """What still stands between this record and its validation."""
    return rules.violations(records.of_presentation(actor, presentation_id).record)


def _prepare(actor: Actor, presentation_id: UUID, shown: str) -> Record:
    """The record as it will be signed; RuleViolation with all that is missing."""
    seen = records.of_presentation(actor, presentation_id)
    _refuse_unless_allowed(actor, presentation_id, Action.VALIDATE)
    if broken := rules.violations(seen.record) or signing.refusals(seen.record, shown):
        raise RuleViolation(*broken)
    return replace(
        talks.beside(seen.record),
        state=PresentationState.VALIDATED,
        validated_by=actor.name,
        validated_at=clock.now(),
    )


@reading
def _refuse_unless_allowed(
    actor: Actor, presentation_id: UUID, action: Action, *, editable: bool = True
) -> None:
    _access.presentation(actor, presentation_id, action, editable=editable)


def _held_on(record: Record) -> date:
    """The day of the meeting, in the hospital's time."""
    at = record.meeting.starts_at if record.meeting else record.validated_at or clock.now()
    return at.astimezone(clock.PARIS).date()


def _signed(record: Record, prepared: Record) -> Record:
    return replace(
        record,
        state=prepared.state,
        validated_by=prepared.validated_by,
        validated_at=prepared.validated_at,
    )


def _last(presentation_id: UUID) -> OpinionRevision | None:
    return db.session.scalar(
        sa.select(OpinionRevision)
        .where(OpinionRevision.presentation_id == presentation_id)
        .order_by(OpinionRevision.revision.desc())
        .limit(1)
    )


def _mark_discussed(row: Presentation, tx: Unit) -> None:
    meeting = db.session.get(Meeting, row.meeting_id) if row.meeting_id else None
    if (
        meeting
        and meeting.state is not MeetingState.PLANNED
        and row.state is PresentationState.PREPARED
    ):
        assign(row, {"state": PresentationState.DISCUSSED}, tx)
