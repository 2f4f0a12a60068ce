"""Options side by side with the patient's questions as rows, and the burden of one of them typed for this patient."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.domain import preferences
from app.domain import side_by_side as comparing
from app.domain.burden import TYPED, Burden
from app.domain.permissions import Action
from app.domain.record import Option
from app.domain.vocabulary import Place, PresentationState, Route
from app.i18n import _
from app.security import guard
from app.security.guard import access
from app.services import burdens

from .._forms import ChoiceField, NumberField, SavingForm, filled, save
from ..cases.forms import TickField
from .routes import _option, _seen, blueprint


class BurdenForm(SavingForm):
    """What this option asks of this patient; an empty field leaves the computed value."""

    visits_per_month = NumberField("Visites par mois")
    hours_per_visit = NumberField("Heures sur place à chaque visite")
    travel_minutes = NumberField("Trajet, aller simple, en minutes", whole=True)
    places = TickField(_("Où"), choices=lambda: [(p.value, _(p.label)) for p in Place])
    route = ChoiceField("Comment", Route, empty="Comme au catalogue")

    def typed(self) -> dict[str, str]:
        """The values as the service keeps them: numbers as text, places joined by a comma."""
        return {
            "visits_per_month": _text(self.visits_per_month.data),
            "hours_per_visit": _text(self.hours_per_visit.data),
            "travel_minutes": _text(self.travel_minutes.data),
            "places": ",".join(self.places.data or ()),
            "route": self.route.data.value if self.route.data else "",
        }


@blueprint.get("/<uuid:presentation_id>/side-by-side")
@access(Action.READ_PRESENTATION)
def side_by_side(presentation_id: UUID) -> str:
    """Two to four options as columns of equal width; the choice itself when there are fewer or more."""
    seen = _seen(presentation_id)
    record = seen.record
    ticked = comparing.chosen(record.options, request.args.getlist("option"))
    fits = comparing.FEWEST <= len(ticked) <= comparing.MOST
    meeting_on = record.meeting.starts_at.astimezone(clock.PARIS).date() if record.meeting else None
    return render_template(
        "presentations/side_by_side.html",
        record=record,
        relations=seen.relations,
        ticked=ticked,
        options=ticked if fits else (),
        rows=comparing.rows(ticked) if fits else (),
        waiting=comparing.if_waiting(record.options),
        wishes=preferences.wishes(record.case_file.statements, meeting_on or clock.today()),
        locked=record.state is PresentationState.VALIDATED,
        projected="projection" in request.args,
    )


@blueprint.route("/<uuid:presentation_id>/options/<uuid:option_id>/burden", methods=["GET", "POST"])
@access(Action.GIVE_VERDICT)
def burden(presentation_id: UUID, option_id: UUID) -> str | BaseResponse:
    """Type what differs for this patient; what is left empty stays computed."""
    record = _seen(presentation_id).record
    option = _option(record.options, option_id)
    form = filled(BurdenForm, _stored(option))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: burdens.record(
                guard.actor(), option_id, form.typed(), form.seen, form.submitted
            ),
            lambda _made: url_for(
                "presentations.show", presentation_id=presentation_id, _anchor=f"option-{option_id}"
            ),
        )
        if answer:
            return answer
    return render_template("presentations/burden.html", form=form, record=record, option=option)


def _stored(option: Option) -> Any:
    """What was typed of the option's burden, as the form reads it."""
    known = _typed_values(option.burden)
    numbers = {name: Decimal(known[name]) if known[name] else None for name in TYPED[:3]}
    return SimpleNamespace(
        **numbers,
        places=[code for code in known["places"].split(",") if code],
        route=Route(known["route"]) if known["route"] else None,
        version=option.version,
    )


def _typed_values(burden: Burden | None) -> dict[str, str]:
    empty = dict.fromkeys(TYPED, "")
    return empty | {one.field: one.value for one in (burden.typed if burden else ())}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
