"""The reminders of a meeting: read, copied, and sent where a mail server is configured; what left is listed."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.domain.vocabulary import MailMessage, MailOutcome, MeetingState
from app.errors import AlreadyDone, Violation
from app.queries import gaps, mails, meetings
from app.security import guard
from app.security.guard import access, note_access
from app.services import reminders as services
from app.services import smtp
from app.wording.rules import violation_sentence

from .._forms import SavingForm
from .routes import blueprint


@blueprint.get("/<uuid:meeting_id>/reminders")
@access(Action.MANAGE_MEETING)
def reminders(meeting_id: UUID) -> str:
    """Each message with those it is for, and what was sent; each case shown is traced."""
    actor = guard.actor()
    room = meetings.room(actor, meeting_id)
    guard.insist(room.relations)
    prepared = gaps.of_meeting(actor, meeting_id, gaps.day_of(room.meeting.starts_at))
    for case in prepared:
        note_access("case.prepared", case.case_id)
    called = services.to_member_of(actor, room, _link(meeting_id))
    asked = services.to_requester_of(actor, room, prepared)
    sent = mails.sendings(meeting_id)
    return render_template(
        "meetings/reminders.html",
        room=room,
        called=called,
        asked=asked,
        unasked=[case for case in prepared if not case.requester],
        initials={case.presentation_id: case.patient for case in prepared},
        seen={"member": services.digest(called), "requester": services.digest(asked)},
        sent=sent,
        last=_last(sent),
        why={one.why: violation_sentence(Violation(one.why)) for one in sent if one.why},
        may_send=smtp.configured() is not None and room.row.state is MeetingState.PLANNED,
    )


@blueprint.post("/<uuid:meeting_id>/reminders/<any(member, requester):what>")
@access(Action.MANAGE_MEETING)
def send_reminders(meeting_id: UUID, what: str) -> Response:
    """Ask for what was read to be sent; the answer leads to its progress."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    tries = request.form.get("tries", "")
    try:
        job = str(
            services.ask(
                guard.actor(),
                meeting_id,
                MailMessage(what),
                request.form.getlist("case"),
                _link(meeting_id),
                seen=request.form.get("seen", ""),
                tries=int(tries) if tries.isascii() and tries.isdigit() else -1,
                submitted=SavingForm().submitted,
            )
        )
    except AlreadyDone as done:
        job = done.result
    return redirect(url_for("jobs.show", job_id=job), 303)


def _link(meeting_id: UUID) -> str:
    return url_for("meetings.show", meeting_id=meeting_id, _external=True)


def _last(sent: tuple[mails.Sent, ...]) -> dict[tuple[str, str], mails.Sent]:
    """The last message that reached each addressee, by who and what about."""
    found: dict[tuple[str, str], mails.Sent] = {}
    for one in sent:
        if one.outcome is MailOutcome.SENT:
            found.setdefault((one.professional_id, one.presentation_id), one)
    return found
