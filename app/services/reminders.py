"""The reminders of a meeting: what each one says to whom, sent by the thread that works, each try recorded.

Sent first, recorded at once after: no mail server is ever waited for under the write lock. A crash between the two may
send one message twice, under the same Message-ID; it never loses the record of one that left before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import identity
from app.domain.permissions import Action, Actor, can
from app.domain.vocabulary import (
    JobState,
    MailMessage,
    MailOutcome,
    MeetingState,
    PresentationState,
)
from app.errors import NotAllowed, RuleViolation, Violation
from app.exchange.calendar import calendar
from app.exchange.mail import Mail, composed
from app.extensions import db
from app.models import Job, MailSending
from app.queries import cases, gaps, installation, mails, meetings, series
from app.wording.bringing import bringing, brought
from app.wording.reminders import Called, Reminder, message, split, to_members

from . import jobs, smtp
from ._transaction import Submitted, transaction
from .calendars import entries

LIVING = {JobState.QUEUED.value, JobState.RUNNING.value}


@dataclass(frozen=True)
class Letter:
    """One message to one professional, the subject in its first line; `presentation_id` of the case it is about."""

    to: mails.Addressee
    text: str
    presentation_id: str = ""
    reference: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Whom and what it is about: what is sent once in a batch."""
        return self.to.id, self.presentation_id


def to_member_of(actor: Actor, room: meetings.Room, link: str) -> tuple[Letter, ...]:
    """The reminder of each member.

    A case whose patient is not yet known to have been informed is unread by members of other hospitals: it is not on theirs.
    """
    agenda = cases.agenda(actor, UUID(room.meeting.id))
    inside = _called(actor, room, link, agenda)
    outside = _called(actor, room, link, [line for line in agenda if line.opposed is not None])
    own = str(room.row.hospital_id)
    return tuple(
        Letter(to, inside if to.hospital_id == own else outside)
        for to in mails.members(UUID(room.meeting.id))
    )


def to_requester_of(
    actor: Actor, room: meetings.Room, prepared: Iterable[gaps.Prepared]
) -> tuple[Letter, ...]:
    """The message about each case in which something is still missing, to who asked for it."""
    asked = mails.requesters(UUID(room.meeting.id))
    return tuple(
        Letter(to, text, case.presentation_id, case.reference)
        for case in prepared
        if case.state is PresentationState.PREPARED
        and (to := asked.get(case.presentation_id)) is not None
        and (text := about(actor, room, case))
    )


def about(actor: Actor, room: meetings.Room, case: gaps.Prepared) -> str:
    """What is missing in one case, as its requester is asked for it; "" when nothing is."""
    return message(
        Reminder(
            reference=case.reference,
            initials=identity.initials(case.patient),
            requester=case.requester,
            sender=actor.name,
            complete=case.complete,
            meeting=room.meeting.title,
            meeting_at=room.meeting.starts_at,
            bringing=bringing(case.lines),
            brought=brought(case.lines, case.patient),
        )
    )


def digest(letters: Iterable[Letter]) -> str:
    """What was read before it was sent: every address and every word."""
    said = sorted("\x00".join((*one.key, one.to.address, one.text)) for one in letters)
    return sha256("\x01".join(said).encode()).hexdigest()


def ask(
    actor: Actor,
    meeting_id: UUID,
    what: MailMessage,
    chosen: Iterable[str],
    link: str,
    *,
    seen: str,
    tries: int,
    submitted: Submitted,
) -> UUID:
    """Queue the sending of what was read on the page; the id of the work.

    `chosen` are the cases asked about; `seen` is the digest of what the page showed and `tries` how many it listed as sent.
    RuleViolation when any of it has moved, or when such a sending is under way.
    """
    smtp.required()
    room = _room(actor, meeting_id)
    wanted = sorted(set(chosen))
    letters = _letters(what, actor, room, wanted, link)
    if not any(one.to.address for one in letters):
        raise RuleViolation(Violation("mail_nobody"))
    if digest(_letters(what, actor, room, None, link)) != seen:
        raise RuleViolation(Violation("mail_changed"))
    arguments = {
        "meeting": str(meeting_id),
        "cases": wanted,
        "link": link,
        "seen": digest(letters),
        "batch": str(uuid4()),
    }
    check = partial(_refuse_twice, meeting_id, what, tries)
    return jobs.ask(actor, f"mail_{what.value}", arguments, submitted, check)


def _refuse_twice(meeting_id: UUID, what: MailMessage, tries: int) -> None:
    """Two pages open on the same reminder send it once."""
    waiting = db.session.scalars(
        sa.select(Job).where(Job.kind == f"mail_{what.value}", Job.state.in_(LIVING))
    )
    is_under_way = any(job.arguments.get("meeting") == str(meeting_id) for job in waiting)
    if is_under_way or mails.tries(meeting_id) != tries:
        raise RuleViolation(Violation("mail_under_way"))


def _room(actor: Actor, meeting_id: UUID) -> meetings.Room:
    room = meetings.room(actor, meeting_id)
    if not can(actor, Action.MANAGE_MEETING, room.relations).allowed:
        raise NotAllowed("relation")
    if room.row.state is not MeetingState.PLANNED:
        raise RuleViolation(Violation("meeting_already_open"))
    return room


def _letters(
    what: MailMessage, actor: Actor, room: meetings.Room, chosen: list[str] | None, link: str
) -> tuple[Letter, ...]:
    """The messages of one kind; `chosen` keeps those about some cases, None keeps all."""
    if what is MailMessage.MEMBER:
        return to_member_of(actor, room, link)
    day = gaps.day_of(room.meeting.starts_at)
    prepared = gaps.of_meeting(actor, UUID(room.meeting.id), day)
    letters = to_requester_of(actor, room, prepared)
    return tuple(one for one in letters if chosen is None or one.presentation_id in chosen)


def _called(actor: Actor, room: meetings.Room, link: str, agenda: Iterable[cases.CaseLine]) -> str:
    meeting = room.meeting
    return to_members(
        Called(
            meeting=meeting.title,
            at=meeting.starts_at,
            place=meeting.place,
            cases=tuple((line.reference, identity.initials(line.patient)) for line in agenda),
            link=link,
            sender=actor.name,
        )
    )


def _run(
    what: MailMessage, actor: Actor, arguments: Mapping[str, Any], progress: jobs.Progress
) -> jobs.Made:
    server, meeting_id = smtp.required(), UUID(arguments["meeting"])
    room = _room(actor, meeting_id)
    letters = _letters(what, actor, room, arguments["cases"], arguments["link"])
    if digest(letters) != arguments["seen"]:
        raise RuleViolation(Violation("mail_changed"))
    batch, failed = arguments["batch"], []
    done = {
        (one.professional_id, one.presentation_id)
        for one in mails.sendings(meeting_id)
        if one.batch == batch and one.outcome is MailOutcome.SENT
    }
    left = [one for one in letters if one.to.address and one.key not in done]
    file = _file(actor, meeting_id) if what is MailMessage.MEMBER else b""
    with smtp.line(server) as line:
        for number, one in enumerate(left, start=1):
            why = line.send(composed(_mail(one, server.sender, batch, file)))
            _record(actor, meeting_id, what, one, batch, why)
            if why:
                failed.append([one.to.name, one.to.address, why, one.reference])
            progress(100 * number // len(left))
    facts = {
        "sent": len(done) + len(left) - len(failed),
        "failed": failed,
        "without": sorted({one.to.name for one in letters if not one.to.address}),
    }
    return jobs.Made(b"", "", "", facts)


def _mail(one: Letter, sender: str, batch: str, file: bytes) -> Mail:
    subject, body = split(one.text)
    mark = "TEST, " if installation.is_demonstration() else ""
    name = sha256("\x00".join((batch, *one.key)).encode()).hexdigest()
    return Mail(name, sender, one.to.address, mark + subject, body, clock.now(), file)


def _file(actor: Actor, meeting_id: UUID) -> bytes:
    found = entries(series.calendar(actor, meeting_id=meeting_id))
    return calendar(found[0].title, found)


def _record(
    actor: Actor, meeting_id: UUID, what: MailMessage, one: Letter, batch: str, why: str
) -> None:
    outcome = MailOutcome.FAILED if why else MailOutcome.SENT
    with transaction(actor) as tx:
        db.session.add(
            MailSending(
                id=uuid4(),
                meeting_id=meeting_id,
                presentation_id=UUID(one.presentation_id) if one.presentation_id else None,
                professional_id=one.to.key,
                message=what,
                batch=batch,
                name=one.to.name,
                address=one.to.address,
                outcome=outcome,
                why=why,
                by=actor.name,
                at=tx.now,
            )
        )
        tx.audit(f"mail.{outcome.value}", meeting_id, professional=one.to.id, message=what.value)


for _what in MailMessage:
    jobs.offers(f"mail_{_what.value}", jobs.Work(partial(_run, _what), lambda _a, _b, _c: False))
