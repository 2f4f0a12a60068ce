"""Meetings: planning, members, agenda, opening and closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain.agenda import is_late
from app.domain.meeting import NEXT
from app.domain.permissions import Action, Actor
from app.domain.quorum import QuorumRule
from app.domain.series import LONGEST
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
from ._counting import require_counted
from ._transaction import Submitted, Unit, transaction
from ._versions import as_text, assign, expect

_PRESIDING = frozenset({Function.CHAIR, Function.DELEGATE})


@dataclass(frozen=True)
class Plan:
    """What a meeting is: title, time, place, its kind if it has one, how long it lasts.

    Without `quorum` a new meeting copies the rule of its kind, and one that is edited keeps its own.
    """

    title: str
    starts_at: datetime
    place: str = ""
    quorum: QuorumRule | None = None
    kind_id: UUID | None = None
    session: str = ""
    duration_minutes: int = 120


def plan(actor: Actor, given: Plan, submitted: Submitted | None = None) -> UUID:
    """Make a planned meeting of the actor's hospital; its id."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        return make(tx, given).id


def make(tx: Unit, given: Plan) -> Meeting:
    """The same inside a unit of work that does more."""
    hospital = UUID(tx.actor.hospital_id)
    row = Meeting(
        id=uuid4(),
        hospital_id=hospital,
        state=MeetingState.PLANNED,
        updated_at=tx.now,
        updated_by=tx.actor.name,
        **_placed(hospital, given),
    )
    db.session.add(row)
    tx.audit("meeting.planned", row.id)
    return row


def edit(actor: Actor, meeting_id: UUID, given: Plan, seen: int, submitted: Submitted) -> None:
    """Change a meeting that has not closed."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        values = _placed(row.hospital_id, replace(given, quorum=given.quorum or row.quorum))
        _expect_plan(row, seen, values)
        tx.audit("meeting.edited", row.id, fields=",".join(assign(row, values, tx)))


def convene(
    actor: Actor,
    meeting_id: UUID,
    professional_id: UUID,
    function: Function,
    submitted: Submitted,
    counts_for: str | None = None,
) -> None:
    """Convene a professional, of any hospital; from then on he or she reads what is on the agenda."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        require_counted(professional_id, counts_for)
        seat(tx, row, professional_id, function, counts_for)


def seat(
    tx: Unit, row: Meeting, professional_id: UUID, function: Function, counts_for: str | None
) -> None:
    """The same inside a unit of work; without `counts_for` he or she counts for the speciality of the directory."""
    _check_function(row.id, professional_id, function)
    is_planned = row.state is MeetingState.PLANNED
    db.session.add(
        MeetingMember(
            id=uuid4(),
            meeting_id=row.id,
            professional_id=professional_id,
            function=function,
            attendance=Attendance.EXPECTED if is_planned else Attendance.PRESENT,
            convened_at=tx.now,
            updated_at=tx.now,
            updated_by=tx.actor.name,
            counts_for=counts_for,
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


# In the place of a speciality: what he or she counts for stays as it is stored.
KEPT = "kept"


class Tick(NamedTuple):
    """How a member takes part and in which function; `seen` is the version of the line it was ticked on.

    `counts_for` is the one speciality he or she counts for in the quorum: a code, None for that of the directory, or
    KEPT.
    """

    attendance: Attendance
    function: Function
    seen: int | None = None
    counts_for: str | None = KEPT


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
    if tick.counts_for != KEPT:
        values["counts_for"] = tick.counts_for
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
    if tick.counts_for not in {KEPT, None, member.counts_for}:
        _check_counted(member.professional_id, str(tick.counts_for))
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
            _refuse_closed(row)
            raise RuleViolation(Violation("nothing_changed"))
        if target is MeetingState.OPEN and not _chairs(row.id):
            raise RuleViolation(Violation("meeting_without_chair"))
        stamp = "opened_at" if target is MeetingState.OPEN else "closed_at"
        assign(row, {"state": target, stamp: tx.now}, tx)
        tx.audit(f"meeting.{target.value}", row.id)


def _placed(hospital: UUID, given: Plan) -> dict[str, object]:
    """The stored values; a meeting without a place takes the room and link of its kind, one of the same hospital."""
    if not 1 <= given.duration_minutes <= LONGEST:
        raise RuleViolation(Violation("duration_range", "duration_minutes"))
    values = {field.name: getattr(given, field.name) for field in fields(given)}
    kind = _kind(hospital, given.kind_id)
    if kind is not None and not given.place:
        values["place"] = " · ".join(filter(None, (kind.room, kind.link)))
    if given.quorum is None:
        values["quorum"] = (kind.quorum if kind else None) or QuorumRule()
    return values


def _kind(hospital: UUID, kind_id: UUID | None) -> MeetingKind | None:
    if kind_id is None:
        return None
    kind = db.session.get(MeetingKind, kind_id)
    if kind is None or kind.hospital_id != hospital:
        raise RuleViolation(Violation("unknown_choice", "kind_id"))
    return kind


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
    if row.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise RuleViolation(Violation(f"meeting_{row.state.value}"))


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
    if not _is_physician(professional_id):
        raise RuleViolation(Violation("not_physician", "function"))


def _check_counted(professional_id: UUID, code: str) -> None:
    counted = db.session.get(Speciality, code)
    if counted is None:
        raise RuleViolation(Violation("unknown_choice", "counts_for"))
    if counted.is_medical and not _is_physician(professional_id):
        raise RuleViolation(Violation("counts_not_physician", "counts_for"))


def _is_physician(professional_id: UUID) -> bool:
    medical = db.session.scalar(
        sa.select(Speciality.is_medical)
        .join(Professional, Professional.speciality_code == Speciality.code)
        .where(Professional.id == professional_id)
    )
    return bool(medical)


def _listable(actor: Actor, meeting: Meeting, presentation_id: UUID) -> Presentation:
    shown = _access.presentation(actor, presentation_id, Action.READ_PRESENTATION)
    if meeting.state is not MeetingState.PLANNED:
        _refuse_closed(meeting)
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
