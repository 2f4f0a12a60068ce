"""Pages of a kind of meeting: its members, its rhythm, the series to plan; and a meeting made again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.partial_date import PartialDate
from app.domain.permissions import Action
from app.domain.series import MOST
from app.errors import RuleViolation, Violation
from app.i18n import _
from app.queries import choices, requirements
from app.queries import series as queries
from app.security import guard
from app.security.guard import access
from app.services import kind_members as usual
from app.services import series
from app.wording.dates import long_date

from .._forms import SavingForm, filled, save
from .._numbers import whole
from . import series_forms as forms
from .routes import blueprint

USUAL = 6


@blueprint.route("/kinds/<uuid:kind_id>/members", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def kind_members(kind_id: UUID) -> str | Response:
    """Who is convened to the meetings of a kind."""
    actor = guard.actor()
    kind, seats = requirements.kind(actor, kind_id), queries.members(actor, kind_id)
    form = filled(forms.KindMemberForm)
    seated = {seat.professional_id for seat in seats}
    form.professional_id.choices = {
        UUID(key): text
        for key, text in choices.professionals(actor, everywhere=True)
        if key not in seated
    }
    form.counts_for.choices = {"": _("Sa spécialité"), **dict(choices.specialities())}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: usual.add(actor, kind_id, form.seating(), form.submitted),
            lambda _made: url_for("meetings.kind_members", kind_id=kind_id),
        )
        if answer:
            return answer
    return render_template("meetings/kind_members.html", form=form, kind=kind, seats=seats)


@blueprint.route("/kinds/<uuid:kind_id>/members/<uuid:kind_member_id>", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def kind_member(kind_id: UUID, kind_member_id: UUID) -> str | Response:
    """Change how a member of a kind is convened."""
    actor = guard.actor()
    kind = requirements.kind(actor, kind_id)
    seat = queries.member(actor, kind_id, kind_member_id)
    form = filled(forms.KindSeatForm, seat)
    form.counts_for.choices = {"": _("Sa spécialité"), **dict(choices.specialities())}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: usual.edit(
                actor,
                kind_id,
                kind_member_id,
                form.seating(UUID(seat.professional_id)),
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("meetings.kind_members", kind_id=kind_id),
        )
        if answer:
            return answer
    return render_template("meetings/kind_member.html", form=form, kind=kind, seat=seat)


@blueprint.post("/kinds/<uuid:kind_id>/members/<uuid:kind_member_id>/remove")
@access(Action.PLAN_MEETING)
def remove_kind_member(kind_id: UUID, kind_member_id: UUID) -> Response:
    """Take a member off a kind."""
    usual.remove(guard.actor(), kind_id, kind_member_id, SavingForm().submitted)
    return redirect(url_for("meetings.kind_members", kind_id=kind_id), 303)


@blueprint.route("/kinds/<uuid:kind_id>/rhythm", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def kind_rhythm(kind_id: UUID) -> str | Response:
    """When the meetings of a kind sit."""
    kind = requirements.kind(guard.actor(), kind_id)
    form = filled(forms.RhythmForm, forms.of_kind(kind))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: usual.rhythm_of_kind(
                guard.actor(),
                kind_id,
                form.rhythm(),
                int(form.duration_minutes.data or 0),
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("meetings.kind_series", kind_id=kind_id),
        )
        if answer:
            return answer
    return render_template("meetings/kind_rhythm.html", form=form, kind=kind)


@blueprint.route("/kinds/<uuid:kind_id>/series", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def kind_series(kind_id: UUID) -> str | Response:
    """The next dates by the rhythm, each one ticked: untick those to skip, then plan."""
    actor = guard.actor()
    kind = requirements.kind(actor, kind_id)
    since, n = _since(), _wanted()
    days = queries.coming_days(actor, kind_id, since, n)
    form = forms.SeriesForm()
    form.days.choices = {str(day.on): long_date(day.on) for day in days if not day.is_taken}
    if request.method == "GET":
        form.days.data = list(form.days.choices)
    if form.validate_on_submit():
        ticked = [date.fromisoformat(day) for day in form.days.data or ()]
        answer = save(
            form,
            lambda: series.plan_series(actor, kind_id, ticked, form.submitted),
            lambda _made: url_for("meetings.index"),
        )
        if answer:
            return answer
    return render_template(
        "meetings/kind_series.html",
        form=form,
        kind=kind,
        days=days,
        n=n,
        since=since,
        seats=queries.members(actor, kind_id),
    )


@blueprint.post("/<uuid:meeting_id>/duplicate")
@access(Action.PLAN_MEETING)
def duplicate(meeting_id: UUID) -> Response:
    """Make the meeting again at its next date."""
    made = series.duplicate(guard.actor(), meeting_id, SavingForm().submitted)
    return redirect(url_for("meetings.show", meeting_id=made), 303)


def _wanted() -> int:
    text = request.args.get("n", "")
    return min(max(whole(text, USUAL), 1), MOST)


def _since() -> date | None:
    text = request.args.get("since", "").strip()
    if not text:
        return None
    try:
        found = PartialDate.parse(text)
    except ValueError:
        raise RuleViolation(Violation("bad_date")) from None
    return found.earliest
