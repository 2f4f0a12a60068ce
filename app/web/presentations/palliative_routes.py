"""The page that asks whether the palliative care team was called."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.domain.palliative import PalliativeCall
from app.domain.permissions import Action
from app.domain.vocabulary import TeamCall
from app.errors import RuleViolation, Violation
from app.i18n import _
from app.security import guard
from app.security.guard import access
from app.services import palliative as services

from .._forms import ChoiceField, DayField, SavingForm, filled, save, short
from .routes import _seen, blueprint


class PalliativeForm(SavingForm):
    """The answer, its day, and why not."""

    answer = ChoiceField("Équipe appelée ?", TeamCall, empty="Pas encore demandé")
    on = DayField(_("Le"))
    reason = short("Raison ou précision", maximum=1000)

    def call(self) -> PalliativeCall | None:
        """What is typed; None while nothing is. RuleViolation for a day or a reason that answers nothing: it would be lost."""
        if self.answer.data is None:
            if self.on.data or self.reason.data:
                raise RuleViolation(Violation("palliative_unanswered", "answer"))
            return None
        return PalliativeCall(self.answer.data, self.on.data, self.reason.data)


@blueprint.route("/<uuid:presentation_id>/palliative", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def palliative(presentation_id: UUID) -> str | Response:
    """Called on which day, proposed, or not and why."""
    record = _seen(presentation_id).record
    known = record.palliative
    shown = {name: getattr(known, name, None) for name in ("answer", "on", "reason")}
    form = filled(PalliativeForm, SimpleNamespace(**shown, version=record.version))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.note(
                guard.actor(), presentation_id, form.call(), form.seen, form.submitted
            ),
            lambda _made: url_for(
                "presentations.show", presentation_id=presentation_id, _anchor="needs"
            ),
        )
        if answer:
            return answer
    return render_template("presentations/palliative.html", form=form, record=record)
