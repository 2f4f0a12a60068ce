"""Who may read what: the one access predicate, as SQL (docs/decisions/0005). Everything else is a 404."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Action, Actor, Relation, can
from app.domain.vocabulary import Function, Role
from app.extensions import db
from app.models import CareLink, Case, Meeting, MeetingMember, Presentation

AFTER_CLOSING = timedelta(days=30)
_STAFF = {Role.COORDINATOR, Role.SECRETARY}


def in_hospital(actor: Actor, owner: Any = Case) -> sa.ColumnElement[bool]:
    """Rows of the actor's hospital (cases, or another table with its hospital), for its coordinators and secretaries.

    The operator's command line reads those of all.
    """
    if actor.is_operator:
        return sa.true()
    if actor.role not in _STAFF:
        return sa.false()
    belongs: sa.ColumnElement[bool] = owner.hospital_id == UUID(actor.hospital_id)
    return belongs


def cared_for(actor: Actor) -> sa.ColumnElement[bool]:
    """Cases this professional requested a board for, or treats today; a withdrawn one is left to the staff."""
    if not actor.professional_id:
        return sa.false()
    ways = (_of_this_case(_requested(actor)), _of_this_case(_treated(actor)))
    return sa.and_(Case.withdrawn_at.is_(None), sa.or_(*ways))


def convened_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Presentations on the agenda of a meeting this professional is convened to, until 30 days after closing.

    Opposed patients leave at once, so do withdrawn cases; when information is not recorded, other hospitals wait.
    """
    if not actor.professional_id:
        return sa.false()
    member = Presentation.meeting_id.in_(_meetings(actor))
    at_home = Case.hospital_id == UUID(actor.hospital_id)
    informed = sa.or_(
        Presentation.opposed.is_(False), sa.and_(Presentation.opposed.is_(None), at_home)
    )
    return sa.and_(member, informed, Case.withdrawn_at.is_(None))


def readable_cases(actor: Actor) -> sa.ColumnElement[bool]:
    """Whole files this actor may read; a member convened from outside reads presentations only."""
    if actor.role is Role.ADMINISTRATOR and not actor.is_operator:
        return sa.false()
    listed = sa.exists().where(Presentation.case_id == Case.id, convened_to(actor)).correlate(Case)
    return sa.or_(in_hospital(actor), cared_for(actor), sa.and_(listed, _at_home(actor)))


def own_cases(actor: Actor) -> sa.ColumnElement[bool] | None:
    """What `readable_cases` says of a professional's own cases, found from the professional: for lists.

    A list that tried each case in turn would cost as much as the installation is large. None without a professional.
    """
    if not actor.professional_id or actor.role is Role.ADMINISTRATOR:
        return None
    ways = (_requested(actor), _treated(actor), _convened_inside(actor))
    return sa.and_(Case.withdrawn_at.is_(None), Case.id.in_(sa.union(*ways)))


def _requested(actor: Actor) -> sa.Select[Any]:
    return sa.select(Presentation.case_id).where(
        Presentation.requester_id == UUID(actor.professional_id)
    )


def _treated(actor: Actor) -> sa.Select[Any]:
    today = _told(clock.today)
    return sa.select(CareLink.case_id).where(
        CareLink.professional_id == UUID(actor.professional_id),
        CareLink.since <= today,
        sa.or_(CareLink.until.is_(None), CareLink.until >= today),
    )


def _convened_inside(actor: Actor) -> sa.Select[Any]:
    """Cases of the professional's own hospital on the agendas he or she is convened to."""
    return (
        sa.select(Presentation.case_id)
        .join(Case, Case.id == Presentation.case_id)
        .where(convened_to(actor), _at_home(actor))
        .correlate(None)
    )


def _at_home(actor: Actor) -> sa.ColumnElement[bool]:
    """Cases of the actor's hospital; not by the bare column, whose index would lead through all of them."""
    if not actor.hospital_id:
        return sa.false()
    return sa.func.coalesce(Case.hospital_id, sa.null()) == UUID(actor.hospital_id)


def _meetings(actor: Actor) -> sa.Select[Any]:
    """Meetings this professional is convened to, until 30 days after closing."""
    return (
        sa.select(MeetingMember.meeting_id)
        .join(Meeting, Meeting.id == MeetingMember.meeting_id)
        .where(
            MeetingMember.professional_id == UUID(actor.professional_id),
            sa.or_(
                Meeting.closed_at.is_(None),
                Meeting.closed_at >= _told(lambda: clock.now() - AFTER_CLOSING),
            ),
        )
    )


def _told(when: Callable[[], Any]) -> sa.BindParameter[Any]:
    """A moment read when the statement is executed: what was put together for a person once stays right later."""
    return sa.bindparam("moment", callable_=when, unique=True)


def _of_this_case(found: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """Whether the case of the query around is among those found."""
    (case_id,) = found.selected_columns
    return found.where(case_id == Case.id).correlate(Case).exists()


def readable_presentations(actor: Actor) -> sa.ColumnElement[bool]:
    """Presentations this actor may read (the query joins Case)."""
    if actor.role is Role.ADMINISTRATOR and not actor.is_operator:
        return sa.false()
    return sa.or_(in_hospital(actor), cared_for(actor), convened_to(actor))


def relations_to_case(actor: Actor, case_id: UUID) -> frozenset[Relation]:
    """How this actor stands to a case; empty when there is no relation at all."""
    return relations_to_cases(actor, [case_id]).get(case_id, frozenset())


def relations_to_cases(actor: Actor, case_ids: Collection[UUID]) -> dict[UUID, frozenset[Relation]]:
    """The same for several cases in one statement, those that do not exist left out."""
    convened = (
        sa.exists().where(Presentation.case_id == Case.id, convened_to(actor)).correlate(Case)
    )
    rows = db.session.execute(
        sa.select(
            in_hospital(actor).label("hospital"),
            cared_for(actor).label("caring"),
            convened.label("convened"),
            Case.hospital_id,
            Case.id,
        ).where(Case.id.in_(case_ids))
    )
    return {row.id: _relations(actor, row, chair=False) for row in rows}


def relations_to_presentation(actor: Actor, presentation_id: UUID) -> frozenset[Relation]:
    """How this actor stands to a presentation, the chair and delegates of its meeting included."""
    row = db.session.execute(
        sa.select(*standing(actor))
        .select_from(Presentation)
        .join(Case, Case.id == Presentation.case_id)
        .where(Presentation.id == presentation_id)
    ).first()
    return relations_of(actor, row) if row else frozenset()


def standing(actor: Actor) -> tuple[sa.ColumnElement[Any], ...]:
    """Columns for a query on presentations and their cases, which `relations_of` reads."""
    return (
        in_hospital(actor).label("hospital"),
        cared_for(actor).label("caring"),
        convened_to(actor).label("convened"),
        Case.hospital_id.label("hospital_id"),
        _presides(actor, Presentation.meeting_id).label("chair"),
    )


def presided(actor: Actor) -> sa.ColumnElement[bool]:
    """Presentations on the agenda of a meeting this professional chairs, or is the delegate of."""
    return _presides(actor, Presentation.meeting_id)


def relations_of(actor: Actor, row: Any) -> frozenset[Relation]:
    """How the actor stands to the presentation of a row that has the columns of `standing`."""
    return _relations(actor, row, chair=bool(row.chair))


def relations_to_meeting(actor: Actor, meeting_id: UUID) -> frozenset[Relation]:
    """How this actor stands to a meeting."""
    row = db.session.execute(
        sa.select(
            Meeting.hospital_id,
            _is_member(actor, Meeting.id).label("member"),
            _presides(actor, Meeting.id).label("chair"),
        ).where(Meeting.id == meeting_id)
    ).first()
    if row is None:
        return frozenset()
    found = set()
    home = str(row.hospital_id) == actor.hospital_id
    if actor.is_operator or (home and actor.role in _STAFF):
        found.add(Relation.HOSPITAL)
    if row.member:
        found.add(Relation.CONVENED if home else Relation.CONVENED_OUTSIDE)
    if row.chair:
        found.add(Relation.CHAIR)
    return frozenset(found)


def readable_meetings(actor: Actor) -> sa.ColumnElement[bool]:
    """Meetings of the staff's hospital, or this professional is convened to."""
    mine = _is_member(actor, Meeting.id)
    if actor.is_operator:
        return sa.true()
    if actor.role in _STAFF:
        return sa.or_(Meeting.hospital_id == UUID(actor.hospital_id), mine)
    return mine if actor.role is not Role.ADMINISTRATOR else sa.false()


def permits(actor: Actor, action: Action, relations: frozenset[Relation]) -> bool:
    """Whether these relations allow the action."""
    return can(actor, action, relations).allowed


def _relations(actor: Actor, row: Any, *, chair: bool) -> frozenset[Relation]:
    found = {
        Relation.HOSPITAL: row.hospital,
        Relation.CARING: row.caring,
        Relation.CONVENED: row.convened and str(row.hospital_id) == actor.hospital_id,
        Relation.CONVENED_OUTSIDE: row.convened and str(row.hospital_id) != actor.hospital_id,
        Relation.CHAIR: chair and row.convened,
    }
    return frozenset(relation for relation, holds in found.items() if holds)


def _is_member(actor: Actor, meeting_id: object) -> sa.ColumnElement[bool]:
    if not actor.professional_id:
        return sa.false()
    return sa.exists().where(
        MeetingMember.meeting_id == meeting_id,
        MeetingMember.professional_id == UUID(actor.professional_id),
    )


def _presides(actor: Actor, meeting_id: object) -> sa.ColumnElement[bool]:
    if not actor.professional_id:
        return sa.false()
    return sa.exists().where(
        MeetingMember.meeting_id == meeting_id,
        MeetingMember.professional_id == UUID(actor.professional_id),
        MeetingMember.function.in_([Function.CHAIR, Function.DELEGATE]),
    )
