"""A meeting while it runs: the one question followers ask, and the page of the room."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import running
from app.domain.permissions import Actor
from app.domain.vocabulary import Attendance, MeetingState, RoomEvent
from app.errors import NotFound
from app.extensions import db
from app.models import (
    AuditEntry,
    Case,
    Meeting,
    MeetingEvent,
    MeetingMember,
    Presentation,
    Professional,
    Speciality,
)

from . import _scope
from ._reading import reading


@dataclass(frozen=True)
class Now:
    """What a follower must know: the case before the board, since when, and the last change made to the case he or she reads."""

    state: MeetingState
    shown: str = ""
    since: datetime | None = None
    by: str = ""
    seq: int = 0
    changed: int = 0
    changed_by: str = ""
    changed_by_me: bool = False


@dataclass(frozen=True)
class Sitting:
    """A member as the page of the room shows and moves him or her."""

    id: str
    name: str
    speciality: str
    attendance: Attendance
    here: bool
    moves: tuple[running.Event, ...]


@dataclass(frozen=True)
class Running:
    """The room: who is in it, and how long each case was before the board (seconds, by presentation)."""

    sittings: tuple[Sitting, ...]
    current: running.Event | None
    seconds: dict[str, int]
    median: float | None
    stretches: tuple[running.Stretch, ...]


@dataclass(frozen=True)
class InRoom:
    """Who speaks for a case and whether somebody present knows the patient, as the form edits it."""

    presenter_id: UUID | None
    presenter: str
    somebody_knows: bool | None
    version: int


@reading
def now(actor: Actor, meeting_id: UUID, case_id: UUID | None = None) -> Now:
    """Where the meeting stands, in one statement; NotFound once it is closed, and for whoever may not read it.

    `case_id` is the case on the follower's screen: on this agenda and readable by this person, else nothing is said of it.
    """
    row = db.session.execute(_now(actor, meeting_id, case_id)).first()
    if row is None:
        raise NotFound
    entry = json.loads(row.body) if row.body else {}
    return Now(
        state=row.state,
        shown=str(row.presentation_id or ""),
        since=row.at,
        by=row.by or "",
        seq=row.seq or 0,
        changed=row.changed or 0,
        changed_by=str(entry.get("actor_name", "")),
        changed_by_me=entry.get("actor") == actor.account_id,
    )


def _now(actor: Actor, meeting_id: UUID, case_id: UUID | None) -> sa.Select[*tuple[Any, ...]]:
    last = (
        sa.select(sa.func.max(MeetingEvent.seq))
        .where(MeetingEvent.meeting_id == meeting_id, MeetingEvent.kind == RoomEvent.SHOWN)
        .scalar_subquery()
    )
    changed = (
        sa.select(sa.func.max(AuditEntry.seq))
        .where(AuditEntry.target_id == str(case_id or ""))
        .where(
            sa.select(Presentation.id)
            .join(Case, Case.id == Presentation.case_id)
            .where(
                Presentation.case_id == case_id,
                Presentation.meeting_id == meeting_id,
                _scope.readable_presentations(actor),
            )
            .exists()
        )
        .scalar_subquery()
    )
    return (
        sa.select(
            Meeting.state,
            MeetingEvent.presentation_id,
            MeetingEvent.at,
            MeetingEvent.by,
            MeetingEvent.seq,
            AuditEntry.seq.label("changed"),
            AuditEntry.body,
        )
        .join(
            MeetingEvent,
            sa.and_(MeetingEvent.meeting_id == Meeting.id, MeetingEvent.seq == last),
            isouter=True,
        )
        .join(AuditEntry, AuditEntry.seq == changed, isouter=True)
        .where(
            Meeting.id == meeting_id,
            Meeting.state != MeetingState.CLOSED,
            _scope.readable_meetings(actor),
        )
    )


@reading
def room(actor: Actor, meeting_id: UUID, at: datetime) -> Running:
    """The room of a meeting this actor may read, at that instant."""
    meeting = db.session.scalar(
        sa.select(Meeting).where(Meeting.id == meeting_id, _scope.readable_meetings(actor))
    )
    if meeting is None:
        raise NotFound
    events = of_meeting(meeting_id)
    times = running.stretches(events, meeting.closed_at)
    by_case = dict(running.seconds(times, at))
    return Running(
        sittings=_sittings(meeting_id, events),
        current=None if meeting.closed_at else running.current(events),
        seconds=by_case,
        median=running.median_minutes(by_case),
        stretches=times,
    )


def of_meeting(meeting_id: UUID) -> tuple[running.Event, ...]:
    """Everything noted in the room of a meeting, inside the caller's transaction; no access check."""
    return events_of(
        db.session.scalars(
            sa.select(MeetingEvent)
            .where(MeetingEvent.meeting_id == meeting_id)
            .order_by(MeetingEvent.seq)
        )
    )


def events_of(rows: Iterable[MeetingEvent]) -> tuple[running.Event, ...]:
    """The rows as the domain reads them."""
    return tuple(
        running.Event(
            row.seq,
            row.kind,
            row.at,
            row.by,
            str(row.presentation_id or ""),
            str(row.member_id or ""),
            row.cancels,
        )
        for row in rows
    )


def _sittings(meeting_id: UUID, events: tuple[running.Event, ...]) -> tuple[Sitting, ...]:
    rows = db.session.execute(
        sa.select(MeetingMember, Professional, Speciality.label)
        .join(Professional, Professional.id == MeetingMember.professional_id)
        .join(
            Speciality,
            Speciality.code
            == sa.func.coalesce(MeetingMember.counts_for, Professional.speciality_code),
            isouter=True,
        )
        .where(MeetingMember.meeting_id == meeting_id)
        .order_by(Professional.family_name, Professional.given_name)
    )
    known = running.standing(events)
    return tuple(
        Sitting(
            id=str(m.id),
            name=" ".join(filter(None, (p.title, p.given_name, p.family_name))),
            speciality=label or "",
            attendance=m.attendance,
            here=running.in_room(str(m.id), m.attendance, known),
            moves=tuple(e for e in known if e.member_id == str(m.id)),
        )
        for m, p, label in rows
    )


@reading
def in_room_of(presentation_id: UUID) -> InRoom:
    """What is stored of a presentation the caller was let read; NotFound when there is none."""
    row = db.session.execute(
        sa.select(Presentation.presenter_id, Presentation.somebody_knows, Presentation.version)
        .add_columns(Professional.title, Professional.given_name, Professional.family_name)
        .join(Professional, Professional.id == Presentation.presenter_id, isouter=True)
        .where(Presentation.id == presentation_id)
    ).first()
    if row is None:
        raise NotFound
    name = " ".join(filter(None, (row.title, row.given_name, row.family_name)))
    return InRoom(row.presenter_id, name, row.somebody_knows, row.version)
