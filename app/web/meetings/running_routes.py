"""Pages of a meeting while it runs: the room, what followers ask, the case put before everybody, arrivals and departures."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import g, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain.permissions import Action
from app.domain.vocabulary import RoomEvent
from app.errors import AlreadyDone, NotFound, RuleViolation, Violation
from app.i18n import _
from app.queries import cases as case_queries
from app.queries import choices, meetings, records, running
from app.security import guard
from app.security.guard import access, note_access
from app.services import running as services

from .._forms import SavingForm, filled, save
from . import running_forms as forms
from .routes import blueprint

_MOVES = {"arrived": RoomEvent.ARRIVED, "left": RoomEvent.LEFT}
# What a person chose for his or her own screen goes along from case to case.
_KEPT = ("projection", "liste")
_FOLLOWING: dict[str, Any] = {"suivi": "1"}


@blueprint.get("/<uuid:meeting_id>/now")
@access(Action.READ_MEETING)
def now(meeting_id: UUID) -> Response:
    """Where the meeting stands, for the screens that follow: no template, no trace, nothing written, 304 when nothing moved."""
    g.seen = None  # asking prolongs no session, whatever the browser says of itself
    found = running.now(guard.actor(), meeting_id, _uuid(request.args.get("case", "")))
    answer = jsonify(
        state=found.state.value,
        shown=found.shown,
        since=found.since.isoformat() if found.since else "",
        by=found.by,
        changed=0 if found.changed_by_me else found.changed,
        changed_by="" if found.changed_by_me else found.changed_by,
    )
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:32])
    return answer.make_conditional(request)


@blueprint.get("/<uuid:meeting_id>/running")
@access(Action.READ_MEETING)
def room(meeting_id: UUID) -> str:
    """Who is in the room, which case is before the board, and how long each one took."""
    seen = meetings.room(guard.actor(), meeting_id)
    guard.insist(seen.relations)
    return render_template(
        "meetings/room.html",
        room=seen,
        agenda=case_queries.agenda(guard.actor(), meeting_id),
        running=running.room(guard.actor(), meeting_id, clock.now()),
    )


@blueprint.get("/<uuid:meeting_id>/join")
@access(Action.READ_MEETING)
def join(meeting_id: UUID) -> Response:
    """Go where the meeting is: the case before the board, or the room as long as none is."""
    guard.insist(meetings.room(guard.actor(), meeting_id).relations)
    try:
        shown = running.now(guard.actor(), meeting_id).shown
    except NotFound:  # closed
        shown = ""
    readable = {line.presentation_id for line in case_queries.agenda(guard.actor(), meeting_id)}
    if shown in readable:
        return redirect(
            url_for("presentations.show", presentation_id=shown, **_FOLLOWING, **_kept())
        )
    return redirect(url_for("meetings.room", meeting_id=meeting_id, **_kept()))


@blueprint.get("/<uuid:meeting_id>/go")
@access(Action.READ_MEETING)
def go(meeting_id: UUID) -> Response:
    """Look at a case by its number, for oneself."""
    guard.insist(meetings.room(guard.actor(), meeting_id).relations)
    wanted = _numbered(meeting_id, request.args.get("number", ""))
    where = url_for("presentations.show", presentation_id=wanted, privee=1, **_kept())
    return redirect(where)


@blueprint.post("/<uuid:meeting_id>/shown")
@access(Action.RUN_MEETING)
def put_before(meeting_id: UUID) -> Response:
    """Put a case before the board, by its number or by itself; everybody who follows goes there."""
    guard.insist(meetings.room(guard.actor(), meeting_id).relations)
    form = SavingForm()
    wanted = _uuid(request.form.get("presentation", "")) or _numbered(
        meeting_id, request.form.get("number", "")
    )
    with suppress(AlreadyDone):  # shown already: the answer is the same
        services.show(guard.actor(), meeting_id, wanted, form.submitted)
    where = url_for(
        "presentations.show", presentation_id=wanted, _anchor="room", **_FOLLOWING, **_kept()
    )
    return redirect(where, 303)


@blueprint.post("/<uuid:meeting_id>/members/<uuid:member_id>/moves")
@access(Action.MANAGE_MEETING)
def move_member(meeting_id: UUID, member_id: UUID) -> Response:
    """Note that somebody came or left, or take the last of these back."""
    form, actor = SavingForm(), guard.actor()
    asked = request.form.get("move", "")
    with suppress(AlreadyDone):
        if asked == "undo":
            services.take_back(actor, meeting_id, member_id, form.submitted)
        elif asked in _MOVES:
            services.move(actor, meeting_id, member_id, _MOVES[asked], form.submitted)
        else:
            raise RuleViolation(Violation("unknown_choice"))
    return redirect(url_for("meetings.room", meeting_id=meeting_id, _anchor=f"m-{member_id}"), 303)


@blueprint.route("/<uuid:meeting_id>/guest", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def guest(meeting_id: UUID) -> str | Response:
    """Seat somebody who came without being convened."""
    seen = meetings.room(guard.actor(), meeting_id)
    guard.insist(seen.relations)
    form = filled(forms.GuestForm)
    form.speciality_code.choices = {"": _("Non précisée"), **dict(choices.specialities())}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.welcome(guard.actor(), meeting_id, form.guest(), form.submitted),
            lambda _made: url_for("meetings.room", meeting_id=meeting_id),
        )
        if answer:
            return answer
    return render_template("meetings/guest.html", form=form, room=seen)


@blueprint.route("/<uuid:meeting_id>/cases/<uuid:presentation_id>", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def in_room(meeting_id: UUID, presentation_id: UUID) -> str | Response:
    """Who speaks for a case, and whether somebody present knows the patient."""
    seen = meetings.room(guard.actor(), meeting_id)
    guard.insist(seen.relations)
    record = records.of_presentation(guard.actor(), presentation_id).record
    if record.meeting is None or record.meeting.id != str(meeting_id):
        raise NotFound
    note_access("presentation.in_room", record.case_id)
    stored = running.in_room_of(presentation_id)
    form = filled(forms.InRoomForm, _as_form(stored))
    people = [(UUID(s.professional_id), f"{s.name}, {s.speciality.lower()}") for s in seen.seats]
    form.presenter_id.choices = {"": "", **dict(people), **_still(stored, people)}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.describe(
                guard.actor(),
                meeting_id,
                presentation_id,
                form.presenter_id.data,
                form.knows,
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("presentations.show", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template("meetings/in_room.html", form=form, room=seen, record=record)


def _as_form(stored: running.InRoom) -> Any:
    known = {True: "yes", False: "no", None: ""}[stored.somebody_knows]
    return SimpleNamespace(
        presenter_id=stored.presenter_id, somebody_knows=known, version=stored.version
    )


def _still(stored: running.InRoom, people: list[tuple[UUID, str]]) -> dict[UUID, str]:
    """A presenter named before the meeting who is no member of it stays in the list."""
    if stored.presenter_id is None or stored.presenter_id in dict(people):
        return {}
    return {stored.presenter_id: stored.presenter}


def _numbered(meeting_id: UUID, typed: str) -> UUID:
    """The case of that number of the agenda; a number that is not on it is refused."""
    agenda = case_queries.agenda(guard.actor(), meeting_id)
    number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
    if not 1 <= number <= len(agenda):
        raise RuleViolation(Violation("no_such_number", params={"n": str(len(agenda))}))
    return UUID(agenda[number - 1].presentation_id)


def _kept() -> dict[str, Any]:
    given = request.form if request.method == "POST" else request.args
    return {name: given[name] for name in _KEPT if given.get(name)}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
