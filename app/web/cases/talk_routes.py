"""Page of the talks with the patient: the steps towards a shared decision, the log, and a new entry."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField

from app import clock
from app.domain import preferences
from app.domain.interview import Talk, Understood
from app.domain.permissions import Action
from app.domain.vocabulary import Means, Share
from app.i18n import _
from app.queries import talks as queries
from app.security import guard
from app.security.guard import access
from app.services import talks as services

from .._forms import ChoiceField, DayField, SavingForm, filled, long, needed, save, short
from .routes import _file, blueprint

__all__ = ["blueprint"]


class TalkForm(SavingForm):
    """One talk: when, with whom, what was said, what was understood."""

    held_on = DayField(_("Tenu le"), [needed()])
    means = ChoiceField("Comment", Means)
    persons = short("Qui était là", required=True)
    interpreter = short("Interprète")
    options_shown = BooleanField(_("Les possibilités ont été montrées au patient"))
    said = long("Ce qui a été dit", required=True)
    understood = ChoiceField("Le patient a redit l'essentiel", Understood, empty="Non vérifié")
    words = long("Ce qu'il en a redit, dans ses mots")
    doctor_only = BooleanField(_("Pour le médecin référent seulement"))

    def talk(self) -> Talk:
        """The typed talk."""
        typed = {name: self[name].data for name in services.TYPED if name != "share"}
        share = Share.DOCTOR_ONLY if self.doctor_only.data else Share.BOARD_ONLY
        return Talk(**typed, share=share)


@blueprint.route("/<uuid:case_id>/talks", methods=["GET", "POST"])
@access(Action.RECORD_PREFERENCE)
def talks(case_id: UUID) -> str | Response:
    """The talks held with the patient, and one to note."""
    case = _file(case_id)
    form = filled(TalkForm, SimpleNamespace(held_on=clock.today()))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.record(guard.actor(), case_id, form.talk(), form.submitted),
            lambda _made: url_for("cases.talks", case_id=case_id),
        )
        if answer:
            return answer
    said = preferences.at_board_level(case.file.statements)
    return render_template(
        "cases/talks.html",
        form=form,
        case=case,
        talks=queries.of_case(guard.actor(), case_id),
        steps=queries.steps_of(UUID(case.latest.id), said),
        roles=preferences.roles(case.file.statements),
    )
