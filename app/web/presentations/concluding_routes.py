"""Pages of the conclusion: reading it to the room, and a task of the board's own."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID, uuid4

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.domain.record import Record
from app.domain.trial_search import Task
from app.domain.vocabulary import CareNeed, MeetingState, PresentationState, Verdict
from app.queries import cases as case_queries
from app.security import guard
from app.security.guard import access
from app.services import tasks
from app.wording.verdicts import by_rank

from .._forms import filled, save
from .routes import _seen, blueprint
from .trial_routes import TaskForm


@blueprint.get("/<uuid:presentation_id>/read-aloud")
@access(Action.READ_PRESENTATION)
def read_aloud(presentation_id: UUID) -> str:
    """The conclusion on one screen, as it is read to the room: opinion, retained options, who does what by when."""
    seen = _seen(presentation_id)
    record = seen.record
    retained = [o for o in record.options if o.verdict is Verdict.RETAINED]
    return render_template(
        "presentations/read_aloud.html",
        record=record,
        relations=seen.relations,
        agenda=_agenda(record),
        retained=by_rank(retained),
        to_complete=[o for o in record.options if o.verdict is Verdict.TO_COMPLETE],
        locked=record.state is PresentationState.VALIDATED,
    )


def _agenda(record: Record) -> list[case_queries.CaseLine]:
    """The list this case is on while its meeting is open, to go on from here; empty otherwise."""
    if record.meeting is None or record.meeting.state is not MeetingState.OPEN:
        return []
    lines = case_queries.agenda(guard.actor(), UUID(record.meeting.id))
    return lines if any(line.presentation_id == record.id for line in lines) else []


@blueprint.route("/<uuid:presentation_id>/tasks/new", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def add_task(presentation_id: UUID) -> str | Response:
    """Write down what somebody does, and by when."""
    record = _seen(presentation_id).record
    form = filled(TaskForm, _asked(request.args.get("need", "")))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: tasks.add(
                guard.actor(), presentation_id, form.task(Task(str(uuid4()), "")), form.submitted
            ),
            lambda _made: url_for(
                "presentations.show", presentation_id=presentation_id, _anchor="tasks"
            ),
        )
        if answer:
            return answer
    return render_template("presentations/add_task.html", form=form, record=record)


def _asked(need: str) -> SimpleNamespace | None:
    """The need that the link to the empty form named."""
    return SimpleNamespace(need=CareNeed(need)) if need in set(CareNeed) else None
