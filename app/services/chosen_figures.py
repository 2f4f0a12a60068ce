"""The figures of a patient's page: picked by a clinician for a patient who asked for them, and taken off again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from app import clock
from app.documents import page_view, patient_summary
from app.domain.catalogue import ChosenFigure
from app.domain.frequency import offers, violations
from app.domain.permissions import Action, Actor
from app.domain.record import Record
from app.errors import NotFound, RuleViolation, Violation
from app.models import Presentation
from app.queries import records
from app.queries._reading import reading

from . import _access, documents
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class Picked:
    """What the form says: the figure by its key, whom the study was about, and what differs from this patient."""

    key: str
    whom: str
    differs: str = ""


def choose(
    actor: Actor, presentation_id: UUID, given: Picked, seen: int, submitted: Submitted
) -> None:
    """Put a figure on the page; RuleViolation with all that forbids it, the patient's wish first."""
    record = _prepared(actor, presentation_id)
    offer = next((o for o in offers(record) if o.key == given.key), None)
    now = page_view.openness_now(record, clock.today())
    broken = violations(given.whom, offer, now, record.figures)
    if broken or offer is None:
        raise RuleViolation(*broken)
    made = ChosenFigure(
        plain_title=offer.option.entry.patient.title,
        figure=offer.figure,
        whom=given.whom.strip(),
        differs=given.differs.strip(),
        by=actor.name,
    )
    if _overflows(record, made):
        raise RuleViolation(Violation("figures_overflow", "figure"))
    with transaction(actor, submitted) as tx:
        row = _row(actor, presentation_id, seen)
        _keep(tx, row, [*row.figures, made])


def take_off(
    actor: Actor, presentation_id: UUID, number: int, seen: int, submitted: Submitted
) -> None:
    """Take one figure off the page; NotFound when there is none at that place."""
    with transaction(actor, submitted) as tx:
        row = _row(actor, presentation_id, seen)
        if not 0 <= number < len(row.figures):
            raise NotFound
        _keep(tx, row, [f for n, f in enumerate(row.figures) if n != number])


def _overflows(record: Record, made: ChosenFigure) -> bool:
    """Whether this figure would make the page longer than it may be, in one of its two sizes."""
    printed = documents.as_printed(record)
    longer = replace(printed, figures=(*printed.figures, made))
    return any(
        patient_summary.sheets(longer, printed_on=clock.today(), large=large) > most
        for large, most in ((False, patient_summary.MOST_PAGES), (True, patient_summary.MOST_LARGE))
    )


def _row(actor: Actor, presentation_id: UUID, seen: int) -> Presentation:
    row = _access.presentation(actor, presentation_id, Action.RELEASE_PAGE, editable=False)
    if row.released_at:
        raise RuleViolation(Violation("released"))
    expect(row, seen, ())
    return row


def _keep(tx: Unit, row: Presentation, figures: list[ChosenFigure]) -> None:
    assign(row, {"figures": figures}, tx)
    tx.audit("patient_page.figures", row.case_id, presentation=row.id, figures=len(figures))


@reading
def _prepared(actor: Actor, presentation_id: UUID) -> Record:
    _access.presentation(actor, presentation_id, Action.RELEASE_PAGE, editable=False)
    return documents.with_present_wishes(records.of_presentation(actor, presentation_id).record)
