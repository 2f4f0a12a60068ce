"""Presenting a case again: a new presentation made from the last one; the earlier one never changes (B16, B52)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.national import National
from app.domain.permissions import Action, Actor
from app.domain.trial_search import TrialSearch
from app.domain.vocabulary import PresentationState, Verdict
from app.errors import RuleViolation, Violation
from app.exchange import codec
from app.extensions import db
from app.models import Case, Option, Presentation, Tumour
from app.queries import catalogue
from app.queries.trial_search import search_of

from . import _access, cases, meetings, options
from ._opening import plain
from ._transaction import Submitted, Unit, transaction


def present_again(
    actor: Actor,
    case_id: UUID,
    request: cases.Request,
    meeting_id: UUID | None,
    submitted: Submitted | None = None,
) -> UUID:
    """Make the next presentation of a case whose last one is validated, on a meeting's agenda or none; its id.

    The options come along with the catalogue versions offered today and no verdict. RuleViolation while the last
    presentation is not validated: its question is changed instead.
    """
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        last = cases.latest(case.id)
        if last.state is not PresentationState.VALIDATED:
            raise RuleViolation(Violation("presentation_under_way"))
        cases.check_request(case, request)
        row = _next(tx, last, request)
        tx.result = str(row.id)
        tx.audit("case.presented_again", case.id, presentation=row.id, after=last.id)
        if meeting_id is not None:
            meetings.place(tx, meeting_id, row.id)
        return row.id


def _next(tx: Unit, last: Presentation, request: cases.Request) -> Presentation:
    row = Presentation(
        id=uuid4(),
        case_id=last.case_id,
        number=last.number + 1,
        state=PresentationState.PREPARED,
        updated_at=tx.now,
        updated_by=tx.actor.name,
        trial_search=_trials_asked(last),
        national=(last.national or National()).for_next_board(),
        **plain(request),
    )
    db.session.add(row)
    db.session.flush()
    stamp = {"updated_at": tx.now, "updated_by": tx.actor.name}
    db.session.add_all(Option(**values, **stamp) for values in _options(last, row.id))
    db.session.flush()
    return row


def _trials_asked(last: Presentation) -> dict[str, Any]:
    """What was asked of trials goes on with the case; "none found" was said of another day."""
    kept = TrialSearch(notes=search_of(last.trial_search).notes)
    return dict(codec.to_plain(kept))


def _options(last: Presentation, presentation_id: UUID) -> Iterator[Mapping[str, Any]]:
    """The options examined last time that are still offered, then those the catalogue has gained since."""
    case = db.session.get_one(Case, last.case_id)
    offered = catalogue.offered(str(case.hospital_id))
    by_code = {entry.code: entry for entry in offered}
    examined = db.session.scalars(
        sa.select(Option).where(Option.presentation_id == last.id).order_by(Option.position)
    ).all()
    for option in examined:
        if option.entry_code is None or option.entry_code in by_code:
            yield _carried(option, presentation_id, by_code.get(option.entry_code or ""))
    known = {option.entry_code for option in examined}
    site = db.session.get_one(Tumour, case.tumour_id).site
    yield from (
        values
        for values in options.starting(presentation_id, site, offered)
        if values["entry_code"] not in known
    )


def _carried(option: Option, presentation_id: UUID, entry: Entry | None) -> Mapping[str, Any]:
    return {
        "id": uuid4(),
        "presentation_id": presentation_id,
        "position": option.position,
        "family": entry.family if entry else option.family,
        "entry_code": entry.code if entry else None,
        "entry_version": entry.version if entry else None,
        "free_title": option.free_title,
        "free_brings": option.free_brings,
        "free_hard": option.free_hard,
        "free_daily": option.free_daily,
        "specifics": option.specifics,
        "practical_note": option.practical_note,
        "burden": option.burden,
        "verdict": Verdict.NOT_DISCUSSED,
    }
