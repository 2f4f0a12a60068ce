"""The agenda of a meeting on paper."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.documents import agenda
from app.domain.agenda import schedule
from app.domain.permissions import Action
from app.queries import agenda as agendas
from app.queries import cases, installation, meetings
from app.security import guard
from app.security.guard import access, note_access
from app.services import packs

from .._forms import SavingForm
from .routes import blueprint


@blueprint.get("/<uuid:meeting_id>/agenda.pdf")
@access(Action.READ_MEETING)
def agenda_pdf(meeting_id: UUID) -> Response:
    """One line a case, with initials only; each case printed is traced."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    lines = cases.agenda(guard.actor(), meeting_id)
    for line in lines:
        note_access("agenda.printed", line.id)
    pace, _version = agendas.stored(room.row)
    pdf = agenda.build(
        room.meeting,
        [_line(line) for line in lines],
        printed_on=clock.today(),
        is_demonstration=installation.is_demonstration(),
        schedule=schedule(room.meeting.starts_at, [line.entry for line in lines], pace),
    )
    name = f"ordre-du-jour-{room.meeting.starts_at.astimezone(clock.PARIS):%Y-%m-%d}.pdf"
    return Response(
        pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.post("/<uuid:meeting_id>/pack")
@access(Action.READ_MEETING)
def pack(meeting_id: UUID) -> BaseResponse:
    """Ask for all fiches of the agenda as one file."""
    guard.insist(meetings.room(guard.actor(), meeting_id).relations)
    job = packs.ask(guard.actor(), meeting_id, SavingForm().submitted)
    return redirect(url_for("jobs.show", job_id=job), 303)


def _line(line: cases.CaseLine) -> agenda.AgendaLine:
    return agenda.AgendaLine(
        reference=line.reference,
        patient=line.patient,
        site=line.site,
        question=line.question,
        requester=line.requester,
        track=line.track,
        opposed=line.opposed,
        wishes_known=line.wishes_known,
        is_late=line.late_at is not None,
        complex_why=line.complex_why if line.is_complex else "",
        specialities=line.specialities,
    )
