"""Running a meeting: the case before the board, who comes and goes, a guest in one line, and who speaks for a case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain import running
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import (
    Attendance,
    Function,
    MeetingState,
    PresentationState,
    RoomEvent,
)
from app.errors import AlreadyDone, NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import (
    Meeting,
    MeetingEvent,
    MeetingMember,
    Presentation,
    Professional,
    Speciality,
)
from app.queries.running import of_meeting

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class Guest:
    """Somebody who came without being convened, as typed in one line; remote when by video."""

    family_name: str
    given_name: str = ""
    title: str = ""
    speciality_code: str | None = None
    remote: bool = False


def show(actor: Actor, meeting_id: UUID, presentation_id: UUID, submitted: Submitted) -> UUID:
    """Put a case before the board: every screen that follows goes there. Its id; showing it again changes nothing."""
    with transaction(actor, submitted) as tx:
        meeting = _open(actor, meeting_id, Action.RUN_MEETING)
        shown = db.session.get(Presentation, presentation_id)
        if shown is None or shown.meeting_id != meeting.id:
            raise NotFound
        now = running.current(of_meeting(meeting.id))
        if now and now.presentation_id == str(presentation_id):
            raise AlreadyDone(str(presentation_id))
        _note(tx, meeting, RoomEvent.SHOWN, presentation_id=presentation_id)
        tx.audit("meeting.case_shown", meeting.id, presentation=presentation_id)
    return presentation_id


def move(
    actor: Actor, meeting_id: UUID, member_id: UUID, kind: RoomEvent, submitted: Submitted
) -> None:
    """Note an arrival or a departure with the case then before the board; whoever arrives is ticked as present.

    Noting what already holds changes nothing.
    """
    with transaction(actor, submitted) as tx:
        meeting = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        member = _member(meeting, member_id)
        _require_open(meeting)
        here = running.in_room(str(member.id), member.attendance, of_meeting(meeting.id))
        if kind is RoomEvent.UNDONE or here is (kind is RoomEvent.ARRIVED):
            raise AlreadyDone(str(member_id))
        _note(tx, meeting, kind, member_id=member.id, was=member.attendance)
        if kind is RoomEvent.ARRIVED and member.attendance is not Attendance.REMOTE:
            assign(member, {"attendance": Attendance.PRESENT}, tx)
        tx.audit(f"member.{kind.value}", meeting.id, professional=member.professional_id)


def take_back(actor: Actor, meeting_id: UUID, member_id: UUID, submitted: Submitted) -> None:
    """Take back the last arrival or departure of a member, and what it ticked; both stay written."""
    with transaction(actor, submitted) as tx:
        meeting = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        member = _member(meeting, member_id)
        _require_open(meeting)
        last = running.last_move(str(member.id), of_meeting(meeting.id))
        if last is None:
            raise RuleViolation(Violation("nothing_to_undo"))
        row = db.session.scalars(
            sa.select(MeetingEvent).where(
                MeetingEvent.meeting_id == meeting.id, MeetingEvent.seq == last.seq
            )
        ).one()
        if last.kind is RoomEvent.ARRIVED and row.was:
            assign(member, {"attendance": row.was}, tx)
        _note(tx, meeting, RoomEvent.UNDONE, member_id=member.id, cancels=last.seq)
        tx.audit("member.move_undone", meeting.id, professional=member.professional_id)


def welcome(actor: Actor, meeting_id: UUID, given: Guest, submitted: Submitted) -> None:
    """Seat a guest typed in one line; somebody of that name and speciality in the hospital's directory is that person."""
    with transaction(actor, submitted) as tx:
        meeting = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        if meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
            raise RuleViolation(Violation(f"meeting_{meeting.state.value}"))
        _check_speciality(given.speciality_code)
        person = _known(meeting.hospital_id, given) or _add(tx, meeting.hospital_id, given)
        if _seated(meeting.id, person.id):
            raise RuleViolation(Violation("already_seated", "family_name"))
        db.session.flush()
        came = Attendance.REMOTE if given.remote else Attendance.PRESENT
        planned = meeting.state is MeetingState.PLANNED and not given.remote
        seat = MeetingMember(
            id=uuid4(),
            meeting_id=meeting.id,
            professional_id=person.id,
            function=Function.GUEST,
            attendance=Attendance.EXPECTED if planned else came,
            convened_at=tx.now,
            updated_at=tx.now,
            updated_by=tx.actor.name,
        )
        db.session.add(seat)
        db.session.flush()
        if running.current(of_meeting(meeting.id)):
            # A guest seated once the list has begun came now, not at the start.
            _note(tx, meeting, RoomEvent.ARRIVED, member_id=seat.id, was=seat.attendance)
        tx.audit("member.welcomed", meeting.id, professional=person.id)


def describe(
    actor: Actor,
    meeting_id: UUID,
    presentation_id: UUID,
    presenter_id: UUID | None,
    somebody_knows: bool | None,
    seen: int,
    submitted: Submitted,
) -> None:
    """Write who speaks for a case in place of its requester, a member of the meeting, and whether a person present knows the patient."""
    values = {"presenter_id": presenter_id, "somebody_knows": somebody_knows}
    with transaction(actor, submitted) as tx:
        meeting = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        shown = db.session.get(Presentation, presentation_id)
        if shown is None or shown.meeting_id != meeting.id:
            raise NotFound
        if shown.state is PresentationState.VALIDATED:
            raise RuleViolation(Violation("validated"))
        allowed = {None, shown.presenter_id}
        if presenter_id not in allowed and not _seated(meeting.id, presenter_id):
            raise RuleViolation(Violation("unknown_choice", "presenter_id"))
        expect(shown, seen, values)
        changed = assign(shown, values, tx)
        tx.audit("presentation.in_room", shown.case_id, fields=",".join(changed))


def _open(actor: Actor, meeting_id: UUID, action: Action) -> Meeting:
    meeting = _access.meeting(actor, meeting_id, action)
    _require_open(meeting)
    return meeting


def _require_open(meeting: Meeting) -> None:
    if meeting.state is not MeetingState.OPEN:
        closed = meeting.state is MeetingState.CLOSED
        raise RuleViolation(Violation("meeting_closed" if closed else "meeting_not_open"))


def _member(meeting: Meeting, member_id: UUID) -> MeetingMember:
    member = db.session.get(MeetingMember, member_id)
    if member is None or member.meeting_id != meeting.id:
        raise NotFound
    return member


def _note(
    tx: Unit,
    meeting: Meeting,
    kind: RoomEvent,
    *,
    presentation_id: UUID | None = None,
    member_id: UUID | None = None,
    cancels: int | None = None,
    was: Attendance | None = None,
) -> None:
    known = of_meeting(meeting.id)
    now = running.current(known)
    if presentation_id is None and now:
        presentation_id = UUID(now.presentation_id)
    db.session.add(
        MeetingEvent(
            id=uuid4(),
            meeting_id=meeting.id,
            seq=max((e.seq for e in known), default=0) + 1,
            kind=kind,
            at=tx.now,
            by=tx.actor.name,
            presentation_id=presentation_id,
            member_id=member_id,
            cancels=cancels,
            was=was,
        )
    )


def _seated(meeting_id: UUID, professional_id: UUID | None) -> bool:
    query = sa.select(MeetingMember.id).where(
        MeetingMember.meeting_id == meeting_id, MeetingMember.professional_id == professional_id
    )
    return db.session.execute(query).first() is not None


def _check_speciality(code: str | None) -> None:
    if code and db.session.get(Speciality, code) is None:
        raise RuleViolation(Violation("unknown_choice", "speciality_code"))


def _known(hospital_id: UUID, given: Guest) -> Professional | None:
    """The one active person of that name and speciality; two of them are told apart by nobody, so none is taken."""
    found = list(
        db.session.scalars(
            sa.select(Professional).where(
                Professional.hospital_id == hospital_id,
                Professional.active.is_(True),
                sa.func.lower(Professional.family_name) == given.family_name.lower(),
                sa.func.lower(Professional.given_name) == given.given_name.lower(),
                Professional.speciality_code == given.speciality_code,
            )
        )
    )
    return found[0] if len(found) == 1 else None


def _add(tx: Unit, hospital_id: UUID, given: Guest) -> Professional:
    person = Professional(
        id=uuid4(),
        hospital_id=hospital_id,
        title=given.title,
        family_name=given.family_name,
        given_name=given.given_name,
        speciality_code=given.speciality_code or None,
        updated_at=tx.now,
        updated_by=tx.actor.name,
    )
    db.session.add(person)
    return person
