"""What the last board said of a case, for those who may read its file: the opinion, what became of it, the file then."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.casefile import CaseFile
from app.domain.permissions import Actor
from app.domain.previous import Previous
from app.domain.vocabulary import PresentationState
from app.extensions import db
from app.models import Case

from . import _previous, _scope
from ._reading import reading


@dataclass(frozen=True)
class LastBoard:
    """The last validated presentation of a case: what it said, and the file as it read it."""

    previous: Previous
    file: CaseFile


@reading
def last_board(actor: Actor, case_id: UUID) -> LastBoard | None:
    """The last board that signed an opinion on this case, None when none did or the case is not this person's."""
    row = db.session.execute(
        _previous.signed()
        .join(Case, Case.id == _previous.EARLIER.case_id)
        .where(Case.id == case_id, _scope.readable_cases(actor))
        .where(_previous.EARLIER.state == PresentationState.VALIDATED)
        .order_by(_previous.EARLIER.number.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    earlier = _previous.read(row.earlier_snapshot, row.earlier_id)
    said = _previous.summary(earlier, row.known, row.earlier_addenda or "")
    return LastBoard(said, earlier.case_file)
