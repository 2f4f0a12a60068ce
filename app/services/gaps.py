"""Noting who brings what is missing in a case, or that it is not known yet (B3, B4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain.completeness import is_key
from app.domain.gap import Gap, violations
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import Gap as Row
from app.models import Presentation, Professional
from app.queries import gaps as queries

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import as_text, assign

TYPED = ("state", "word", "bearer_id", "bearer", "due_on")


def note(
    actor: Actor,
    presentation_id: UUID,
    given: Sequence[tuple[str, Gap]],
    seen: int,
    submitted: Submitted,
) -> None:
    """Store the notes of one case, all or none; each comes with the start of its form fields, to say what is wrong.

    StaleVersion when a note changed since `seen`, the version of the sheet; a note that says nothing is not stored.
    """
    with transaction(actor, submitted) as tx:
        shown = _access.presentation(actor, presentation_id, Action.EDIT_CASE)
        rows = {row.item: row for row in _rows(shown.id)}
        _expect(shown.id, rows, given, seen)
        _refuse(given)
        changed = [gap.item for _field, gap in given if _store(shown, rows, gap, tx)]
        tx.audit("gaps.noted", shown.case_id, presentation=shown.id, items=",".join(changed))


def _store(shown: Presentation, rows: dict[str, Row], gap: Gap, tx: Unit) -> bool:
    """Whether something changed; brought on somebody's word or on nobody's, the item keeps its note."""
    values = _values(gap)
    row = rows.get(gap.item)
    if row is not None:
        return bool(assign(row, values, tx))
    if gap.is_empty:
        return False
    db.session.add(
        Row(
            id=uuid4(),
            presentation_id=shown.id,
            item=gap.item,
            updated_at=tx.now,
            updated_by=tx.actor.name,
            **values,
        )
    )
    return True


def _values(gap: Gap) -> dict[str, Any]:
    return {
        "state": gap.state,
        "word": gap.word,
        "bearer_id": UUID(gap.bearer_id) if gap.bearer_id else None,
        "bearer": gap.bearer,
        "due_on": gap.due_on,
    }


def _refuse(given: Iterable[tuple[str, Gap]]) -> None:
    broken = [violation for field, gap in given for violation in violations(gap, field)]
    for field, gap in given:
        if not is_key(gap.item):
            broken.append(Violation("unknown_choice"))
        if gap.bearer_id and db.session.get(Professional, UUID(gap.bearer_id)) is None:
            broken.append(Violation("unknown_choice", f"{field}.bearer_id"))
    if broken:
        raise RuleViolation(*broken)


def _expect(
    presentation_id: UUID, rows: dict[str, Row], given: Iterable[tuple[str, Gap]], seen: int
) -> None:
    stored = queries.sheet(presentation_id)
    if stored.version == seen:
        return
    current = {
        f"{field}.{name}": as_text(getattr(rows[gap.item], name))
        for field, gap in given
        if gap.item in rows
        for name in TYPED
    }
    raise StaleVersion(version=stored.version, current=current, by=stored.by, at=stored.at)


def _rows(presentation_id: UUID) -> list[Row]:
    return list(db.session.scalars(sa.select(Row).where(Row.presentation_id == presentation_id)))
