"""Pages of a meeting: list, plan, prepare, attendance, open and close."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app import clock
from app.clock import PARIS
from app.domain import identity
from app.domain.agenda import frozen_from, is_late, schedule
from app.domain.permissions import Action
from app.domain.vocabulary import Attendance, Function, MeetingState
from app.errors import RuleViolation, Violation
from app.i18n import _
from app.queries import agenda as agendas
from app.queries import cases as case_queries
from app.queries import choices, gaps, meetings, requirements, unseen
from app.security import guard
from app.security.guard import access
from app.services import meetings as services

from .._forms import SavingForm, filled, save
from .._numbers import whole
from .._screen import carry
from . import forms
from ._undo import order_before

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")
blueprint.url_defaults(carry)


@blueprint.get("")
@access(Action.LIST_MEETINGS)
def index() -> str:
    """The meetings this person may read."""
    return render_template("meetings/index.html", lines=meetings.lines(guard.actor()))


@blueprint.route("/new", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def new() -> str | Response:
    """Plan a meeting."""
    form = filled(forms.MeetingForm)
    form.offer_kinds(requirements.kind_choices(UUID(guard.actor().hospital_id)))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.plan(guard.actor(), form.plan(), form.submitted),
            lambda made: url_for("meetings.show", meeting_id=made),
        )
        if answer:
            return answer
    return render_template("meetings/new.html", form=form)


@blueprint.get("/<uuid:meeting_id>")
@access(Action.READ_MEETING)
def show(meeting_id: UUID) -> str:
    """Prepare or follow one meeting: agenda, members, quorum."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    agenda = case_queries.agenda(guard.actor(), meeting_id)
    prepares = room.meeting.state is not MeetingState.CLOSED and guard.allows(
        Action.MANAGE_MEETING, room.relations
    )
    day = gaps.day_of(room.meeting.starts_at)
    prepared = gaps.of_meeting(guard.actor(), meeting_id, day) if prepares else ()
    pace, _version = agendas.stored(room.row)
    start = room.meeting.starts_at
    return render_template(
        "meetings/show.html",
        room=room,
        agenda=agenda,
        prepared={case.presentation_id: case for case in prepared},
        pace=pace,
        schedule=schedule(start, [line.entry for line in agenda], pace),
        frozen_from=frozen_from(start, pace),
        frozen=is_late(clock.now(), start, pace),
        before=order_before(meeting_id),
        moved_on=unseen.left_unseen(guard.actor(), meeting_id),
    )


@blueprint.route("/<uuid:meeting_id>/edit", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def edit(meeting_id: UUID) -> str | Response:
    """Change a meeting."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form = filled(forms.MeetingForm, _stored(room.row))
    form.offer_kinds(requirements.kind_choices(room.row.hospital_id, room.row.kind_id))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.edit(
                guard.actor(), meeting_id, form.plan(), form.seen, form.submitted
            ),
            lambda _made: url_for("meetings.show", meeting_id=meeting_id),
        )
        if answer:
            return answer
    return render_template("meetings/edit.html", form=form, room=room)


@blueprint.route("/<uuid:meeting_id>/members", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def members(meeting_id: UUID) -> str | Response:
    """Convene somebody."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form = filled(forms.MemberForm)
    seated = {seat.professional_id for seat in room.seats}
    form.professional_id.choices = {
        UUID(key): text
        for key, text in choices.professionals(guard.actor(), everywhere=True)
        if key not in seated
    }
    form.counts_for.choices = {"": _("Sa spécialité"), **dict(choices.specialities())}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.convene(
                guard.actor(),
                meeting_id,
                form.professional_id.data,
                form.function.data,
                form.submitted,
                form.counts_for.data or None,
            ),
            lambda _made: url_for("meetings.members", meeting_id=meeting_id),
        )
        if answer:
            return answer
    return render_template("meetings/members.html", form=form, room=room)


@blueprint.post("/<uuid:meeting_id>/members/<uuid:member_id>/dismiss")
@access(Action.MANAGE_MEETING)
def dismiss(meeting_id: UUID, member_id: UUID) -> Response:
    """Take a member off."""
    services.dismiss(guard.actor(), meeting_id, member_id, SavingForm().submitted)
    return redirect(url_for("meetings.members", meeting_id=meeting_id), 303)


@blueprint.route("/<uuid:meeting_id>/attendance", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def attendance(meeting_id: UUID) -> str | Response:
    """Tick who takes part."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form = SavingForm()
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.take_attendance(
                guard.actor(), meeting_id, _ticked(room), form.submitted
            ),
            lambda _made: url_for("meetings.show", meeting_id=meeting_id),
        )
        if answer:
            return answer
        room = meetings.room(guard.actor(), meeting_id)  # what somebody ticked meanwhile
    return render_template(
        "meetings/attendance.html",
        form=form,
        room=room,
        attendances=Attendance,
        functions=Function,
        counted=choices.counted_specialities(),
    )


@blueprint.route("/<uuid:meeting_id>/agenda", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def agenda(meeting_id: UUID) -> str | Response:
    """Put a case on the agenda."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form = filled(forms.AgendaForm)
    form.presentation_id.choices = {
        UUID(line.presentation_id): _choice(line) for line in case_queries.waiting(guard.actor())
    }
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.put_on_agenda(
                guard.actor(), meeting_id, form.presentation_id.data, form.submitted
            ),
            lambda _made: url_for("meetings.show", meeting_id=meeting_id),
        )
        if answer:
            return answer
    return render_template("meetings/agenda.html", form=form, room=room)


@blueprint.post("/<uuid:meeting_id>/agenda/<uuid:presentation_id>")
@access(Action.MANAGE_MEETING)
def move(meeting_id: UUID, presentation_id: UUID) -> Response:
    """Move a case up or down, or take it off."""
    form, actor = SavingForm(), guard.actor()
    step = request.form.get("step", "")
    if step == "off":
        services.take_off_agenda(actor, meeting_id, presentation_id, form.submitted)
    elif step in {"up", "down"}:
        services.move(actor, meeting_id, presentation_id, -1 if step == "up" else 1, form.submitted)
    else:
        raise RuleViolation(Violation("unknown_choice"))
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="agenda"), 303)


@blueprint.post("/<uuid:meeting_id>/state")
@access(Action.RUN_MEETING)
def advance(meeting_id: UUID) -> Response:
    """Open or close the meeting."""
    try:
        target = MeetingState(request.form.get("target", ""))
    except ValueError:
        raise RuleViolation(Violation("unknown_choice")) from None
    services.advance(guard.actor(), meeting_id, target, SavingForm().submitted)
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


def _choice(line: case_queries.CaseLine) -> str:
    return f"{line.reference}, {identity.full_name(line.patient)}, {line.tumour}"


def _stored(row: Any) -> Any:
    local = row.starts_at.astimezone(PARIS)
    return SimpleNamespace(
        title=row.title,
        on=local.date(),
        at=local.time(),
        place=row.place,
        duration_minutes=row.duration_minutes,
        kind_id=row.kind_id,
        session=row.session,
        version=row.version,
    )


def _ticked(room: meetings.Room) -> dict[UUID, services.Tick]:
    """What was ticked for each member, those left alone excepted; an unknown code is refused."""
    try:
        return {
            UUID(seat.id): services.Tick(
                Attendance(request.form.get(f"attendance-{seat.id}", seat.attendance)),
                Function(request.form.get(f"function-{seat.id}", seat.function)),
                seen=_version(seat.id),
                counts_for=_counted(seat.id),
            )
            for seat in room.seats
            if _is_ticked(seat.id)
        }
    except ValueError:
        raise RuleViolation(Violation("unknown_choice")) from None


def _counted(seat_id: str) -> str | None:
    """The speciality chosen for that line; that of the directory when the choice is empty."""
    return request.form.get(f"counts_for-{seat_id}", services.KEPT) or None


def _version(seat_id: str) -> int | None:
    """The version of the line as it was shown."""
    given = request.form.get(f"version-{seat_id}", "")
    return whole(given) if given else None


def _is_ticked(seat_id: str) -> bool:
    """Whether this person changed that line: what another one ticked meanwhile stays."""
    names = ("attendance", "function", "counts_for")
    given = (request.form.get(f"{name}-{seat_id}", "") for name in names)
    return " ".join(given) != request.form.get(f"was-{seat_id}")
