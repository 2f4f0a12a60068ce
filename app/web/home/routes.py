"""Home by role."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.domain.contact import may_contact
from app.domain.permissions import Action
from app.domain.vocabulary import MeetingState, PresentationState, Role
from app.i18n import _
from app.queries import cases, meetings
from app.security import guard
from app.security.guard import access

blueprint = Blueprint("home", __name__)
SHOWN, NEXT = 6, 4


@blueprint.get("/")
@access(Action.USE_ACCOUNT)
def index() -> str | Response:
    """What waits for this person."""
    if guard.actor().role is Role.ADMINISTRATOR:
        return redirect(url_for("admin.index"))
    lines = cases.lines(guard.actor())
    return render_template(
        "home/index.html",
        meetings=_near(meetings.lines(guard.actor())),
        todo=[(line, why) for line in lines for why in _waiting(line)][:12],
        unsaid=sum(_is_unsaid(line) for line in lines),
    )


def _near(lines: list[meetings.MeetingLine]) -> list[meetings.MeetingLine]:
    """The next meetings, then the last ones that were held; none that was cancelled."""
    coming = [m for m in lines if m.state not in {MeetingState.CLOSED, MeetingState.CANCELLED}]
    held = [m for m in lines if m.state is MeetingState.CLOSED]
    return coming[:NEXT] + held[: SHOWN - NEXT]


def _is_unsaid(line: cases.CaseLine) -> bool:
    """Whether the wishes of a patient whose opinion is still to come have not been asked."""
    waits = line.state is not PresentationState.VALIDATED and not line.opposed
    return waits and not line.wishes_known and may_contact(line.patient)


def _waiting(line: cases.CaseLine) -> list[str]:
    """What one case still waits for, most pressing first."""
    if line.state is PresentationState.VALIDATED:
        return []
    if line.opposed:
        return [_("patient opposé : hors des ordres du jour")]
    if line.state is PresentationState.DISCUSSED:
        return [_("avis à valider")]
    missing = []
    reachable = may_contact(line.patient)
    if line.opposed is None and reachable:
        missing.append(_("information du patient à renseigner"))
    if not line.wishes_known and reachable:
        missing.append(_("souhaits du patient non recueillis"))
    if not line.meeting:
        missing.append(_("aucune réunion"))
    return missing[:1]
