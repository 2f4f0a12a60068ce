"""Opinions left before a meeting, read with the head of a record: those given and not taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.domain.record import Preliminary
from app.domain.vocabulary import PreliminaryStep
from app.models import PreliminaryOpinion, Presentation

# No text that was typed holds these two: they are stripped with the other control characters.
_WITHIN, _BETWEEN = "\x1f", "\x1e"
_LATER = aliased(PreliminaryOpinion)


def beside(statement: sa.Select[Any]) -> sa.Select[Any]:
    """A query on presentations, with their preliminary opinions in one column."""
    return statement.add_columns(_STANDING.label("preliminary"))


def listed(head: Any) -> tuple[Preliminary, ...]:
    """The opinions of a row of `beside`, in the order they were given."""
    rows = [row.split(_WITHIN, 5) for row in (head.preliminary or "").split(_BETWEEN) if row]
    rows.sort(key=lambda row: row[:2])
    return tuple(
        Preliminary(
            text=text,
            by=by,
            at=datetime.fromisoformat(at).replace(tzinfo=UTC),
            taken_in=taken == "1",
            id=str(UUID(key)),
            professional_id=str(UUID(person)) if person else "",
        )
        for at, key, person, taken, by, text in rows
    )


def _followed(step: PreliminaryStep) -> sa.Exists:
    return sa.exists().where(_LATER.about_id == PreliminaryOpinion.id, _LATER.step == step)


_STANDING = (
    sa.select(
        sa.func.aggregate_strings(
            sa.cast(PreliminaryOpinion.at, sa.String)
            + _WITHIN
            + sa.cast(PreliminaryOpinion.id, sa.String)
            + _WITHIN
            + sa.func.coalesce(sa.cast(PreliminaryOpinion.professional_id, sa.String), "")
            + _WITHIN
            + sa.case((_followed(PreliminaryStep.TAKEN_IN), "1"), else_="0")
            + _WITHIN
            + PreliminaryOpinion.by
            + _WITHIN
            + PreliminaryOpinion.text,
            _BETWEEN,
        )
    )
    .where(
        PreliminaryOpinion.presentation_id == Presentation.id,
        PreliminaryOpinion.step == PreliminaryStep.GIVEN,
        ~_followed(PreliminaryStep.WITHDRAWN),
    )
    .correlate(Presentation)
    .scalar_subquery()
)
