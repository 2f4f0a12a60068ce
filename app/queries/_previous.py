"""What the last board said of a presentation's case, as columns of the statement that reads it: no query of its own.

`beside` adds to a statement on Presentation what `of_head` then reads from its rows.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app import clock
from app.domain import re_presentation
from app.domain.casefile import CaseFile
from app.domain.changes import changes
from app.domain.follow_up import FollowUp
from app.domain.previous import Previous
from app.domain.record import Record
from app.domain.vocabulary import PresentationState
from app.exchange import codec
from app.models import Addendum, Presentation
from app.models import FollowUp as FollowUpRow

# No typed text holds them: see domain.text.clean.
_SEPARATOR, _AFTER_MOMENT = "\x1e", "\x1f"
_FOLLOWED = [field.name for field in fields(FollowUp)]
EARLIER, _OLDER = aliased(Presentation, name="earlier"), aliased(Presentation, name="older")
_LATER = aliased(FollowUpRow, name="later_follow_up")
_KNOWN = aliased(FollowUpRow, name="known")
_LAST_NUMBER = (
    sa.select(sa.func.max(_OLDER.number))
    .where(
        _OLDER.case_id == Presentation.case_id,
        _OLDER.number < Presentation.number,
        _OLDER.state == PresentationState.VALIDATED,
    )
    .correlate(Presentation)
    .scalar_subquery()
)
_LAST_REVISION = (
    sa.select(sa.func.max(_LATER.revision))
    .where(_LATER.presentation_id == EARLIER.id)
    .correlate(EARLIER)
    .scalar_subquery()
)
# Each addendum after the moment it was added, so that they can be put in order here.
_ADDENDA = (
    sa.select(
        sa.func.aggregate_strings(
            sa.cast(Addendum.at, sa.String) + _AFTER_MOMENT + Addendum.text, _SEPARATOR
        )
    )
    .where(Addendum.presentation_id == EARLIER.id)
    .correlate(EARLIER)
    .scalar_subquery()
)


_COLUMNS = (
    EARLIER.id.label("earlier_id"),
    EARLIER.snapshot.label("earlier_snapshot"),
    _ADDENDA.label("earlier_addenda"),
    _KNOWN,
)
_NEWEST = sa.and_(_KNOWN.presentation_id == EARLIER.id, _KNOWN.revision == _LAST_REVISION)


def beside(statement: sa.Select[Any]) -> sa.Select[Any]:
    """The statement with the snapshot of the last validated presentation before it, its follow-up and its addenda."""
    same_case = sa.and_(EARLIER.case_id == Presentation.case_id, EARLIER.number == _LAST_NUMBER)
    return (
        statement.add_columns(*_COLUMNS)
        .join(EARLIER, same_case, isouter=True)
        .join(_KNOWN, _NEWEST, isouter=True)
    )


def signed() -> sa.Select[Any]:
    """The same columns of presentations themselves, to be narrowed by whoever asks."""
    return sa.select(*_COLUMNS).select_from(EARLIER).join(_KNOWN, _NEWEST, isouter=True)


def of_head(row: Any, file: CaseFile) -> dict[str, Any]:
    """The last board and what changed since, as fields of the record of a row that has the columns of `beside`."""
    if row.earlier_snapshot is None:
        return {}
    earlier = read(row.earlier_snapshot, row.earlier_id)
    return {
        "previous": summary(earlier, row.known, row.earlier_addenda or ""),
        "changes": changes(earlier.case_file, file),
    }


def read(snapshot: str, presentation_id: UUID) -> Record:
    """The record of a validated presentation as it was signed."""
    return replace(codec.loads(snapshot, Record), id=str(presentation_id))


def summary(earlier: Record, known: FollowUpRow | None, addenda: str) -> Previous:
    """What the next board reads of an earlier record, with its follow-up and the texts added since."""
    meeting = earlier.meeting
    added = sorted(addenda.split(_SEPARATOR)) if addenda else []
    return re_presentation.previous(
        earlier,
        FollowUp(**{name: getattr(known, name) for name in _FOLLOWED}) if known else None,
        held_on=meeting.starts_at.astimezone(clock.PARIS).date() if meeting else None,
        addenda=[text.split(_AFTER_MOMENT, 1)[1] for text in added],
    )
