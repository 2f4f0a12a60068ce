"""Page of an opinion given between two meetings."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField

from app.domain.permissions import Action
from app.domain.urgent import Consulted, UrgentOpinion
from app.i18n import _
from app.queries import directory, records
from app.security import guard
from app.security.guard import access, note_access
from app.services import urgent as services

from .._forms import DayField, SavingForm, filled, long, needed, save, short
from .routes import blueprint

KNOWN = 4


def _id(value: Any) -> str:
    return str(value or "")


class UrgentForm(SavingForm):
    """What was advised, when, by whom, and why it could not wait; people come from the directory or are typed."""

    given_on = DayField(_("Avis donné le"), [needed()])
    reason = short("Pourquoi sans attendre la réunion", required=True, maximum=1000)
    known_1 = SelectField(_("De l'annuaire, 1"), coerce=_id)
    known_2 = SelectField(_("De l'annuaire, 2"), coerce=_id)
    known_3 = SelectField(_("De l'annuaire, 3"), coerce=_id)
    known_4 = SelectField(_("De l'annuaire, 4"), coerce=_id)
    consulted = long("Autres personnes consultées")
    text = long("Avis donné", required=True)
    started_on = DayField(_("Traitement commencé le"))

    @property
    def known(self) -> list[SelectField]:
        """The lists of the directory."""
        return [self[f"known_{n}"] for n in range(1, KNOWN + 1)]

    def chosen(self) -> list[str]:
        """Those chosen in the directory, each once."""
        return list(dict.fromkeys(field.data for field in self.known if field.data))

    def typed(self) -> list[Consulted]:
        """Those typed: each line names one person, then after a comma the speciality."""
        people = []
        for line in self.consulted.data.splitlines():
            name, _comma, speciality = line.partition(",")
            if name.strip():
                people.append(Consulted(name.strip(), speciality.strip()))
        return people

    def opinion(self, people: Mapping[str, Consulted]) -> UrgentOpinion:
        """The typed opinion; `people` are those that the lists offer."""
        return UrgentOpinion(
            self.given_on.data,
            self.reason.data,
            self.text.data,
            (*(people[key] for key in self.chosen()), *self.typed()),
            self.started_on.data,
        )


@blueprint.route("/<uuid:presentation_id>/urgent", methods=["GET", "POST"])
@access(Action.WRITE_OPINION)
def urgent(presentation_id: UUID) -> str | Response:
    """Keep an opinion given before the next meeting."""
    seen = records.of_presentation(guard.actor(), presentation_id)
    guard.insist(seen.relations)
    note_access("presentation.read", seen.record.case_id)
    people = _people(seen.record.urgent)
    form = filled(UrgentForm, _stored(seen.record.urgent, seen.record.version))
    for field in form.known:
        field.choices = {"": "–", **{key: _named(one) for key, one in people.items()}}
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.record(
                guard.actor(), presentation_id, form.opinion(people), form.seen, form.submitted
            ),
            lambda _made: url_for("presentations.show", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template("presentations/urgent.html", form=form, record=seen.record)


def _people(kept: UrgentOpinion | None) -> dict[str, Consulted]:
    """Everybody of the directory as named now; those already kept stay as they were named then."""
    found = {
        line.id: Consulted(line.name, line.speciality, line.id)
        for line in directory.professionals()
        if line.active
    }
    then = kept.consulted if kept else ()
    return found | {one.professional_id: one for one in then if one.professional_id}


def _named(one: Consulted) -> str:
    return ", ".join(filter(None, (one.name, one.speciality)))


def _stored(kept: UrgentOpinion | None, version: int) -> Any:
    if kept is None:
        return SimpleNamespace(version=version)
    known = [one.professional_id for one in kept.consulted if one.professional_id][:KNOWN]
    others = [one for one in kept.consulted if one.professional_id not in known]
    return SimpleNamespace(
        given_on=kept.given_on,
        reason=kept.reason,
        consulted="\n".join(_named(one) for one in others),
        text=kept.text,
        started_on=kept.started_on,
        version=version,
        **{f"known_{n}": key for n, key in enumerate(known, start=1)},
    )
