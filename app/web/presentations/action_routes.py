"""The actions without rank of a presentation: which are asked for, by whom, when, and a note."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import BooleanField

from app.domain.catalogue import AskedAction
from app.domain.permissions import Action
from app.domain.record import Record
from app.i18n import _
from app.security import guard
from app.security.guard import access
from app.services import actions
from app.services.actions import Asking

from .._forms import DayField, SavingForm, filled, save, short
from .routes import _seen, blueprint


@blueprint.route("/<uuid:presentation_id>/actions", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def ask_actions(presentation_id: UUID) -> str | BaseResponse:
    """Tick what is asked for besides any option."""
    record = _seen(presentation_id).record
    form = filled(_form_of(record), _stored(record))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: actions.ask(
                guard.actor(), presentation_id, _typed(form, record), form.seen, form.submitted
            ),
            lambda _made: url_for(
                "presentations.show", presentation_id=presentation_id, _anchor="actions"
            ),
        )
        if answer:
            return answer
    return render_template(
        "presentations/ask_actions.html",
        form=form,
        record=record,
        rows=[(a, *(form[name] for name in _names(a))) for a in record.actions],
    )


def _names(action: AskedAction) -> tuple[str, str, str, str]:
    """The names of the fields of one action."""
    end = action.code.replace("-", "_")
    return f"asked_{end}", f"by_{end}", f"on_{end}", f"note_{end}"


def _form_of(record: Record) -> type[SavingForm]:
    """A form with four fields for each action this presentation is offered."""
    fields: dict[str, Any] = {}
    for action in record.actions:
        asked, by, on, note = _names(action)
        fields |= {
            asked: BooleanField(_("Demander : %(what)s", what=action.title)),
            by: short("Qui la demande"),
            on: DayField(_("Demandée le")),
            note: short("Note", maximum=1000),
        }
    return type("ActionsForm", (SavingForm,), fields)


def _stored(record: Record) -> Any:
    values: dict[str, Any] = {}
    for action in record.actions:
        told = (action.asked, action.by, action.on, action.note)
        values |= dict(zip(_names(action), told, strict=True))
    return SimpleNamespace(**values, version=record.version)


def _typed(form: Any, record: Record) -> dict[str, Asking]:
    return {
        action.code: Asking(*(form[name].data for name in _names(action)))
        for action in record.actions
    }
