"""Validating several opinions of one meeting, each in its own unit of work: one that fails stops no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Action, Actor
from app.errors import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    RuleViolation,
    StaleVersion,
    Unavailable,
    Violation,
)
from app.extensions import db
from app.models import Presentation, Submission
from app.queries._reading import reading

from . import _access, opinions
from ._transaction import Submitted


@dataclass(frozen=True)
class Read:
    """One opinion as it was read before it was ticked: its version, and the mark of what was shown."""

    presentation_id: UUID
    seen: int
    shown: str


Failures = Mapping[UUID, tuple[Violation, ...]]


def validate_each(
    actor: Actor, meeting_id: UUID, ticked: Sequence[Read], submitted: Submitted
) -> Failures:
    """Sign what was read and ticked, in that order; why each of the others was not, to be read and tried again.

    NotFound, and nothing signed, when one of them is not on this meeting's agenda.
    """
    _refuse_strangers(actor, meeting_id, {one.presentation_id for one in ticked})
    known = _received({_own(submitted, one).id for one in ticked})
    failed: dict[UUID, tuple[Violation, ...]] = {}
    for one in ticked:
        if _own(submitted, one).id in known:
            continue
        try:
            opinions.validate(
                actor, one.presentation_id, one.seen, _own(submitted, one), shown=one.shown
            )
        except AlreadyDone:
            continue
        except RuleViolation as refusal:
            failed[one.presentation_id] = refusal.violations
        except StaleVersion:
            failed[one.presentation_id] = (Violation("shown_changed"),)
        except (NotFound, NotAllowed):  # opposed, withdrawn or dismissed since it was shown
            failed[one.presentation_id] = (Violation("shown_changed"),)
        except Unavailable:
            failed[one.presentation_id] = (Violation("not_stored"),)
    return failed


@reading
def _refuse_strangers(actor: Actor, meeting_id: UUID, wanted: set[UUID]) -> None:
    _access.meeting(actor, meeting_id, Action.VALIDATE)
    listed = db.session.scalar(
        sa.select(sa.func.count()).where(
            Presentation.id.in_(wanted), Presentation.meeting_id == meeting_id
        )
    )
    if listed != len(wanted):
        raise NotFound


@reading
def _received(ids: set[str]) -> set[str]:
    """Those of these forms that were received before: a double click."""
    return set(db.session.scalars(sa.select(Submission.id).where(Submission.id.in_(ids))))


def _own(submitted: Submitted, one: Read) -> Submitted:
    """A double click signs once: the form's own id, for this opinion."""
    return Submitted(f"{submitted.id[:31]}-{one.presentation_id.hex}" if submitted.id else "")
