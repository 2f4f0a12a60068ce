"""Pages of the quorum rule: of a kind of meeting, and the copy of one meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.domain.quorum import QuorumRule
from app.queries import choices, meetings, requirements
from app.security import guard
from app.security.guard import access
from app.services import quorum_rules as services

from .._forms import filled, save
from .quorum_forms import Choices, MeetingQuorumForm, QuorumForm, as_source
from .routes import blueprint


@blueprint.route("/kinds/<uuid:kind_id>/quorum", methods=["GET", "POST"])
@access(Action.PLAN_MEETING)
def kind_quorum(kind_id: UUID) -> str | Response:
    """Decide the rule of a kind; until then, the example of its category is proposed, or the one asked for."""
    kind = requirements.kind(guard.actor(), kind_id)
    rule = _asked() or kind.quorum or services.proposed(kind.category)
    form = _form(rule, kind.version)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.rule_of_kind(
                guard.actor(), kind_id, form.rule(), form.seen, form.submitted
            ),
            lambda _made: url_for("meetings.kinds"),
        )
        if answer:
            return answer
    return render_template(
        "meetings/kind_quorum.html", form=form, kind=kind, examples=services.examples().rules
    )


@blueprint.route("/<uuid:meeting_id>/quorum", methods=["GET", "POST"])
@access(Action.MANAGE_MEETING)
def meeting_quorum(meeting_id: UUID) -> str | Response:
    """Change the copy of one meeting."""
    room = meetings.room(guard.actor(), meeting_id)
    guard.insist(room.relations)
    form = _form(
        _asked() or room.row.quorum,
        room.row.version,
        MeetingQuorumForm,
        quorum_note=room.row.quorum_note,
    )
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.rule_of_meeting(
                guard.actor(),
                meeting_id,
                form.rule(),
                form.quorum_note.data,
                form.seen,
                form.submitted,
            ),
            lambda _made: url_for("meetings.show", meeting_id=meeting_id),
        )
        if answer:
            return answer
    return render_template(
        "meetings/meeting_quorum.html", form=form, room=room, examples=services.examples().rules
    )


def _form(rule: QuorumRule, version: int, kind: type[QuorumForm] = QuorumForm, **more: str) -> Any:
    known = _choices()
    source = as_source(rule, version, known)
    source.__dict__.update(more)
    form: QuorumForm = filled(kind, source)
    form.offer(known)
    return form


def _choices() -> Choices:
    """Groups of specialities first, then each speciality of the directory."""
    return {
        **services.examples().groups,
        **{code: (label, (code,)) for code, label in choices.specialities()},
    }


def _asked() -> QuorumRule | None:
    found = services.examples().rules.get(request.args.get("example", ""))
    return found[1] if found else None
