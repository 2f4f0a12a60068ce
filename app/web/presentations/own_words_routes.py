"""What an option in the board's own words brings, costs and asks every day."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import render_template
from werkzeug.wrappers import Response as BaseResponse

from app.domain.permissions import Action
from app.domain.record import Option
from app.errors import NotFound
from app.security import guard
from app.security.guard import access
from app.services import options

from .._forms import filled, save
from . import forms
from .routes import _back, _option, _seen, blueprint


@blueprint.route(
    "/<uuid:presentation_id>/options/<uuid:option_id>/own-words", methods=["GET", "POST"]
)
@access(Action.GIVE_VERDICT)
def own_words(presentation_id: UUID, option_id: UUID) -> str | BaseResponse:
    """Say what an option of the board's own brings, costs and asks every day."""
    record = _seen(presentation_id).record
    option = _option(record.options, option_id)
    if option.entry.code:
        raise NotFound
    form = filled(forms.OwnWordsForm, _own_words(option))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: options.describe(
                guard.actor(), option_id, form.own(), form.seen, form.submitted
            ),
            lambda _made: _back(presentation_id, option_id),
        )
        if answer:
            return answer
    return render_template("presentations/own_words.html", form=form, record=record, option=option)


def _own_words(option: Option) -> Any:
    """The words of an option of the board's own as their form reads them."""
    clinical = option.entry.clinical
    parts = (clinical.advantages, clinical.disadvantages, clinical.organisation)
    texts = ["\n".join(fact.text for fact in facts) for facts in parts]
    names = dict(zip(options.OWN_FIELDS, texts, strict=True))
    return SimpleNamespace(version=option.version, **names)
