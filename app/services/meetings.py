"""Meetings: planning, members, agenda, opening and closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain.agenda import is_late
from app.domain.meeting import NEXT
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import (
    Attendance,
    Function,
    MeetingState,
    Track,
)
from app.errors import NotFound, RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import (
    Case,
    Meeting,
    MeetingKind,
    MeetingMember,
    Presentation,
    Professional,
    Speciality,
)
from app.queries.agenda import pace_of

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import as_text, assign, expect

_PRESIDING = frozenset({Function.CHAIR, Function.DELEGATE})


@dataclass(frozen=True)
class Plan:
    """What a meeting is: title, time, place, its quorum rule with the rule's source, and its kind if it has one."""

    title: str
    starts_at: datetime
    place: str = ""
    quorum_minimum: int = 3
    quorum_required: Sequence[str] = ()
    quorum_source: str = ""
    kind_id: UUID | None = None
    session: str = ""


def plan(actor: Actor, given: Plan, submitted: Submitted | None = None) -> UUID:
    """Make a planned meeting of the actor's hospital; its id."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        hospital = UUID(actor.hospital_id)
        row = Meeting(
            id=uuid4(),
            hospital_id=hospital,
            state=MeetingState.PLANNED,
            updated_at=tx.now,
            updated_by=actor.name,
            **_placed(hospital, given),
        )
        db.session.add(row)
        tx.audit("meeting.planned", row.id)
        return row.id


def edit(actor: Actor, meeting_id: UUID, given: Plan, seen: int, submitted: Submitted) -> None:
    """Change a meeting that has not closed."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        values = _placed(row.hospital_id, given)
        _expect_plan(row, seen, values)
        tx.audit("meeting.edited", row.id, fields=",".join(assign(row, values, tx)))


def convene(
    actor: Actor, meeting_id: UUID, professional_id: UUID, function: Function, submitted: Submitted
) -> None:
    """Convene a professional, of any hospital; from then on he or she reads what is on the agenda."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        _check_function(row.id, professional_id, function)
        attendance = (
            Attendance.EXPECTED if row.state is MeetingState.PLANNED else Attendance.PRESENT
        )
        db.session.add(
            MeetingMember(
                id=uuid4(),
                meeting_id=row.id,
                professional_id=professional_id,
                function=function,
                attendance=attendance,
                convened_at=tx.now,
                updated_at=tx.now,
                updated_by=actor.name,
            )
        )
        tx.audit("member.convened", row.id, professional=professional_id, function=function.value)


def dismiss(actor: Actor, meeting_id: UUID, member_id: UUID, submitted: Submitted) -> None:
    """Take a member off a meeting that has not opened; his or her reading ends at once."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        if row.state is not MeetingState.PLANNED:
            raise RuleViolation(Violation("meeting_already_open"))
        member = _member(row, member_id)
        tx.audit("member.dismissed", row.id, professional=member.professional_id)
        db.session.delete(member)


class Tick(NamedTuple):
    """How a member takes part and in which function; `seen` is the version of the line it was ticked on."""

    attendance: Attendance
    function: Function
    seen: int | None = None


def take_attendance(
    actor: Actor,
    meeting_id: UUID,
    given: Mapping[UUID, tuple[Attendance, Function] | Tick],
    submitted: Submitted,
) -> None:
    """Tick who takes part, and in which function; a closed meeting no longer changes.

    StaleVersion when a line moved since it was seen: its fields are then named after the member's id.
    """
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        changed = 0
        for member_id, tick in given.items():
            changed += bool(_tick(_member(row, member_id), Tick(*tick), tx))
        db.session.flush()
        if _chairs(row.id) > 1:
            raise RuleViolation(Violation("two_chairs"))
        tx.audit("attendance.taken", row.id, changed=changed)


def _tick(member: MeetingMember, tick: Tick, tx: Unit) -> list[str]:
    values: dict[str, object] = {"attendance": tick.attendance, "function": tick.function}
    if tick.seen is not None:
        try:
            expect(member, tick.seen, values)
        except StaleVersion as stale:
            current = {f"{name}-{member.id}": value for name, value in stale.current.items()}
            raise StaleVersion(
                version=stale.version, current=current, by=stale.by, at=stale.at
            ) from None
    if tick.function is not member.function and tick.function in _PRESIDING:
        _require_physician(member.professional_id)
    return assign(member, values, tx)


def put_on_agenda(
    actor: Actor, meeting_id: UUID, presentation_id: UUID, submitted: Submitted
) -> None:
    """Put a presentation at the end of a planned meeting's agenda; an opposed patient's never."""
    with transaction(actor, submitted) as tx:
        place(tx, meeting_id, presentation_id)


def place(tx: Unit, meeting_id: UUID, presentation_id: UUID) -> None:
    """The same inside a unit of work that does more."""
    row = _access.meeting(tx.actor, meeting_id, Action.MANAGE_MEETING)
    shown = _listable(tx.actor, row, presentation_id)
    last = db.session.scalar(
        sa.select(sa.func.max(Presentation.position)).where(Presentation.meeting_id == row.id)
    )
    late = tx.now if is_late(tx.now, row.starts_at, pace_of(row)) else None
    values = {"meeting_id": row.id, "position": (last or 0) + 1, "late_at": late}
    assign(shown, values, tx)
    tx.audit("agenda.added", row.id, case=shown.case_id)


def take_off_agenda(
    actor: Actor, meeting_id: UUID, presentation_id: UUID, submitted: Submitted
) -> None:
    """Take a presentation off a meeting that has not opened."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        if row.state is not MeetingState.PLANNED:
            raise RuleViolation(Violation("meeting_already_open"))
        shown = _on_agenda(row, presentation_id)
        assign(shown, {"meeting_id": None, "position": 0, "late_at": None}, tx)
        tx.audit("agenda.removed", row.id, case=shown.case_id)


def move(
    actor: Actor, meeting_id: UUID, presentation_id: UUID, step: int, submitted: Submitted
) -> None:
    """Move a presentation up (-1) or down (+1) the agenda."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        agenda = list(
            db.session.scalars(
                sa.select(Presentation)
                .where(Presentation.meeting_id == row.id)
                .order_by(Presentation.position, Presentation.id)
            )
        )
        shown = _on_agenda(row, presentation_id)
        index = agenda.index(shown)
        agenda.insert(max(0, min(len(agenda) - 1, index + step)), agenda.pop(index))
        for position, item in enumerate(agenda, start=1):
            assign(item, {"position": position}, tx)
        tx.audit("agenda.moved", row.id, case=shown.case_id, step=step)


def advance(actor: Actor, meeting_id: UUID, target: MeetingState, submitted: Submitted) -> None:
    """Open a planned meeting, or close an open one; a chair must be named before it opens."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.RUN_MEETING)
        if NEXT.get(row.state) is not target:
            raise RuleViolation(
                Violation(
                    "meeting_closed" if row.state is MeetingState.CLOSED else "nothing_changed"
                )
            )
        if target is MeetingState.OPEN and not _chairs(row.id):
            raise RuleViolation(Violation("meeting_without_chair"))
        stamp = "opened_at" if target is MeetingState.OPEN else "closed_at"
        assign(row, {"state": target, stamp: tx.now}, tx)
        tx.audit(f"meeting.{target.value}", row.id)


def _values(given: Plan) -> dict[str, object]:
    return asdict(given) | {"quorum_required": list(given.quorum_required)}


def _placed(hospital: UUID, given: Plan) -> dict[str, object]:
    """The stored values; a meeting without a place takes the room and link of its kind, one of the same hospital."""
    values = _values(given)
    if given.kind_id is None:
        return values
    kind = db.session.get(MeetingKind, given.kind_id)
    if kind is None or kind.hospital_id != hospital:
        raise RuleViolation(Violation("unknown_choice", "kind_id"))
    where = " · ".join(filter(None, (kind.room, kind.link)))
    return values | {"place": given.place or where}


def _expect_plan(row: Meeting, seen: int, values: Mapping[str, object]) -> None:
    """As `expect`; the form shows the start as a day and a time in Paris."""
    try:
        expect(row, seen, values)
    except StaleVersion as stale:
        local = row.starts_at.astimezone(clock.PARIS)
        current = {**stale.current, "on": as_text(local.date()), "at": f"{local:%H:%M}"}
        raise StaleVersion(
            version=stale.version, current=current, by=stale.by, at=stale.at
        ) from None


def _refuse_closed(row: Meeting) -> None:
    if row.state is MeetingState.CLOSED:
        raise RuleViolation(Violation("meeting_closed"))


def _member(row: Meeting, member_id: UUID) -> MeetingMember:
    member = db.session.get(MeetingMember, member_id)
    if member is None or member.meeting_id != row.id:
        raise NotFound
    return member


def _chairs(meeting_id: UUID) -> int:
    count = db.session.scalar(
        sa.select(sa.func.count()).where(
            MeetingMember.meeting_id == meeting_id, MeetingMember.function == Function.CHAIR
        )
    )
    return int(count or 0)


def _check_function(meeting_id: UUID, professional_id: UUID, function: Function) -> None:
    professional = db.session.get(Professional, professional_id)
    if professional is None or not professional.active:
        raise RuleViolation(Violation("unknown_choice", "professional_id"))
    if function in {Function.CHAIR, Function.DELEGATE}:
        _require_physician(professional_id)
    if function is Function.CHAIR and _chairs(meeting_id):
        raise RuleViolation(Violation("two_chairs", "function"))


def _require_physician(professional_id: UUID) -> None:
    medical = db.session.scalar(
        sa.select(Speciality.is_medical)
        .join(Professional, Professional.speciality_code == Speciality.code)
        .where(Professional.id == professional_id)
    )
    if not medical:
        raise RuleViolation(Violation("not_physician", "function"))


def _listable(actor: Actor, meeting: Meeting, presentation_id: UUID) -> Presentation:
    shown = _access.presentation(actor, presentation_id, Action.READ_PRESENTATION)
    if meeting.state is not MeetingState.PLANNED:
        raise RuleViolation(Violation("meeting_already_open"))
    case = db.session.get_one(Case, shown.case_id)
    if case.hospital_id != meeting.hospital_id:
        raise NotFound
    if case.withdrawn_at:
        raise RuleViolation(Violation("case_withdrawn"))
    if shown.opposed:
        raise RuleViolation(Violation("patient_opposed"))
    if shown.track is Track.NOT_READY:
        raise RuleViolation(Violation("track_not_ready"))
    held = db.session.get(Meeting, shown.meeting_id) if shown.meeting_id else None
    if held is not None and held.state is not MeetingState.PLANNED:
        raise RuleViolation(Violation("meeting_already_open"))
    return shown


def _on_agenda(meeting: Meeting, presentation_id: UUID) -> Presentation:
    shown = db.session.get(Presentation, presentation_id)
    if shown is None or shown.meeting_id != meeting.id:
        raise NotFound
    return shown
