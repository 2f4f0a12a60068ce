"""Page of an opinion given between two meetings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.domain.urgent import Consulted, UrgentOpinion
from app.i18n import _
from app.queries import records
from app.security import guard
from app.security.guard import access, note_access
from app.services import urgent as services

from .._forms import DayField, SavingForm, filled, long, needed, save, short
from .routes import blueprint


class UrgentForm(SavingForm):
    """What was advised, when, by whom, and why it could not wait."""

    given_on = DayField(_("Avis donné le"), [needed()])
    reason = short("Pourquoi sans attendre la réunion", required=True, maximum=1000)
    consulted = long("Personnes consultées", required=True)
    text = long("Avis donné", required=True)
    started_on = DayField(_("Traitement commencé le"))

    def opinion(self) -> UrgentOpinion:
        """The typed opinion; each line names one person, then after a comma the speciality."""
        people = []
        for line in self.consulted.data.splitlines():
            name, _comma, speciality = line.partition(",")
            if name.strip():
                people.append(Consulted(name.strip(), speciality.strip()))
        return UrgentOpinion(
            self.given_on.data,
            self.reason.data,
            self.text.data,
            tuple(people),
            self.started_on.data,
        )


@blueprint.route("/<uuid:presentation_id>/urgent", methods=["GET", "POST"])
@access(Action.WRITE_OPINION)
def urgent(presentation_id: UUID) -> str | Response:
    """Keep an opinion given before the next meeting."""
    seen = records.of_presentation(guard.actor(), presentation_id)
    guard.insist(seen.relations)
    note_access("presentation.read", seen.record.case_id)
    form = filled(UrgentForm, _stored(seen.record.urgent, seen.record.version))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.record(
                guard.actor(), presentation_id, form.opinion(), form.seen, form.submitted
            ),
            lambda _made: url_for("presentations.show", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template("presentations/urgent.html", form=form, record=seen.record)


def _stored(kept: UrgentOpinion | None, version: int) -> Any:
    if kept is None:
        return SimpleNamespace(version=version)
    lines = (", ".join(filter(None, (one.name, one.speciality))) for one in kept.consulted)
    return SimpleNamespace(
        given_on=kept.given_on,
        reason=kept.reason,
        consulted="\n".join(lines),
        text=kept.text,
        started_on=kept.started_on,
        version=version,
    )
