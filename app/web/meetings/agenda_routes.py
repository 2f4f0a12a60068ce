"""Preparing an agenda: its order in one request, suggested orders, its pace, and the requests that wait."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField

from app.domain.agenda import LIMITS, Pace
from app.domain.permissions import Action
from app.errors import RuleViolation, Violation
from app.i18n import _
from app.queries import agenda as queries
from app.queries import cases as case_queries
from app.queries import meetings
from app.security import guard
from app.security.guard import access
from app.services import agenda as services

from .._forms import NumberField, SavingForm, filled, needed, save
from .routes import blueprint


class PaceForm(SavingForm):
    """How a meeting goes."""

    case_minutes = NumberField("Minutes par dossier", whole=True, validators=[needed()])
    freeze_hours = NumberField("Liste gelée (heures avant)", whole=True, validators=[needed()])
    break_after = NumberField("Pause suggérée après (min)", whole=True, validators=[needed()])
    break_minutes = NumberField("Durée de la pause (min)", whole=True, validators=[needed()])
    for_kind = BooleanField(_("Partir de ces valeurs pour les prochaines réunions de ce type"))

    def pace(self) -> Pace:
        """The typed pace."""
        return Pace(**{name: int(self[name].data) for name in LIMITS})


@blueprint.get("/requests")
@access(Action.OPEN_CASE)
def requests() -> str:
    """What physicians ask a board for and no meeting has yet."""
    lines = case_queries.requests(guard.actor())
    return render_template("meetings/requests.html", lines=lines)


@blueprint.post("/<uuid:meeting_id>/order")
@access(Action.MANAGE_MEETING)
def order(meeting_id: UUID) -> Response:
    """Save the whole order as it stands on the page, after one step up or down if one was asked."""
    wanted = [_uuid(value) for value in request.form.getlist("order")]
    step, _colon, moved = request.form.get("move", "").partition("-")
    if moved:
        _move(wanted, _uuid(moved), {"up": -1, "down": 1}.get(step, 0))
    seen = [_uuid(value) for value in request.form.getlist("seen")]
    minutes = {key: both for key in wanted if (both := _minutes(key)) is not None}
    services.arrange(guard.actor(), meeting_id, wanted, seen, minutes, SavingForm().submitted)
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="agenda"), 303)


@blueprint.post("/<uuid:meeting_id>/suggest")
@access(Action.MANAGE_MEETING)
def suggest(meeting_id: UUID) -> Response:
    """Take a suggested order; the page then offers the one before."""
    how = request.form.get("how", "")
    before = services.suggest(guard.actor(), meeting_id, how, SavingForm().submitted)
    session["agenda_before"] = [str(meeting_id), *map(str, before)]
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="agenda"), 303)


@blueprint.route("/<uuid:meeting_id>/pace", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def pace(meeting_id: UUID) -> str | Response:
    """Minutes of a case and of the whole, the freeze, the break."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    known, version = queries.stored(room.row)
    source = SimpleNamespace(**known.kept, for_kind=False, version=version)
    form = filled(PaceForm, source)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.set_pace(
                guard.actor(),
                meeting_id,
                form.pace(),
                for_kind=form.for_kind.data,
                seen=form.seen,
                submitted=form.submitted,
            ),
            lambda _made: url_for("meetings.show", meeting_id=meeting_id, _anchor="agenda"),
        )
        if answer:
            return answer
    return render_template("meetings/pace.html", form=form, room=room)


def _move(order: list[UUID], moved: UUID, step: int) -> None:
    if moved in order:
        index = order.index(moved)
        order.insert(max(0, min(len(order) - 1, index + step)), order.pop(index))


def _minutes(key: UUID) -> tuple[int | None, int | None] | None:
    """Minutes of a case as they were shown and as they are typed, None when they were left alone."""
    was, now = (request.form.get(f"{name}-{key}", "").strip() for name in ("was", "minutes"))
    return None if was == now else (_number(was, key), _number(now, key))


def _number(text: str, key: UUID) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 4:
        raise RuleViolation(Violation("minutes_range", f"minutes-{key}"))
    return int(text)


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise RuleViolation(Violation("unknown_choice")) from None
