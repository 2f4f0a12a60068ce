"""The pace of a meeting: its own, failing that what its kind starts from, failing that the common one."""

from __future__ import annotations

import sqlalchemy as sa

from app.domain.agenda import LIMITS, Pace
from app.extensions import db
from app.models import AgendaPace, Meeting

from ._reading import reading


def pace_of(meeting: Meeting) -> Pace:
    """The pace, inside the caller's transaction."""
    return _pace(row_of(meeting), meeting)


@reading
def stored(meeting: Meeting) -> tuple[Pace, int]:
    """The pace and the version of the meeting's own row, 0 while it has none. The caller has read the meeting."""
    row = row_of(meeting)
    own = row is not None and row.meeting_id == meeting.id
    return _pace(row, meeting), row.version if row and own else 0


def row_of(meeting: Meeting) -> AgendaPace | None:
    """The row that says it: the meeting's own first."""
    rows = db.session.scalars(
        sa.select(AgendaPace).where(
            sa.or_(
                AgendaPace.meeting_id == meeting.id,
                sa.and_(AgendaPace.kind_id.is_not(None), AgendaPace.kind_id == meeting.kind_id),
            )
        )
    ).all()
    return min(rows, key=lambda row: row.meeting_id is None, default=None)


def _pace(row: AgendaPace | None, meeting: Meeting) -> Pace:
    kept = {name: getattr(row, name) for name in LIMITS} if row else {}
    return Pace(**kept, length_minutes=meeting.duration_minutes)
