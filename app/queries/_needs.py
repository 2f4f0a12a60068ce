"""What is asked of a presentation, as columns of the statement that reads it: no query of its own.

`beside` adds to a statement on Presentation, Case and Meeting (outer) what `needs_of` then reads from its rows.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.domain.requirements import EVERY_SITE, MARKERS, Kind, Needs, Rule, known_only, needs
from app.domain.vocabulary import GapState
from app.models import Case, Gap, Meeting, MeetingKind, Presentation, Requirement, Tumour

_COMMON, _OF_SITE = aliased(Requirement, name="common"), aliased(Requirement, name="of_site")
_SITE = sa.select(Tumour.site).where(Tumour.id == Case.tumour_id).correlate(Case).scalar_subquery()
_SEPARATOR = "\n"
_UNKNOWN = (
    sa.select(sa.func.aggregate_strings(Gap.item, _SEPARATOR))
    .where(Gap.presentation_id == Presentation.id, Gap.state == GapState.NOT_KNOWN)
    .correlate(Presentation)
    .scalar_subquery()
)


def beside(statement: sa.Select[Any]) -> sa.Select[Any]:
    """The statement with the kind of its meeting, its hospital's two lists, and the items not known yet."""
    ours = Case.hospital_id
    return (
        statement.add_columns(MeetingKind, _COMMON, _OF_SITE, _UNKNOWN.label("unknown_items"))
        .join(MeetingKind, MeetingKind.id == Meeting.kind_id, isouter=True)
        .join(
            _COMMON,
            sa.and_(_COMMON.hospital_id == ours, _COMMON.scope == EVERY_SITE),
            isouter=True,
        )
        .join(
            _OF_SITE,
            sa.and_(_OF_SITE.hospital_id == ours, _OF_SITE.scope == sa.cast(_SITE, sa.String)),
            isouter=True,
        )
    )


def needs_of(row: Any) -> Needs:
    """What is asked, from a row that has the columns of `beside`."""
    unknown = (row.unknown_items or "").split(_SEPARATOR)
    return needs(
        rule_of(row.common), rule_of(row.of_site), _kind(row.MeetingKind), filter(None, unknown)
    )


def rule_of(row: Requirement | None) -> Rule | None:
    """A stored list as the domain reads it; codes that no longer exist are left out."""
    if row is None:
        return None
    every = row.scope == EVERY_SITE
    markers = None if every else tuple(m for m in row.markers if m in MARKERS)
    return Rule(known_only(row.items), markers, row.freshness_days)


def _kind(row: MeetingKind | None) -> Kind | None:
    return Kind(row.name, known_only(row.items), row.freshness_days) if row else None
